import {
  type AllocationChoice,
  type AllocationLimits,
  type AllocationProblem,
  chosenIn,
  daysOf,
  type Found,
  measure,
  programOf,
} from '../model'
import type { Effort, Solver } from './solver'

/** Sums that are formed at the most to look at all sets of suppliers: half a second's work. */
const MAX_SUMS = 3e8
/** Sets that are kept, cheapest first. */
const KEEP = 2000

/**
 * The cheapest split over few suppliers. A program with a limit on suppliers is slow to solve where hardly any set of them has
 * every line; but few suppliers of some dozens are few sets, and all of them can be looked at. The lines' cost at the cheapest
 * of a set is the least that it can come to; freight and minimum orders are then decided by a small program for each set that
 * could still be the best.
 * @returns null when there are too many sets to look at
 */
export async function cheapestOfFew(
  problem: AllocationProblem,
  limits: AllocationLimits & { suppliers: number },
  solver: Pick<Solver, 'solve' | 'subsets'>,
  effort: Effort,
): Promise<Found | null> {
  const size = Math.min(limits.suppliers, problem.suppliers)
  if (combinations(problem.suppliers, size) * problem.lines > MAX_SUMS) return null
  const subsets = await solver.subsets({
    costs: costsOf(problem, limits),
    suppliers: problem.suppliers,
    lines: problem.lines,
    size,
    keep: KEEP,
  })
  if (subsets.length === 0) return { chosen: null, gap: null, impossible: true }
  const begun = performance.now()
  const best: { chosen: number[] | null; cost: number } = { chosen: null, cost: Number.POSITIVE_INFINITY }
  /** Keeps a split that holds if it is the best so far. */
  const keep = (chosen: number[]): number => {
    const { cost, minimums, days } = measure(problem, chosen)
    const holds = minimums && (limits.spend === null || cost <= limits.spend) && (limits.days === null || days <= limits.days)
    if (holds && cost < best.cost) Object.assign(best, { chosen, cost })
    return holds ? cost : Number.POSITIVE_INFINITY
  }
  /** what the best possible cannot lie below: of sets that were close enough to be left as they were */
  let bound = Number.POSITIVE_INFINITY
  const nothing = (impossible: boolean): Found => ({ chosen: null, gap: null, impossible })
  for (const { members, least } of subsets) {
    if (least >= best.cost * (1 - effort.gap)) return foundAt(best, Math.min(bound, least))
    const own = within(problem, new Set(members))
    const cheapest = keep(cheapestByLine(problem, own, limits))
    if (cheapest <= least / (1 - effort.gap)) {
      bound = Math.min(bound, least)
      continue
    }
    if (performance.now() - begun > effort.seconds * 1000) return best.chosen ? foundAt(best, Math.min(bound, least)) : nothing(false)
    const restricted: AllocationProblem = { ...problem, choices: own.map((index) => problem.choices[index] as AllocationChoice) }
    const program = programOf(restricted, { ...limits, suppliers: null }, { cost: 1, supplier: 0, day: 0 })
    const { values } = await solver.solve(program, { ...effort, gap: 0 })
    if (values) keep(chosenIn(restricted, values).map((index) => own[index] as number))
  }
  const all = subsets.length < KEEP
  return best.chosen ? foundAt(best, Math.min(bound, all ? best.cost : (subsets.at(-1)?.least ?? 0))) : nothing(all)
}

const foundAt = (best: { chosen: number[] | null; cost: number }, least: number): Found => ({
  chosen: best.chosen,
  gap: best.cost > 0 ? Math.max(0, (best.cost - least) / best.cost) : 0,
  impossible: false,
})

function combinations(of: number, size: number): number {
  let count = 1
  for (let index = 0; index < size; index++) count = (count * (of - index)) / (index + 1)
  return count
}

/** What each line costs at each supplier that has it in time. */
function costsOf(problem: AllocationProblem, limits: AllocationLimits): Float64Array {
  const costs = new Float64Array(problem.suppliers * problem.lines).fill(Number.POSITIVE_INFINITY)
  for (const choice of problem.choices) {
    if (limits.days !== null && daysOf(choice) > limits.days) continue
    const at = (problem.groups[choice.group] as { supplier: number }).supplier * problem.lines + choice.line
    costs[at] = Math.min(costs[at] as number, choice.cost)
  }
  return costs
}

/** The choices of some suppliers, by index. */
const within = (problem: AllocationProblem, suppliers: ReadonlySet<number>): number[] =>
  [...problem.choices.keys()].filter((index) => {
    const choice = problem.choices[index] as AllocationChoice
    return suppliers.has((problem.groups[choice.group] as { supplier: number }).supplier)
  })

/** Each line at the cheapest of some choices. */
function cheapestByLine(problem: AllocationProblem, own: readonly number[], limits: AllocationLimits): number[] {
  const chosen = new Array<number>(problem.lines).fill(-1)
  for (const index of own) {
    const choice = problem.choices[index] as AllocationChoice
    if (limits.days !== null && daysOf(choice) > limits.days) continue
    const before = problem.choices[chosen[choice.line] as number]
    if (!before || choice.cost < before.cost) chosen[choice.line] = index
  }
  return chosen
}
