import { z } from 'zod'
import { attribute } from '@/lib/catalog/offers/content-schemas'
import { idOf } from '@/lib/platform/fields/ids'

/** Characters of a note in one language. */
export const MAX_NOTE = 4000
const text = z.string().trim().max(MAX_NOTE).default('')

/** Attributes that one organization adds to one product. */
export const MAX_ATTRIBUTES = 30

export const internalContentInput = z.object({
  productId: idOf('Product'),
  note: z.object({ en: text, zh: text }),
  attributes: z
    .array(
      attribute.extend({
        name: z.string().trim().min(1, 'required').max(80),
        value: z.string().trim().min(1, 'required').max(200),
        unit: z
          .string()
          .trim()
          .max(20)
          .transform((unit) => unit || undefined)
          .optional(),
      }),
    )
    .max(MAX_ATTRIBUTES)
    .superRefine((rows, check) => {
      for (const [index, { name }] of rows.entries())
        if (rows.findIndex((row) => row.name.toLowerCase() === name.toLowerCase()) < index)
          check.addIssue({ code: 'custom', path: [index, 'name'], message: 'attribute_twice' })
    }),
})
