import { z } from 'zod'
import { currencyCode } from '@/lib/platform/fields/codes'
import { contractDecimal } from '@/lib/platform/fields/decimal-text'
import { nullable } from '@/lib/platform/fields/text'

export const fee = z.object({
  id: z.string(),
  on: z.enum(['order', 'savings']),
  percent: nullable(contractDecimal),
  fixed: nullable(contractDecimal),
  minimum: nullable(contractDecimal),
  maximum: nullable(contractDecimal),
  currency: currencyCode('an ISO 4217 code'),
  payer: z.string(),
})
export type Fee = z.output<typeof fee>
