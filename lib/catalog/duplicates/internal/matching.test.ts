import { describe, expect, it } from 'vitest'
import { featuresOf, type ProductText } from '../features'
import { compareProducts, findDuplicates, PROPOSED_FROM } from './matching'

const product = (id: string, more: Partial<ProductText>): ProductText => ({
  id,
  name: { en: 'Hex bolt M8 × 40, zinc-plated steel 8.8' },
  brand: 'Tenax',
  partNumber: null,
  gtin: null,
  unit: 'C62',
  category: '31161600',
  attributes: [],
  ...more,
})
const compared = (a: Partial<ProductText>, b: Partial<ProductText>) =>
  compareProducts(featuresOf(product('a', a)), featuresOf(product('b', b)), () => 1)

function search(products: ProductText[]) {
  const steps = findDuplicates(products)
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}

describe('comparing two products', () => {
  it('takes the same code for proof, however it is written', () => {
    expect(compared({ gtin: '4006381333931', name: { en: 'Marker' } }, { gtin: '04006381333931' })).toEqual({ score: 1, reason: 'gtin' })
    expect(compared({ partNumber: 'TE-100/7', name: { en: 'Bolt' } }, { partNumber: 'te 1007', brand: 'TENAX' }).reason).toBe('maker_part')
  })

  it('does not mind other words, another order, other units or another language', () => {
    for (const name of [
      { en: 'Hexagon bolt M8x40 zinc plated steel 8.8' },
      { en: 'zinc-plated steel 8.8, Hex bolt M8 x 40' },
      { en: 'Hex bolt M8 × 40, zinc-plated seteel 8.8', zh: '六角螺栓' },
    ])
      expect(compared({}, { name }).score).toBeGreaterThanOrEqual(PROPOSED_FROM)
    const length = (value: string, unit: string) => ({ attributes: [{ name: 'Length', value, unit }] })
    expect(compared(length('40', 'mm'), length('4', 'cm')).score).toBeGreaterThanOrEqual(PROPOSED_FROM)
  })

  it('keeps variants of one line apart', () => {
    for (const other of [
      { name: { en: 'Hex bolt M10 × 40, zinc-plated steel 8.8' } },
      { name: { en: 'Hex bolt M8 × 50, zinc-plated steel 8.8' } },
      { brand: 'Kordel' },
      { unit: 'HC' },
    ])
      expect(compared({}, other).score).toBeLessThan(PROPOSED_FROM)
    const size = (value: string) => ({ name: { en: 'Nitrile glove' }, attributes: [{ name: 'Size', value }] })
    expect(compared(size('8'), size('9')).score).toBeLessThan(PROPOSED_FROM)
    expect(compared({ partNumber: 'TE-1' }, { partNumber: 'TE-2' }).score).toBeLessThan(PROPOSED_FROM)
    expect(compared({ gtin: '4006381333931' }, { gtin: '4006381333948' }).score).toBeLessThan(PROPOSED_FROM)
  })
})

describe('searching many products', () => {
  it('finds each pair once, and no pair among products that only look alike', () => {
    const sizes = ['M4', 'M5', 'M6', 'M8', 'M10', 'M12']
    const line = sizes.map((size) => product(size, { name: { en: `Hex bolt ${size} × 40, brass` } }))
    const found = search([...line, product('other', { name: { en: 'brass hexagon bolt M6 x 40' } })])
    expect(found.map(({ a, b }) => [a, b])).toEqual([[2, 6]])
  })

  it('proposes nothing where two are equally like a third, and no code says which', () => {
    const [a, b, third] = [product('a', { brand: 'Tenax' }), product('b', { brand: 'Kordel' }), product('c', { brand: null })]
    expect(search([a, b, third])).toEqual([])
    expect(search([a, third]).length).toBe(1)
  })

  it('takes an empty list and products without any name', () => {
    expect(search([])).toEqual([])
    expect(search([product('a', { name: {}, brand: null }), product('b', { name: {}, brand: null })])).toEqual([])
  })
})
