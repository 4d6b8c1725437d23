import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalToTyped, numberFormats, typedToDecimal, writeNumber } from './number-formats'

it.each([
  ['point', '1,234,567.89'],
  ['comma', '1.234.567,89'],
  ['space', '1\u202f234\u202f567,89'],
  ['apostrophe', '1’234’567.89'],
] as const)('%s writes %s', (format, written) => {
  expect(writeNumber('1234567.89', format, { maximumFractionDigits: 2 })).toBe(written)
})

it('writes decimals that a float could not hold', () => {
  expect(writeNumber('12345678901234567.123456', 'comma', { maximumFractionDigits: 6 })).toBe('12.345.678.901.234.567,123456')
})

describe('what a user types as a number', () => {
  it.each([
    ['point', '1,234.50', '1234.50'],
    ['point', '1,234', '1234'],
    ['point', '1,5', '1.5'],
    ['comma', '1.234,50', '1234.50'],
    ['comma', '1.234.567', '1234567'],
    ['comma', '1.234', '1234'],
    ['comma', '12,5', '12.5'],
    ['comma', '1234.50', '1234.50'],
    ['space', '1 234,50', '1234.50'],
    ['space', '1\u202f234,5', '1234.5'],
    ['apostrophe', "1'234.50", '1234.50'],
    ['apostrophe', '1’234', '1234'],
    ['comma', '-3,25', '-3.25'],
  ] as const)('%s: %s is %s', (format, typed, decimal) => {
    expect(typedToDecimal(typed, format)).toBe(decimal)
  })

  it.each(['', 'abc', '1,2,3', '1.2.3', '12,34.5', '1e5', '1,234.5.6'])('leaves %s for the schema to refuse', (typed) => {
    for (const format of numberFormats) expect(typedToDecimal(typed, format)).toBe(typed)
  })

  it('reads back what is shown, in every format', () => {
    const decimal = fc
      .tuple(fc.integer({ min: 0, max: 10 ** 12 }), fc.integer({ min: 0, max: 999 }))
      .map(([whole, part]) => `${whole}.${part}`)
    fc.assert(
      fc.property(decimal, fc.constantFrom(...numberFormats), (value, format) => {
        expect(typedToDecimal(decimalToTyped(value, format), format)).toBe(value)
        const shown = writeNumber(value, format, { maximumFractionDigits: 3 })
        expect(Number(typedToDecimal(shown, format))).toBe(Number(value))
      }),
    )
  })
})
