import { Decimal, ZERO } from '@/lib/platform/money/decimal'
import type { TaxRate } from './schemas'

/** Categories that are zero by their meaning: zero rated, exempt, reverse charge. */
const ZERO_RATED = new Set(['Z', 'E', 'AE'])
/** The rate of a tax category in a country, percent; null when none is known. Source: pricing rules, Orders 6. */
export function rateOf(taxes: readonly TaxRate[], country: string, category: string): Decimal | null {
  const entry = taxes.find((tax) => tax.country === country && tax.category === category)
  if (entry) return new Decimal(entry.rate)
  return ZERO_RATED.has(category) ? ZERO : null
}

export interface TaxLine {
  category: string
  /** percent; null when no rate is known */
  rate: Decimal | null
  base: Decimal
  tax: Decimal
}
