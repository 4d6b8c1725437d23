import { Random } from '@/lib/platform/random'
import { type AllocationLimits, type AllocationProblem, measure } from '@/lib/sourcing/allocation/model'

/** A small problem that looks random and is the same for a seed. */
export function randomProblem(seed: number): AllocationProblem {
  const random = new Random(seed)
  const [lines, suppliers] = [random.int(2, 5), random.int(2, 4)]
  const groups = Array.from({ length: suppliers }, (_, supplier) => ({
    supplier,
    minimumOrder: random.pick([0, 0, 20, 60]),
    freight: random.int(0, 30),
    freightFreeFrom: random.pick([null, 80, 150]),
  }))
  const choices = Array.from({ length: lines }, (_, line) =>
    random.sample(groups, random.int(1, suppliers)).map(({ supplier }) => ({
      line,
      offerId: `${line}/${supplier}`,
      group: supplier,
      cost: random.int(500, 9000) / 100,
      leadDays: random.pick([null, 1, 3, 8, 15]),
    })),
  ).flat()
  return { lines, suppliers, groups, choices }
}

/** Every way to give each line to one of its offers that keeps to minimum orders and limits. */
export function allSplits(problem: AllocationProblem, limits: AllocationLimits) {
  let partial: number[][] = [[]]
  for (let line = 0; line < problem.lines; line++) {
    const own = [...problem.choices.entries()].filter(([, choice]) => choice.line === line).map(([index]) => index)
    partial = partial.flatMap((chosen) => own.map((index) => [...chosen, index]))
  }
  return partial
    .map((chosen) => measure(problem, chosen))
    .filter(
      ({ minimums, suppliers, cost, days }) =>
        minimums &&
        (limits.suppliers === null || suppliers <= limits.suppliers) &&
        (limits.spend === null || cost <= limits.spend + 1e-6) &&
        (limits.days === null || days <= limits.days),
    )
}
