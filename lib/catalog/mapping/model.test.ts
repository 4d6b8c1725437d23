import { describe, expect, it, test } from 'vitest'
import { Decimal } from '@/lib/platform/money/decimal'
import {
  categoriesOf,
  inSupplierUnits,
  internalCategoryOf,
  perInternalUnit,
  proposeInternalCategories,
  readInternalCategories,
  sharedUnit,
} from './model'

const own = [
  { id: 'a', code: '100', name: 'Fasteners and fixings' },
  { id: 'b', code: '46180000', name: 'Whatever it is called' },
  { id: 'c', code: '300', name: '螺栓' },
]

describe('own categories', () => {
  it('are read from lines of a code and a name, however they are parted', () => {
    expect(readInternalCategories('100 Fasteners\n200;Protective gear\n300\tLamps, all kinds\n\n100 Fixings')).toEqual({
      categories: [
        { code: '100', name: 'Fixings' },
        { code: '200', name: 'Protective gear' },
        { code: '300', name: 'Lamps, all kinds' },
      ],
      wrong: [],
    })
    expect(readInternalCategories('100\n Fasteners \n200 Lamps').wrong).toEqual([1, 2])
  })

  it('hold what is below a mapped category, unless that is mapped itself', () => {
    const mappings = new Map([
      ['31000000', 'a'],
      ['31161600', 'c'],
      ['31161620', 'a'],
    ])
    const codes = ['31161500', '31161600', '31161605', '31161620', '46000000']
    expect(codes.map((code) => internalCategoryOf(code, mappings))).toEqual(['a', 'c', 'c', 'a', null])
    expect(categoriesOf('a', mappings)).toEqual([
      { category: '31000000', except: ['31161600'] },
      { category: '31161620', except: [] },
    ])
    expect(categoriesOf('c', mappings)).toEqual([{ category: '31161600', except: ['31161620'] }])
  })

  it('are proposed by code, then by the words of the name in either language', () => {
    const propose = (code: string, ...names: string[]) => proposeInternalCategories({ code, names }, own)?.id ?? null
    expect(propose('46181500', 'Protective gloves')).toBe('b')
    expect(propose('31160000', 'Fasteners', '紧固件')).toBe('a')
    expect(propose('31161600', 'Bolts', '六角螺栓')).toBe('c')
    expect(propose('44120000', 'Stationery', '文具')).toBeNull()
    expect(proposeInternalCategories({ code: '31160000', names: ['Fasteners'] }, [])).toBeNull()
  })
})

it('a price is for one own unit, where the unit is mapped', () => {
  const units = { DZN: { factor: '12' }, MMT: { factor: '0.001' } }
  expect(perInternalUnit({ unit: 'DZN', unitPrice: '6' }, units)).toBe('0.5')
  expect(perInternalUnit({ unit: 'MMT', unitPrice: '0.002' }, units)).toBe('2')
  expect(perInternalUnit({ unit: 'C62', unitPrice: '6' }, units)).toBeNull()
})

test('quantities of several units are said in one own unit', () => {
  const mapped = {
    DZN: { internalUnit: 'C62', factor: '12' },
    PR: { internalUnit: 'C62', factor: '2' },
    CMT: { internalUnit: 'MTR', factor: '0.01' },
  }
  const factors = (...units: string[]) => {
    const shared = sharedUnit(units, mapped)
    return shared && [shared.unit, ...[...shared.factors].map(([unit, factor]) => `${unit} ${factor}`)]
  }
  expect(factors('DZN', 'C62', 'PR')).toEqual(['C62', 'DZN 12', 'C62 1', 'PR 2'])
  expect(factors('DZN')).toEqual(['C62', 'DZN 12'])
  expect(factors('C62', 'C62')).toBeNull()
  expect(factors('DZN', 'MTR')).toBeNull()
  expect(factors('XBX', 'C62')).toBeNull()
  expect(factors()).toBeNull()
  const bought = (quantity: string, factor: string) => inSupplierUnits(new Decimal(quantity), new Decimal(factor)).toFixed()
  expect([bought('100', '12'), bought('96', '12'), bought('1', '0.01'), bought('1', '0.3048')]).toEqual(['9', '8', '100', '3.28084'])
})
