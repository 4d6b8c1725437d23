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
import { type CartChange, type CartLineView, type CartView, fits } from './views'

/**
 * The cart priced for ordering: it and the agreed quantities that it draws on are held until the transaction ends, so that
 * two clicks, and two colleagues, come one after the other.
 */
export const lockedCart = (ctx: CommandContext, country: string) => priceCart(ctx, country, 'for update of c', lockAgreedQuantities)

/** The actor's cart, priced as it stands now, with the exact amounts. Four queries; more when offers are gone, or configured. */
export const pricedCart = (ctx: ReadContext, country: string) => priceCart(ctx, country, '', async () => undefined)

async function priceCart<Context extends ReadContext>(
  ctx: Context,
  country: string,
  hold: string,
  holdAgreed: (ctx: Context, offerIds: string[]) => Promise<void>,
) {
  const { userId, organizationId, currency } = ctx.actor
  const [cart] = await ctx.db.$queryRawUnsafe<{ id: string; lines: StoredLine[] }[]>(
    `select c.id, (select coalesce(json_agg(json_build_object('id', l.id, 'offerId', l.offer_id, 'configurationId', l.configuration_id, 'quantity', l.quantity::text,
            'unitPrice', l.unit_price::text, 'currency', l.currency) order by l.added_at, l.id), '[]') from cart_line l where l.cart_id = c.id) as lines
     from cart c where c.user_id = $1::uuid and c.organization_id = $2::uuid ${hold}`,
    userId,
    organizationId,
  )
  const lines = cart?.lines ?? []
  const offerIds = lines.map((line) => line.offerId)
  await holdAgreed(ctx, offerIds)
  const offers = await pricedOffers(ctx, { offerIds })
  const byId = new Map(offers.map((offer) => [offer.id, offer]))
  const gone = lines.filter((line) => !byId.has(line.offerId)).map((line) => line.offerId)
  const { rates, taxes, terms } = await pricingFacts(ctx, country, [...new Set(offers.map((offer) => offer.supplierId))])
  const lost = gone.length ? await goneOffers(ctx, gone) : new Map()
  const configurations = await currentConfigurations(
    ctx,
    lines.flatMap(({ configurationId }) => configurationId ?? []),
  )
  const chosen = lines.map(({ configurationId }) => (configurationId && configurations.get(configurationId)?.now) || null)
  const misfits = new Set(
    lines.filter(({ offerId, configurationId }, index) => !fits(byId.get(offerId), configurationId !== null, chosen[index] ?? null)),
  )
  const priced = priceCase({
    at: ctx.now.toISOString(),
    buyer: organizationId,
    groups: [],
    country,
    currency,
    rates,
    taxes,
    offers: offers.map(toPricedOffer),
    prices: offers.flatMap(({ prices }) => prices ?? []),
    terms,
    fees: [],
    lines: lines.map((line, index) => ({
      // what cannot be bought as it was configured has no price
      offer: misfits.has(line) ? '' : line.offerId,
      quantity: line.quantity,
      surcharge: chosen[index]?.surcharge,
    })),
  })
  const views = lines.map((line, index): CartLineView => {
    const offer = byId.get(line.offerId) ?? null
    const result = priced.lines[index] as LineResult<StoredPrice>
    return {
      id: line.id,
      offerId: line.offerId,
      quantity: new Decimal(line.quantity).toFixed(),
      name: offer?.name ?? lost.get(line.offerId)?.name ?? {},
      offer,
      configuration: chosen[index] ?? null,
      instead: lost.get(line.offerId)?.instead ?? [],
      unitPrice: result.ok ? result.unitPrice.toFixed() : null,
      net: result.ok ? result.net.toFixed() : null,
      source: result.ok ? result.source : null,
      priceList: (result.ok && result.special?.listName) || null,
      exhausted: result.ok && result.notices.includes('CONTRACT_EXHAUSTED'),
      change: offer && misfits.has(line) ? { id: `${line.id}/configuration`, kind: 'configuration' } : changeOf(line, result),
    }
  })
  const names = new Map(offers.map((offer) => [offer.supplierId, offer.supplierName]))
  const orders = priced.orders.map((totals): CartOrder => {
    const own = lines.flatMap((_, index) => {
      const result = priced.lines[index] as LineResult<StoredPrice>
      if (!result.ok || result.offer.supplier !== totals.supplier || result.offer.currency !== totals.currency) return []
      return [{ offer: byId.get(result.offer.id) as PricedOfferRow, configuration: chosen[index] ?? null, priced: result }]
    })
    const [first] = own
    if (!first) throw new Error('an order without a line')
    return { totals, lines: own, networkId: first.offer.networkId, approval: own.some(({ offer }) => offer.approval) }
  })
  const fees = await feesOfTrades(
    ctx,
    orders.map(({ totals: { supplier, currency: its, net }, networkId }) => ({
      networkId,
      buyerId: organizationId,
      supplierId: supplier,
      currency: its,
      net,
    })),
  )
  const view: CartView = {
    id: cart?.id ?? null,
    lines: views,
    orders: orders.map(({ totals, approval }, index) => {
      const own = terms.find((entry) => entry.supplier === totals.supplier && entry.currency === totals.currency)
      return {
        supplier: totals.supplier,
        currency: totals.currency,
        problems: totals.problems,
        ...textTotals(totals),
        supplierName: names.get(totals.supplier) ?? '',
        minimumOrder: own?.minimumOrder ?? null,
        freightFreeFrom: own?.freightFreeFrom ?? null,
        approval,
        fees: (fees[index] ?? [])
          .filter(({ fee, amount }) => fee.payer === 'buyer' && amount.gt(0))
          .map(({ fee, amount }) => ({ name: fee.name, amount: amount.toFixed() })),
      }
    }),
    total: priced.total?.toFixed() ?? null,
    currency,
  }
  return { view, cart, orders }
}

/** What a cart comes to with one supplier in one currency: the exact amounts, and of each line what they follow from. */
export interface CartOrder {
  totals: OrderTotals
  networkId: string
  /** a line of it may be bought with approval only */
  approval: boolean
  lines: { offer: PricedOfferRow; configuration: Configured | null; priced: Extract<LineResult<StoredPrice>, { ok: true }> }[]
}

/** What offers were called that are not there any more, and what can be bought instead. */
async function goneOffers(ctx: ReadContext, offerIds: string[]): Promise<Map<string, Pick<CartLineView, 'name' | 'instead'>>> {
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
