import { z } from 'zod'
import { currencyCode } from '@/lib/platform/fields/codes'
import { contractDecimal, rateText } from '@/lib/platform/fields/decimal-text'

export const exchangeRate = z.object({
  from: currencyCode('an ISO 4217 code'),
  to: currencyCode('an ISO 4217 code'),
  date: z.iso.date(),
  rate: contractDecimal.refine((text) => Number(text) > 0, 'must be above zero'),
})
export const exchangeRateInput = z.object({
  from: currencyCode(),
  to: currencyCode(),
  date: z.iso.date(),
  rate: rateText,
})
