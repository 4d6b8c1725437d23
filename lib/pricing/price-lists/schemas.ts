import { z } from 'zod'
import { categoryCode } from '@/lib/platform/fields/codes'
import { decimalText, positiveDecimalText, positivePercentText } from '@/lib/platform/fields/decimal-text'
import { line, nullable } from '@/lib/platform/fields/text'

export const priceListKinds = ['audience', 'campaign', 'contract'] as const
export type PriceListKind = (typeof priceListKinds)[number]

export const createPriceListInput = z.object({
  kind: z.enum(priceListKinds),
  name: line(),
  /** of a contract: the other side */
  partnerId: z.uuid().nullish(),
})

export const priceListIdInput = z.object({ listId: z.uuid() })

export const describePriceListInput = z
  .object({
    listId: z.uuid(),
    name: line(),
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
    price: nullable(decimalText),
    breaks: nullable(
      z
        .array(z.object({ from: positiveDecimalText, price: decimalText }))
        .min(1)
        .max(20),
    ),
    discount: nullable(positivePercentText),
    agreed: nullable(positiveDecimalText),
  })
  .refine((entry) => [entry.price, entry.breaks, entry.discount].filter((part) => part !== null).length === 1, {
    path: ['price'],
    message: 'one_price',
  })
export type EntryInput = z.output<typeof entryInput>

export const saveEntriesInput = z.object({
  listId: z.uuid(),
  entries: z.array(entryInput).max(20_000).default([]),
  remove: z.array(z.uuid()).max(500).default([]),
})

/** All offers of a category (without one, all that there are) at a discount. */
export const discountOffersInput = z.object({
  listId: z.uuid(),
  category: nullable(categoryCode),
  discount: positivePercentText,
})

export const customerGroupInput = z.object({
  /** without it a new one */
  groupId: z.uuid().nullish(),
  name: z.string().trim().min(1, 'required').max(80),
  organizationIds: z.array(z.uuid()).max(1000),
})
export const customerGroupIdInput = z.object({ groupId: z.uuid() })
