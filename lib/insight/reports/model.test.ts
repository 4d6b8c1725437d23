import { expect, test } from 'vitest'
import { Decimal } from '@/lib/platform/money/decimal'
import { changePercent, inOneCurrency, lastMonths } from './model'

const rates = [{ from: 'USD', to: 'EUR', date: '2026-01-01', rate: '0.5' }]

test('groups are joined in one currency; what has no rate is counted apart', () => {
  const row = { key: '2026-01', label: 'January', count: 1 }
  const rows = [
    { ...row, currency: 'EUR', amount: '10.00' },
    { ...row, currency: 'USD', amount: '4.01', count: 2 },
    { ...row, currency: 'JPY', amount: '100', count: 3 },
    { ...row, key: '2026-02', label: 'February', currency: 'EUR', amount: '1.00' },
  ]
  expect(inOneCurrency(rows, rates, 'EUR', '2026-03-01').map((group) => ({ ...group, amount: group.amount.toFixed() }))).toEqual([
    { key: '2026-01', label: 'January', amount: '12.01', count: 3, unconverted: 3 },
    { key: '2026-02', label: 'February', amount: '1', count: 1, unconverted: 0 },
  ])
})

test('months lead over the turn of the year', () => {
  expect(lastMonths('2026-02-15', 4)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
})

test('change in percent', () => {
  expect(changePercent(new Decimal(200), new Decimal(150))).toBe('-25.0')
  expect(changePercent(new Decimal(0), new Decimal(5))).toBeNull()
})
