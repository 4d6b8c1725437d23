import { z } from 'zod'
import { decimalText } from '@/lib/platform/fields/decimal-text'
import { optionalText } from '@/lib/platform/fields/text'

/** Lines of one order: each is there once, so that nothing is guessed of two that say different things. */
const linesOnce = <Line extends z.ZodType<{ lineId: string }>>(line: Line) =>
  z
    .array(line)
    .max(1000)
    .refine((lines) => new Set(lines.map(({ lineId }) => lineId)).size === lines.length, 'line_twice')

export const respondToOrderInput = z.object({
  orderId: z.uuid(),
  /** lines that are not named are confirmed in full */
  lines: linesOnce(z.object({ lineId: z.uuid(), quantity: decimalText, date: z.iso.date().nullish(), note: optionalText(300) })).default(
    [],
  ),
})
export const despatchInput = z.object({
  orderId: z.uuid(),
  carrier: optionalText(80),
  tracking: optionalText(80),
  lines: linesOnce(z.object({ lineId: z.uuid(), quantity: decimalText })).min(1),
})
export const receiveInput = z.object({
  orderId: z.uuid(),
  /** without it, all that was shipped and not yet received */
  lines: linesOnce(z.object({ lineId: z.uuid(), received: decimalText, rejected: decimalText }))
    .min(1)
    .optional(),
})
export const reverseReceiptInput = z.object({ receiptId: z.uuid() })
