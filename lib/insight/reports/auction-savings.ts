import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { forbidden } from '@/lib/platform/errors'
import { ZERO } from '@/lib/platform/money/decimal'
import { inOneCurrency, lastMonths, type TradeGroup, type TradeRow } from './model'
import { type Rates, REPORT_MONTHS, today } from './scope'

export interface AuctionSaving {
  eventId: string
  title: string
  awardedAt: Date
  currency: string
  ceiling: string | null
  baseline: string | null
  price: string
  saved: string | null
}

/** Awarded lots of the last twelve months: what was paid before, the ceiling, the total that the auction found. */
export async function auctionSavings(ctx: ReadContext): Promise<AuctionSaving[]> {
  if (!may('source', 'Auction')(ctx.actor)) throw forbidden()
  return ctx.db.$queryRaw<AuctionSaving[]>`
    select e.id as "eventId", l.title, a.awarded_at as "awardedAt", e.currency, (l.rules->>'ceiling') as ceiling,
           trim_scale(l.baseline)::text as baseline, trim_scale(a.total)::text as price, trim_scale(a.savings)::text as saved
    from sourcing_event e join lot l on l.event_id = e.id join lot_award a on a.lot_id = l.id
    where e.buyer_id = ${ctx.actor.organizationId}::uuid and not e.training and a.awarded_at >= ${ctx.now}::timestamptz - interval '12 months'
    order by a.awarded_at desc limit 200`
}

/** Sum of what the auctions of some months saved, in the organization's currency, against the last price or else the ceiling. */
export function savedByMonth(ctx: ReadContext, rates: Rates, savings: readonly AuctionSaving[]): TradeGroup[] {
  const rows = savings.map(
    (lot): TradeRow => ({
      key: lot.awardedAt.toISOString().slice(0, 7),
      label: '',
      currency: lot.currency,
      amount: lot.saved ?? '0',
      count: 1,
    }),
  )
  const known = new Map(inOneCurrency(rows, rates, ctx.actor.currency, today(ctx)).map((group) => [group.key, group]))
  return lastMonths(today(ctx), REPORT_MONTHS).map((key) => known.get(key) ?? { key, label: key, amount: ZERO, count: 0, unconverted: 0 })
}
