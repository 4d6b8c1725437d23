import type { ReadContext } from '@/lib/platform/context'
import { ZERO } from '@/lib/platform/money/decimal'
import { inOneCurrency, lastMonths, type TradeGroup, type TradeRow } from './model'
import { column, type Rates, REPORT_MONTHS, requireSide, type Side, today } from './scope'

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
