import { z } from 'zod'

const decimal = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, 'number')
const nullable = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? null)

/** What a rule selects: offers for which everything holds that it says; one that says nothing selects all. */
export const selectionRule = z
  .object({
    supplierIds: z.array(z.uuid()).max(100).default([]),
    category: nullable(z.string().regex(/^\d{8}$/, 'category')),
    brands: z.array(z.string().trim().min(1).max(80)).max(50).default([]),
    /** 'Length=40 mm', as the filters of the search name them */
    attributes: z.array(z.string().trim().min(1).max(200)).max(50).default([]),
    /** of one unit, in the reference currency */
    minimumPrice: nullable(decimal),
    maximumPrice: nullable(decimal),
    leadTimeDays: nullable(z.int().min(0).max(1000)),
  })
  .refine((rule) => rule.minimumPrice === null || rule.maximumPrice === null || Number(rule.minimumPrice) <= Number(rule.maximumPrice), {
    path: ['maximumPrice'],
    message: 'below_minimum',
  })
export type SelectionRule = z.output<typeof selectionRule>

/** Offers that any of the rules selects, less those that any of the exclusions does. Picks by hand come on top. */
export const selection = z.object({
  rules: z.array(selectionRule).max(50).default([]),
  exclusions: z.array(selectionRule).max(50).default([]),
})
export type Selection = z.output<typeof selection>

export const virtualCatalogIdInput = z.object({ catalogId: z.uuid() })
export const createVirtualCatalogInput = z.object({ name: z.string().trim().min(1, 'required').max(120) })
export const describeVirtualCatalogInput = z.object({
  catalogId: z.uuid(),
  name: z.string().trim().min(1, 'required').max(120),
  selection,
  /** of a buyer's: its users, none for all of them; of the marketplace's: organizations */
  audience: z.array(z.uuid()).max(1000).default([]),
})
const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((value) => value || null)
export const keepItemInput = z.object({
  catalogId: z.uuid(),
  offerId: z.uuid(),
  choice: z.enum(['pick', 'exclude']).nullable().default(null),
  ownPartNumber: text(80),
  ownName: text(200),
  preferred: z.boolean().default(false),
  blocked: z.boolean().default(false),
})
export const pickOfferInput = z.object({ catalogId: z.uuid(), offerId: z.uuid() })
export const publishVirtualCatalogInput = z.object({
  catalogId: z.uuid(),
  /** the version that was shown when this was decided; null before the first */
  expected: z.int().nullable(),
})
export const rollBackInput = publishVirtualCatalogInput.extend({ version: z.int().min(1) })
export const limitMemberInput = z.object({ membershipId: z.uuid(), catalogsOnly: z.boolean() })
