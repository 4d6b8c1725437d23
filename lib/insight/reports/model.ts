import { Decimal, ZERO } from '@/lib/platform/money/decimal'
import { roundMoney } from '@/lib/platform/money/money'
import { convert } from '@/lib/pricing/rates/model'
import type { PriceCase } from '@/lib/pricing/rules/case-schemas'

/** An amount of trade as the database sums it up: one group, one currency. */
export interface TradeRow {
  key: string
  label: string
  currency: string
  amount: string
  count: number
}

/** A group in one currency. `unconverted` counts what is left out because a rate is missing. */
export interface TradeGroup {
  key: string
  label: string
  amount: Decimal
  count: number
  unconverted: number
}

/** Joins the rows of each group in one currency, at the rates of a day; in the order in which groups first appear. */
export function inOneCurrency(rows: readonly TradeRow[], rates: PriceCase['rates'], currency: string, date: string): TradeGroup[] {
  const groups = new Map<string, TradeGroup>()
  for (const row of rows) {
    const group = groups.get(row.key) ?? { key: row.key, label: row.label, amount: ZERO, count: 0, unconverted: 0 }
    groups.set(row.key, group)
    const amount = convert(rates, new Decimal(row.amount), row.currency, currency, date)
    if (amount === null) group.unconverted += row.count
    else {
      group.amount = group.amount.add(roundMoney(amount, currency))
      group.count += row.count
    }
  }
  return [...groups.values()]
}

/** The last months up to the one of a day, as 'YYYY-MM', oldest first. */
export function lastMonths(date: string, count: number): string[] {
  const [year = 0, month = 1] = date.split('-').map(Number)
  return Array.from({ length: count }, (_, index) => new Date(Date.UTC(year, month - count + index, 1)).toISOString().slice(0, 7))
}

/** Change from one amount to another in percent, one digit; null from nothing. */
export const changePercent = (before: Decimal, after: Decimal): string | null =>
  before.isZero() ? null : after.sub(before).div(before).mul(100).toFixed(1)
