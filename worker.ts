import { searchDuplicatesJob } from './lib/catalog/duplicates/jobs'
import { checkImportJob, publishImportJob } from './lib/catalog/imports/jobs'
import { publishDueVersion } from './lib/catalog/virtual/commands/publish-virtual-catalog'
import {
  indexCatalog,
  onAccessChanged,
  onAudienceChanged,
  onAvailabilityChanged,
  onCatalogPublished,
  onCategoryRenamed,
  onRatesChanged,
} from './lib/discovery/search/jobs'
import { ensureIndex, writeCatalog } from './lib/discovery/search/meilisearch/write'
import { notificationSubscribers } from './lib/parties/notifications/subscribers'
import { forgetIdempotencyKeys } from './lib/platform/idempotency'
import { addJob, type JobHandler, type JobTable } from './lib/platform/jobs/worker'
import { removeFile } from './lib/platform/storage'
import { chargeMonth } from './lib/pricing/fees/commands/charge-fees'
import { closeDeal } from './lib/purchasing/deal-orders/commands/close-deal'
import { refundExcess } from './lib/purchasing/payments/jobs'
import { searchSplitJob } from './lib/sourcing/allocation/jobs'
import { effectDueAward } from './lib/sourcing/awards/commands/execute-award'
import { openClockDemoAuction, openDemoAuction } from './prisma/demo/open-auctions'

/** What happens when a domain event has left the outbox, in this order for each type. */
const reactions: Record<string, JobHandler[]> = {
  'catalog.import-mapped': [(event) => addJob('check-import', event, { key: `check-import:${event.importId}` })],
  'catalog.import-released': [
    (event) =>
      addJob('publish-import', event, {
        key: `publish-import:${event.importId}`,
        ...(event.runAt ? { runAt: new Date(String(event.runAt)) } : {}),
      }),
  ],
  'catalog.published': [onCatalogPublished],
  'catalog.availability-changed': [onAvailabilityChanged],
  'category.renamed': [onCategoryRenamed],
  'catalog.audience-changed': [onAudienceChanged],
  'catalog.rates-changed': [onRatesChanged],
  'virtual-catalog.scheduled': [
    ({ catalogId, number, runAt }) =>
      addJob('publish-version', { catalogId, number }, { key: `publish-version:${catalogId}:${number}`, runAt: new Date(String(runAt)) }),
  ],
  'auction.award-stands': [
    (event) => addJob('effect-award', { lotId: event.lotId }, { key: `effect-award:${event.lotId}`, runAt: new Date(String(event.until)) }),
  ],
  'access.changed': [onAccessChanged],
  'deal.opened': [
    (event) => addJob('close-deal', { dealId: event.dealId }, { key: `close-deal:${event.dealId}`, runAt: new Date(String(event.runAt)) }),
  ],
  'duplicates.search-started': [(event) => addJob('search-duplicates', event, { key: `search-duplicates:${event.organizationId}` })],
  'split.started': [(event) => addJob('search-split', { splitId: event.splitId }, { key: `search-split:${event.splitId}` })],
  'file.removed': [(event) => removeFile(String(event.key))],
  'order.cancelled': [refundExcess],
  'order.rejected': [refundExcess],
  'order.changes_accepted': [refundExcess],
  'payment.paid': [refundExcess],
}

/** Every night what nobody asks for any more goes; on the first of a month its subscriptions and listings are charged. */
const TIMETABLE = `40 3 * * * forget-idempotency-keys
10 4 1 * * charge-month ?fill=3w
`

/** The demo's auctions: bids on the hour and the half, a price clock at a quarter past. */
const DEMO_TIMETABLE = `*/30 * * * * open-demo-auction ?jobKey=open-demo-auction
15 * * * * open-clock-demo-auction ?jobKey=open-clock-demo-auction
`

/** All background work: jobs by name, reactions to domain events, what runs by the clock. */
export function jobTable(options: { demo: boolean }): JobTable {
  const types = new Set([...Object.keys(reactions), ...Object.keys(notificationSubscribers)])
  return {
    jobs: {
      'check-import': checkImportJob,
      'publish-import': publishImportJob,
      'index-catalog': (payload) => indexCatalog(String(payload.catalogId), null),
      'effect-award': (payload) => effectDueAward({ lotId: String(payload.lotId) }),
      'close-deal': ({ dealId }) => closeDeal({ dealId: String(dealId) }),
      'search-duplicates': searchDuplicatesJob,
      'search-split': searchSplitJob,
      'write-meilisearch': ({ catalogId, version }) => writeCatalog(String(catalogId), version === null ? null : Number(version)),
      'ensure-meilisearch': ensureIndex,
      'publish-version': ({ catalogId, number }) => publishDueVersion({ catalogId: String(catalogId), number: Number(number) }),
      'charge-month': () => chargeMonth({}),
      'forget-idempotency-keys': () => forgetIdempotencyKeys(new Date()),
      'open-demo-auction': () => openDemoAuction(new Date()),
      'open-clock-demo-auction': () => openClockDemoAuction(new Date()),
    },
    subscribers: Object.fromEntries(
      [...types].map((type) => [type, [...(reactions[type] ?? []), ...(notificationSubscribers[type] ?? [])]]),
    ),
    crontab: options.demo ? TIMETABLE + DEMO_TIMETABLE : TIMETABLE,
  }
}
