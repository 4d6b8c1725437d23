import { z } from 'zod'
import { countryCode } from '@/lib/platform/fields/codes'
import { decimalText, positiveDecimalText } from '@/lib/platform/fields/decimal-text'
import { idOf } from '@/lib/platform/fields/ids'
import { MAX_CHARACTERS } from '@/lib/platform/text/formula'
import { MAX_PRODUCTS, USUAL_SPEC } from './columns-model'

const percent = decimalText.refine((text) => Number(text) <= 100, 'percent_at_most')
const days = z.string().regex(/^\d{1,3}$/, 'number')

/** What is compared, and what the total cost is reckoned with. Amounts are in the organization's currency. */
export const comparisonSpec = z.object({
  productIds: z.array(z.uuid()).min(1).max(MAX_PRODUCTS),
  /** the best offer of each product, or all of them */
  offers: z.enum(['best', 'all']).catch('best').default(USUAL_SPEC.offers),
  quantity: positiveDecimalText.default(USUAL_SPEC.quantity),
  /** percent on the price of what comes from a country */
  duties: z.record(countryCode, percent).default({}),
  /** days after which a supplier is paid */
  paymentDays: z.record(z.uuid(), days).default({}),
  /** percent a year that money costs: paying later is worth as much */
  interest: percent.default(USUAL_SPEC.interest),
  years: decimalText.default(USUAL_SPEC.years),
  /** what one piece costs to run over those years, by its attributes; none when empty */
  formula: z.string().trim().max(MAX_CHARACTERS).default(USUAL_SPEC.formula),
  /** numbers that the formula may use by name */
  hours: decimalText.default(USUAL_SPEC.hours),
  energy: decimalText.default(USUAL_SPEC.energy),
})
export type ComparisonSpec = z.output<typeof comparisonSpec>

export const saveComparisonInput = z.object({
  comparisonId: idOf('Comparison').nullish(),
  name: z.string().trim().min(1, 'required').max(120),
  spec: comparisonSpec,
})
export const comparisonIdInput = z.object({ comparisonId: idOf('Comparison') })
