import type { Reactions } from '@/lib/platform/events'
import { addJob, type Jobs } from '@/lib/platform/jobs/queue'
import { closeDeal } from './commands/close-deal'

declare module '@/lib/platform/jobs/queue' {
  interface JobPayloads {
    'close-deal': { dealId: string }
  }
}

export const dealJobs: Jobs<'close-deal'> = { 'close-deal': (deal) => closeDeal(deal) }

export const dealReactions: Reactions = {
  'deal.opened': ({ dealId, runAt }) => addJob('close-deal', { dealId }, { key: `close-deal:${dealId}`, runAt: new Date(runAt) }),
}
