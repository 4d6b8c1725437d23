import { z } from 'zod'
import { categoryCode } from '@/lib/platform/fields/codes'
import { decimalText, positiveDecimalText } from '@/lib/platform/fields/decimal-text'
import { isWritten, localizedText } from '@/lib/platform/fields/localized-text'
import { line } from '@/lib/platform/fields/text'
import { isCurrency } from '@/lib/platform/money/currencies'
import { unitCodes } from '@/lib/platform/units/units'

/** Plain decimal text without a trailing zero, so that equal numbers are equal text. */
const date = z.iso.datetime()
const part = line(80)
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
  name: localizedText(4000).refine(isWritten, 'required'),
  description: localizedText(4000).default({}),
  brand: z.string().max(120).nullable().default(null),
  makerPart: z.string().max(120).nullable().default(null),
  gtin: z.string().refine(isGtin, 'gtin').nullable().default(null),
  category: categoryCode.nullable().default(null),
  /** one without a value says nothing, and is left out */
  attributes: z
    .array(attribute)
    .max(60)
    .transform((all) => all.filter(({ value }) => value.trim() !== ''))
    .default([]),
  unit: z.enum(unitCodes as [string, ...string[]], 'unit'),
  currency: z.string().refine(isCurrency, 'currency'),
  breaks: z
    .array(z.object({ from: decimalText, price: decimalText }))
    .min(1, 'required')
    .max(12),
  priceBase: positiveDecimalText.default('1'),
  minimum: positiveDecimalText.nullable().default(null),
  step: positiveDecimalText.nullable().default(null),
  maximum: positiveDecimalText.nullable().default(null),
  packSize: positiveDecimalText.nullable().default(null),
  leadTimeDays: z.int().min(0).max(1000).nullable().default(null),
  stock: decimalText.nullable().default(null),
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
