import { z } from 'zod'
import { decimalText } from '@/lib/platform/fields/decimal-text'
import { idOf } from '@/lib/platform/fields/ids'
import { optionalText } from '@/lib/platform/fields/text'
import { linesOnce } from '@/lib/purchasing/orders/schemas'

export const respondToOrderInput = z.object({
  orderId: idOf('PurchaseOrder'),
  /** lines that are not named are confirmed in full */
  lines: linesOnce(
    z.object({ lineId: idOf('OrderLine'), quantity: decimalText, date: z.iso.date().nullish(), note: optionalText(300) }),
  ).default([]),
})
export const despatchInput = z.object({
  orderId: idOf('PurchaseOrder'),
  carrier: optionalText(80),
  tracking: optionalText(80),
  lines: linesOnce(z.object({ lineId: idOf('OrderLine'), quantity: decimalText })).min(1),
})
export const receiveInput = z.object({
  orderId: idOf('PurchaseOrder'),
  /** without it, all that was shipped and not yet received */
  lines: linesOnce(z.object({ lineId: idOf('OrderLine'), received: decimalText, rejected: decimalText }))
    .min(1)
    .optional(),
})
export const reverseReceiptInput = z.object({ receiptId: idOf('GoodsReceipt') })
