import { z } from 'zod'

/** UNSPSC: eight digits, none of the levels in use is 00. */
export const categoryCode = z
  .string()
  .regex(/^(?!00)\d{2}(?:(?!00)\d{2}){0,3}(?:00)*$/, 'category_code')
  .length(8, 'category_code')
const name = z.string().trim().min(1, 'required').max(200)

export const saveCategoryInput = z.object({ code: categoryCode, nameEn: name, nameZh: name })
export const categoryCodeInput = z.object({ code: categoryCode })
export const archiveCategoryInput = z.object({ code: categoryCode, archived: z.boolean() })

/** Attributes that one category asks for by itself. */
export const MAX_ASKED = 40

export const askedAttribute = z.object({
  name: z.string().trim().min(1, 'required').max(80),
  unit: z
    .string()
    .trim()
    .max(20)
    .nullish()
    .transform((unit) => unit || null),
  required: z.boolean(),
  choices: z.array(z.string().trim().min(1, 'required').max(200)).max(60),
})
export type AskedAttribute = z.output<typeof askedAttribute>

export const requestedAttributesInput = z.object({
  code: categoryCode,
  attributes: z
    .array(askedAttribute)
    .max(MAX_ASKED)
    .superRefine((rows, check) => {
      for (const [index, { name: text }] of rows.entries())
        if (rows.findIndex((row) => row.name.toLowerCase() === text.toLowerCase()) < index)
          check.addIssue({ code: 'custom', path: [index, 'name'], message: 'attribute_twice' })
    }),
})
