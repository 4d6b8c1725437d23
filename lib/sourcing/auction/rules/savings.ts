import { Decimal, HUNDRED, ZERO } from '@/lib/platform/money/decimal'
import { traitsOf } from './formats/traits'
import type { LotState } from './state'

/** What a lot was worth before the auction. */
export interface LotWorth {
  /** sum of the lines at their last, or reference, prices; null when one is not known */
  baseline: Decimal | null
  /** sum of the lines' quantities */
  quantity: Decimal
}

export const UNKNOWN_WORTH: LotWorth = { baseline: null, quantity: ZERO }

type Rules = Pick<LotState['rules'], 'format' | 'discount'>

/**
 * What a lot costs, or brings, in its currency when it is awarded at a bid.
 * @returns null for a discount off prices that are not known
 */
export function totalAt(rules: Rules, bid: Decimal, worth: LotWorth): Decimal | null {
  if (!traitsOf(rules.format).discount) return bid
  if (worth.baseline === null) return null
  const off = rules.discount === 'amount' ? worth.quantity.mul(bid) : worth.baseline.mul(bid).div(HUNDRED)
  return Decimal.max(worth.baseline.sub(off), ZERO)
}

/** How much better a total is than what was paid, or asked for, before. Source: auction rules, 16. */
export const savedBy = (rules: Rules, total: Decimal, before: Decimal): Decimal =>
  traitsOf(rules.format).sells ? total.sub(before) : before.sub(total)
