import type { Reactions } from '@/lib/platform/events'
import { addJob, type Jobs } from '@/lib/platform/jobs/queue'
import { publishDueVersion } from './commands/publish-virtual-catalog'

declare module '@/lib/platform/jobs/queue' {
  interface JobPayloads {
    'publish-version': { catalogId: string; number: number }
  }
}

export const virtualCatalogJobs: Jobs<'publish-version'> = {
  'publish-version': async (version) => {
    await publishDueVersion(version)
  },
}

export const virtualCatalogReactions: Reactions = {
  'virtual-catalog.scheduled': ({ catalogId, number, runAt }) =>
    addJob('publish-version', { catalogId, number }, { key: `publish-version:${catalogId}:${number}`, runAt: new Date(runAt) }),
}
