import { z } from 'zod'
import { currencyCode } from '@/lib/platform/fields/codes'
import { contractDecimal } from '@/lib/platform/fields/decimal-text'
import { nullable } from '@/lib/platform/fields/text'

const positive = contractDecimal.refine((text) => Number(text) > 0, 'must be above zero')
const notNegative = contractDecimal.refine((text) => !text.startsWith('-'), 'must not be negative')
const currency = currencyCode('an ISO 4217 code')
const instant = z.iso.datetime({ offset: true })

export const priceBreak = z.object({ from: notNegative, price: notNegative })
export type PriceBreak = z.output<typeof priceBreak>
const breaks = z
  .array(priceBreak)
  .min(1)
  .transform((list) => [...list].sort((a, b) => Number(a.from) - Number(b.from)))

/** What the pricing rules need to know of an offer. */
export const pricedOffer = z.object({
  id: z.string(),
  supplier: z.string(),
  currency,
  priceBase: positive.nullish().transform((value) => value ?? '1'),
  minimum: nullable(notNegative),
  step: nullable(positive),
  maximum: nullable(notNegative),
  validFrom: nullable(instant),
  validTo: nullable(instant),
  taxCategory: z
    .string()
    .nullish()
    .transform((value) => value ?? 'S'),
  breaks,
})
export type PricedOffer = z.output<typeof pricedOffer>

const terms = {
  offer: z.string(),
  from: nullable(instant),
  to: nullable(instant),
  price: nullable(notNegative),
  breaks: nullable(breaks),
  discount: nullable(contractDecimal),
}

/** A price beside the offer's own: agreed with one buyer, made for an audience, or for a time. */
export const specialPrice = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('contract'), buyer: z.string(), agreed: nullable(notNegative), used: nullable(notNegative), ...terms }),
    z.object({
      kind: z.literal('audience'),
      audience: z.string(),
      priority: z
        .number()
        .nullish()
        .transform((value) => value ?? 0),
      ...terms,
    }),
    z.object({ kind: z.literal('campaign'), ...terms }),
  ])
  .refine(
    (value) => [value.price, value.breaks, value.discount].filter((part) => part !== null).length === 1,
    'needs exactly one of price, breaks and discount',
  )
export type SpecialPrice = z.output<typeof specialPrice>

/** A special price as it is kept: which entry of which list it is. */
export type StoredPrice = SpecialPrice & { entryId: string; listId: string; listName: string }
