import { type RelatedKind, relatedOffers } from '@/lib/catalog/offers/product-queries'
import type { ReadContext } from '@/lib/platform/context'
import { compare, Decimal, ONE } from '@/lib/platform/money/decimal'
import { roundMoney } from '@/lib/platform/money/money'
import { convert } from '@/lib/pricing/rates/model'
import { latestRates } from '@/lib/pricing/rates/queries'
import type { PriceCase } from '@/lib/pricing/rules/case-schemas'
import { checkQuantity, nearestQuantity, perUnit, priceAtQuantity, priceLine } from '@/lib/pricing/rules/line'
import { type PricedOfferRow, pricedOffers } from './priced-offers'
import type { QuotedOffer } from './views'

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

/** The same for products each by itself, whatever the actor sees as one. */
export const quoteSeparately = (ctx: ReadContext, productIds: string[]): Promise<Map<string, QuotedOffer[]>> =>
  quoteProducts({ ...ctx, actor: { ...ctx.actor, mergesOf: [] } }, productIds)

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
  const line = priceLine({ offer, quantity, prices: offer.prices ?? [], buyer: { id: ctx.actor.organizationId, groups: [] }, at })
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
    buyerPartNumber: offer.buyerPartNumber,
    buyerName: offer.buyerName,
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
