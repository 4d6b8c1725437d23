import { z } from 'zod'
import { categoryCode, unitCode } from '@/lib/platform/fields/codes'
import { positiveDecimalText } from '@/lib/platform/fields/decimal-text'
import { idOf } from '@/lib/platform/fields/ids'

const unit = unitCode()

/** Own categories of one organization. */
export const MAX_INTERNAL_CATEGORIES = 1000

export const saveInternalCategoriesInput = z.object({
  /** a line each: the own code, a blank, tab or semicolon, the name */
  lines: z.string().max(200_000),
})
export const removeInternalCategoryInput = z.object({ internalCategoryId: idOf('InternalCategory') })
export const mapCategoriesInput = z.object({
  /** null takes a mapping back */
  mappings: z.array(z.object({ category: categoryCode, internalCategoryId: idOf('InternalCategory').nullable() })).max(5000),
})
export const mapUnitInput = z.object({
  unit,
  internalUnit: unit,
  /** own units in one of the supplier's */
  factor: positiveDecimalText,
})
export const removeUnitInput = z.object({ unit })
