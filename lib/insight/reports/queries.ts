import { may, sidesOf } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { forbidden } from '@/lib/platform/errors'
import { ZERO } from '@/lib/platform/money/decimal'
import type { PriceCase } from '@/lib/pricing/rules/case-schemas'
import { inOneCurrency, lastMonths, type TradeGroup, type TradeRow } from './model'

export const REPORT_MONTHS = 12

/** The exchange rates that amounts are joined by: `latestRates`, read once for a page. */
type Rates = PriceCase['rates']

export type Side = 'buyer' | 'supplier'

const column = (side: Side) => (side === 'buyer' ? 'buyer_id' : 'supplier_id')
const today = (ctx: ReadContext) => ctx.now.toISOString().slice(0, 10)

function requireSide(ctx: ReadContext, side: Side): void {
  const { buys, sells } = sidesOf(ctx.actor)
  if (!(side === 'buyer' ? buys : sells)) throw forbidden()
}

/**
 * Net value of orders by month, of the last twelve, in the organization's currency; cancelled and rejected ones do not
 * count. A month is one of the user's time zone. Served by (buyer|supplier, placed_at, id).
 */
export async function tradeByMonth(ctx: ReadContext, rates: Rates, side: Side): Promise<TradeGroup[]> {
  requireSide(ctx, side)
  const months = lastMonths(today(ctx), REPORT_MONTHS)
  const rows = await ctx.db.$queryRawUnsafe<TradeRow[]>(
    `select to_char(placed_at at time zone $2, 'YYYY-MM') as key, '' as label, currency, sum(net)::text as amount, count(*)::int as count
       from effective_order where ${column(side)} = $1::uuid and placed_at >= $3::date group by 1, currency`,
    ctx.actor.organizationId,
    ctx.actor.timeZone,
    `${months[0]}-01`,
  )
  const known = new Map(inOneCurrency(rows, rates, ctx.actor.currency, today(ctx)).map((group) => [group.key, group]))
  return months.map((key) => known.get(key) ?? { key, label: key, amount: ZERO, count: 0, unconverted: 0 })
}

/** The same twelve months by the other side of each order, the largest first. */
export async function tradeByPartner(ctx: ReadContext, rates: Rates, side: Side): Promise<TradeGroup[]> {
  requireSide(ctx, side)
  const partner = column(side === 'buyer' ? 'supplier' : 'buyer')
  const rows = await ctx.db.$queryRawUnsafe<TradeRow[]>(
    `select p.id as key, p.name as label, o.currency, sum(o.net)::text as amount, count(*)::int as count
       from effective_order o join organization p on p.id = o.${partner}
       where o.${column(side)} = $1::uuid and o.placed_at >= $2::date group by 1, 2, 3`,
    ctx.actor.organizationId,
    `${lastMonths(today(ctx), REPORT_MONTHS)[0]}-01`,
  )
  return largestFirst(inOneCurrency(rows, rates, ctx.actor.currency, today(ctx)))
}

/** The same twelve months by category of the product; lines without one stand under an empty key. */
export async function tradeByCategory(ctx: ReadContext, rates: Rates, side: Side, locale: 'en' | 'zh'): Promise<TradeGroup[]> {
  requireSide(ctx, side)
  const rows = await ctx.db.$queryRawUnsafe<TradeRow[]>(
    `select coalesce(c.code, '') as key, coalesce(${locale === 'zh' ? 'c.name_zh' : 'c.name_en'}, '') as label, o.currency,
              sum(l.net)::text as amount, count(*)::int as count
       from effective_order o join order_line l on l.order_id = o.id left join product p on p.id = l.product_id
       left join category c on c.code = p.category_code
       where o.${column(side)} = $1::uuid and o.placed_at >= $2::date group by 1, 2, 3`,
    ctx.actor.organizationId,
    `${lastMonths(today(ctx), REPORT_MONTHS)[0]}-01`,
  )
  return largestFirst(inOneCurrency(rows, rates, ctx.actor.currency, today(ctx)))
}

/**
 * What was bought in the same twelve months by the organization's own categories, as it has mapped them; what belongs to none stands under an
 * empty key. Empty for who has none.
 */
export async function spendByInternalCategory(ctx: ReadContext, rates: Rates): Promise<TradeGroup[]> {
  requireSide(ctx, 'buyer')
  const rows = await ctx.db.$queryRaw<TradeRow[]>`
    select coalesce(w.id::text, '') as key, coalesce(w.code || ' ' || w.name, '') as label, o.currency, sum(l.net)::text as amount, count(*)::int as count
    from effective_order o join order_line l on l.order_id = o.id left join product p on p.id = l.product_id
    left join internal_category w on w.id = internal_category_of(o.buyer_id, p.category_code)
    where o.buyer_id = ${ctx.actor.organizationId}::uuid and o.placed_at >= ${`${lastMonths(today(ctx), REPORT_MONTHS)[0]}-01`}::date
      and exists (select 1 from internal_category c where c.organization_id = o.buyer_id)
    group by 1, 2, 3`
  return largestFirst(inOneCurrency(rows, rates, ctx.actor.currency, today(ctx)))
}

const largestFirst = (groups: TradeGroup[]) => groups.sort((a, b) => b.amount.cmp(a.amount))

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

export interface Handling {
  orders: number
  /** steps that people took for one order, on both sides */
  steps: number | null
  /** median hours until the supplier answered, and until everything was received */
  hoursToAnswer: number | null
  hoursToReceive: number | null
}

/** What it takes to handle an order, of the last twelve months. Served by (buyer|supplier, placed_at, id) and order_event(order_id, at). */
export async function handling(ctx: ReadContext, side: Side): Promise<Handling> {
  requireSide(ctx, side)
  const [row] = await ctx.db.$queryRawUnsafe<Handling[]>(
    `select count(*)::int as orders, round(avg(steps), 1)::float8 as steps,
            round((percentile_cont(0.5) within group (order by extract(epoch from answered - placed_at)) / 3600)::numeric, 1)::float8 as "hoursToAnswer",
            round((percentile_cont(0.5) within group (order by extract(epoch from received - placed_at)) / 3600)::numeric, 1)::float8 as "hoursToReceive"
     from (
       select o.id, o.placed_at, count(*) filter (where e.user_id is not null) as steps,
              min(e.at) filter (where e.kind in ('confirmed', 'confirmed_with_changes', 'rejected')) as answered, max(e.at) filter (where e.kind = 'received') as received
       from purchase_order o join order_event e on e.order_id = o.id
       where o.${column(side)} = $1::uuid and o.placed_at >= $2::date group by o.id) handled`,
    ctx.actor.organizationId,
    `${lastMonths(today(ctx), REPORT_MONTHS)[0]}-01`,
  )
  return row ?? { orders: 0, steps: null, hoursToAnswer: null, hoursToReceive: null }
}

/** Lots that were awarded after the supplier took part, and how many of them it won. */
export async function winRate(ctx: ReadContext): Promise<{ lots: number; won: number }> {
  if (!may('bid', 'Bid')(ctx.actor)) throw forbidden()
  const [row] = await ctx.db.$queryRaw<{ lots: number; won: number }[]>`
    select count(*)::int as lots, count(s.lot_id)::int as won
    from event_invitation i join sourcing_event e on e.id = i.event_id join lot l on l.event_id = e.id join lot_award a on a.lot_id = l.id
    left join lot_award_share s on s.lot_id = l.id and s.supplier_id = i.supplier_id
    where i.supplier_id = ${ctx.actor.organizationId}::uuid and i.state = 'accepted' and not e.training`
  return row ?? { lots: 0, won: 0 }
}

export interface NetworkHealth {
  members: number
  applications: number
  /** orders between members in the last 30 days */
  orders: number
  /** jobs that wait beyond their time, and that failed for good */
  jobsLate: number
  jobsFailed: number
  importsFailed: number
  /** seconds that the oldest published change has been waiting for search */
  searchLag: number
}

/** What the operator looks at first: members, trade, and whether everything runs. */
export async function networkHealth(ctx: ReadContext): Promise<NetworkHealth> {
  if (!may('manage', 'Network')(ctx.actor)) throw forbidden()
  const [row] = await ctx.db.$queryRaw<NetworkHealth[]>`
    with own as (
      select m.organization_id, m.state from network_membership m join network n on n.id = m.network_id
      where n.operator_id = ${ctx.actor.organizationId}::uuid)
    select (select count(distinct organization_id)::int from own where state = 'active') as members,
           (select count(*)::int from own where state = 'applied') as applications,
           (select count(*)::int from purchase_order o where o.placed_at >= ${ctx.now}::timestamptz - interval '30 days'
              and o.buyer_id in (select organization_id from own) and o.supplier_id in (select organization_id from own)) as orders,
           (select count(*)::int from graphile_worker.jobs where run_at < now() - interval '1 minute' and locked_at is null and attempts < max_attempts) as "jobsLate",
           (select count(*)::int from graphile_worker.jobs where attempts >= max_attempts) as "jobsFailed",
           (select count(*)::int from catalog_import where state = 'failed' and created_at >= ${ctx.now}::timestamptz - interval '30 days') as "importsFailed",
           (select coalesce(extract(epoch from now() - min(created_at)), 0)::int from outbox_event where dispatched_at is null and type = 'catalog.published') as "searchLag"`
  if (!row) throw new Error('a row of aggregates is always there')
  return row
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
