import { z } from 'zod'
import { pricedOffer, specialPrice } from '@/lib/catalog/prices'
import { DECIMAL_TEXT } from '@/lib/platform/decimal'

const decimal = z.string().regex(DECIMAL_TEXT, 'a decimal number as text, such as "12.50"')
const currency = z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code')
const amount = decimal.nullish().transform((value) => value ?? null)

export const exchangeRate = z.object({
  from: currency,
  to: currency,
  date: z.iso.date(),
  rate: decimal.refine((text) => Number(text) > 0, 'must be above zero'),
})
export const taxRate = z.object({ country: z.string(), category: z.string(), rate: decimal })
export type TaxRate = z.output<typeof taxRate>

export const supplierTerms = z.object({
  supplier: z.string(),
  currency,
  minimumOrder: amount,
  freight: amount,
  freightFreeFrom: amount,
  freightTaxCategory: z
    .string()
    .nullish()
    .transform((value) => value ?? 'S'),
})
export type SupplierTerms = z.output<typeof supplierTerms>

export const fee = z.object({
  id: z.string(),
  on: z.enum(['order', 'savings']),
  percent: amount,
  fixed: amount,
  minimum: amount,
  maximum: amount,
  currency,
  payer: z.string(),
})
export type Fee = z.output<typeof fee>

/** A case as `price run` reads it: everything that a price depends on, and the lines to price. */
export const priceCaseInput = z.object({
  at: z.iso.datetime({ offset: true }),
  buyer: z.string(),
  groups: z.array(z.string()).default([]),
  country: z.string(),
  currency,
  rates: z.array(exchangeRate).default([]),
  taxes: z.array(taxRate).default([]),
  offers: z.array(pricedOffer).default([]),
  prices: z.array(specialPrice).default([]),
  terms: z.array(supplierTerms).default([]),
  fees: z.array(fee).default([]),
  lines: z
    .array(
      z.object({
        offer: z.string(),
        quantity: decimal,
        /** what its configuration costs on top, for one unit */
        surcharge: decimal.optional(),
      }),
    )
    .default([]),
})
export type PriceCase = z.output<typeof priceCaseInput>
