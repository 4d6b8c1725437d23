import fc from 'fast-check'
import { expect, test } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import { Decimal } from '@/lib/platform/money/decimal'
import { priceAtQuantity } from './line'
import type { PriceBreak } from './schemas'

/** Rules that stand in prisma/functions/rules.sql too, for statements over many offers, say the same as here. */

const decimal = (max: number, places: number) => fc.integer({ min: 1, max }).map((value) => new Decimal(value).div(10 ** places).toFixed())
const breaks = fc
  .uniqueArray(decimal(5_000, 1), { minLength: 1, maxLength: 6 })
  .chain((quantities) =>
    fc.tuple(
      ...quantities
        .sort((a, b) => Number(a) - Number(b))
        .map((from) => decimal(1_000_000, 4).map((price): PriceBreak => ({ from, price }))),
    ),
  )
const asked = fc.record({ breaks, quantity: decimal(6_000, 1) })

test('a price at a quantity is the same in SQL and in TypeScript, at the breaks, between and below them', async () => {
  const cases = fc
    .sample(asked, { numRuns: 1_000, seed: 20_261_127 })
    .flatMap((each) => [each, ...each.breaks.map(({ from }) => ({ ...each, quantity: from }))])
  const rows = await prisma().$queryRaw<{ price: string }[]>`
    select break_price(c->'breaks', (c->>'quantity')::numeric)::text as price
    from jsonb_array_elements(${JSON.stringify(cases)}::jsonb) with ordinality as cases(c, i) order by i`
  expect(rows.map(({ price }) => new Decimal(price).toFixed())).toEqual(
    cases.map((each) => priceAtQuantity(each.breaks, new Decimal(each.quantity)).toFixed()),
  )
})

test('a rise in price is the highest at any quantity, as the prices there say', async () => {
  const pairs = fc.sample(fc.record({ before: breaks, after: breaks, bases: fc.tuple(decimal(100, 0), decimal(100, 0)) }), {
    numRuns: 500,
    seed: 20_261_127,
  })
  const content = (steps: readonly PriceBreak[], priceBase: string) => ({ currency: 'EUR', priceBase, breaks: steps })
  const cases = pairs.map(({ before, after, bases: [was, now] }) => ({ before: content(before, was), after: content(after, now) }))
  const rows = await prisma().$queryRaw<{ percent: number }[]>`
    select price_rise(c->'before', c->'after')::float8 as percent
    from jsonb_array_elements(${JSON.stringify(cases)}::jsonb) with ordinality as cases(c, i) order by i`
  const expected = cases.map(({ before, after }) => {
    const at = (offer: typeof before, from: string) => priceAtQuantity(offer.breaks, new Decimal(from)).div(offer.priceBase)
    const rises = [...before.breaks, ...after.breaks].map(({ from }) => at(after, from).div(at(before, from)).minus(1).mul(100))
    return Decimal.max(...rises).toNumber()
  })
  for (const [index, { percent }] of rows.entries()) expect(percent).toBeCloseTo(expected[index] as number, 6)
})
