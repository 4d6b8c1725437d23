import { z } from 'zod'
import { decimalText } from '@/lib/platform/fields/decimal-text'
import { line, optionalText } from '@/lib/platform/fields/text'

export const orderIdInput = z.object({ orderId: z.uuid() })
export const refuseOrderInput = z.object({ orderId: z.uuid(), reason: line(300) })

export const placeOrderInput = z.object({
  /** made anew for each checkout page; repeating it returns the same orders */
  key: z.uuid(),
  addressId: z.uuid(),
  costCentreId: z.uuid().nullish(),
  reference: optionalText(80),
  notes: optionalText(1000),
  wantedOn: z.iso.date().nullish(),
  paymentMethod: z.enum(['account', 'card']),
})

export const answerOrderInput = z.object({
  orderId: z.uuid(),
  /** lines that are not named are confirmed in full */
  lines: z
    .array(z.object({ lineId: z.uuid(), quantity: decimalText, date: z.iso.date().nullish(), note: optionalText(300) }))
    .max(1000)
    .default([]),
})
export const shipOrderInput = z.object({
  orderId: z.uuid(),
  carrier: optionalText(80),
  tracking: optionalText(80),
  lines: z
    .array(z.object({ lineId: z.uuid(), quantity: decimalText }))
    .min(1)
    .max(1000),
})
export const receiveOrderInput = z.object({
  orderId: z.uuid(),
  /** without it, all that was shipped and not yet received */
  lines: z
    .array(z.object({ lineId: z.uuid(), received: decimalText, rejected: decimalText }))
    .min(1)
    .max(1000)
    .optional(),
})
