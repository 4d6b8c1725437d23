import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal } from '@/lib/platform/money/decimal'
import { shareQuantity } from './shares'

const split = (quantity: string, ...percents: number[]) =>
  shareQuantity(
    new Decimal(quantity),
    percents.map((percent, index) => ({ supplierId: String(index), percent: new Decimal(percent) })),
  ).map((part) => part.toFixed())

test('pieces stay whole, what remains goes to who lost most, a single piece to the larger share', () => {
  expect(split('100', 60, 40)).toEqual(['60', '40'])
  expect(split('10', 33.33, 66.67)).toEqual(['3', '7'])
  expect(split('3', 50, 50)).toEqual(['2', '1'])
  expect(split('1', 40, 60)).toEqual(['0', '1'])
  expect(split('2.5', 50, 50)).toEqual(['1.25', '1.25'])
  expect(split('0.000001', 50, 50)).toEqual(['0.000001', '0'])
})

test('nothing is lost or made, whatever the shares', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10 ** 9 }),
      fc.boolean(),
      fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 8 }),
      (digits, whole, weights) => {
        const quantity = new Decimal(digits).div(whole ? 1 : 1000)
        const sum = weights.reduce((total, weight) => total + weight, 0)
        const shares = weights.map((weight, index) => ({ supplierId: String(index), percent: new Decimal(weight).mul(100).div(sum) }))
        const parts = shareQuantity(quantity, shares)
        expect(parts.every((part) => !part.isNegative())).toBe(true)
        expect(
          parts
            .reduce((total, part) => total.add(part), new Decimal(0))
            .sub(quantity)
            .abs()
            .lte('0.000001'),
        ).toBe(true)
      },
    ),
  )
})
