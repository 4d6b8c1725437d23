import type { NetworkFee } from '@/lib/parties/network/fee-schemas'
import { Decimal, HUNDRED, ZERO } from '@/lib/platform/money/decimal'
import { roundMoney } from '@/lib/platform/money/money'
import type { Fee } from './schemas'

type Tier = NetworkFee['tiers'][number]

/**
 * The percent part of a fee with tiers: of each part of the amount the percentage of the tier into which it falls, when the
 * amount is put on top of what was traded before.
 * @param tiers rising, the first from zero
 */
export function tieredShare(tiers: readonly Tier[], amount: Decimal, before: Decimal): Decimal {
  const end = before.add(amount)
  return tiers.reduce((sum, { from, percent }, index) => {
    const top = tiers[index + 1]?.from
    const upper = top === undefined ? end : Decimal.min(end, top)
    const part = upper.sub(Decimal.max(before, from))
    return part.gt(0) ? sum.add(part.mul(percent).div(HUNDRED)) : sum
  }, ZERO)
}

/**
 * What a fee of a network comes to. An amount that lies in free tiers as a whole costs nothing: minimum and fixed part
 * begin where the fee does.
 * @param amount net of an order, savings of an award, or number of offers
 * @param before what the payer has traded in the year, for tiers
 */
export function feeOn(fee: NetworkFee, amount: Decimal, before: Decimal = ZERO): Decimal {
  if (fee.on === 'listing') return feeAmount({ ...fee, fixed: amount.mul(fee.fixed ?? 0).toFixed() }, ZERO)
  if (fee.on === 'subscription') return feeAmount(fee, ZERO)
  if (!amount.gt(0)) return ZERO
  if (fee.tiers.length === 0) return feeAmount(fee, amount)
  const share = tieredShare(fee.tiers, amount, before)
  return share.isZero() ? ZERO : feeAmount(fee, amount, share)
}

/** The month of an instant in UTC, as fees by the month are kept: YYYY-MM. */
export const feePeriod = (at: Date): string => at.toISOString().slice(0, 7)

/** The beginning of the year, in UTC, from which trade counts for tiers. */
export const yearBegin = (at: Date): Date => new Date(Date.UTC(at.getUTCFullYear(), 0, 1))
/**
 * A fee on an amount (net of an order, or savings of an award): percent plus fixed, raised to the minimum, lowered to
 * the maximum, rounded. Source: pricing rules, Fees 8.
 * @param share the percent part where it is not one percentage of the whole
 */
export function feeAmount(
  fee: Pick<Fee, 'percent' | 'fixed' | 'minimum' | 'maximum' | 'currency'>,
  amount: Decimal,
  share: Decimal = amount.mul(fee.percent ?? 0).div(HUNDRED),
): Decimal {
  let value = share.add(fee.fixed ?? 0)
  if (fee.minimum !== null) value = Decimal.max(value, fee.minimum)
  if (fee.maximum !== null) value = Decimal.min(value, fee.maximum)
  return roundMoney(value, fee.currency)
}
