import { z } from 'zod'
import { categoryCode, countryCode } from '@/lib/platform/fields/codes'
import { decimalText, positiveDecimalText } from '@/lib/platform/fields/decimal-text'
import { idOf } from '@/lib/platform/fields/ids'
import { line, nullable } from '@/lib/platform/fields/text'
import { unitCodes } from '@/lib/platform/units/units'

const name = line()

/** What a rule selects: offers for which everything holds that it says; one that says nothing selects all. */
export const selectionRule = z
  .object({
    supplierIds: z.array(z.uuid()).max(100).default([]),
    /** where the supplier is, ISO 3166-1 */
    countries: z.array(countryCode).max(60).default([]),
    category: nullable(categoryCode),
    /** own categories of the catalog's keeper */
    internalCategoryIds: z.array(z.uuid()).max(200).default([]),
    brands: z.array(z.string().trim().min(1).max(80)).max(50).default([]),
    /** 'Length=40 mm', as the filters of the search name them */
    attributes: z.array(z.string().trim().min(1).max(200)).max(50).default([]),
    /** of one unit, in the reference currency */
    minimumPrice: nullable(decimalText),
    maximumPrice: nullable(decimalText),
    leadTimeDays: nullable(z.int().min(0).max(1000)),
  })
  .refine((rule) => rule.minimumPrice === null || rule.maximumPrice === null || Number(rule.minimumPrice) <= Number(rule.maximumPrice), {
    path: ['maximumPrice'],
    message: 'below_minimum',
  })
export type SelectionRule = z.output<typeof selectionRule>

/** What offers of a category have to keep to; what a rule does not ask for it leaves open. */
export const qualityRule = z.object({
  /** UNSPSC; null for all */
  category: nullable(categoryCode),
  picture: z.boolean().default(false),
  /** names that have to be among the product's attributes */
  attributes: z.array(z.string().trim().min(1).max(80)).max(30).default([]),
  /** those that the product's category asks for have to be there too */
  asked: z.boolean().default(false),
  units: z
    .array(z.enum(unitCodes as [string, ...string[]], 'unit'))
    .max(20)
    .default([]),
  /** percent by which a price may lie off the middle of the others' for the same product */
  priceWithin: nullable(
    z
      .string()
      .regex(/^\d{1,3}(\.\d{1,2})?$/, 'number')
      .refine((text) => Number(text) > 0, 'positive'),
  ),
})
export type QualityRule = z.output<typeof qualityRule>
export const qualityFaults = ['picture', 'attributes', 'unit', 'price'] as const

/**
 * Offers that any of the rules selects, less those that any of the exclusions does and those that break a quality rule. Picks by hand come
 * on top, whatever their quality.
 */
export const selection = z.object({
  rules: z.array(selectionRule).max(50).default([]),
  exclusions: z.array(selectionRule).max(50).default([]),
  quality: z.array(qualityRule).max(50).default([]),
})
export type Selection = z.output<typeof selection>

/** Whom a catalog reaches. A buyer's names users and cost centres, none of them for everybody; the marketplace's the others. */
export const audience = z.object({
  userIds: z.array(z.uuid()).max(1000).default([]),
  costCentreIds: z.array(z.uuid()).max(500).default([]),
  organizationIds: z.array(z.uuid()).max(1000).default([]),
  groupIds: z.array(z.uuid()).max(100).default([]),
  networkIds: z.array(z.uuid()).max(50).default([]),
})
export type CatalogAudience = z.output<typeof audience>

export const contentPolicies = ['take_over', 'ask', 'ignore'] as const

export const virtualCatalogIdInput = z.object({ catalogId: idOf('Catalog') })
export const createVirtualCatalogInput = z.object({ name })
export const describeVirtualCatalogInput = z
  .object({
    catalogId: idOf('Catalog'),
    name,
    selection,
    audience: audience.prefault({}),
    validFrom: nullable(z.iso.datetime()),
    validTo: nullable(z.iso.datetime()),
    needsSecond: z.boolean().default(false),
    /** percent by which a price may rise before somebody has to consent */
    priceRise: nullable(
      z
        .string()
        .regex(/^\d{1,3}(\.\d{1,4})?$/, 'number')
        .refine((text) => Number(text) <= 999, 'number'),
    ),
    contentPolicy: z.enum(contentPolicies).default('take_over'),
  })
  .refine((catalog) => !catalog.validFrom || !catalog.validTo || Date.parse(catalog.validFrom) < Date.parse(catalog.validTo), {
    path: ['validTo'],
    message: 'after_start',
  })
const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((value) => value || null)
export const saveItemInput = z
  .object({
    catalogId: idOf('Catalog'),
    offerId: idOf('Offer'),
    choice: z.enum(['pick', 'exclude']).nullable().default(null),
    buyerPartNumber: text(80),
    buyerName: text(200),
    preferred: z.boolean().default(false),
    blocked: z.boolean().default(false),
    /** of one order line, in the offer's unit */
    minimum: nullable(positiveDecimalText),
    maximum: nullable(positiveDecimalText),
    approval: z.boolean().default(false),
    /** own price of one price base, in the offer's currency */
    price: nullable(decimalText),
    /** percent off the supplier's price */
    discount: nullable(
      z
        .string()
        .regex(/^\d{1,3}(\.\d{1,4})?$/, 'number')
        .refine((percent) => Number(percent) > 0 && Number(percent) <= 100, 'percent'),
    ),
  })
  .superRefine((item, check) => {
    const wrong = (field: string, message: string) => check.addIssue({ code: 'custom', path: [field], message })
    if (item.minimum && item.maximum && Number(item.minimum) > Number(item.maximum)) wrong('maximum', 'below_minimum')
    if (item.price && item.discount) wrong('discount', 'one_price')
    if (item.preferred && item.blocked) wrong('blocked', 'preferred_and_blocked')
  })
export const pickOfferInput = z.object({ catalogId: idOf('Catalog'), offerId: idOf('Offer') })
export const publishVirtualCatalogInput = z.object({
  catalogId: idOf('Catalog'),
  /** the version that was shown when this was decided; null before the first */
  expected: z.int().nullable(),
})
export const rollBackInput = publishVirtualCatalogInput.extend({ version: z.int().min(1) })
export const versionInput = z.object({ catalogId: idOf('Catalog'), number: z.int().min(1) })
export const publishVersionInput = versionInput.extend({ expected: z.int().nullable(), publishAt: nullable(z.iso.datetime()) })
export const decideVersionInput = versionInput
  .extend({
    accept: z.boolean(),
    remarks: z
      .array(z.object({ offerId: idOf('Offer').nullable().default(null), text: z.string().trim().min(1, 'required').max(500) }))
      .max(500)
      .default([]),
  })
  .refine((decision) => decision.accept || decision.remarks.length > 0, { path: ['remarks'], message: 'say_why' })
export const consentInput = z.object({
  catalogId: idOf('Catalog'),
  /** none: all that wait */
  offerIds: z.array(idOf('Offer')).max(5000).default([]),
})
