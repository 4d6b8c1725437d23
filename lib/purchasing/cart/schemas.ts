import { z } from 'zod'
import { choices } from '@/lib/catalog/configuration/schemas'
import { positiveDecimalText } from '@/lib/platform/fields/decimal-text'
import { idOf } from '@/lib/platform/fields/ids'

export const addToCartInput = z.object({
  offerId: idOf('Offer'),
  quantity: positiveDecimalText,
  /** of an offer that is configurable, and only of such a one */
  choices: choices.optional(),
})

export type CartWish = Omit<z.output<typeof addToCartInput>, 'offerId'> & { offerId: string }
export const addManyInput = z.object({ lines: z.array(addToCartInput).min(1).max(500) })
export const setQuantityInput = z.object({ lineId: idOf('CartLine'), quantity: positiveDecimalText })
export const lineIdInput = z.object({ lineId: idOf('CartLine') })
export const acceptChangesInput = z.object({ changes: z.array(z.string().max(200)).min(1).max(500) })
export const favouriteInput = z.object({ productId: idOf('Product'), list: z.string().trim().min(1).max(60) })
