import { expect, test } from 'vitest'
import { countedYear, defaultPattern, numberedDocumentKinds, writeDocumentNumber } from './model'
import { numberPatternInput } from './schemas'

test.each([
  [{ prefix: 'PO', yearly: false, digits: 6 }, 0, 42, 'PO-000042'],
  [{ prefix: 'PO', yearly: true, digits: 4 }, 2026, 42, 'PO-2026-0042'],
  [{ prefix: 'A/B', yearly: false, digits: 3 }, 0, 12345, 'A/B-12345'],
] as const)('%o of year %i, number %i is %s', (pattern, year, count, written) => {
  expect(writeDocumentNumber(pattern, year, count)).toBe(written)
})

test('the year that is counted is that of UTC, and none where numbers go on for ever', () => {
  const newYear = new Date('2026-12-31T23:59:59.999Z')
  expect(countedYear({ prefix: 'X', yearly: true, digits: 3 }, newYear)).toBe(2026)
  expect(countedYear({ prefix: 'X', yearly: true, digits: 3 }, new Date(newYear.getTime() + 1))).toBe(2027)
  expect(countedYear({ prefix: 'X', yearly: false, digits: 3 }, newYear)).toBe(0)
})

test('numbers of two kinds cannot be taken for one another, and a prefix cannot look like a year', () => {
  const prefixes = numberedDocumentKinds.map((kind) => defaultPattern(kind).prefix)
  expect(new Set(prefixes).size).toBe(prefixes.length)
  const parse = (prefix: string) => numberPatternInput.safeParse({ kind: 'purchase_order', prefix, yearly: false, digits: 6 }).success
  expect(['PO', 'A.1/B', 'po', 'PO-2026', '', '-PO', 'P O', 'ПО', 'P'.repeat(13)].map(parse)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
    false,
    false,
  ])
})
