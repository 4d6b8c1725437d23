import { Decimal, HUNDRED, ZERO } from '@/lib/platform/money/decimal'
import { roundMoney } from '@/lib/platform/money/money'
import { feeAmount } from '@/lib/pricing/fees/model'
import type { Fee } from '@/lib/pricing/fees/schemas'
import { convert } from '@/lib/pricing/rates/model'
import { rateOf, type TaxLine } from '@/lib/pricing/taxes/model'
import type { TaxRate } from '@/lib/pricing/taxes/schemas'
import type { PriceCase, SupplierTerms } from './case-schemas'
import { checkQuantity, type LineProblem, type PricedLine, priceLine, within } from './line'
import type { PricedOffer, SpecialPrice } from './schemas'

/** Totals, taxes and fees: the one computation behind cart, order, documents and reports. Source: pricing rules. */
export type LineResult<Special extends SpecialPrice = SpecialPrice> =
  | ({ ok: true; offer: PricedOffer; quantity: Decimal } & PricedLine<Special>)
  | { ok: false; offer: string; code: LineProblem; nearest: Decimal | null }

export interface OrderTotals {
  supplier: string
  currency: string
  net: Decimal
  freight: Decimal
  taxes: TaxLine[]
  tax: Decimal
  gross: Decimal
  fees: { id: string; payer: Fee['payer']; amount: Decimal }[]
  problems: ('BELOW_MINIMUM_ORDER' | 'NO_TAX_RATE')[]
}

/** Prices lines, splits them by supplier and currency, adds freight, tax and fees, and totals in the buyer's currency. */
export function priceCase<Special extends SpecialPrice>(
  input: PriceCase & { prices: readonly Special[] },
): { lines: LineResult<Special>[]; orders: OrderTotals[]; total: Decimal | null } {
  const lines = priceLines(input)
  const good = lines.filter((line) => line.ok)
  const groups = new Map<string, { supplier: string; currency: string; lines: typeof good }>()
  for (const line of good) {
    const { supplier, currency } = line.offer
    const key = JSON.stringify([supplier, currency])
    const group = groups.get(key) ?? { supplier, currency, lines: [] }
    group.lines.push(line)
    groups.set(key, group)
  }
  const orders = [...groups.values()]
    .sort((a, b) => compare(a.supplier, b.supplier) || compare(a.currency, b.currency))
    .map((group) => totalOrder({ ...group, country: input.country, terms: input.terms, taxes: input.taxes, fees: input.fees }))
  return { lines, orders, total: totalIn(input.currency, orders, input.rates, input.at) }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function priceLines<Special extends SpecialPrice>(input: PriceCase & { prices: readonly Special[] }): LineResult<Special>[] {
  const at = Date.parse(input.at)
  const offers = new Map(input.offers.map((offer) => [offer.id, offer]))
  const pricesByOffer = groupByOffer(input.prices)
  const used = new Map<Special, Decimal>()
  return input.lines.map((line): LineResult<Special> => {
    const offer = offers.get(line.offer)
    if (!offer) return { ok: false, offer: line.offer, code: 'UNKNOWN_OFFER', nearest: null }
    if (!within(at, offer.validFrom, offer.validTo)) return { ok: false, offer: offer.id, code: 'NOT_VALID', nearest: null }
    const quantity = new Decimal(line.quantity)
    const problem = checkQuantity(offer, quantity)
    if (problem) return { ok: false, offer: offer.id, ...problem }
    const buyer = { id: input.buyer, groups: input.groups }
    const surcharge = new Decimal(line.surcharge ?? 0)
    const priced = priceLine({ offer, quantity, prices: pricesByOffer.get(offer.id) ?? [], buyer, at, used, surcharge })
    if (priced.special && priced.source === 'contract') used.set(priced.special, (used.get(priced.special) ?? ZERO).add(quantity))
    return { ok: true, offer, quantity, ...priced }
  })
}

/** Special prices by the offer that they are for. */
export function groupByOffer<Special extends SpecialPrice>(prices: readonly Special[]): Map<string, Special[]> {
  const groups = new Map<string, Special[]>()
  for (const price of prices) {
    const group = groups.get(price.offer)
    if (group) group.push(price)
    else groups.set(price.offer, [price])
  }
  return groups
}

export interface OrderParts {
  supplier: string
  currency: string
  country: string
  lines: readonly { net: Decimal; offer: Pick<PricedOffer, 'taxCategory'> }[]
  terms: readonly SupplierTerms[]
  taxes: readonly TaxRate[]
  fees: readonly Fee[]
}

/** Net, freight, taxes, gross and fees of one order. Source: pricing rules, Orders 5 and 6, Fees 8. */
export function totalOrder(parts: OrderParts): OrderTotals {
  const { supplier, currency } = parts
  const net = sum(parts.lines.map((line) => line.net))
  const terms = parts.terms.find((entry) => entry.supplier === supplier && entry.currency === currency)
  const freight = freightFor(net, terms)
  const bases = new Map<string, Decimal>()
  const addBase = (category: string, amount: Decimal) => bases.set(category, (bases.get(category) ?? ZERO).add(amount))
  for (const line of parts.lines) addBase(line.offer.taxCategory, line.net)
  if (terms && !freight.isZero()) addBase(terms.freightTaxCategory, freight)

  const taxes = [...bases]
    .sort(([a], [b]) => compare(a, b))
    .map(([category, base]): TaxLine => {
      const rate = rateOf(parts.taxes, parts.country, category)
      return { category, rate, base, tax: rate === null ? ZERO : roundMoney(base.mul(rate).div(HUNDRED), currency) }
    })
  const tax = sum(taxes.map((line) => line.tax))
  const problems: OrderTotals['problems'] = []
  if (terms?.minimumOrder && net.lt(terms.minimumOrder)) problems.push('BELOW_MINIMUM_ORDER')
  if (taxes.some((line) => line.rate === null)) problems.push('NO_TAX_RATE')
  const fees = parts.fees
    .filter((fee) => fee.on === 'order' && fee.currency === currency)
    .map((fee) => ({ id: fee.id, payer: fee.payer, amount: feeAmount(fee, net) }))
  return { supplier, currency, net, freight, taxes, tax, gross: net.add(freight).add(tax), fees, problems }
}

const sum = (amounts: Decimal[]) => amounts.reduce((total, amount) => total.add(amount), ZERO)

function freightFor(net: Decimal, terms: SupplierTerms | undefined): Decimal {
  if (!terms?.freight) return ZERO
  if (terms.freightFreeFrom !== null && net.gte(terms.freightFreeFrom)) return ZERO
  return roundMoney(new Decimal(terms.freight), terms.currency)
}

/** Sum of all gross amounts in one currency, each converted and rounded on its own; null when a rate is missing. */
export function totalIn(
  currency: string,
  orders: readonly Pick<OrderTotals, 'currency' | 'gross'>[],
  rates: PriceCase['rates'],
  at: string,
): Decimal | null {
  const date = new Date(at).toISOString().slice(0, 10)
  let total = ZERO
  for (const order of orders) {
    const converted = convert(rates, order.gross, order.currency, currency, date)
    if (converted === null) return null
    total = total.add(roundMoney(converted, currency))
  }
  return total
}

/** The amounts of an order as plain decimal text, as rows and screens hold them. */
export const textTotals = (totals: OrderTotals) => ({
  net: totals.net.toFixed(),
  freight: totals.freight.toFixed(),
  tax: totals.tax.toFixed(),
  gross: totals.gross.toFixed(),
  taxes: totals.taxes.map((line) => ({
    category: line.category,
    rate: line.rate?.toFixed() ?? null,
    base: line.base.toFixed(),
    tax: line.tax.toFixed(),
  })),
})
