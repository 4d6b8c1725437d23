import { duplicateJobs, duplicateReactions } from './lib/catalog/duplicates/jobs'
import { importJobs, importReactions } from './lib/catalog/imports/jobs'
import { virtualCatalogJobs, virtualCatalogReactions } from './lib/catalog/virtual/jobs'
import { virtualCatalogNotices } from './lib/catalog/virtual/notices'
import { searchJobs, searchReactions } from './lib/discovery/search/jobs'
import { identityReactions } from './lib/parties/identity/jobs'
import { forgetSessions, underLegalHold } from './lib/parties/identity/retention'
import { networkNotices } from './lib/parties/network/notices'
import { identityNotices } from './lib/parties/notifications/identity-notices'
import { forgetNotifications, notificationReactions } from './lib/parties/notifications/retention'
import { prisma } from './lib/platform/db/client'
import type { Reactions } from './lib/platform/events'
import { removeFile } from './lib/platform/files/storage'
import { forgetIdempotencyKeys } from './lib/platform/idempotency'
import type { Jobs } from './lib/platform/jobs/queue'
import type { JobTable } from './lib/platform/jobs/worker'
import { forgetMails } from './lib/platform/mail/mail'
import { forgetDispatched } from './lib/platform/outbox'
import { forgetSecurityEvents } from './lib/platform/security-log/note'
import { dealNotices } from './lib/pricing/deals/notices'
import { feeJobs } from './lib/pricing/fees/jobs'
import { priceListReactions } from './lib/pricing/price-lists/jobs'
import { priceListNotices } from './lib/pricing/price-lists/notices'
import { cartReactions } from './lib/purchasing/cart/jobs'
import { dealJobs, dealReactions } from './lib/purchasing/deal-orders/jobs'
import { orderNotices } from './lib/purchasing/orders/notices'
import { paymentReactions } from './lib/purchasing/payments/jobs'
import { paymentNotices } from './lib/purchasing/payments/notices'
import { requisitionNotices } from './lib/purchasing/requisitions/notices'
import { allocationJobs, allocationReactions } from './lib/sourcing/allocation/jobs'
import { lotNotices } from './lib/sourcing/auction/live/notices'
import { awardJobs, awardReactions } from './lib/sourcing/awards/jobs'
import { awardNotices } from './lib/sourcing/awards/notices'
import { sourcingEventNotices } from './lib/sourcing/events/notices'
import { demoJobs } from './prisma/demo/jobs'

/** Every job. That none is missing is checked by its type. */
const jobs: Jobs = {
  ...importJobs,
  ...duplicateJobs,
  ...virtualCatalogJobs,
  ...searchJobs,
  ...feeJobs,
  ...dealJobs,
  ...allocationJobs,
  ...awardJobs,
  ...demoJobs,
  'forget-idempotency-keys': () => forgetIdempotencyKeys(new Date()),
  'forget-what-was-sent': async () => {
    const now = new Date()
    const held = await underLegalHold(prisma())
    await forgetDispatched(now)
    await forgetMails(now, held.addresses)
    await forgetNotifications(now, held.organizationIds)
    await forgetSessions(now, held)
    await forgetSecurityEvents(now, held.organizationIds)
  },
}

/** What domains do about what has happened, the work before the word. */
const reactions: readonly Reactions[] = [
  { 'file.removed': ({ key }) => removeFile(key) },
  importReactions,
  duplicateReactions,
  virtualCatalogReactions,
  searchReactions,
  priceListReactions,
  dealReactions,
  paymentReactions,
  allocationReactions,
  awardReactions,
  identityReactions,
  notificationReactions,
  cartReactions,
  identityNotices,
  networkNotices,
  virtualCatalogNotices,
  priceListNotices,
  dealNotices,
  orderNotices,
  paymentNotices,
  requisitionNotices,
  sourcingEventNotices,
  lotNotices,
  awardNotices,
]

/** Every night what nobody asks for any more goes; on the first of a month its subscriptions and listings are charged. */
const TIMETABLE = `40 3 * * * forget-idempotency-keys
45 3 * * * forget-what-was-sent
10 4 1 * * charge-month ?fill=3w
`

/** The demo's auctions: bids on the hour and the half, a price clock at a quarter past. */
const DEMO_TIMETABLE = `*/30 * * * * open-demo-auction ?jobKey=open-demo-auction
15 * * * * open-clock-demo-auction ?jobKey=open-clock-demo-auction
`

/** All background work: jobs by name, reactions to domain events, what runs by the clock. */
export const jobTable = (options: { demo: boolean }): JobTable => ({
  jobs,
  reactions,
  crontab: options.demo ? TIMETABLE + DEMO_TIMETABLE : TIMETABLE,
})
