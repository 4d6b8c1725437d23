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

test.each(['rank', 'nothing'])('where bidders see %s, nothing is refused for the sake of a lead', (visibility) => {
  const chosen = { mustBeat: 'leader', ties: false, guard: '20' }
  expect(rows({ ...chosen, visibility })[0]?.rules).toMatchObject({ mustBeat: 'own', ties: true, guard: null })
  expect(rows({ ...chosen, visibility: 'lead' })[0]?.rules).toMatchObject(chosen)
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

test.each([
  ['a step of the whole price', { step: { minimum: '1000', unit: 'absolute' } }, {}, 'step.minimum step_above_range'],
  ['a step far above the ceiling', { step: { minimum: '5000', unit: 'absolute' } }, { ceiling: '10' }, 'step.minimum step_above_range'],
  ['a step above what the floor leaves', { step: { minimum: '101', unit: 'absolute' } }, { floor: '900' }, 'step.minimum step_above_range'],
  ['a step of a hundred percent', { step: { minimum: '100', unit: 'percent' } }, {}, 'step.minimum step_whole'],
  ['a largest step below the smallest', { step: { minimum: '5', maximum: '4', unit: 'absolute' } }, {}, 'step.maximum step_above_maximum'],
  ['a step with more decimals than the currency', { step: { minimum: '0.005', unit: 'absolute' } }, {}, 'step.minimum currency_digits'],
  ['a ceiling with more decimals than the currency', { currency: 'JPY' }, { ceiling: '1000.5' }, 'lots.0.ceiling currency_digits'],
])('%s is refused: no second bid could follow, or none in the currency', (_name, changes, lot, expected) => {
  let issues: string[] = []
  try {
    input(changes, [lot])
  } catch (error) {
    issues = (error as { issues: { path: string[]; message: string }[] }).issues.map(({ path, message }) => `${path.join('.')} ${message}`)
  }
  expect(issues).toEqual([expected])
})

test('a step that just leaves a second bid is taken', () => {
  expect(() => input({ step: { minimum: '999.99', unit: 'absolute' } })).not.toThrow()
  expect(() => input({ step: { minimum: '100', unit: 'absolute' } }, [{ floor: '900' }])).not.toThrow()
  expect(() => input({ step: { minimum: '5000', unit: 'absolute' }, format: 'english-forward' })).not.toThrow()
})
