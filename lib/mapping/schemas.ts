import { z } from 'zod'
import { unitCodes } from '@/lib/platform/units'

const unit = z.enum(unitCodes as [string, ...string[]], 'unit')

/** Own categories of one organization. */
export const MOST_OWN = 1000

export const keepOwnCategoriesInput = z.object({
  /** a line each: the own code, a blank, tab or semicolon, the name */
  lines: z.string().max(200_000),
})
export const removeOwnCategoryInput = z.object({ ownId: z.uuid() })
export const mapCategoriesInput = z.object({
  /** null takes a mapping back */
  mappings: z.array(z.object({ category: z.string().regex(/^\d{8}$/, 'category'), ownId: z.uuid().nullable() })).max(5000),
})
export const mapUnitInput = z.object({
  unit,
  ownUnit: unit,
  /** own units in one of the supplier's */
  factor: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,6})?$/, 'number')
    .refine((text) => Number(text) > 0, 'positive'),
})
export const removeUnitInput = z.object({ unit })
