import { z } from 'zod'
import { categoryCode } from '@/lib/platform/fields/codes'
import { decimalText, positiveDecimalText, positivePercentText } from '@/lib/platform/fields/decimal-text'
import { idOf } from '@/lib/platform/fields/ids'
import { line, nullable } from '@/lib/platform/fields/text'
import { priceListKinds } from './kinds'

export const createPriceListInput = z.object({
  kind: z.enum(priceListKinds),
  name: line(),
  /** of a contract: the other side */
  partnerId: idOf('Organization').nullish(),
})

export const priceListIdInput = z.object({ listId: idOf('PriceList') })

export const describePriceListInput = z
  .object({
    listId: idOf('PriceList'),
    name: line(),
    priority: z.number().int('number').min(0).max(1000).default(0),
    validFrom: nullable(z.iso.datetime()),
    validTo: nullable(z.iso.datetime()),
    /** of a list for customers: they and groups of them */
    organizationIds: z.array(idOf('Organization')).max(500).default([]),
    groupIds: z.array(idOf('CustomerGroup')).max(100).default([]),
  })
  .refine((list) => !list.validFrom || !list.validTo || Date.parse(list.validFrom) < Date.parse(list.validTo), {
    path: ['validTo'],
    message: 'after_start',
  })

/** The price of one offer, in its currency and for its price base: exactly one of price, breaks and discount. */
export const entryInput = z
  .object({
    offerId: idOf('Offer'),
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
export type EntryInput = Omit<z.output<typeof entryInput>, 'offerId'> & { offerId: string }

export const saveEntriesInput = z.object({
  listId: idOf('PriceList'),
  entries: z.array(entryInput).max(20_000).default([]),
  remove: z.array(idOf('Offer')).max(500).default([]),
})

/** All offers of a category (without one, all that there are) at a discount. */
export const discountOffersInput = z.object({
  listId: idOf('PriceList'),
  category: nullable(categoryCode),
  discount: positivePercentText,
})

export const customerGroupInput = z.object({
  /** without it a new one */
  groupId: idOf('CustomerGroup').nullish(),
  name: z.string().trim().min(1, 'required').max(80),
  organizationIds: z.array(idOf('Organization')).max(1000),
})
export const customerGroupIdInput = z.object({ groupId: idOf('CustomerGroup') })
