import { expect, test } from 'vitest'
import { sortedBy } from './collation'

const sorted = (locale: 'en' | 'zh', ...names: string[]) => sortedBy(names, locale, (name) => name)

test('lists are in the order that readers of the language expect', () => {
  expect(sorted('en', 'Zwickau', 'apple', 'Österreich', 'Lot 10', 'Lot 2', 'Ångström')).toEqual([
    'Ångström',
    'apple',
    'Lot 2',
    'Lot 10',
    'Österreich',
    'Zwickau',
  ])
  expect(sorted('zh', '苏州', '北京', '上海', '重庆')).toEqual(['北京', '重庆', '上海', '苏州'])
})
