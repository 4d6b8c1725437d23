import { describe, expect, test } from 'vitest'
import { isGtin } from '@/lib/catalog/offers/content-schemas'
import { proposeColumns, requiredTargets } from './model'
import { readRow } from './read-row'

const defaults = { marks: [], currency: 'EUR', unit: 'C62', categories: new Set(['31161600']) }

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

test('GTIN check digits', () => {
  expect([isGtin('4006381333931'), isGtin('96385074'), isGtin('4006381333930'), isGtin('123')]).toEqual([true, true, false, false])
})
