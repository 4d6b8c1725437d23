import { compare, Decimal, HUNDRED } from '@/lib/platform/money/decimal'
import type { Bidder, Format, LotEvent, LotState, ReadRules, Rejection } from '../state'

/** WRONG_SCALE, ABOVE_CEILING, BELOW_START: what is asked of every amount. The amount itself counts, not its evaluated value. */
export function checkAmount(rules: ReadRules, direction: Format['direction'], amount: Decimal): Rejection | null {
  if (amount.decimalPlaces() > rules.scale || amount.isNegative() || amount.isZero()) return 'WRONG_SCALE'
  if (rules.ceiling === null) return null
  if (direction === 'lower') return compare(amount, rules.ceiling) > 0 ? 'ABOVE_CEILING' : null
  return compare(amount, rules.ceiling) < 0 ? 'BELOW_START' : null
}

/** The size of a step against the value that must be beaten; percent is of its absolute value. */
export const stepSize = (rules: ReadRules, size: Decimal, beaten: Decimal) =>
  rules.unit === 'absolute' ? size : beaten.abs().mul(size).div(HUNDRED)

/** How much better `value` is than `reference`; negative when it is worse. */
export const gain = (direction: Format['direction'], value: Decimal, reference: Decimal) =>
  direction === 'lower' ? reference.sub(value) : value.sub(reference)

/** The amount in the bidder's terms that is worth `evaluated`, rounded to the scale on the better side. */
export const amountWorth = (rules: ReadRules, direction: Format['direction'], bidder: Bidder, evaluated: Decimal) =>
  evaluated
    .sub(bidder.addend)
    .div(bidder.factor)
    .toDecimalPlaces(rules.scale, direction === 'lower' ? Decimal.ROUND_FLOOR : Decimal.ROUND_CEIL)

/** The end of a lot that ends by time. */
export function dueAtEnd(state: LotState, at: number): LotEvent[] {
  return state.endsAt !== null && at >= state.endsAt ? [{ type: 'lot.closed', at: state.endsAt, by: 'end' }] : []
}

export function bestStanding(state: LotState) {
  const id = state.ranking[0]
  return id === undefined ? null : (state.bidders.get(id)?.standing ?? null)
}

/** The ceiling as a price: one with more decimals than the lot's scale is cut to the side that bids are allowed on. */
export function ceilingPrice(rules: ReadRules, direction: Format['direction']): Decimal | null {
  return rules.ceiling?.toDecimalPlaces(rules.scale, direction === 'lower' ? Decimal.ROUND_FLOOR : Decimal.ROUND_CEIL) ?? null
}
