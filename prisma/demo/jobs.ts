import type { Jobs } from '@/lib/platform/jobs/queue'
import { openClockDemoAuction, openDemoAuction } from './open-auctions'

declare module '@/lib/platform/jobs/queue' {
  interface JobPayloads {
    'open-demo-auction': object
    'open-clock-demo-auction': object
  }
}

/** Auctions that the demo opens by the clock. */
export const demoJobs: Jobs<'open-demo-auction' | 'open-clock-demo-auction'> = {
  'open-demo-auction': () => openDemoAuction(new Date()),
  'open-clock-demo-auction': () => openClockDemoAuction(new Date()),
}
