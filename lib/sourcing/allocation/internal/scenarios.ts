import {
  type AllocationLimits,
  type AllocationProblem,
  type AllocationWeights,
  chosenIn,
  daysOf,
  earliestDays,
  type Found,
  measure,
  type Program,
  programOf,
} from '../model'
import { scenarioKinds } from '../schemas'
import type { Hindrance, Outcome, Scenario } from '../views'
import { cheapestOfFew } from './few-suppliers'
import type { Effort, Solver } from './solver'

export interface Search {
  limits: AllocationLimits
  /** what a further supplier, and a day of waiting, count beside money in the balanced split */
  weights: Omit<AllocationWeights, 'cost'>
  effort: Effort
  solver: Pick<Solver, 'solve' | 'subsets'>
  /** told before each program: how many are done of how many, and the gap of the present one */
  note(progress: { done: number; of: number; gap: number | null }): void
  interrupted(): boolean
}

const CHEAPEST: AllocationWeights = { cost: 1, supplier: 0, day: 0 }

/**
 * The splits of a list that are worth looking at, all within the limits: the cheapest, the one with the fewest suppliers, the
 * one that is complete first, and the one that weighs all three; each the cheapest of its kind.
 */
export async function findScenarios(problem: AllocationProblem, search: Search): Promise<Outcome> {
  const set = (Object.keys(search.limits) as (keyof AllocationLimits)[]).filter((limit) => search.limits[limit] !== null)
  const of = scenarioKinds.length + set.length
  let done = 0
  const run = async (limits: AllocationLimits, weights: AllocationWeights, without: 'minimums' | null = null): Promise<Found> => {
    if (search.interrupted()) return { chosen: null, gap: null, impossible: false }
    search.note({ done, of, gap: null })
    if (weights === CHEAPEST && limits.suppliers !== null && !without) {
      const found = await cheapestOfFew(problem, { ...limits, suppliers: limits.suppliers }, search.solver, search.effort)
      if (found) return found
    }
    const asked = without ? { ...problem, groups: problem.groups.map((group) => ({ ...group, minimumOrder: 0 })) } : problem
    const { values, gap, impossible } = await search.solver.solve(programOf(asked, limits, weights), search.effort, (now) =>
      search.note({ done, of, gap: now }),
    )
    return { chosen: values && chosenIn(problem, values), gap, impossible }
  }

  const needed = await fewestSuppliers(problem, search)
  const cheapest = await run(search.limits, CHEAPEST)
  done++
  const scenarios: Scenario[] = []
  if (!cheapest.chosen) {
    const hindrance = cheapest.impossible ? await hindranceOf(problem, search.limits, needed, run) : null
    return {
      scenarios: scenarioKinds.map((kind) => ({ kind, chosen: null, hindrance })),
      needed,
      limits: [],
      interrupted: search.interrupted(),
    }
  }
  const keep = (kind: Scenario['kind'], found: Found) =>
    scenarios.push(found.chosen ? { kind, chosen: found.chosen, gap: found.gap ?? 0 } : { kind, chosen: null, hindrance: null })
  keep('cheapest', cheapest)

  const most = measure(problem, cheapest.chosen)
  const fewest = await withFewest(needed, most.suppliers, search, run)
  done++
  keep('fewest', fewest ?? cheapest)

  const fastest = await completeFirst(problem, search.limits, most.days, run)
  done++
  keep('fastest', fastest ?? cheapest)

  keep('balanced', await run(search.limits, { cost: 1, ...search.weights }))
  done++

  const limits: Outcome['limits'] = []
  for (const limit of set) {
    const free = await run({ ...search.limits, [limit]: null }, CHEAPEST)
    done++
    limits.push({ limit, saves: free.chosen && Math.max(0, most.cost - measure(problem, free.chosen).cost) })
  }
  search.note({ done, of, gap: null })
  return { scenarios, needed, limits, interrupted: search.interrupted() }
}

type Run = (limits: AllocationLimits, weights: AllocationWeights, without?: 'minimums' | null) => Promise<Found>

/** The smallest number of suppliers that have all lines between them: a small program of its own. */
async function fewestSuppliers(problem: AllocationProblem, { limits, solver, effort }: Search): Promise<number> {
  const of: Set<number>[] = Array.from({ length: problem.lines }, () => new Set())
  for (const choice of problem.choices)
    if (limits.days === null || daysOf(choice) <= limits.days)
      of[choice.line]?.add((problem.groups[choice.group] as { supplier: number }).supplier)
  const rows = of.map((suppliers) => [...suppliers])
  const program: Program = {
    columns: problem.suppliers,
    cost: Array.from({ length: problem.suppliers }, () => 1),
    upper: Array.from({ length: problem.suppliers }, () => 1),
    whole: Array.from({ length: problem.suppliers }, () => 1),
    rowLower: rows.map(() => 1),
    rowUpper: rows.map(() => Number.POSITIVE_INFINITY),
    starts: offsetsOf(rows),
    indices: rows.flat(),
    values: rows.flat().map(() => 1),
  }
  const { values } = await solver.solve(program, { ...effort, gap: 0 })
  return values ? Math.round(values.reduce((sum, value) => sum + value, 0)) : 0
}

/** The cheapest split with the fewest suppliers: one more is allowed until there is one, or nobody waits any more. */
async function withFewest(needed: number, most: number, search: Search, run: Run): Promise<Found | null> {
  for (let count = Math.max(1, needed); count < most; count++) {
    const found = await run({ ...search.limits, suppliers: count }, CHEAPEST)
    if (found.chosen) return found
    if (search.interrupted()) return null
  }
  return null
}

/** Where each row begins when all of them are put one after the other, and where the last one ends. */
function offsetsOf(rows: readonly unknown[][]): number[] {
  let end = 0
  return [0, ...rows.map((row) => (end += row.length))]
}

/** The cheapest split on the earliest day by which all lines can be there. Looked for by halving the days in question. */
async function completeFirst(problem: AllocationProblem, limits: AllocationLimits, latest: number, run: Run): Promise<Found | null> {
  const earliest = earliestDays(problem)
  const days = [...new Set(problem.choices.map(daysOf))].filter((day) => day >= earliest && day < latest).sort((a, b) => a - b)
  let best: Found | null = null
  for (let low = 0, high = days.length - 1; low <= high; ) {
    const middle = (low + high) >> 1
    const found = await run({ ...limits, days: days[middle] as number }, CHEAPEST)
    if (found.chosen) {
      best = found
      high = middle - 1
    } else low = middle + 1
  }
  return best
}

/** The first limit without which there would be a split. */
async function hindranceOf(problem: AllocationProblem, limits: AllocationLimits, needed: number, run: Run): Promise<Hindrance | null> {
  if (limits.days !== null && needed === 0) return 'days'
  if (limits.suppliers !== null && limits.suppliers < needed) return 'suppliers'
  for (const limit of ['spend', 'suppliers', 'days'] as const)
    if (limits[limit] !== null && (await run({ ...limits, [limit]: null }, CHEAPEST)).chosen) return limit
  return problem.groups.some((group) => group.minimumOrder > 0) && (await run(limits, CHEAPEST, 'minimums')).chosen ? 'minimums' : null
}
