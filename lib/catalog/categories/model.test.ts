import { expect, test } from 'vitest'
import { categoryPrefix, levelOf, parentOf, pathOf } from './model'
import { categoryCode } from './schemas'

test.each([
  ['31000000', '31', 1, null],
  ['31160000', '3116', 2, '31000000'],
  ['31161500', '311615', 3, '31160000'],
  ['31161507', '31161507', 4, '31161500'],
  ['10101500', '101015', 3, '10100000'],
])('%s', (code, prefix, level, parent) => {
  expect([categoryPrefix(code), levelOf(code), parentOf(code)]).toEqual([prefix, level, parent])
  expect(pathOf(code)).toEqual([...(parent ? pathOf(parent) : []), code])
})

test('a code has eight digits and no gap between its levels', () => {
  for (const code of ['31000000', '31161507', '10100000', '99999999']) expect(categoryCode.safeParse(code).success, code).toBe(true)
  for (const code of ['', '3116', '00000000', '31001500', '31160007', '3116150', '311615071', '3116150x'])
    expect(categoryCode.safeParse(code).success, code).toBe(false)
})
