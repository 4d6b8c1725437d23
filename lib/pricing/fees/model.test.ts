import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { networkFee } from '@/lib/parties/network/fee-schemas'
import { Decimal } from '@/lib/platform/money/decimal'
import { feeOn, tieredShare } from './model'

const fee = (changes: object) => networkFee.parse({ id: 'f', name: 'Fee', on: 'order', payer: 'supplier', currency: 'EUR', ...changes })
const of = (changes: object, amount: string, before = '0') => feeOn(fee(changes), new Decimal(amount), new Decimal(before)).toFixed()
const tiers = [
  { from: '0', percent: '0' },
  { from: '1000', percent: '2' },
  { from: '5000', percent: '1' },
]

describe('a fee', () => {
  test('is percent and fixed, within its limits, to the cent', () => {
    expect(of({ percent: '1.5' }, '100.33')).toBe('1.5')
    expect(of({ percent: '1.5', fixed: '0.30' }, '100')).toBe('1.8')
    expect(of({ percent: '1.5', minimum: '0.50', maximum: '25' }, '10')).toBe('0.5')
    expect(of({ percent: '1.5', minimum: '0.50', maximum: '25' }, '9000')).toBe('25')
    expect(of({ percent: '1', currency: 'JPY' }, '149.9')).toBe('1')
  })
  test('by tiers takes each part at its own percentage; what is free as a whole has no minimum', () => {
    expect(of({ tiers, minimum: '3' }, '999')).toBe('0')
    expect(of({ tiers, minimum: '3' }, '1001')).toBe('3')
    expect(of({ tiers }, '6000')).toBe('90')
    expect(of({ tiers }, '2000', '4000')).toBe('30')
    expect(of({ tiers }, '100', '9000')).toBe('1')
  })
  test('by the month is a fixed amount, or one for each offer', () => {
    expect(of({ on: 'subscription', fixed: '49' }, '0')).toBe('49')
    expect(of({ on: 'listing', fixed: '0.02', maximum: '20' }, '300')).toBe('6')
    expect(of({ on: 'listing', fixed: '0.02', maximum: '20' }, '3000')).toBe('20')
  })
  test('on nothing is nothing', () => {
    expect(of({ fixed: '5' }, '0')).toBe('0')
    expect(of({ on: 'savings', percent: '10', payer: 'buyer' }, '-20')).toBe('0')
  })
})

test('tiers add up: two orders cost what one of both would, unrounded', () => {
  const cents = fc.integer({ min: 0, max: 1_000_000 }).map((value) => new Decimal(value).div(100))
  fc.assert(
    fc.property(cents, cents, cents, (before, one, two) => {
      const apart = tieredShare(tiers, one, before).add(tieredShare(tiers, two, before.add(one)))
      expect(apart.eq(tieredShare(tiers, one.add(two), before))).toBe(true)
    }),
  )
})

test('a fee that says nothing, contradicts itself or has tiers that fall is refused by its field', () => {
  const problem = (changes: object) =>
    networkFee.safeParse({ id: 'f', name: 'F', on: 'order', payer: 'buyer', currency: 'EUR', ...changes }).error?.issues[0]
  expect(problem({})).toMatchObject({ path: ['percent'], message: 'required' })
  expect(problem({ on: 'subscription' })).toMatchObject({ path: ['fixed'] })
  expect(problem({ percent: '1', minimum: '5', maximum: '4' })).toMatchObject({ path: ['maximum'], message: 'below_minimum' })
  expect(problem({ tiers: [{ from: '5', percent: '1' }] })).toMatchObject({ path: ['tiers'], message: 'tiers_rise' })
  expect(problem({ percent: '1', tiers })).toMatchObject({ path: ['percent'], message: 'percent_or_tiers' })
  expect(problem({ on: 'savings', tiers })).toMatchObject({ path: ['tiers'], message: 'tiers_on_orders' })
})
