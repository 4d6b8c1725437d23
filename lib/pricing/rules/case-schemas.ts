import { z } from 'zod'
import { currencyCode } from '@/lib/platform/fields/codes'
import { contractDecimal } from '@/lib/platform/fields/decimal-text'
import { nullable } from '@/lib/platform/fields/text'
import { fee } from '@/lib/pricing/fees/schemas'
import { exchangeRate } from '@/lib/pricing/rates/schemas'
import { taxRate } from '@/lib/pricing/taxes/schemas'
import { pricedOffer, specialPrice } from './schemas'

const currency = currencyCode('an ISO 4217 code')
const amount = nullable(contractDecimal)

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
        quantity: contractDecimal,
        /** what its configuration costs on top, for one unit */
        surcharge: contractDecimal.optional(),
      }),
    )
    .default([]),
})
export type PriceCase = z.output<typeof priceCaseInput>
