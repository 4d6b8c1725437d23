import { z } from 'zod'
import { decimalText } from '@/lib/platform/fields/decimal-text'
import { idOf } from '@/lib/platform/fields/ids'
import { line, optionalText } from '@/lib/platform/fields/text'

/** Lines of one order: each is there once, so that nothing is guessed of two that say different things. */
export const linesOnce = <Line extends z.ZodType<{ lineId: string }>>(each: Line) =>
  z
    .array(each)
    .max(1000)
    .refine((lines) => new Set(lines.map(({ lineId }) => lineId)).size === lines.length, 'line_twice')

export const orderIdInput = z.object({ orderId: idOf('PurchaseOrder') })
export const rejectOrderInput = z.object({ orderId: idOf('PurchaseOrder'), reason: line(300) })

export const proposeClosingInput = z.object({
  orderId: idOf('PurchaseOrder'),
  /** the other side reads it */
  reason: line(300),
  /** without it, all that is still to be shipped */
  lines: linesOnce(z.object({ lineId: idOf('OrderLine'), quantity: decimalText }))
    .min(1)
    .optional(),
})
export const closingIdInput = z.object({ closingId: idOf('OrderClosing') })
export const declineClosingInput = closingIdInput.extend({ reason: line(300) })

export const placeOrderInput = z.object({
  /** made anew for each checkout page; repeating it returns the same orders */
  key: z.uuid(),
  addressId: idOf('Address'),
  costCentreId: idOf('CostCentre').nullish(),
  reference: optionalText(80),
  notes: optionalText(1000),
  requestedDeliveryDate: z.iso.date().nullish(),
  paymentMethod: z.enum(['account', 'card']),
})
