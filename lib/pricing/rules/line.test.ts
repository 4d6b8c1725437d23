import { expect, test } from 'vitest'
import { Decimal } from '@/lib/platform/money/decimal'
import { checkQuantity, nearestQuantity, priceAtQuantity } from './line'

const d = (text: string) => new Decimal(text)
const breaks = [
  { from: '10', price: '5.00' },
  { from: '50', price: '4.50' },
  { from: '100.5', price: '4.0000' },
]

test.each([
  ['1', '5'],
  ['10', '5'],
  ['49.999', '5'],
  ['50', '4.5'],
  ['100.4999', '4.5'],
  ['100.5', '4'],
  ['1000000', '4'],
])('a quantity of %s earns %s', (quantity, price) => {
  expect(priceAtQuantity(breaks, d(quantity)).toFixed()).toBe(price)
})

test('an offer without a price is an error, not a price of nothing', () => {
  expect(() => priceAtQuantity([], d('1'))).toThrow(RangeError)
})

const rule = { minimum: '5', step: '2', maximum: '11' }

test.each([
  ['0', 'NOT_POSITIVE', null],
  ['-1', 'NOT_POSITIVE', null],
  ['4', 'BELOW_MINIMUM', '6'],
  ['7', 'NOT_A_MULTIPLE', '8'],
  ['12', 'ABOVE_MAXIMUM', '10'],
])('%s cannot be ordered (%s); the nearest that can is %s', (quantity, code, nearest) => {
  const problem = checkQuantity(rule, d(quantity))
  expect([problem?.code, problem?.nearest?.toFixed() ?? null]).toEqual([code, nearest])
})

test('a step that leaves nothing between minimum and maximum leaves no quantity', () => {
  expect(nearestQuantity({ minimum: '5', step: '10', maximum: '9' }, d('7'))).toBeNull()
  expect(checkQuantity(rule, d('6'))).toBeNull()
})
