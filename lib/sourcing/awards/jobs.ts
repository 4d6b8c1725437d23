import type { Reactions } from '@/lib/platform/events'
import { addJob, type Jobs } from '@/lib/platform/jobs/queue'
import { executeDueAward } from './commands/execute-award'

declare module '@/lib/platform/jobs/queue' {
  interface JobPayloads {
    'execute-award': { lotId: string }
  }
}

export const awardJobs: Jobs<'execute-award'> = { 'execute-award': (lot) => executeDueAward(lot) }

export const awardReactions: Reactions = {
  'auction.award-stands': ({ lotId, until }) =>
    addJob('execute-award', { lotId }, { key: `execute-award:${lotId}`, runAt: new Date(until) }),
}
