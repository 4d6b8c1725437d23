import { z } from 'zod'
import { choices } from '@/lib/configuration/schemas'

const quantity = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, 'number')
export const positiveQuantity = quantity.refine((text) => Number(text) > 0, 'positive')

export const addToCartInput = z.object({
  offerId: z.uuid(),
  quantity: positiveQuantity,
  /** of an offer that is configurable, and only of such a one */
  choices: choices.optional(),
})
export type CartWish = z.output<typeof addToCartInput>
export const addManyInput = z.object({ lines: z.array(addToCartInput).min(1).max(500) })
export const setQuantityInput = z.object({ lineId: z.uuid(), quantity: positiveQuantity })
export const lineIdInput = z.object({ lineId: z.uuid() })
export const acceptChangesInput = z.object({ changes: z.array(z.string().max(200)).min(1).max(500) })
export const orderIdInput = z.object({ orderId: z.uuid() })
export const refuseOrderInput = z.object({ orderId: z.uuid(), reason: z.string().trim().min(1, 'required').max(300) })

const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((value) => value || null)

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
    .array(z.object({ lineId: z.uuid(), quantity, date: z.iso.date().nullish(), note: optionalText(300) }))
    .max(1000)
    .default([]),
})
export const shipOrderInput = z.object({
  orderId: z.uuid(),
  carrier: optionalText(80),
  tracking: optionalText(80),
  lines: z
    .array(z.object({ lineId: z.uuid(), quantity }))
    .min(1)
    .max(1000),
})
export const receiveOrderInput = z.object({
  orderId: z.uuid(),
  /** without it, all that was shipped and not yet received */
  lines: z
    .array(z.object({ lineId: z.uuid(), received: quantity, rejected: quantity }))
    .min(1)
    .max(1000)
    .optional(),
})
export const favouriteInput = z.object({ productId: z.uuid(), list: z.string().trim().min(1).max(60) })
