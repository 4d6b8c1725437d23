import { afterAll, expect, test } from 'vitest'
import { Random } from '@/lib/platform/random'
import { allSplits, randomProblem } from '@/scripts/testing/allocation-problems'
import { type AllocationLimits, type AllocationProblem, measure } from '../model'
import type { Scenario } from '../views'
import { findScenarios } from './scenarios'
import { Solver } from './solver'

const solver = new Solver()
afterAll(() => solver.close())

const FREE: AllocationLimits = { suppliers: null, spend: null, days: null }
const find = (problem: AllocationProblem, limits: Partial<AllocationLimits> = {}, gap = 0, interrupted = () => false) =>
  findScenarios(problem, {
    limits: { ...FREE, ...limits },
    weights: { supplier: 15, day: 5 },
    effort: { gap, seconds: 20 },
    solver,
    note: () => undefined,
    interrupted,
  })

const least = (values: number[]) => Math.min(...values)

test('each scenario is the best of its kind among all splits there are, and none breaks a limit', async () => {
  let impossible = 0
  for (let seed = 1; seed <= 60; seed++) {
    const problem = randomProblem(seed)
    const random = new Random(seed * 7)
    const limits: AllocationLimits = {
      suppliers: random.pick([null, null, 1, 2]),
      spend: random.pick([null, null, 120, 200]),
      days: random.pick([null, null, 8, 15]),
    }
    const all = allSplits(problem, limits)
    const outcome = await find(problem, limits)
    if (all.length === 0) {
      impossible++
      expect(
        outcome.scenarios.every(({ chosen }) => chosen === null),
        `seed ${seed}`,
      ).toBe(true)
      continue
    }
    const of = (kind: Scenario['kind']) => {
      const { chosen } = outcome.scenarios.find((scenario) => scenario.kind === kind) as Scenario
      const found = measure(problem, chosen as number[])
      expect(found.minimums, `seed ${seed} ${kind}`).toBe(true)
      return found
    }
    expect(of('cheapest').cost, `seed ${seed}`).toBeCloseTo(least(all.map(({ cost }) => cost)), 4)
    const fewest = least(all.map(({ suppliers }) => suppliers))
    expect(of('fewest').suppliers, `seed ${seed}`).toBe(fewest)
    expect(of('fewest').cost).toBeCloseTo(least(all.filter(({ suppliers }) => suppliers === fewest).map(({ cost }) => cost)), 4)
    const first = least(all.map(({ days }) => days))
    expect(of('fastest').days, `seed ${seed}`).toBe(first)
    const weight = ({ cost, suppliers, days }: ReturnType<typeof measure>) => cost + 15 * suppliers + 5 * days
    expect(weight(of('balanced')), `seed ${seed}`).toBeCloseTo(least(all.map(weight)), 4)
  }
  expect(impossible).toBeGreaterThan(5)
}, 120_000)

test('what a limit costs is said, and which one leaves no way', async () => {
  const problem: AllocationProblem = {
    lines: 2,
    suppliers: 2,
    groups: [
      { supplier: 0, minimumOrder: 0, freight: 0, freightFreeFrom: null },
      { supplier: 1, minimumOrder: 0, freight: 0, freightFreeFrom: null },
    ],
    choices: [
      { line: 0, offerId: 'a', group: 0, cost: 10, leadDays: 2 },
      { line: 1, offerId: 'b', group: 0, cost: 30, leadDays: 2 },
      { line: 1, offerId: 'c', group: 1, cost: 20, leadDays: 9 },
    ],
  }
  expect((await find(problem, { suppliers: 1 })).limits).toEqual([{ limit: 'suppliers', saves: 10 }])
  expect((await find(problem, { suppliers: 1, days: 5 })).limits).toEqual([
    { limit: 'suppliers', saves: 0 },
    { limit: 'days', saves: 0 },
  ])
  const hindrance = async (limits: Partial<AllocationLimits>, asked = problem) => {
    const { scenarios, needed } = await find(asked, limits)
    return [scenarios[0]?.chosen === null && scenarios[0].hindrance, needed]
  }
  expect(await hindrance({ days: 1 })).toEqual(['days', 0])
  expect(await hindrance({ spend: 29 })).toEqual(['spend', 1])
  const apart = { ...problem, choices: problem.choices.filter(({ offerId }) => offerId !== 'b') }
  expect(await hindrance({ suppliers: 1 }, apart)).toEqual(['suppliers', 2])
  const demanding = { ...problem, groups: problem.groups.map((group) => ({ ...group, minimumOrder: 100 })) }
  expect(await hindrance({}, demanding)).toEqual(['minimums', 1])
})

test('a search that is stopped ends with what it has', async () => {
  const outcome = await find(randomProblem(3), {}, 0, () => true)
  expect(outcome.interrupted).toBe(true)
  expect(outcome.scenarios.every(({ chosen }) => chosen === null)).toBe(true)
})
