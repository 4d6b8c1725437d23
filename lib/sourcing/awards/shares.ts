import { Decimal, HUNDRED, ZERO } from '@/lib/platform/money/decimal'

export interface Share {
  supplierId: string
  /** of the lot, above zero; all shares together are 100 */
  percent: Decimal
}

/** Digits kept of a quantity. */
const DIGITS = 6

/**
 * How a quantity falls to several suppliers. What is counted in whole pieces is shared in whole pieces: each gets its
 * percentage rounded down, the pieces that remain go to those who lost most by that, of equals to the larger share. A
 * single piece goes to one. Source: auction rules, 14.
 * @returns for each share in turn; together exactly the quantity
 */
export function shareQuantity(quantity: Decimal, shares: readonly Share[]): Decimal[] {
  const unit = new Decimal(10).pow(-(quantity.isInteger() ? 0 : DIGITS))
  const exact = shares.map(({ percent }) => quantity.mul(percent).div(HUNDRED))
  const parts = exact.map((amount) => amount.div(unit).floor().mul(unit))
  const left = quantity.sub(parts.reduce((sum, part) => sum.add(part), ZERO))
  const lost = (index: number) => (exact[index] as Decimal).sub(parts[index] as Decimal)
  const order = shares
    .map((share, index) => ({ share, index }))
    .sort((a, b) => lost(b.index).cmp(lost(a.index)) || b.share.percent.cmp(a.share.percent))
  const units = left.div(unit).toNumber()
  for (const { index } of order.slice(0, units)) parts[index] = (parts[index] as Decimal).add(unit)
  return parts
}
