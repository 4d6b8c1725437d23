import { expect, test } from 'vitest'
import { readBids, readLots } from './lot-file'

const bolts = [
  ['Lot', 'Line', 'Quantity', 'Unit', 'Last unit price', 'Ceiling'],
  ['Fasteners', 'Bolt', '1.000', 'pcs', '0,12', '200'],
  ['Fasteners', 'Nut', '500', '', '', ''],
  ['Gloves', 'Glove', '40', 'PR', '', '90,5'],
]

test('lots come from rows that name them alike, with numbers as the user writes them', () => {
  expect(readLots(bolts, 'comma')).toEqual({
    problems: [],
    lots: [
      {
        title: 'Fasteners',
        ceiling: '200',
        reserve: null,
        floor: null,
        lines: [
          { name: 'Bolt', quantity: '1000', unit: 'C62', lastPrice: '0.12' },
          { name: 'Nut', quantity: '500', unit: 'C62', lastPrice: null },
        ],
      },
      {
        title: 'Gloves',
        ceiling: '90.5',
        reserve: null,
        floor: null,
        lines: [{ name: 'Glove', quantity: '40', unit: 'PR', lastPrice: null }],
      },
    ],
  })
  expect(
    readLots(
      [
        ['名称', '数量'],
        ['螺栓', '3'],
      ],
      'point',
    ).lots,
  ).toMatchObject([{ title: '', lines: [{ name: '螺栓', quantity: '3' }] }])
})

test('what is wrong is said by row and column, and nothing is taken', () => {
  const { lots, problems } = readLots(
    [
      ['Lot', 'Line', 'Qty', 'UoM', 'Ceiling'],
      ['A', '', '3', 'pcs', '100'],
      ['A', 'Nut', 'many', 'flagons', '101'],
      ['A', 'Nut', '0', '', '-1'],
    ],
    'point',
  )
  expect(lots).toEqual([])
  expect(problems).toEqual([
    { row: 2, column: 'Line', value: '', reason: 'required' },
    { row: 3, column: 'UoM', value: 'flagons', reason: 'unit' },
    { row: 3, column: 'Ceiling', value: '101', reason: 'differs_in_lot' },
    { row: 3, column: 'Qty', value: 'many', reason: 'number' },
    { row: 4, column: 'Ceiling', value: '-1', reason: 'positive' },
    { row: 4, column: 'Qty', value: '0', reason: 'positive' },
  ])
  expect(readLots([['Lot', 'Price']], 'point').problems.map(({ column, reason }) => [column, reason])).toEqual([
    ['line', 'missing_column'],
    ['quantity', 'missing_column'],
  ])
  expect(readLots([], 'point').problems).toHaveLength(2)
  expect(readLots([['Line', 'Quantity']], 'point').problems).toMatchObject([{ row: 2, reason: 'no_rows' }])
})

test('at most a hundred lots of two hundred lines', () => {
  const many = Array.from({ length: 101 }, (_, index) => [`Lot ${index}`, 'x', '1'])
  expect(readLots([['Lot', 'Line', 'Quantity'], ...many], 'point').problems).toMatchObject([{ row: 102, reason: 'too_many_lots' }])
  const long = Array.from({ length: 201 }, () => ['One', 'x', '1'])
  expect(readLots([['Lot', 'Line', 'Quantity'], ...long], 'point').problems).toMatchObject([{ row: 202, reason: 'too_many_lines' }])
})

test('bids are read by lot number; a lot without one is passed over', () => {
  const lots = [
    { id: 'a', number: 1 },
    { id: 'b', number: 2 },
    { id: 'c', number: 3 },
  ]
  const head = ['Lot number', 'Lot', 'My bid']
  expect(readBids([head, ['1', 'A', '99.50'], ['2', 'B', ''], ['3', 'C', '7']], lots, 'point')).toEqual({
    problems: [],
    bids: [
      { lotId: 'a', amount: '99.50' },
      { lotId: 'c', amount: '7' },
    ],
  })
  const wrong = readBids([head, ['1', 'A', '99'], ['1', 'A', '98'], ['9', 'Z', '1'], ['2', 'B', 'x']], lots, 'point')
  expect(wrong.bids).toEqual([])
  expect(wrong.problems.map(({ row, reason }) => [row, reason])).toEqual([
    [3, 'lot_twice'],
    [4, 'unknown_lot'],
    [5, 'number'],
  ])
  expect(readBids([head, ['1', 'A', '']], lots, 'point').problems).toMatchObject([{ reason: 'no_bids' }])
})
