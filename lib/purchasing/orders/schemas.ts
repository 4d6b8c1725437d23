import { z } from 'zod'
import { idOf } from '@/lib/platform/fields/ids'
import { line, optionalText } from '@/lib/platform/fields/text'

export const orderIdInput = z.object({ orderId: idOf('PurchaseOrder') })
export const rejectOrderInput = z.object({ orderId: idOf('PurchaseOrder'), reason: line(300) })

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
