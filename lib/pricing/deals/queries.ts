import { visibleOffers } from '@/lib/catalog/offers/offer-queries'
import { may } from '@/lib/parties/identity/abilities'
import { networksWith, type ReadContext } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { Prisma } from '@/lib/platform/db/generated/client'
import { forbidden, notFound } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { Decimal, toDecimal, ZERO } from '@/lib/platform/money/decimal'
import { feesOfTrades } from '@/lib/pricing/fees/queries'
import { stepAt } from './model'
import { dealSteps } from './schemas'
import type { DealCounter, DealFee, DealView } from './views'

const PAGE = 60

interface Row extends Omit<DealView, 'taken' | 'left' | 'joiners' | 'price' | 'next' | 'steps'>, CounterRow {}

/** Deals with all that their pages show, in one statement. */
const readDeals = (ctx: ReadContext, where: Prisma.Sql) => ctx.db.$queryRaw<Row[]>`
  select d.id, d.state, d.kind, d.steps, trim_scale(d.total)::text as total, trim_scale(d.taken)::text as taken, trim_scale(d.price)::text as price,
         d.supplier_id as "supplierId", s.name as "supplierName", o.product_id as "productId", p.name, p.category_code as "categoryCode",
         p.picture_file_id as "pictureFileId", d.offer_id as "offerId", o.supplier_part_number as part, d.currency, d.unit,
         trim_scale(o.price / o.price_base)::text as usual, trim_scale(o.minimum)::text as minimum, trim_scale(o.step)::text as step,
         d.opens_at as "opensAt", d.ends_at as "endsAt", (select count(*)::int from deal_join j where j.deal_id = d.id) as joiners,
         trim_scale(own.quantity)::text as own, own.orders
  from deal d join offer o on o.id = d.offer_id join product p on p.id = o.product_id join organization s on s.id = d.supplier_id
  cross join lateral (
    select coalesce(sum(j.quantity), 0) as quantity,
           coalesce(json_agg(json_build_object('id', r.id, 'number', r.number) order by j.joined_at) filter (where r.id is not null), '[]') as orders
    from deal_join j left join purchase_order r on r.id = j.order_id
    where j.deal_id = d.id and j.buyer_id = ${ctx.actor.organizationId}::uuid) own
  where ${where} order by d.state, d.ends_at, d.id limit ${PAGE}`

/**
 * Deals that the actor may see, those that end first before others: buyers the open ones of offers that they see and those that they joined, suppliers
 * their own of all times. Two queries, whatever their number; served by (state, ends_at, id) and (supplier, created_at, id).
 */
export async function listDeals(ctx: ReadContext, filter: { productId?: string } = {}): Promise<DealView[]> {
  const [buys, sells] = sidesOf(ctx)
  const me = ctx.actor.organizationId
  const sides = [
    ...(buys
      ? [
          // Before the page is cut: deals of other networks must not take the places of those that the buyer sees.
          Prisma.sql`(d.state = 'open' and d.ends_at > ${ctx.now} and exists (
            select 1 from search_entry e where e.offer_id = d.offer_id and e.network_ids && ${networksWith(ctx.actor, 'browse')}::uuid[]))`,
          Prisma.sql`d.id in (select deal_id from deal_join where buyer_id = ${me}::uuid)`,
        ]
      : []),
    ...(sells ? [Prisma.sql`d.supplier_id = ${me}::uuid`] : []),
  ]
  const product = filter.productId ? Prisma.sql`and o.product_id = ${filter.productId}::uuid` : Prisma.empty
  return viewsOf(ctx, await readDeals(ctx, Prisma.sql`(${Prisma.join(sides, ' or ')}) ${product}`))
}

/** A deal that the actor may see. @throws AppError not_found */
export async function getDeal(ctx: ReadContext, dealId: string): Promise<DealView> {
  sidesOf(ctx)
  const [view] = isUuid(dealId) ? await viewsOf(ctx, await readDeals(ctx, Prisma.sql`d.id = ${dealId}::uuid`)) : []
  if (!view) throw notFound()
  return view
}

/** What an order from a deal would cost the actor's organization in fees of the network where it meets the supplier. Three queries at most. */
export async function feesOfDeal(ctx: ReadContext, { offerId, supplierId, currency }: DealView): Promise<DealFee[]> {
  const [offer] = await visibleOffers(ctx, { offerIds: [offerId] })
  if (!offer) return []
  const [due = []] = await feesOfTrades(ctx, [
    { networkId: offer.networkId, buyerId: ctx.actor.organizationId, supplierId, currency, net: ZERO },
  ])
  return due.filter(({ fee }) => fee.payer === 'buyer').map(({ fee, turnover }) => ({ fee, turnover: turnover.toFixed() }))
}

function sidesOf({ actor }: ReadContext): [buys: boolean, sells: boolean] {
  const sides: [boolean, boolean] = [may('read', 'Search')(actor), actor.kinds.includes('supplier') && may('manage', 'PriceList')(actor)]
  if (!sides.includes(true)) throw forbidden()
  return sides
}

/** Own deals, own joins, and those whose offer the actor sees now. */
async function viewsOf(ctx: ReadContext, rows: Row[]): Promise<DealView[]> {
  const visible = await visibleOffers(ctx, { offerIds: [...new Set(rows.map(({ offerId }) => offerId))] })
  const seen = new Set(visible.map(({ id }) => id))
  return rows
    .filter(({ supplierId, own, offerId }) => supplierId === ctx.actor.organizationId || Number(own) > 0 || seen.has(offerId))
    .map((row) => ({ ...row, ...counterOf(row), steps: dealSteps.parse(row.steps) }))
}

interface CounterRow {
  id: string
  state: DealCounter['state']
  steps: unknown
  total: string | null
  taken: string
  price: string | null
  joiners: number
}

/** The part of a deal that everybody watches. */
function counterOf({ id, state, steps, total, taken, price, joiners }: CounterRow): DealCounter {
  const { reached, next } = stepAt(dealSteps.parse(steps), new Decimal(taken))
  const left = total === null ? null : new Decimal(total).sub(taken).toFixed()
  return { id, state, taken, left, joiners, price: price ?? reached?.price ?? null, next }
}

/** The counter as it is now, for the live side; null for a deal that is gone. */
export async function readCounter(dealId: string): Promise<DealCounter | null> {
  const [row] = await prisma().$queryRaw<CounterRow[]>`
    select d.id, d.state, d.steps, trim_scale(d.total)::text as total, trim_scale(d.taken)::text as taken, trim_scale(d.price)::text as price,
           (select count(*)::int from deal_join j where j.deal_id = d.id) as joiners
    from deal d where d.id = ${dealId}::uuid`
  return row ? counterOf(row) : null
}

/** An own offer that may be put up as a deal. @throws AppError not_found for another's */
export async function offerForDeal(ctx: ReadContext, offerId: string) {
  if (!may('manage', 'PriceList')(ctx.actor)) throw forbidden()
  const offer = isUuid(offerId)
    ? await ctx.db.offer.findFirst({
        where: { id: offerId, supplierId: ctx.actor.organizationId, withdrawnAt: null },
        select: { id: true, supplierPartNumber: true, currency: true, price: true, priceBase: true, product: { select: { name: true } } },
      })
    : null
  if (!offer) throw notFound()
  return {
    id: offer.id,
    part: offer.supplierPartNumber,
    name: offer.product.name as DealView['name'],
    currency: offer.currency,
    usual: toDecimal(offer.price).div(offer.priceBase.toString()).toFixed(),
  }
}
