import { z } from 'zod'
import { line, optionalText } from '@/lib/platform/fields/text'

export const orderIdInput = z.object({ orderId: z.uuid() })
export const rejectOrderInput = z.object({ orderId: z.uuid(), reason: line(300) })

export const placeOrderInput = z.object({
  /** made anew for each checkout page; repeating it returns the same orders */
  key: z.uuid(),
  addressId: z.uuid(),
  costCentreId: z.uuid().nullish(),
  reference: optionalText(80),
  notes: optionalText(1000),
  requestedDeliveryDate: z.iso.date().nullish(),
  paymentMethod: z.enum(['account', 'card']),
})
