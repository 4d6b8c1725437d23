import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimalMarks, number, storedNumber } from './numbers'

const price = (...cells: string[]) =>
  decimalMarks(
    cells.map((cell) => ({ cells: [cell] })),
    ['price'],
  )[0]

describe('a number of its own', () => {
  test.each([
    ['12', '12'],
    ['1,234.50', '1234.5'],
    ['1.234,50', '1234.5'],
    ['12,5', '12.5'],
    ["1'200", '1200'],
    ['€ 3.90', '3.9'],
    ['007', '7'],
    ['.5', '0.5'],
    ['1,234,567', '1234567'],
    ['0,125', '0.125'],
    ['1234,500', '1234.5'],
    ['0.30000000000000004', '0.3'],
    ['2.9999999999999996', '3'],
  ])('%s is %s', (text, plain) => {
    expect(number(text)).toEqual({ ok: true, text: plain })
  })
  test.each(['abc', '', '=1+1', '1.2.3', '1,23,456', '.', ',', '-'])('%s is no number', (text) => {
    expect(number(text)).toEqual({ ok: false, reason: 'number' })
  })

  test.each([
    ['-3', 'negative'],
    ['-1.234,50', 'negative'],
    ['99999999999999', 'too_large'],
    ['0.0000001', 'too_many_decimals'],
    ['1.5E-3', 'scientific'],
    ['1e5', 'scientific'],
  ])('%s is refused: %s', (text, reason) => {
    expect(number(text)).toEqual({ ok: false, reason })
  })

  test.each(['1,234', '1.234', '12.500'])('%s can mean two things', (text) => {
    expect(number(text)).toEqual({ ok: false, reason: 'ambiguous_number' })
  })

  test.each([
    ['0.30000000000000004', { text: '0.3' }],
    ['19.989999999999998', { text: '19.99' }],
    ['3.3333333333333335', { text: '3.333333', isRounded: true }],
    ['0.00005', { text: '0.00005' }],
    ['1.234', { text: '1.234' }],
  ])('%s, stored by a spreadsheet, is one number only', (text, read) => {
    expect(storedNumber(text)).toEqual({ ok: true, ...read })
  })

  test('a stored number too small to keep is refused', () => {
    expect(storedNumber('0.0000001')).toEqual({ ok: false, reason: 'too_many_decimals' })
  })
})

describe('a column', () => {
  test.each([
    ['a decimal comma elsewhere', ['1.250', '12,50', '1.355,90'], ','],
    ['a decimal point elsewhere', ['1,250', '12.50'], '.'],
    ['decimals after a lone 0', ['1.250', '0,125'], ','],
    ['four digits before the mark', ['1234,500', '1.250'], ','],
    ['several groups', ['1.234.567', '1.250'], ','],
    ['nothing', ['1.250', '12', 'abc'], null],
    ['both', ['12,50', '12.50'], 'mixed'],
  ])('is told by %s', (_name, cells, mark) => {
    expect(price(...cells)).toBe(mark)
  })
  test('reads what could mean two things by its mark, and refuses the other one', () => {
    expect([number('1.250', ','), number('1,250', '.'), number('1,250', ',')]).toEqual([
      { ok: true, text: '1250' },
      { ok: true, text: '1250' },
      { ok: true, text: '1.25' },
    ])
    expect(number('12.50', ',')).toEqual({ ok: false, reason: 'other_decimal_mark' })
  })
  test('with both marks guesses nothing', () => {
    expect([number('12,50', 'mixed'), number('1.250', 'mixed'), number('1,250', 'mixed'), number('1250', 'mixed')]).toEqual([
      { ok: true, text: '12.5' },
      { ok: false, reason: 'ambiguous_number' },
      { ok: false, reason: 'ambiguous_number' },
      { ok: true, text: '1250' },
    ])
  })
  test('in which nothing tells is written as the others are', () => {
    const rows = [{ cells: ['12,50', '1.250', 'x 1.5'] }]
    expect(decimalMarks(rows, ['price', 'stock', 'nameEn'])).toEqual([',', ',', null])
    expect(decimalMarks([{ cells: ['12,50', '1.5', '1.250'] }], ['price', 'minimum', 'stock'])).toEqual([',', '.', null])
  })
  test('of price breaks is told by the prices in it', () => {
    expect(decimalMarks([{ cells: ['10: 4,50; 100: 3,90'] }], ['breaks'])).toEqual([','])
  })
})

test('whatever a column is written in, it reads back the same', () => {
  const amount = fc.integer({ min: 1, max: 99_999_999 }).map((cents) => cents / 100)
  const written = (value: number, mark: '.' | ',', grouped: boolean) => {
    const [whole = '', decimals = ''] = value.toFixed(2).split('.')
    const groups = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, mark === ',' ? '.' : ',') : whole
    return `${groups}${mark}${decimals}`
  }
  fc.assert(
    fc.property(
      fc.array(amount, { minLength: 1, maxLength: 20 }),
      fc.constantFrom('.' as const, ',' as const),
      fc.boolean(),
      (values, mark, grouped) => {
        const cells = values.map((value) => written(value, mark, grouped))
        const decided = price(...cells) ?? null
        expect(decided).toBe(mark)
        expect(cells.map((cell) => number(cell, decided))).toEqual(values.map((value) => ({ ok: true, text: String(value) })))
      },
    ),
    { numRuns: 300 },
  )
})
