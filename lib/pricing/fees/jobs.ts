import type { Jobs } from '@/lib/platform/jobs/queue'
import { chargeMonth } from './commands/charge-fees'

declare module '@/lib/platform/jobs/queue' {
  interface JobPayloads {
    'charge-month': object
  }
}

export const feeJobs: Jobs<'charge-month'> = { 'charge-month': () => chargeMonth({}) }
