import { z } from 'zod'
import { isCurrency } from '@/lib/platform/currencies'
import { unitCodes } from '@/lib/platform/units'

/** Plain decimal text without a trailing zero, so that equal numbers are equal text. */
const plain = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, 'number')
const positive = plain.refine((text) => Number(text) > 0, 'positive')
const text = z.object({ en: z.string().max(4000).optional(), zh: z.string().max(4000).optional() })
const date = z.iso.datetime()
const part = z.string().trim().min(1, 'required').max(80)
/** Part numbers of the same catalog; one that is not there yet, or any more, is passed over until it is. */
const parts = z.array(part).max(30).default([])

export const attribute = z.object({ name: z.string().max(80), value: z.string().max(200), unit: z.string().max(20).optional() })
export type Attribute = z.output<typeof attribute>

/**
 * One line of a supplier's catalog as it was published: the product as this supplier describes it, and its offer.
 * Kept whole with each offer and each revision, so that versions can be compared and undone.
 */
export const offerContent = z.object({
  part,
  name: text.refine((name) => Boolean(name.en || name.zh), 'required'),
  description: text.default({}),
  brand: z.string().max(120).nullable().default(null),
  makerPart: z.string().max(120).nullable().default(null),
  gtin: z.string().refine(isGtin, 'gtin').nullable().default(null),
  category: z
    .string()
    .regex(/^\d{8}$/, 'category')
    .nullable()
    .default(null),
  attributes: z.array(attribute).max(60).default([]),
  unit: z.enum(unitCodes as [string, ...string[]], 'unit'),
  currency: z.string().refine(isCurrency, 'currency'),
  breaks: z
    .array(z.object({ from: plain, price: plain }))
    .min(1, 'required')
    .max(12),
  priceBase: positive.default('1'),
  minimum: positive.nullable().default(null),
  step: positive.nullable().default(null),
  maximum: positive.nullable().default(null),
  packSize: positive.nullable().default(null),
  leadTimeDays: z.int().min(0).max(1000).nullable().default(null),
  stock: plain.nullable().default(null),
  validFrom: date.nullable().default(null),
  validTo: date.nullable().default(null),
  taxCategory: z.enum(['S', 'AA', 'Z', 'E', 'AE']).default('S'),
  /** what can be bought instead */
  substitutes: parts,
  /** what goes with it */
  accessories: parts,
})
export type OfferContent = z.output<typeof offerContent>

/** GTIN-8, -12, -13 or -14 with a right check digit. Source: GS1 General Specifications, 7.9. */
export function isGtin(code: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(code)) return false
  const digits = [...code].map(Number)
  const check = digits.pop() as number
  const sum = digits.reverse().reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10 === check
}
