import { z } from 'zod'
import { checkQuantity, nearestQuantity, perUnit, priceAtQuantity, priceLine } from '@/lib/catalog/model'
import { type PricedOfferRow, pricedOffers } from '@/lib/catalog/offer-queries'
import { type RelatedKind, relatedOffers } from '@/lib/catalog/product-queries'
import { may, mayAny } from '@/lib/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { compare, Decimal, ONE, ZERO } from '@/lib/platform/decimal'
import { forbidden, notFound } from '@/lib/platform/errors'
import { roundMoney } from '@/lib/platform/money'
import { convert } from './model'
import { pricedCart } from './priced-cart'
import type { PriceCase } from './prices'
import { latestRates } from './pricing-facts'
import type { OrderSort } from './states'
import type { CartView, QuotedOffer } from './views'

/**
 * Visible offers by product, priced at the asked quantity, or at each offer's smallest one. One query, and a second where
 * currencies differ.
 * @param asked one quantity for all products, or one for each
 */
export async function quoteProducts(
  ctx: ReadContext,
  productIds: string[],
  asked?: Decimal | ReadonlyMap<string, Decimal>,
): Promise<Map<string, QuotedOffer[]>> {
  const offers = await pricedOffers(ctx, { productIds })
  const rates = offers.some(({ currency }) => currency !== ctx.actor.currency) ? await latestRates(ctx) : []
  const quotes = new Map<string, Quote[]>()
  for (const offer of offers) {
    const quantity = asked instanceof Map ? asked.get(offer.productId) : (asked as Decimal | undefined)
    const quote = quoteOffer(ctx, offer, rates, quantity)
    if (!quote) continue
    const list = quotes.get(offer.productId)
    if (list) list.push(quote)
    else quotes.set(offer.productId, [quote])
  }
  return new Map([...quotes].map(([productId, list]) => [productId, list.sort(byTotal).map(({ offer }) => offer)]))
}

interface Quote {
  offer: QuotedOffer
  /** what it comes to in the organization's currency; null without a rate */
  total: Decimal | null
}

function quoteOffer(ctx: ReadContext, offer: PricedOfferRow, rates: PriceCase['rates'], asked: Decimal | undefined): Quote | null {
  const at = ctx.now.getTime()
  if (offer.validFrom && Date.parse(offer.validFrom) > at) return null
  if (offer.validTo && Date.parse(offer.validTo) <= at) return null
  const wished = asked ?? ONE
  const problem = checkQuantity(offer, wished)
  const quantity = problem ? (nearestQuantity(offer, wished) ?? wished) : wished
  const line = priceLine(offer, quantity, offer.prices ?? [], { id: ctx.actor.organizationId, groups: [] }, at)
  // A page has a hundred offers: what is a text already, or the same amount, is not reckoned and written again.
  const [net, unitPrice] = [line.net.toFixed(), line.unitPrice.toFixed()]
  const foreign = offer.currency !== ctx.actor.currency
  const converted = foreign ? convert(rates, line.net, offer.currency, ctx.actor.currency, ctx.now.toISOString().slice(0, 10)) : line.net
  const total = foreign ? converted && roundMoney(converted, ctx.actor.currency) : line.net
  // Field by field: to add to a row of so many fields, or to spread it, costs more than all the reckoning.
  const quoted: QuotedOffer = {
    id: offer.id,
    productId: offer.productId,
    supplierId: offer.supplierId,
    supplierName: offer.supplierName,
    networkId: offer.networkId,
    supplierPartNumber: offer.supplierPartNumber,
    currency: offer.currency,
    priceBase: offer.priceBase,
    unit: offer.unit,
    minimum: offer.minimum,
    step: offer.step,
    maximum: offer.maximum,
    packSize: offer.packSize,
    leadTimeDays: offer.leadTimeDays,
    stock: offer.stock,
    validFrom: offer.validFrom,
    validTo: offer.validTo,
    taxCategory: offer.taxCategory,
    breaks: offer.breaks,
    configurable: offer.configurable,
    name: offer.name,
    categoryCode: offer.categoryCode,
    pictureFileId: offer.pictureFileId,
    ownPartNumber: offer.ownPartNumber,
    ownName: offer.ownName,
    preferred: offer.preferred,
    approval: offer.approval,
    catalogs: offer.catalogs,
    quantity: quantity === ONE ? '1' : quantity.toFixed(),
    unitPrice,
    net,
    source: line.source,
    priceList: line.special && { id: line.special.listId, name: line.special.listName },
    listUnitPrice: line.special ? perUnit(priceAtQuantity(offer.breaks, quantity), offer.priceBase).toFixed() : unitPrice,
    exhausted: line.notices.includes('CONTRACT_EXHAUSTED'),
    converted: foreign ? (total?.toFixed() ?? null) : net,
    problem: asked ? (problem?.code ?? null) : null,
  }
  return { offer: quoted, total }
}

/** Best total first; offers without a rate last. */
function byTotal({ total: a }: Quote, { total: b }: Quote): number {
  return a === null || b === null ? Number(a === null) - Number(b === null) : compare(a, b)
}

/** The offer with the lowest price of one unit in the organization's currency; preferred ones come before all others. */
export function cheapestOffer(offers: QuotedOffer[]): QuotedOffer | null {
  const preferred = offers.filter((offer) => offer.preferred)
  let best: QuotedOffer | null = null
  const perUnit = (offer: QuotedOffer) => new Decimal(offer.converted ?? offer.net).div(offer.quantity)
  for (const offer of preferred.length > 0 ? preferred : offers)
    if (!best || (offer.converted !== null && perUnit(offer).lt(perUnit(best)))) best = offer
  return best
}

/** What suppliers name as substitutes and accessories of offers, as far as the actor sees it, priced; each product once. */
export async function relatedQuotes(ctx: ReadContext, offerIds: string[]): Promise<{ kind: RelatedKind; offer: QuotedOffer }[]> {
  const related = await relatedOffers(ctx, offerIds)
  const quotes = await quoteProducts(ctx, [...new Set(related.map(({ productId }) => productId))])
  const seen = new Set<string>()
  return related.flatMap(({ kind, productId, relatedId }) => {
    const offer = quotes.get(productId)?.find(({ id }) => id === relatedId)
    const key = `${kind} ${productId}`
    if (!offer || seen.has(key)) return []
    seen.add(key)
    return [{ kind, offer }]
  })
}

/** The actor's cart, priced as it stands now, with what changed since each line was last accepted. */
export async function getCart(ctx: ReadContext, deliverTo?: string): Promise<CartView> {
  if (!may('use', 'Cart')(ctx.actor)) throw forbidden()
  const { view } = await pricedCart(ctx, deliverTo ?? ctx.actor.country)
  return view
}

/** Lines of the cart, for the badge in the navigation. */
export const countCartLines = (ctx: ReadContext) =>
  ctx.db.cartLine.count({ where: { cart: { userId: ctx.actor.userId, organizationId: ctx.actor.organizationId } } })

export interface OrderFilter {
  side: 'buyer' | 'supplier'
  state?: string[] | undefined
  search?: string | undefined
  /** newest first without it */
  sort?: OrderSort | undefined
  /** the id of the last order of the page before; another organization's, or none at all, starts from the beginning */
  after?: string | undefined
}

const ORDERS_PAGE = 50

/** Orders of the actor's organization on one side; keyset pages served by (buyer|supplier, placed_at|number|gross, id). */
export async function listOrders(ctx: ReadContext, filter: OrderFilter, pageSize = ORDERS_PAGE) {
  const allowed = filter.side === 'buyer' ? may('read', 'PurchaseOrder') : may('read', 'SupplierOrder')
  if (!allowed(ctx.actor)) throw forbidden()
  const own = { [filter.side === 'buyer' ? 'buyerId' : 'supplierId']: ctx.actor.organizationId }
  const sort = filter.sort ?? '-placedAt'
  const direction = sort.startsWith('-') ? ('desc' as const) : ('asc' as const)
  const after = z.uuid().safeParse(filter.after).success
    ? await ctx.db.purchaseOrder.findFirst({ where: { id: filter.after as string, ...own }, select: { id: true } })
    : null
  const rows = await ctx.db.purchaseOrder.findMany({
    where: {
      ...own,
      // what waits for approval is nothing to the supplier yet
      ...(filter.side === 'supplier' && { NOT: { state: 'draft' as const, buyerId: { not: ctx.actor.organizationId } } }),
      ...(filter.state?.length && { state: { in: filter.state as never } }),
      ...(filter.search && {
        OR: [
          { number: { contains: filter.search, mode: 'insensitive' as const } },
          { reference: { contains: filter.search, mode: 'insensitive' as const } },
          { [filter.side === 'buyer' ? 'supplier' : 'buyer']: { name: { contains: filter.search, mode: 'insensitive' as const } } },
        ],
      }),
    },
    select: {
      id: true,
      number: true,
      state: true,
      placedAt: true,
      currency: true,
      gross: true,
      paymentMethod: true,
      buyer: { select: { name: true } },
      supplier: { select: { name: true } },
      payments: { select: { state: true } },
      _count: { select: { lines: true } },
    },
    orderBy: [{ [sort.replace('-', '')]: direction }, { id: direction }],
    ...(after && { cursor: after, skip: 1 }),
    take: pageSize + 1,
  })
  const last = rows[pageSize - 1]
  return {
    orders: rows.slice(0, pageSize),
    next: rows.length > pageSize && last ? last.id : null,
  }
}

/** An order of the actor's organization, on either side, whole. @throws AppError not_found for others' orders */
export async function getOrder(ctx: ReadContext, orderId: string) {
  const { organizationId } = ctx.actor
  if (!mayAny(['read', 'PurchaseOrder'], ['read', 'SupplierOrder'])(ctx.actor)) throw forbidden()
  const order = await ctx.db.purchaseOrder.findFirst({
    where: { id: orderId, OR: [{ buyerId: organizationId }, { supplierId: organizationId, state: { not: 'draft' } }] },
    include: {
      buyer: { select: { id: true, name: true, country: true } },
      supplier: { select: { id: true, name: true, country: true } },
      lines: { orderBy: { line: 'asc' } },
      timeline: { orderBy: { at: 'asc' } },
      payments: { orderBy: { createdAt: 'desc' } },
    },
  })
  if (!order) throw notFound()
  const side = order.buyerId === organizationId ? ('buyer' as const) : ('supplier' as const)
  if (!may('read', side === 'buyer' ? 'PurchaseOrder' : 'SupplierOrder')(ctx.actor)) throw forbidden()
  const userIds = [...new Set(order.timeline.flatMap((event) => event.userId ?? []))]
  const users = await ctx.db.user.findMany({ where: { id: { in: userIds } }, select: { id: true, name: true } })
  return { ...order, side, userNames: Object.fromEntries(users.map((user) => [user.id, user.name])) }
}

/** Paid, waiting, or nothing to pay. */
export function paidAmount(
  payments: readonly { state: string; paidAmount: { toString(): string } | null; refunded: { toString(): string } }[],
): Decimal {
  return payments.reduce(
    (sum, payment) => (payment.state === 'paid' ? sum.add(payment.paidAmount?.toString() ?? 0).sub(payment.refunded.toString()) : sum),
    ZERO,
  )
}

/** The user's favourite lists with their products' ids and names. */
export const listFavourites = (ctx: ReadContext) =>
  ctx.db.$queryRaw<{ listId: string; list: string; productId: string | null; name: { en?: string; zh?: string } | null }[]>`
    select l.id as "listId", l.name as list, i.product_id as "productId", p.name
    from favourite_list l left join favourite_item i on i.list_id = l.id left join product p on p.id = i.product_id
    where l.user_id = ${ctx.actor.userId}::uuid and l.organization_id = ${ctx.actor.organizationId}::uuid
    order by l.name, i.added_at`

/** Products that the organization ordered last, for 'order again'. */
export const recentlyOrdered = (ctx: ReadContext, take = 8) =>
  ctx.db.$queryRaw<{ productId: string; name: { en?: string; zh?: string }; orderedAt: Date; quantity: string }[]>`
    select * from (
      select distinct on (l.product_id) l.product_id as "productId", l.name, o.placed_at as "orderedAt", trim_scale(l.quantity)::text as quantity
      from (select id, placed_at from purchase_order where buyer_id = ${ctx.actor.organizationId}::uuid order by placed_at desc limit 60) o
      join order_line l on l.order_id = o.id where l.product_id is not null
      order by l.product_id, o.placed_at desc) recent
    order by "orderedAt" desc limit ${take}`
