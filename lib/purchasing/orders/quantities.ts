import type { Decimal } from '@/lib/platform/money/decimal'

/** How far a line of an order is, as the sum of its documents. */
export interface LineQuantities {
  quantity: Decimal
  /** null before the supplier's answer */
  confirmed: Decimal | null
  shipped: Decimal
  received: Decimal
  rejected: Decimal
  /** what both sides agreed to deliver no more */
  closed: Decimal
}

/** What is to be delivered: the confirmed quantity, or the ordered one before an answer, without what was closed. */
export const dueQuantity = (line: LineQuantities): Decimal => (line.confirmed ?? line.quantity).sub(line.closed)

/** What is still to be shipped: a rejected quantity is due anew, until it is replaced or closed. */
export const openToShip = (line: LineQuantities): Decimal => dueQuantity(line).sub(line.shipped).add(line.rejected)

/** What was shipped and is neither received nor rejected yet. */
export const openToReceive = (line: LineQuantities): Decimal => line.shipped.sub(line.received).sub(line.rejected)
