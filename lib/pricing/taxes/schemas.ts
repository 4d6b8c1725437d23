import { z } from 'zod'
import { contractDecimal } from '@/lib/platform/fields/decimal-text'

export const taxRate = z.object({ country: z.string(), category: z.string(), rate: contractDecimal })
export type TaxRate = z.output<typeof taxRate>
