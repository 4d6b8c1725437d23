import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { Decimal, ZERO } from '@/lib/platform/money/decimal'
import { roundMoney } from '@/lib/platform/money/money'
import { convert } from '@/lib/pricing/rates/model'
import type { PriceCase, SupplierTerms } from '@/lib/pricing/rules/case-schemas'
import { totalIn, totalOrder } from '@/lib/pricing/rules/order-totals'
import type { TaxRate } from '@/lib/pricing/taxes/schemas'
import type { AllocationGroup, AllocationProblem } from '../model'
import type { AllocationOffer, LeftOut, Scenario, ScenarioView } from '../views'

/** All that a search depends on, as it was when it was started. */
export interface AllocationInput {
  at: string
  currency: string
  country: string
  rates: PriceCase['rates']
  taxes: TaxRate[]
  terms: SupplierTerms[]
  lines: { productId: string; name: LocalizedText; quantity: string }[]
  left: { name: LocalizedText | null; text: string; reason: LeftOut }[]
  offers: AllocationOffer[]
}

const groupKey = (offer: { supplierId: string; currency: string }) => `${offer.supplierId} ${offer.currency}`
const dayOf = (input: AllocationInput) => input.at.slice(0, 10)

/** The problem that is solved: everything in one currency, as plain numbers. */
export function problemOf(input: AllocationInput): AllocationProblem {
  const suppliers = [...new Set(input.offers.map((offer) => offer.supplierId))]
  const keys = [...new Set(input.offers.map(groupKey))]
  const inOwn = (amount: string | null, currency: string): number | null =>
    amount === null ? null : (convert(input.rates, new Decimal(amount), currency, input.currency, dayOf(input))?.toNumber() ?? null)
  const groups = keys.map((key): AllocationGroup => {
    const [supplierId = '', currency = ''] = key.split(' ')
    const terms = input.terms.find((entry) => entry.supplier === supplierId && entry.currency === currency)
    return {
      supplier: suppliers.indexOf(supplierId),
      minimumOrder: inOwn(terms?.minimumOrder ?? null, currency) ?? 0,
      freight: inOwn(terms?.freight ?? null, currency) ?? 0,
      freightFreeFrom: inOwn(terms?.freightFreeFrom ?? null, currency),
    }
  })
  const indexOf = new Map(keys.map((key, index) => [key, index]))
  return {
    lines: input.lines.length,
    suppliers: suppliers.length,
    groups,
    choices: input.offers.map((offer) => ({
      line: offer.line,
      offerId: offer.offerId,
      group: indexOf.get(groupKey(offer)) as number,
      cost: Number(offer.converted),
      leadDays: offer.leadDays,
    })),
  }
}

/** What a scenario comes to: orders, freight and taxes by the pricing rules, from the offers that it takes. */
export function viewOf(input: AllocationInput, scenario: Extract<Scenario, { chosen: number[] }>): ScenarioView {
  const picks = scenario.chosen.map((index) => input.offers[index] as AllocationOffer)
  const totals = [...new Set(picks.map(groupKey))].map((key) => {
    const offers = picks.filter((pick) => groupKey(pick) === key)
    const [supplier = '', currency = ''] = key.split(' ')
    const lines = offers.map(({ net, taxCategory }) => ({ net: new Decimal(net), offer: { taxCategory } }))
    return {
      offers,
      order: totalOrder({ supplier, currency, country: input.country, lines, terms: input.terms, taxes: input.taxes, fees: [] }),
    }
  })
  const landed = totals.reduce((sum, { order }) => {
    const own = convert(input.rates, order.net.add(order.freight), order.currency, input.currency, dayOf(input))
    return sum.add(roundMoney(own ?? ZERO, input.currency))
  }, ZERO)
  const days = picks.map(({ leadDays }) => leadDays)
  return {
    kind: scenario.kind,
    gap: scenario.gap,
    landed: landed.toFixed(),
    gross:
      totalIn(
        input.currency,
        totals.map(({ order }) => order),
        input.rates,
        input.at,
      )?.toFixed() ?? null,
    suppliers: new Set(picks.map(({ supplierId }) => supplierId)).size,
    days: days.includes(null) ? null : Math.max(...(days as number[])),
    orders: totals.map(({ offers, order }) => ({
      supplier: offers[0]?.supplierName ?? '',
      currency: order.currency,
      net: order.net.toFixed(),
      freight: order.freight.toFixed(),
      gross: order.gross.toFixed(),
      lines: offers.length,
      belowMinimum: order.problems.includes('BELOW_MINIMUM_ORDER'),
    })),
    picks,
  }
}
