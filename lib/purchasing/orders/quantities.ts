import type { Decimal } from '@/lib/platform/money/decimal'

/** How far a line of an order is, as the sum of its documents. */
export interface LineQuantities {
  quantity: Decimal
  /** null before the supplier's answer */
  confirmed: Decimal | null
  shipped: Decimal
  received: Decimal
  rejected: Decimal
}

/** What is to be delivered: the confirmed quantity, or the ordered one before an answer. */
export const dueQuantity = (line: LineQuantities): Decimal => line.confirmed ?? line.quantity

/** What is still to be shipped. */
export const openToShip = (line: LineQuantities): Decimal => dueQuantity(line).sub(line.shipped)

/** What was shipped and is neither received nor rejected yet. */
export const openToReceive = (line: LineQuantities): Decimal => line.shipped.sub(line.received).sub(line.rejected)
