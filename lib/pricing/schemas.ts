import { z } from 'zod'

const decimal = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, 'number')
const positive = decimal.refine((text) => Number(text) > 0, 'positive')
const nullable = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? null)
const percent = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,4})?$/, 'number')
  .refine((text) => Number(text) > 0 && Number(text) <= 100, 'percent')

export const priceListKinds = ['audience', 'campaign', 'contract'] as const
export type PriceListKind = (typeof priceListKinds)[number]

export const createPriceListInput = z.object({
  kind: z.enum(priceListKinds),
  name: z.string().trim().min(1, 'required').max(120),
  /** of a contract: the other side */
  partnerId: z.uuid().nullish(),
})

export const priceListIdInput = z.object({ listId: z.uuid() })

export const describePriceListInput = z
  .object({
    listId: z.uuid(),
    name: z.string().trim().min(1, 'required').max(120),
    priority: z.number().int('number').min(0).max(1000).default(0),
    validFrom: nullable(z.iso.datetime()),
    validTo: nullable(z.iso.datetime()),
    /** of a list for customers: they and groups of them */
    organizationIds: z.array(z.uuid()).max(500).default([]),
    groupIds: z.array(z.uuid()).max(100).default([]),
  })
  .refine((list) => !list.validFrom || !list.validTo || Date.parse(list.validFrom) < Date.parse(list.validTo), {
    path: ['validTo'],
    message: 'after_start',
  })

/** The price of one offer, in its currency and for its price base: exactly one of price, breaks and discount. */
export const entryInput = z
  .object({
    offerId: z.uuid(),
    price: nullable(decimal),
    breaks: nullable(
      z
        .array(z.object({ from: positive, price: decimal }))
        .min(1)
        .max(20),
    ),
    discount: nullable(percent),
    agreed: nullable(positive),
  })
  .refine((entry) => [entry.price, entry.breaks, entry.discount].filter((part) => part !== null).length === 1, {
    path: ['price'],
    message: 'one_price',
  })
export type EntryInput = z.output<typeof entryInput>

export const keepEntriesInput = z.object({
  listId: z.uuid(),
  entries: z.array(entryInput).max(20_000).default([]),
  remove: z.array(z.uuid()).max(500).default([]),
})

/** All offers of a category (without one, all that there are) at a discount. */
export const discountOffersInput = z.object({
  listId: z.uuid(),
  category: nullable(z.string().regex(/^\d{8}$/, 'category')),
  discount: percent,
})

export const customerGroupInput = z.object({
  /** without it a new one */
  groupId: z.uuid().nullish(),
  name: z.string().trim().min(1, 'required').max(80),
  organizationIds: z.array(z.uuid()).max(1000),
})
export const customerGroupIdInput = z.object({ groupId: z.uuid() })
