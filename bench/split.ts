import { Random } from '@/lib/platform/random'
import { findScenarios } from '@/lib/sourcing/allocation/internal/scenarios'
import { Solver } from '@/lib/sourcing/allocation/internal/solver'
import { type AllocationProblem, measure, programOf } from '@/lib/sourcing/allocation/model'
import { report, timed } from './measure'

/** Lists of so many lines, each offered by most of so many suppliers around a common level, at most four of them wanted. */
const SIZES = [
  { lines: 100, suppliers: 20, goal: 2000 },
  { lines: 500, suppliers: 30, goal: null },
] as const
const GAP = 0.005

function pricedList(lines: number, suppliers: number): AllocationProblem {
  const random = new Random(lines)
  const groups = Array.from({ length: suppliers }, (_, supplier) => ({
    supplier,
    minimumOrder: random.int(15, 60),
    freight: random.int(5, 25),
    freightFreeFrom: random.int(200, 800),
    level: 0.9 + random.next() * 0.2,
  }))
  const choices = Array.from({ length: lines }, (_, line) => {
    const price = 5 + random.next() * 200
    return groups
      .filter(({ supplier }) => supplier === line % suppliers || random.next() < 0.9)
      .map(({ supplier, level }) => ({
        line,
        offerId: `${line}/${supplier}`,
        group: supplier,
        cost: Math.round(price * level * (0.9 + random.next() * 0.25) * 100) / 100,
        leadDays: random.int(1, 20),
      }))
  }).flat()
  return { lines, suppliers, groups, choices }
}

const solver = new Solver()
// The first program of a thread pays for compiling the solver.
await solver.solve(
  programOf(pricedList(5, 3), { suppliers: null, spend: null, days: null }, { cost: 1, supplier: 0, day: 0 }),
  { gap: 0, seconds: 5 },
  () => undefined,
)
for (const { lines, suppliers, goal } of SIZES) {
  const problem = pricedList(lines, suppliers)
  const program = programOf(problem, { suppliers: 4, spend: null, days: null }, { cost: 1, supplier: 0, day: 0 })
  const name = `split.${lines}_lines_${suppliers}_suppliers`
  let gap: number | null = null
  const time = await timed(async () => {
    gap = (await solver.solve(program, { gap: GAP, seconds: 60 })).gap
  })
  report({ name, value: time, unit: 'ms', limit: goal ?? time, goal: goal ? 'ratio <= 1' : 'printed', ...(goal && { atMost: 1 }) })
  report({ name: `${name}_gap`, value: gap ?? 1, unit: 'share', limit: GAP, goal: 'ratio <= 1', atMost: 1 })
  let cost = 0
  const all = await timed(async () => {
    const { scenarios } = await findScenarios(problem, {
      limits: { suppliers: 4, spend: null, days: null },
      weights: { supplier: 15, day: 5 },
      effort: { gap: GAP, seconds: 60 },
      solver,
      note: () => undefined,
      interrupted: () => false,
    })
    const cheapest = scenarios[0]
    cost = cheapest?.chosen ? measure(problem, cheapest.chosen).cost : Number.NaN
  })
  report({ name: `${name}_all_scenarios`, value: all, unit: 'ms', limit: time, goal: 'for comparison' })
  if (!(cost > 0)) throw new Error('no split was found')
}
await solver.close()
process.exit()
