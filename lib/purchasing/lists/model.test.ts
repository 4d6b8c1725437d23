import { expect, test } from 'vitest'
import { readWanted, rowsOf } from './model'

test('pasted lines fall apart by tab, semicolon, or the last comma or cross before a number', () => {
  expect(rowsOf('NR-1\t20\n bolt, zinc; 5 \n\ncable tie × 1000\nglove, size 9, 12\nhelmet')).toEqual([
    ['NR-1', '20'],
    ['bolt, zinc', '5'],
    ['cable tie', '1000'],
    ['glove, size 9', '12'],
    ['helmet'],
  ])
})

test('a header says which column is which; without one the first is what, the second how many', () => {
  const wanted = [
    { text: 'A', quantity: '2' },
    { text: 'B', quantity: '1' },
  ]
  const read = (rows: string[][]) => readWanted(rows, 'point').wanted.map(({ text, quantity }) => ({ text, quantity }))
  expect(
    read([
      ['Qty', 'Part number'],
      ['2', 'A'],
      ['', 'B'],
      ['', ''],
    ]),
  ).toEqual(wanted)
  expect(
    read([
      ['数量', '料号'],
      ['2', 'A'],
      ['', 'B'],
    ]),
  ).toEqual(wanted)
  expect(read([['A', '2'], ['B']])).toEqual(wanted)
  expect(readWanted([['A', '1.234,5']], 'comma').wanted).toEqual([{ row: 1, text: 'A', quantity: '1234.5' }])
})

test('what is wrong is named by row, and then nothing is taken', () => {
  const problems = (rows: string[][]) => readWanted(rows, 'point').problems.map(({ row, value, reason }) => [row, value, reason])
  expect(
    problems([
      ['part', 'quantity'],
      ['A', '2'],
      ['B', 'many'],
      ['', '3'],
      ['C', '0'],
    ]),
  ).toEqual([
    [3, 'many', 'number'],
    [4, '', 'required'],
    [5, '0', 'positive'],
  ])
  expect(problems([['A', 'many']])).toEqual([[1, 'many', 'number']])
  expect(problems([['part', 'quantity']])).toEqual([[1, '', 'no_rows']])
  expect(problems([])).toEqual([[1, '', 'no_rows']])
})
