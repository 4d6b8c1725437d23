import { z } from 'zod'
import { positiveDecimalText } from '@/lib/platform/fields/decimal-text'
import { idOf } from '@/lib/platform/fields/ids'

/** Lines that a list can have. */
export const MAX_LINES = 500

const name = z.string().trim().min(1, 'required').max(120)
export const createListInput = z.object({ name })
export const listIdInput = z.object({ listId: idOf('BuyingList') })
export const renameListInput = z.object({ listId: idOf('BuyingList'), name })
/** Rows as they stand in a file or were pasted: a number or a name, and a quantity; a first row may say which is which. */
export const addRowsInput = z.object({ listId: idOf('BuyingList'), rows: z.array(z.array(z.string().max(300)).max(50)).max(5000) })
export const addProductInput = z.object({ listId: idOf('BuyingList'), productId: idOf('Product'), quantity: positiveDecimalText })
export const setListLineInput = z.object({
  lineId: idOf('BuyingListLine'),
  quantity: positiveDecimalText,
  /** another product than the one that was found; without it the present one is confirmed */
  productId: idOf('Product').nullish(),
})
export const listLineIdInput = z.object({ lineId: idOf('BuyingListLine') })
