import { expect, test } from 'vitest'
import { eventInput } from './schemas'
import { lotRows, visibilityOf } from './set-up'

const opensAt = '2026-01-01T10:00:00.000Z'
const input = (changes: object = {}, lots: object[] = [{}]) =>
  eventInput.parse({
    title: 'Bolts',
    networkId: '00000000-0000-7000-8000-000000000001',
    currency: 'EUR',
    opensAt,
    endsAt: '2026-01-01T11:00:00.000Z',
    step: { minimum: '5', unit: 'absolute' },
    overtime: null,
    lots: lots.map((lot) => ({ title: 'Lot', ceiling: '1000', lines: [{ name: 'Bolt', quantity: '10', lastPrice: '2.5' }], ...lot })),
    invite: [],
    ...changes,
  })
const naming = { locale: 'en' as const, products: new Map([['00000000-0000-7000-8000-000000000002', { en: 'Hex bolt', zh: '六角螺栓' }]]) }
const rows = (changes: object = {}, lots?: object[], aliases = new Map<string, string>()) => lotRows(input(changes, lots), aliases, naming)
const [PRODUCT] = [...naming.products.keys()]

test('lots one after the other are planned end to end with the gap between, and only the first is due by the clock', () => {
  const planned = rows({ gap: 300 }, [{}, {}])
  expect(planned.map((row) => [row.opensAt.toISOString().slice(11, 16), row.endsAt.toISOString().slice(11, 16)])).toEqual([
    ['10:00', '11:00'],
    ['11:05', '12:05'],
  ])
  expect(planned.map((row) => row.dueAt?.toISOString() ?? null)).toEqual([opensAt, null])
  expect(rows({}, [{}, {}]).map((row) => row.opensAt.toISOString())).toEqual([opensAt, opensAt])
})

test('what was paid last sums up where every line says it', () => {
  const lines = [
    { name: 'Bolt', quantity: '10', lastPrice: '2.5' },
    { name: 'Nut', quantity: '4', lastPrice: '0.5' },
  ]
  expect(rows({}, [{ lines }])[0]?.baseline).toBe('27')
  expect(rows({}, [{ lines: [...lines, { name: 'Pin', quantity: '1' }] }])[0]?.baseline).toBeNull()
})

test('a line has its product’s name in all languages, unless another was typed', () => {
  const nameOf = (name: string, productId: string | undefined) =>
    rows({}, [{ lines: [{ name, productId, quantity: '1' }] }])[0]?.lines.create[0]?.name
  expect(nameOf('Hex bolt', PRODUCT)).toEqual({ en: 'Hex bolt', zh: '六角螺栓' })
  expect(nameOf('六角螺栓', PRODUCT)).toEqual({ en: 'Hex bolt', zh: '六角螺栓' })
  expect(nameOf('Bolt, zinc-plated', PRODUCT)).toEqual({ en: 'Bolt, zinc-plated' })
  expect(nameOf('Bolt', undefined)).toEqual({ en: 'Bolt' })
})

test('a lot keeps only the rules that its format has', () => {
  const rulesOf = (changes: object) => rows(changes)[0]?.rules
  expect(rulesOf({ format: 'sealed-first' })).toMatchObject({ step: null, overtime: null, ties: false, guard: null })
  expect(rulesOf({ format: 'rank-reverse' })).toMatchObject({ mustBeat: 'own', guard: null })
})

test.each([
  ['english-reverse', 'lead_and_rank', 'lead_and_rank'],
  ['rank-reverse', 'lead_and_rank', 'rank'],
  ['rank-reverse', 'lead', 'nothing'],
  ['sealed-first', 'lead', 'lead'],
])('of %s with %s bidders see %s', (format, visibility, seen) => {
  expect(visibilityOf(input({ format, visibility }))).toBe(seen)
})

test('a missing point of a criterion costs its share of the ceiling', () => {
  const supplierId = '00000000-0000-7000-8000-000000000003'
  // 20 % quality beside 80 % price: 50 points short are 20 / 80 of half of 1,000
  const [row] = rows(
    { criteria: [{ name: 'Quality', weight: 20 }], adjustments: [{ supplierId, points: [50] }], invite: [supplierId] },
    undefined,
    new Map([[supplierId, 'B1']]),
  )
  expect(row?.rules.adjustments).toEqual({ B1: { factor: '1', addend: '125', base: '0', points: [50] } })
})
