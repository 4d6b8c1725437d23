import { z } from 'zod'
import { positiveDecimalText } from '@/lib/platform/fields/decimal-text'

/** Lines that a list can have. */
export const MAX_LINES = 500

const name = z.string().trim().min(1, 'required').max(120)
export const createListInput = z.object({ name })
export const listIdInput = z.object({ listId: z.uuid() })
export const renameListInput = z.object({ listId: z.uuid(), name })
/** Rows as they stand in a file or were pasted: a number or a name, and a quantity; a first row may say which is which. */
export const addRowsInput = z.object({ listId: z.uuid(), rows: z.array(z.array(z.string().max(300)).max(50)).max(5000) })
export const addProductInput = z.object({ listId: z.uuid(), productId: z.uuid(), quantity: positiveDecimalText })
export const setListLineInput = z.object({
  lineId: z.uuid(),
  quantity: positiveDecimalText,
  /** another product than the one that was found; without it the present one is confirmed */
  productId: z.uuid().nullish(),
})
export const listLineIdInput = z.object({ lineId: z.uuid() })
