import { z } from 'zod'
import { numberedDocumentKinds } from './model'

export const numberPatternInput = z.object({
  kind: z.enum(numberedDocumentKinds),
  /** letters, digits, dots and slashes, as they stand before the number; a dash is what parts it from the year and the count */
  prefix: z
    .string()
    .trim()
    .min(1, 'required')
    .max(12)
    .regex(/^[A-Za-z0-9][A-Za-z0-9./]*$/, 'number_prefix'),
  yearly: z.boolean(),
  digits: z.int('number').min(3, 'number_digits').max(12, 'number_digits'),
})
