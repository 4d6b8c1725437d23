import { describe, expect, test } from 'vitest'
import { isGtin } from '@/lib/catalog/offers/content-schemas'
import { type ColumnTarget, type ColumnTargets, proposeColumns, requiredTargets } from './model'
import { type RowDefaults, readRow as readLine } from './read-row'

const defaults: RowDefaults = {
  marks: [],
  dateOrder: null,
  currency: 'EUR',
  unit: 'C62',
  categories: new Set(['31161600']),
  timeZone: 'Europe/Prague',
  now: new Date('2026-11-27T12:00:00Z'),
}
const readRow = (cells: string[], targets: ColumnTargets, using = defaults) => readLine({ cells }, targets, using)
/** What is wrong with a row of part, name and price and what else is given by column. */
const reasons = (cells: Record<string, string>, using = defaults) => {
  const row = { part: 'A', name: 'Bolt', ...cells }
  const { problems, warnings } = readRow(Object.values(row), proposeColumns(Object.keys(row)), using)
  return [...problems, ...warnings].map(({ field, reason }) => `${field} ${reason}`)
}
const taken = (cells: Record<string, string>, using = defaults) => {
  const row = { part: 'A', name: 'Bolt', ...cells }
  return readRow(Object.values(row), proposeColumns(Object.keys(row)), using).content
}

describe('columns', () => {
  test('are found by what files call them, in English and Chinese', () => {
    expect(proposeColumns(['SKU', 'Product Name', '单位', 'Unit Price', 'Price from 100', '500+', 'Colour', 'MOQ', 'EAN', ''])).toEqual([
      'part',
      'nameEn',
      'unit',
      'price',
      'break:100',
      'break:500',
      'attribute:Colour',
      'minimum',
      'gtin',
      null,
    ])
  })
  test('carry the unit of an attribute', () => {
    const targets = proposeColumns(['Length (mm)', 'Weight [kg]', 'Voltage, V', 'Colour (inner side)'])
    expect(targets).toEqual(['attribute:Length [mm]', 'attribute:Weight [kg]', 'attribute:Voltage [V]', 'attribute:Colour (inner side)'])
    const { content } = readRow(['A', 'Bolt', '1', '40'], ['part', 'nameEn', 'price', ...targets.slice(0, 1)], defaults)
    expect(content?.attributes).toEqual([{ name: 'Length', value: '40', unit: 'mm' }])
  })
  test('say what is missing', () => {
    expect(requiredTargets(['part', null])).toEqual(['nameEn', 'price'])
    expect(requiredTargets(['part', 'nameZh', 'break:1'])).toEqual([])
  })
})

describe('rows', () => {
  const targets = proposeColumns(['part', 'name', 'price', 'unit', 'gtin', 'category', 'lead time', 'minimum', 'maximum', 'colour'])
  test('a good one', () => {
    const { content } = readRow(['B-1', ' Hex bolt ', '4,50', 'pcs', '4006381333931', '31161600', '3', '10', '', 'blue'], targets, defaults)
    expect(content).toMatchObject({
      part: 'B-1',
      name: { en: 'Hex bolt' },
      breaks: [{ from: '1', price: '4.5' }],
      unit: 'C62',
      leadTimeDays: 3,
      minimum: '10',
      maximum: null,
      currency: 'EUR',
      attributes: [{ name: 'colour', value: 'blue' }],
    })
  })
  test('every bad value is a problem of its own', () => {
    const { problems } = readRow(['', '', 'x', 'furlong', '4006381333930', '99999999', '1.5', '10', '5', ''], targets, defaults)
    expect(problems.map(({ field, reason }) => `${field} ${reason}`)).toEqual([
      'part required',
      'nameEn required',
      'unit unit',
      'price number',
      'gtin gtin',
      'category category',
      'leadTimeDays whole_number',
      'minimum minimum_above_maximum',
    ])
  })
  test('a formula stays text', () => {
    expect(readRow(['B-1', '=HYPERLINK("http://x")', '1', '', '', '', '', '', '', ''], targets, defaults).content?.name.en).toBe(
      '=HYPERLINK("http://x")',
    )
  })
  test('breaks come sorted, from columns and from text', () => {
    const columns = proposeColumns(['part', 'name', 'price', 'price from 100', 'price breaks'])
    expect(
      readRow(['1', 'x', '5', '4', '50: 4.5; 500=3'], columns, defaults).content?.breaks.map(({ from, price }) => [from, price]),
    ).toEqual([
      ['1', '5'],
      ['50', '4.5'],
      ['100', '4'],
      ['500', '3'],
    ])
  })
})

describe('a value that can be meant otherwise', () => {
  test.each([
    ['a price of 0', { price: '0' }, ['price price_zero']],
    ['a price of 0 that says so', { price: 'free' }, []],
    ['two prices for one quantity', { price: '5', 'price breaks': '10: 4.50; 10: 3.90' }, ['breaks break_twice']],
    ['the same price twice', { price: '5', 'price breaks': '1: 5.00; 10: 3.90' }, []],
    ['a price that contradicts the first break', { price: '5', 'price breaks': '1: 4.00; 100: 3.90' }, ['breaks break_contradicts']],
    ['prices from 100 only', { 'price from 100': '0.50' }, ['minimum minimum_from_breaks']],
    ['more than that as minimum', { 'price from 100': '0.50', moq: '200' }, []],
    ['a maximum below the smallest break', { 'price from 100': '0.50', maximum: '50' }, ['minimum minimum_above_maximum']],
    ['an end before the beginning', { price: '1', 'valid from': '2026-12-31', 'valid to': '2026-01-01' }, ['validTo valid_to_before_from']],
    ['an end in the past', { price: '1', 'valid to': '31.12.2020' }, ['validTo already_over']],
    ['a day and month that can be swapped', { price: '1', 'valid to': '1/2/2027' }, ['validTo ambiguous_date']],
    ['a day that no month has', { price: '1', 'valid to': '31.02.2027' }, ['validTo date']],
    ['a GTIN without its zero', { price: '1', ean: '12345678905' }, ['gtin gtin_zero_added']],
    ['a GTIN that Excel has cut', { price: '1', ean: '4.00638E+12' }, ['gtin gtin_cut']],
    ['a GTIN with a wrong digit', { price: '1', ean: '12345678904' }, ['gtin gtin']],
    ['an error of a formula', { price: '1', moq: '#N/A' }, ['minimum formula_error']],
    ['a character that was not understood', { price: '1', colour: 'r\ufffdt' }, ['attribute:colour unreadable_character']],
  ])('%s', (_name, cells, expected) => {
    expect(reasons(cells)).toEqual(expected)
  })

  test('a price break is the minimum when nothing has a price below it', () => {
    expect(taken({ 'price from 100': '0.50', 'price from 1000': '0.40' })).toMatchObject({
      minimum: '100',
      breaks: [{ from: '100' }, { from: '1000' }],
    })
  })

  test('a lost zero comes back', () => {
    expect(taken({ price: '1', ean: '12345678905' })?.gtin).toBe('012345678905')
  })

  test('a day is one of the supplier, from its first moment to its last', () => {
    expect(taken({ price: '1', 'valid from': '2026-11-28', 'valid to': '2027-06-30' })).toMatchObject({
      validFrom: '2026-11-27T23:00:00.000Z',
      validTo: '2027-06-30T21:59:59.999Z',
    })
    expect(taken({ price: '1', 'valid to': '2026-11-27' }), 'until the end of today').not.toBeNull()
    expect(reasons({ price: '1', 'valid to': '2026-11-27' })).toEqual([])
    expect(taken({ price: '1', 'valid to': '2027-06-30 08:30' })?.validTo).toBe('2027-06-30T06:30:00.000Z')
  })

  test('blanks and invisible characters are no part of a number', () => {
    expect(taken({ price: '1', mpn: ' X\u00a01\u200b2 ' })).toMatchObject({ makerPart: 'X 12' })
  })

  test('a name in Chinese is the Chinese name, whatever the column is called', () => {
    expect(readRow(['A', '不锈钢螺栓 M8', '1'], ['part', 'nameEn', 'price']).content?.name).toEqual({ zh: '不锈钢螺栓 M8' })
    expect(readRow(['A', 'Bolt', '1', '螺栓'], ['part', 'nameEn', 'price', 'nameZh']).content?.name).toEqual({ en: 'Bolt', zh: '螺栓' })
    expect(readRow(['A', 'ボルト 六角', '1'], ['part', 'nameEn', 'price']).content?.name).toEqual({ en: 'ボルト 六角' })
  })

  test.each(['ks', 'Stk.', 'KS', 'Stck', 'pcs.', 'PCE', '个'])('%s is a piece', (unit) => {
    expect(taken({ price: '1', unit })?.unit).toBe('C62')
  })

  test('an unknown unit names the nearest', () => {
    expect(readRow(['A', 'Bolt', '1', 'pieecs'], ['part', 'nameEn', 'price', 'unit']).problems).toEqual([
      { field: 'unit', value: 'pieecs', reason: 'unit', nearest: 'C62' },
    ])
  })

  test('a date that a spreadsheet made of a part number is refused, one in a column of dates is read', () => {
    const row = (field: ColumnTarget) =>
      readLine(
        { cells: ['A', 'Bolt', '1', '2027-01-03'], notes: Object.assign([], { 3: { is: 'date' } }) },
        ['part', 'nameEn', 'price', field],
        defaults,
      )
    expect(row('makerPart').problems).toEqual([{ field: 'makerPart', value: '2027-01-03', reason: 'turned_into_date' }])
    expect(row('validTo').content?.validTo).toBe('2027-01-03T22:59:59.999Z')
  })
})

describe('columns of files', () => {
  test.each([
    [
      ['Part', 'Name', 'Price, net, EUR, each'],
      ['part', 'nameEn', 'price'],
    ],
    [
      ['Artikel-Nr.', 'Bezeichnung', 'Preis (EUR)', 'ME', 'Staffelpreis ab 100'],
      ['part', 'nameEn', 'price', 'unit', 'break:100'],
    ],
    [
      ['Kód', 'Název', 'Cena za ks', 'Cena od 10 ks'],
      ['part', 'nameEn', 'price', 'break:10'],
    ],
    [
      ['Part', 'Description', 'Price 2027'],
      ['part', 'nameEn', 'price'],
    ],
    [
      ['Part', 'Name', 'Description', 'Price 1', 'Price 100'],
      ['part', 'nameEn', 'descriptionEn', 'break:1', 'break:100'],
    ],
    [
      ['Part', 'Name', 'Price, net', 'Price'],
      ['part', 'nameEn', 'attribute:Price [net]', 'price'],
    ],
  ])('%j', (headers, targets) => {
    expect(proposeColumns(headers)).toEqual(targets)
  })
})

test('GTIN check digits', () => {
  expect([isGtin('4006381333931'), isGtin('96385074'), isGtin('4006381333930'), isGtin('123')]).toEqual([true, true, false, false])
})
