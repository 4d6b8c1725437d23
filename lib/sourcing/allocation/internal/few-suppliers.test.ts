import { afterAll, expect, test } from 'vitest'
import { allSplits, randomProblem } from '@/scripts/testing/allocation-problems'
import { measure } from '../model'
import { cheapestOfFew } from './few-suppliers'
import { Solver } from './solver'

const solver = new Solver()
afterAll(() => solver.close())
const EXACT = { gap: 0, seconds: 20 }

test('the cheapest split over few suppliers is the cheapest of all that there are, and impossible where there is none', async () => {
  let impossible = 0
  for (let seed = 100; seed < 140; seed++) {
    const problem = randomProblem(seed)
    for (const suppliers of [1, 2]) {
      const limits = { suppliers, spend: null, days: seed % 3 === 0 ? 8 : null }
      const found = await cheapestOfFew(problem, limits, solver, EXACT)
      const costs = allSplits(problem, limits).map(({ cost }) => cost)
      if (costs.length === 0) {
        impossible++
        expect(found, `seed ${seed}`).toMatchObject({ chosen: null, impossible: true })
        continue
      }
      const chosen = measure(problem, found?.chosen as number[])
      expect(chosen.cost, `seed ${seed}, ${suppliers}`).toBeCloseTo(Math.min(...costs), 4)
      expect(chosen.suppliers).toBeLessThanOrEqual(suppliers)
    }
  }
  expect(impossible).toBeGreaterThan(5)
}, 60_000)

test('too many sets of suppliers are not looked at', async () => {
  const problem = { ...randomProblem(1), suppliers: 60, lines: 200 }
  expect(await cheapestOfFew(problem, { suppliers: 10, spend: null, days: null }, solver, EXACT)).toBeNull()
})
