import { describe, expect, it } from 'vitest'
import { Decimal } from '@/lib/platform/money/decimal'
import { addressOf } from './address-model'
import { attributeRows, type CostedOffer, formulaName, totalCost } from './model'
import { readAddress } from './read-address'
import { type ComparisonSpec, comparisonSpec } from './schemas'

const ID = '00000000-0000-4000-8000-000000000001'
const OTHER = '00000000-0000-4000-8000-000000000002'
const spec = (more: Partial<ComparisonSpec> = {}) => comparisonSpec.parse({ productIds: [ID], ...more })
const offer = (more: Partial<CostedOffer> = {}): CostedOffer => ({
  price: new Decimal(1000),
  freight: new Decimal(50),
  quantity: new Decimal(10),
  country: 'CN',
  supplierId: OTHER,
  attributes: new Map([['power', new Decimal(60)]]),
  ...more,
})
const figures = (...asked: Parameters<typeof totalCost>) => {
  const { problem, ...cost } = totalCost(...asked)
  return { ...Object.fromEntries(Object.entries(cost).map(([part, amount]) => [part, amount?.toFixed(2) ?? null])), problem }
}

describe('attributes', () => {
  const product = (...attributes: [string, string, string?][]) => ({
    attributes: attributes.map(([name, value, unit]) => ({ name, value, ...(unit && { unit }) })),
  })

  it('stand in one unit, and differ only when their measures do', () => {
    const rows = attributeRows([
      product(['Length', '40', 'mm'], ['Colour', 'Red']),
      product(['Length', '4', 'cm'], ['Colour', 'red ']),
      product(),
    ])
    expect(rows).toEqual([
      { name: 'Length', unit: 'mm', differs: false, values: [{ text: '40 mm', number: 40 }, { text: '40 mm', number: 40 }, null] },
      { name: 'Colour', unit: null, differs: false, values: [{ text: 'Red', number: null }, { text: 'red ', number: null }, null] },
    ])
    expect(attributeRows([product(['Power', '1.5', 'kW']), product(['Power', '1200', 'W'])])[0]).toMatchObject({
      differs: true,
      values: [{ text: '1.5 kW' }, { text: '1.2 kW', number: 1.2 }],
    })
  })

  it('of units that do not meet stay as they are, and are no number', () => {
    const [row] = attributeRows([product(['Size', '3', 'kg']), product(['Size', '3', 'mm'])])
    expect(row).toMatchObject({ differs: true, values: [{ number: 3 }, { text: '3 mm', number: null }] })
  })

  it('have names that formulas can write', () => {
    expect(['Luminous flux', 'Ø 2 in', '容量', 'Power (max.)'].map(formulaName)).toEqual(['luminous_flux', 'in', null, 'power_max'])
  })
})

describe('total cost', () => {
  it('adds price, freight, duty and running cost, and takes off what paying later is worth', () => {
    const asked = spec({
      duties: { CN: '4.5' },
      paymentDays: { [OTHER]: '73' },
      interest: '5',
      years: '3',
      formula: 'power / 1000 * hours * years * energy',
    })
    expect(figures(offer(), asked)).toEqual({
      price: '1000.00',
      freight: '50.00',
      duty: '45.00',
      credit: '10.00',
      running: '900.00',
      total: '1985.00',
      problem: null,
    })
    expect(figures(offer({ country: 'DE' }), spec())).toMatchObject({ duty: '0.00', credit: '0.00', running: '0.00', total: '1050.00' })
  })

  it('is not known where a part is not: no rate, no number, a division by zero', () => {
    expect(figures(offer({ price: null }), spec())).toMatchObject({ total: null, duty: null })
    expect(figures(offer({ freight: null }), spec())).toMatchObject({ total: null, price: '1000.00' })
    const missing = { total: null, problem: { code: 'attribute_missing', at: 'weight' } }
    expect(figures(offer(), spec({ formula: 'weight * 2' }))).toMatchObject(missing)
    expect(figures(offer(), spec({ formula: '1 / (power - 60)' }))).toMatchObject({ total: null, problem: { code: 'division_by_zero' } })
    expect(figures(offer(), spec({ formula: 'power +' }))).toMatchObject({ total: null, problem: { code: 'syntax' } })
    expect(figures(offer(), spec({ formula: '9 ** 10 ** 10' }))).toMatchObject({ total: null, running: null })
  })
})

describe('the address', () => {
  it('holds everything, and leaves out what is usual', () => {
    const full = spec({
      productIds: [ID, OTHER],
      offers: 'all',
      quantity: '12.5',
      duties: { CN: '4.5' },
      paymentDays: { [OTHER]: '30' },
      interest: '6',
      formula: 'power * 2',
    })
    const read = (address: string) => {
      const query = new URL(address, 'http://x').searchParams
      return readAddress(Object.fromEntries([...new Set(query.keys())].map((key) => [key, query.getAll(key)])))
    }
    expect(read(addressOf(full))).toEqual(full)
    expect(addressOf(spec(), ID)).toBe(`/compare?saved=${ID}&id=${ID}`)
  })

  it('passes over what cannot be read', () => {
    const query = { id: ID, quantity: '-3', duty: ['CN:x', 'nonsense'], interest: '400', offers: 'some', formula: 'x'.repeat(2000) }
    expect(readAddress(query)).toEqual(spec())
    expect(readAddress({ quantity: '3' })).toBeNull()
    expect(readAddress({ id: 'not-an-id' })).toBeNull()
  })
})
