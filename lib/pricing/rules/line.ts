import { Decimal, HUNDRED, ZERO } from '@/lib/platform/money/decimal'
import { roundMoney } from '@/lib/platform/money/money'
import type { PriceBreak, PricedOffer, SpecialPrice } from './schemas'

/**
 * Unit price that a quantity earns from price breaks.
 * The break with the highest `from` not above the quantity counts; without one, the first break's price.
 * Source: pricing rules, Lines 2.
 * @param breaks in ascending order of `from`, at least one
 * @param quantity in the offer's order unit, above zero
 * @returns price for the offer's price base, unrounded
 */
export function priceAtQuantity(breaks: readonly PriceBreak[], quantity: Decimal): Decimal {
  const earned = breaks.findLast((step) => quantity.gte(step.from)) ?? breaks[0]
  if (!earned) throw new RangeError('An offer without a price')
  return new Decimal(earned.price)
}

/** An amount for a price base as that for one unit. Most prices are for one already, and a division is the dearest step of all. */
export const perUnit = (amount: Decimal, priceBase: string): Decimal => (priceBase === '1' ? amount : amount.div(priceBase))

export type LineProblem = 'UNKNOWN_OFFER' | 'NOT_VALID' | 'NOT_POSITIVE' | 'BELOW_MINIMUM' | 'NOT_A_MULTIPLE' | 'ABOVE_MAXIMUM'

type QuantityRule = Pick<PricedOffer, 'minimum' | 'step' | 'maximum'>

/** Why a quantity cannot be ordered, with the nearest one that can. Source: pricing rules, Lines 1. */
export function checkQuantity(rule: QuantityRule, quantity: Decimal): { code: LineProblem; nearest: Decimal | null } | null {
  if (!quantity.gt(0)) return { code: 'NOT_POSITIVE', nearest: null }
  const refused = (code: LineProblem) => ({ code, nearest: nearestQuantity(rule, quantity) })
  if (rule.minimum !== null && quantity.lt(rule.minimum)) return refused('BELOW_MINIMUM')
  if (rule.step !== null && !quantity.mod(rule.step).isZero()) return refused('NOT_A_MULTIPLE')
  if (rule.maximum !== null && quantity.gt(rule.maximum)) return refused('ABOVE_MAXIMUM')
  return null
}

/** The smallest valid quantity not below the asked one, else the largest valid one, else null. */
export function nearestQuantity(rule: QuantityRule, asked: Decimal): Decimal | null {
  const toStep = (value: Decimal, direction: 'up' | 'down') => {
    if (rule.step === null) return value
    const steps = value.div(rule.step)
    return (direction === 'up' ? steps.ceil() : steps.floor()).mul(rule.step)
  }
  const least = toStep(rule.minimum === null ? asked : Decimal.max(asked, rule.minimum), 'up')
  if (rule.maximum === null || least.lte(rule.maximum)) return least
  const most = toStep(new Decimal(rule.maximum), 'down')
  return most.gt(0) && (rule.minimum === null || most.gte(rule.minimum)) ? most : null
}

export type PriceSource = 'contract' | 'audience' | 'campaign' | 'list'

export interface PricedLine<Special extends SpecialPrice = SpecialPrice> {
  /** exact, not rounded */
  unitPrice: Decimal
  source: PriceSource
  net: Decimal
  notices: 'CONTRACT_EXHAUSTED'[]
  /** the price that counts; null when it is the offer's own. A contract's agreed quantity is counted by who orders. */
  special: Special | null
}

export interface Buyer {
  id: string
  groups: readonly string[]
}

/** Is the instant within [from, to)? An absent bound is open. */
export const within = (at: number, from: string | null, to: string | null): boolean =>
  (from === null || Date.parse(from) <= at) && (to === null || at < Date.parse(to))

/** All that the price of one line depends on. */
export interface LineFact<Special extends SpecialPrice> {
  offer: Pick<PricedOffer, 'id' | 'currency' | 'priceBase' | 'breaks'>
  /** in the offer's order unit, above zero */
  quantity: Decimal
  /** all special prices; those of other offers are passed over */
  prices: readonly Special[]
  buyer: Buyer
  /** milliseconds since 1970 */
  at: number
  /** what earlier lines already count against a contract, beyond its own `used` */
  used?: ReadonlyMap<Special, Decimal>
  /**
   * what a configuration costs on top, for one unit in the offer's currency: beside a price that was agreed as well as the
   * offer's own; a percentage is taken off both
   */
  surcharge?: Decimal
}

/** The price of one line: which price applies, and the net amount. Source: pricing rules, Lines 2 to 4. */
export function priceLine<Special extends SpecialPrice>(fact: LineFact<Special>): PricedLine<Special> {
  const { offer, quantity, prices, buyer, at, used, surcharge = ZERO } = fact
  // Most offers have their own price and nothing else.
  if (prices.length === 0 && surcharge.isZero())
    return lineAt<Special>(offer, quantity, priceAtQuantity(offer.breaks, quantity), 'list', null, [])
  const extra = surcharge.mul(offer.priceBase)
  // What is taken off for a choice may exceed a price that was agreed; nobody is paid for buying.
  const configured = (price: Decimal) => (extra.isZero() ? price : Decimal.max(ZERO, price.add(extra)))
  const list = configured(priceAtQuantity(offer.breaks, quantity))
  const priceOf = (special: Special): Decimal => {
    if (special.price !== null) return configured(new Decimal(special.price))
    if (special.breaks !== null) return configured(priceAtQuantity(special.breaks, quantity))
    return list.mul(HUNDRED.sub(special.discount ?? 0)).div(HUNDRED)
  }
  const current = prices.filter((special) => special.offer === offer.id && within(at, special.from, special.to))
  const contracts = current.filter((special) => special.kind === 'contract' && special.buyer === buyer.id)
  const open = contracts.filter((contract) => hasRoom(contract, quantity, used?.get(contract) ?? ZERO))
  const contract = open.reduce<Special | null>((best, next) => (best && !preferredContract(next, best, priceOf) ? best : next), null)

  let chosen: { price: Decimal; source: PriceSource; special: Special | null }
  if (contract) chosen = { price: priceOf(contract), source: 'contract', special: contract }
  else {
    chosen = audiencePrice(current, buyer, priceOf) ?? { price: list, source: 'list', special: null }
    for (const special of current) {
      if (special.kind !== 'campaign') continue
      const price = priceOf(special)
      if (price.lt(chosen.price)) chosen = { price, source: 'campaign', special }
    }
  }
  return lineAt(
    offer,
    quantity,
    chosen.price,
    chosen.source,
    chosen.special,
    contracts.length > 0 && !contract ? ['CONTRACT_EXHAUSTED'] : [],
  )
}

/** @param price of the offer's price base */
const lineAt = <Special extends SpecialPrice>(
  { priceBase, currency }: Pick<PricedOffer, 'priceBase' | 'currency'>,
  quantity: Decimal,
  price: Decimal,
  source: PriceSource,
  special: Special | null,
  notices: PricedLine['notices'],
): PricedLine<Special> => ({
  unitPrice: perUnit(price, priceBase),
  source,
  // quantity × price / base keeps a single division at the end, so that the rounding sees the exact value
  net: roundMoney(perUnit(quantity.mul(price), priceBase), currency),
  notices,
  special,
})

function hasRoom(contract: SpecialPrice, quantity: Decimal, usedHere: Decimal): boolean {
  if (contract.kind !== 'contract' || contract.agreed === null) return true
  return usedHere
    .add(contract.used ?? 0)
    .add(quantity)
    .lte(contract.agreed)
}

/** The latest start, then the lower price; of equals the one listed first stays. */
function preferredContract<Special extends SpecialPrice>(next: Special, best: Special, priceOf: (special: Special) => Decimal): boolean {
  const start = (special: Special) => (special.from === null ? Number.NEGATIVE_INFINITY : Date.parse(special.from))
  if (start(next) !== start(best)) return start(next) > start(best)
  return priceOf(next).lt(priceOf(best))
}

function audiencePrice<Special extends SpecialPrice>(current: Special[], buyer: Buyer, priceOf: (special: Special) => Decimal) {
  let best: { price: Decimal; source: 'audience'; special: Special; priority: number } | null = null
  for (const special of current) {
    if (special.kind !== 'audience') continue
    if (special.audience !== buyer.id && !buyer.groups.includes(special.audience)) continue
    const price = priceOf(special)
    if (!best || special.priority > best.priority || (special.priority === best.priority && price.lt(best.price)))
      best = { price, source: 'audience', special, priority: special.priority }
  }
  return best
}
