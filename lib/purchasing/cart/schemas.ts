import { z } from 'zod'
import { choices } from '@/lib/catalog/configuration/schemas'
import { positiveDecimalText } from '@/lib/platform/fields/decimal-text'

export const addToCartInput = z.object({
  offerId: z.uuid(),
  quantity: positiveDecimalText,
  /** of an offer that is configurable, and only of such a one */
  choices: choices.optional(),
})

export type CartWish = z.output<typeof addToCartInput>
export const addManyInput = z.object({ lines: z.array(addToCartInput).min(1).max(500) })
export const setQuantityInput = z.object({ lineId: z.uuid(), quantity: positiveDecimalText })
export const lineIdInput = z.object({ lineId: z.uuid() })
export const acceptChangesInput = z.object({ changes: z.array(z.string().max(200)).min(1).max(500) })
export const favouriteInput = z.object({ productId: z.uuid(), list: z.string().trim().min(1).max(60) })
