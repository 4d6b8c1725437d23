import type { Configured } from '@/lib/catalog/configuration/model'
import { currentConfigurations } from '@/lib/catalog/configuration/queries'
import { visibleOffers } from '@/lib/catalog/offers/offer-queries'
import { relatedOffers } from '@/lib/catalog/offers/product-queries'
import type { CommandContext, ReadContext } from '@/lib/platform/context'
import { Decimal } from '@/lib/platform/money/decimal'
import { feesOfTrades } from '@/lib/pricing/fees/queries'
import { lockAgreedQuantities } from '@/lib/pricing/price-lists/commands/count-agreed-quantities'
import { type PricedOfferRow, pricedOffers } from '@/lib/pricing/quotes/priced-offers'
import { pricingFacts, toPricedOffer } from '@/lib/pricing/quotes/pricing-facts'
import { type LineResult, type OrderTotals, priceCase, textTotals } from '@/lib/pricing/rules/order-totals'
import type { StoredPrice } from '@/lib/pricing/rules/schemas'
import { lockCart } from './internal/lock-cart'
import { type CartChange, type CartLineView, type CartView, fits } from './views'

/**
 * The cart priced for ordering: it and the agreed quantities that it draws on are held until the transaction ends, so that
 * two clicks, and two colleagues, come one after the other.
 */
export async function lockedCart(ctx: CommandContext, country: string) {
  await lockCart(ctx)
  return priceCart(ctx, country, lockAgreedQuantities)
}

/** The actor's cart, priced as it stands now, with the exact amounts. Four queries; more when offers are gone, or configured. */
export const pricedCart = (ctx: ReadContext, country: string) => priceCart(ctx, country, async () => undefined)

async function priceCart<Context extends ReadContext>(
  ctx: Context,
  country: string,
  holdAgreed: (ctx: Context, offerIds: string[]) => Promise<void>,
) {
  const { cart, stored } = await storedCart(ctx)
  await holdAgreed(
    ctx,
    stored.map(({ offerId }) => offerId),
  )
  const { lines, offers, priced, terms } = await pricedLines(ctx, country, stored)
  const lost = await goneOffers(
    ctx,
    lines.filter(({ offer }) => offer === null).map(({ stored: { offerId } }) => offerId),
  )
  const orders = priced.orders.map((totals) => orderOf(totals, lines))
  const fees = await feesOfTrades(
    ctx,
    orders.map(({ totals: { supplier, currency, net }, networkId }) => ({
      networkId,
      buyerId: ctx.actor.organizationId,
      supplierId: supplier,
      currency,
      net,
    })),
  )
  const names = new Map(offers.map((offer) => [offer.supplierId, offer.supplierName]))
  const view: CartView = {
    id: cart?.id ?? null,
    lines: lines.map((line) => lineView(line, lost.get(line.stored.offerId))),
    orders: orders.map((order, index) => orderView(order, terms, fees[index] ?? [], names.get(order.totals.supplier) ?? '')),
    total: priced.total?.toFixed() ?? null,
    currency: ctx.actor.currency,
  }
  return { view, cart, orders }
}

/** The actor's cart as it is kept. */
async function storedCart(ctx: ReadContext) {
  const [cart] = await ctx.db.$queryRaw<{ id: string; lines: StoredLine[] }[]>`
    select c.id, (select coalesce(json_agg(json_build_object('id', l.id, 'offerId', l.offer_id, 'configurationId', l.configuration_id, 'quantity', l.quantity::text,
            'unitPrice', l.unit_price::text, 'currency', l.currency) order by l.added_at, l.id), '[]') from cart_line l where l.cart_id = c.id) as lines
    from cart c where c.user_id = ${ctx.actor.userId}::uuid and c.organization_id = ${ctx.actor.organizationId}::uuid`
  return { cart, stored: cart?.lines ?? [] }
}

/** A line of the cart with what it can be bought as now. */
interface PricedLine {
  stored: StoredLine
  /** null when it is gone, or not for this buyer any more */
  offer: PricedOfferRow | null
  configuration: Configured | null
  /** it cannot be bought any more as it was configured, and so has no price */
  misfit: boolean
  result: LineResult<StoredPrice>
}

/** The lines at the offers, configurations, lists, rates and taxes of now. */
async function pricedLines(ctx: ReadContext, country: string, stored: StoredLine[]) {
  const offers = await pricedOffers(ctx, { offerIds: stored.map(({ offerId }) => offerId) })
  const byId = new Map(offers.map((offer) => [offer.id, offer]))
  const { rates, taxes, terms } = await pricingFacts(ctx, country, [...new Set(offers.map((offer) => offer.supplierId))])
  const configurations = await currentConfigurations(
    ctx,
    stored.flatMap(({ configurationId }) => configurationId ?? []),
  )
  const asked = stored.map((line): Omit<PricedLine, 'result'> => {
    const offer = byId.get(line.offerId) ?? null
    const configuration = (line.configurationId && configurations.get(line.configurationId)?.now) || null
    return { stored: line, offer, configuration, misfit: !fits(offer ?? undefined, line.configurationId !== null, configuration) }
  })
  const priced = priceCase({
    at: ctx.now.toISOString(),
    buyer: ctx.actor.organizationId,
    groups: [],
    country,
    currency: ctx.actor.currency,
    rates,
    taxes,
    offers: offers.map(toPricedOffer),
    prices: offers.flatMap(({ prices }) => prices ?? []),
    terms,
    fees: [],
    lines: asked.map(({ stored: { offerId, quantity }, configuration, misfit }) => ({
      offer: misfit ? '' : offerId,
      quantity,
      surcharge: configuration?.surcharge,
    })),
  })
  const lines = asked.map((line, index): PricedLine => ({ ...line, result: priced.lines[index] as LineResult<StoredPrice> }))
  return { lines, offers, priced, terms }
}

function lineView({ stored, offer, configuration, misfit, result }: PricedLine, lost: GoneOffer | undefined): CartLineView {
  return {
    id: stored.id,
    offerId: stored.offerId,
    quantity: new Decimal(stored.quantity).toFixed(),
    name: offer?.name ?? lost?.name ?? {},
    offer,
    configuration,
    instead: lost?.instead ?? [],
    unitPrice: result.ok ? result.unitPrice.toFixed() : null,
    net: result.ok ? result.net.toFixed() : null,
    source: result.ok ? result.source : null,
    priceList: (result.ok && result.special?.listName) || null,
    exhausted: result.ok && result.notices.includes('CONTRACT_EXHAUSTED'),
    change: offer && misfit ? { id: `${stored.id}/configuration`, kind: 'configuration' } : changeOf(stored, result),
  }
}

/** The lines that one order would hold, beside what it comes to. */
function orderOf(totals: OrderTotals, lines: PricedLine[]): CartOrder {
  const own = lines.flatMap(({ offer, configuration, result }) =>
    offer && result.ok && result.offer.supplier === totals.supplier && result.offer.currency === totals.currency
      ? [{ offer, configuration, priced: result }]
      : [],
  )
  const [first] = own
  if (!first) throw new Error('an order without a line')
  return { totals, lines: own, networkId: first.offer.networkId, approval: own.some(({ offer }) => offer.approval) }
}

function orderView(
  { totals, approval }: CartOrder,
  terms: Awaited<ReturnType<typeof pricingFacts>>['terms'],
  fees: Awaited<ReturnType<typeof feesOfTrades>>[number],
  supplierName: string,
): CartView['orders'][number] {
  const own = terms.find((entry) => entry.supplier === totals.supplier && entry.currency === totals.currency)
  return {
    supplier: totals.supplier,
    currency: totals.currency,
    problems: totals.problems,
    ...textTotals(totals),
    supplierName,
    minimumOrder: own?.minimumOrder ?? null,
    freightFreeFrom: own?.freightFreeFrom ?? null,
    approval,
    fees: fees
      .filter(({ fee, amount }) => fee.payer === 'buyer' && amount.gt(0))
      .map(({ fee, amount }) => ({ name: fee.name, amount: amount.toFixed() })),
  }
}

/** What a cart comes to with one supplier in one currency: the exact amounts, and of each line what they follow from. */
export interface CartOrder {
  totals: OrderTotals
  networkId: string
  /** a line of it may be bought with approval only */
  approval: boolean
  lines: { offer: PricedOfferRow; configuration: Configured | null; priced: Extract<LineResult<StoredPrice>, { ok: true }> }[]
}

type GoneOffer = Pick<CartLineView, 'name' | 'instead'>

/** What offers were called that are not there any more, and what can be bought instead. */
async function goneOffers(ctx: ReadContext, offerIds: string[]): Promise<Map<string, GoneOffer>> {
  if (offerIds.length === 0) return new Map()
  const [rows, related] = await Promise.all([
    ctx.db.offer.findMany({ where: { id: { in: offerIds } }, select: { id: true, product: { select: { name: true } } } }),
    relatedOffers(ctx, offerIds),
  ])
  const substitutes = related.filter(({ kind }) => kind === 'substitute')
  const seen = new Map(
    (await visibleOffers(ctx, { offerIds: substitutes.map(({ relatedId }) => relatedId) })).map((offer) => [offer.id, offer]),
  )
  return new Map(
    rows.map(({ id, product }) => {
      const instead = substitutes.flatMap(({ offerId, relatedId }) => (offerId === id ? (seen.get(relatedId) ?? []) : []))
      return [id, { name: product.name as CartLineView['name'], instead: instead.map(({ productId, name }) => ({ productId, name })) }]
    }),
  )
}

/** Digits kept of a unit price that a user accepted. */
const PRICE_DIGITS = 12

/** A line as it is kept: the price is the one that the user saw and accepted. */
interface StoredLine {
  id: string
  offerId: string
  configurationId: string | null
  quantity: string
  unitPrice: string
  currency: string
}

/** What became of a line since it was accepted. The id names exactly this change, so that accepting it accepts no other. */
function changeOf(line: StoredLine, result: LineResult): CartChange | null {
  if (!result.ok) {
    if (result.code === 'UNKNOWN_OFFER' || result.code === 'NOT_VALID') return { id: `${line.id}/withdrawn`, kind: 'withdrawn' }
    const nearest = result.nearest?.toFixed() ?? null
    return { id: `${line.id}/quantity/${nearest ?? '-'}`, kind: 'quantity', code: result.code, nearest }
  }
  const now = result.unitPrice.toDecimalPlaces(PRICE_DIGITS)
  const before = new Decimal(line.unitPrice)
  if (now.eq(before) && line.currency === result.offer.currency) return null
  return {
    id: `${line.id}/price/${now.toFixed()}/${result.offer.currency}`,
    kind: 'price',
    before: before.toFixed(),
    after: now.toFixed(),
    currency: result.offer.currency,
  }
}
