import { describe, expect, it } from 'vitest'
import { categoriesOf, ownCategoryOf, perOwnUnit, proposeOwn, readOwnCategories } from './model'

const own = [
  { id: 'a', code: '100', name: 'Fasteners and fixings' },
  { id: 'b', code: '46180000', name: 'Whatever it is called' },
  { id: 'c', code: '300', name: '螺栓' },
]

describe('own categories', () => {
  it('are read from lines of a code and a name, however they are parted', () => {
    expect(readOwnCategories('100 Fasteners\n200;Protective gear\n300\tLamps, all kinds\n\n100 Fixings')).toEqual({
      categories: [
        { code: '100', name: 'Fixings' },
        { code: '200', name: 'Protective gear' },
        { code: '300', name: 'Lamps, all kinds' },
      ],
      wrong: [],
    })
    expect(readOwnCategories('100\n Fasteners \n200 Lamps').wrong).toEqual([1, 2])
  })

  it('hold what is below a mapped category, unless that is mapped itself', () => {
    const mappings = new Map([
      ['31000000', 'a'],
      ['31161600', 'c'],
      ['31161620', 'a'],
    ])
    const codes = ['31161500', '31161600', '31161605', '31161620', '46000000']
    expect(codes.map((code) => ownCategoryOf(code, mappings))).toEqual(['a', 'c', 'c', 'a', null])
    expect(categoriesOf('a', mappings)).toEqual([
      { category: '31000000', except: ['31161600'] },
      { category: '31161620', except: [] },
    ])
    expect(categoriesOf('c', mappings)).toEqual([{ category: '31161600', except: ['31161620'] }])
  })

  it('are proposed by code, then by the words of the name in either language', () => {
    const propose = (code: string, ...names: string[]) => proposeOwn({ code, names }, own)?.id ?? null
    expect(propose('46181500', 'Protective gloves')).toBe('b')
    expect(propose('31160000', 'Fasteners', '紧固件')).toBe('a')
    expect(propose('31161600', 'Bolts', '六角螺栓')).toBe('c')
    expect(propose('44120000', 'Stationery', '文具')).toBeNull()
    expect(proposeOwn({ code: '31160000', names: ['Fasteners'] }, [])).toBeNull()
  })
})

it('a price is for one own unit, where the unit is mapped', () => {
  const units = { DZN: { factor: '12' }, MMT: { factor: '0.001' } }
  expect(perOwnUnit({ unit: 'DZN', unitPrice: '6' }, units)).toBe('0.5')
  expect(perOwnUnit({ unit: 'MMT', unitPrice: '0.002' }, units)).toBe('2')
  expect(perOwnUnit({ unit: 'C62', unitPrice: '6' }, units)).toBeNull()
})
