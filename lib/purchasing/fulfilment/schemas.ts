import { z } from 'zod'
import { decimalText } from '@/lib/platform/fields/decimal-text'
import { optionalText } from '@/lib/platform/fields/text'

export const respondToOrderInput = z.object({
  orderId: z.uuid(),
  /** lines that are not named are confirmed in full */
  lines: z
    .array(z.object({ lineId: z.uuid(), quantity: decimalText, date: z.iso.date().nullish(), note: optionalText(300) }))
    .max(1000)
    .default([]),
})
export const despatchInput = z.object({
  orderId: z.uuid(),
  carrier: optionalText(80),
  tracking: optionalText(80),
  lines: z
    .array(z.object({ lineId: z.uuid(), quantity: decimalText }))
    .min(1)
    .max(1000),
})
export const receiveInput = z.object({
  orderId: z.uuid(),
  /** without it, all that was shipped and not yet received */
  lines: z
    .array(z.object({ lineId: z.uuid(), received: decimalText, rejected: decimalText }))
    .min(1)
    .max(1000)
    .optional(),
})
export const reverseReceiptInput = z.object({ receiptId: z.uuid() })
