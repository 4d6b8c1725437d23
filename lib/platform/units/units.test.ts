import { expect, test } from 'vitest'
import { unitAfter } from './units'

test('a unit after a quantity is in the plural, except after 1 and in Chinese', () => {
  const said = (quantity: string, unit: string) => `${quantity} ${unitAfter(quantity, unit, 'en')}`
  expect(said('1', 'C62')).toBe('1 piece')
  expect(said('1.000000', 'C62')).toBe('1.000000 piece')
  expect(said('2800', 'C62')).toBe('2800 pieces')
  expect(said('0', 'XBX')).toBe('0 boxes')
  expect(said('0.5', 'MTR')).toBe('0.5 metres')
  expect(said('3', 'FOT')).toBe('3 feet')
  expect(said('2', 'DZN')).toBe('2 dozen')
  expect(said('2', 'MTK')).toBe('2 square metres')
  expect(said('2', 'ZZ')).toBe('2 ZZ')
  expect(unitAfter('2', 'C62', 'zh')).toBe('件')
})
