import { Decimal } from '@/lib/platform/decimal'
import { dueQuantity, type LineQuantities } from './states'

type Row = Record<Exclude<keyof LineQuantities, 'confirmed'>, { toString(): string }> & { confirmed: { toString(): string } | null }

/** The quantities of an order line as it stands in the database. */
export const lineQuantities = (row: Row): LineQuantities => ({
  quantity: new Decimal(row.quantity.toString()),
  confirmed: row.confirmed && new Decimal(row.confirmed.toString()),
  shipped: new Decimal(row.shipped.toString()),
  received: new Decimal(row.received.toString()),
  rejected: new Decimal(row.rejected.toString()),
})

/** What is still to be shipped. */
export const openToShip = (line: LineQuantities): Decimal => dueQuantity(line).sub(line.shipped)

/** What was shipped and is neither received nor refused yet. */
export const openToReceive = (line: LineQuantities): Decimal => line.shipped.sub(line.received).sub(line.rejected)
