import { describe, expect, it } from 'vitest'
import { Decimal } from '../money/decimal'
import { evaluateFormula, FormulaError, parseFormula } from './formula'

const values = { length: '2.5', width: '0', ecc: '1' }
const compute = (text: string): string => {
  const names = new Map(Object.entries(values).map(([name, value]) => [name, new Decimal(value)]))
  return evaluateFormula(parseFormula(text, new Set(names.keys())), names).toFixed()
}

const failure = (text: string): string => {
  try {
    return `no failure: ${compute(text)}`
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    return `${error.code} ${error.at}`.trim()
  }
}

describe('a formula', () => {
  it.each([
    ['0.1 + 0.2', '0.3'],
    ['length * 145.10 + 80', '442.75'],
    ['2 + 3 * 4 - 10 / 4', '11.5'],
    ['(2 + 3) * -4', '-20'],
    ['ceil(length) * 2', '6'],
    ['floor(-2.5)', '-3'],
    ['round(2.345, 2)', '2.35'],
    ['min(3, 1, 2) + max(length, 4)', '5'],
    ['length > 2 ? 10 : 20', '10'],
    ['length > 2 && width == 0 ? 1 : 0', '1'],
    ['width != 0 && 1 / width > 2 ? 1 : 0', '0'],
    ['ecc * 75', '75'],
    ['!ecc || length <= 2.5', '1'],
    ['2 ** 10 % 1000', '24'],
    ['123456789.123456 * 2', '246913578.246912'],
    ['0 / 3', '0'],
  ])('%s is %s', (text, expected) => expect(compute(text)).toBe(expected))

  it.each([
    ['1 / width', 'division_by_zero'],
    ['5 % width', 'division_by_zero'],
    ['0 ** -1', 'division_by_zero'],
    ['999999999999 * 999999999999', 'too_large'],
    ['length ** 11', 'exponent 11'],
    ['2 ** length', 'exponent 2.5'],
    ['height * 2', 'unknown_name height'],
    ['sqrt(4)', 'unknown_function sqrt'],
    ['round(1, 2, 3)', 'unknown_function round'],
    ['round(1, -1)', 'not_allowed -1'],
    ['round(1, length)', 'not_allowed 2.5'],
    ['length = 3', 'syntax'],
    ['length *', 'syntax'],
    ['1; 2', 'syntax'],
    ['[1, 2]', 'syntax'],
    ['length.constructor', 'syntax'],
    ['constructor(1)', 'unknown_function constructor'],
    ['"a" + 1', 'not_allowed "a"'],
    ['1 | 2', 'not_allowed |'],
    ['~1', 'not_allowed ~'],
    ['', 'syntax'],
    [`1${' + 1'.repeat(150)}`, 'too_long'],
    [`${'('.repeat(600)}1`, 'too_long'],
  ])('%s fails: %s', (text, expected) => expect(failure(text)).toBe(expected))
})
