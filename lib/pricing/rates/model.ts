import type { Decimal } from '@/lib/platform/money/decimal'
import type { PriceCase } from '@/lib/pricing/rules/case-schemas'

/**
 * An amount in another currency, unrounded: by the latest rate whose date is not after `date`; by the inverse of the
 * opposite pair when only that is there; null without either. Source: pricing rules, Orders 7.
 */
export function convert(rates: PriceCase['rates'], amount: Decimal, from: string, to: string, date: string): Decimal | null {
  if (from === to) return amount
  const direct = latestRate(rates, from, to, date)
  if (direct !== null) return amount.mul(direct)
  const opposite = latestRate(rates, to, from, date)
  return opposite === null ? null : amount.div(opposite)
}

function latestRate(rates: PriceCase['rates'], from: string, to: string, date: string): string | null {
  let best: PriceCase['rates'][number] | null = null
  for (const rate of rates) if (rate.from === from && rate.to === to && rate.date <= date && (!best || rate.date > best.date)) best = rate
  return best?.rate ?? null
}
