/**
 * Who gets which line of a list: the mixed-integer program behind it, and how a solution is read. Amounts are plain numbers
 * here, in one currency: they only steer the search. What a split costs is computed by the pricing rules from the offers
 * that were chosen.
 */

/** One offer that could serve a line, whole. */
export interface AllocationChoice {
  /** index of the line */
  line: number
  offerId: string
  /** index of the group: supplier and currency */
  group: number
  /** net of the line, in the currency of the list */
  cost: number
  /** null: unknown, and later than every known one */
  leadDays: number | null
}

/** What one supplier delivers in one currency is one order, with its own minimum and freight. */
export interface AllocationGroup {
  /** index of the supplier; a supplier can have several currencies */
  supplier: number
  minimumOrder: number
  freight: number
  /** null: freight is always paid */
  freightFreeFrom: number | null
}

export interface AllocationProblem {
  lines: number
  suppliers: number
  groups: AllocationGroup[]
  /** at least one for each line */
  choices: AllocationChoice[]
}

export interface AllocationLimits {
  /** suppliers at most */
  suppliers: number | null
  /** net and freight at most, in the currency of the list */
  spend: number | null
  /** days until the last line is there, at most */
  days: number | null
}

/** What each unit of money, each supplier and each day until the last delivery counts in what is kept low. */
export interface AllocationWeights {
  cost: number
  supplier: number
  day: number
}

/** A mixed-integer program, rows in compressed form. */
export interface Program {
  columns: number
  cost: number[]
  upper: number[]
  /** 1 where only whole numbers count */
  whole: number[]
  rowLower: number[]
  rowUpper: number[]
  starts: number[]
  indices: number[]
  values: number[]
}

/** What a search has come to. */
export interface Found {
  /** a choice for each line, by index; null when there is none */
  chosen: number[] | null
  /** share by which it may lie above the best possible */
  gap: number | null
  /** proven: there is none */
  impossible: boolean
}

/** Days that a choice without a known lead time is taken to need. */
const UNKNOWN_DAYS = 60

export const daysOf = (choice: Pick<AllocationChoice, 'leadDays'>): number => choice.leadDays ?? UNKNOWN_DAYS

/** Days within which every line can be there at the earliest. */
export function earliestDays(problem: Pick<AllocationProblem, 'lines' | 'choices'>): number {
  const quickest = new Array<number>(problem.lines).fill(Number.POSITIVE_INFINITY)
  for (const choice of problem.choices) quickest[choice.line] = Math.min(quickest[choice.line] as number, daysOf(choice))
  return Math.max(0, ...quickest)
}

const NONE = Number.POSITIVE_INFINITY

class ProgramBuilder {
  readonly program: Program = {
    columns: 0,
    cost: [],
    upper: [],
    whole: [],
    rowLower: [],
    rowUpper: [],
    starts: [],
    indices: [],
    values: [],
  }

  column(cost: number, upper: number, whole: boolean): number {
    const { program } = this
    program.cost.push(cost)
    program.upper.push(upper)
    program.whole.push(whole ? 1 : 0)
    return program.columns++
  }

  row(lower: number, upper: number, entries: readonly (readonly [column: number, value: number])[]): void {
    const { program } = this
    program.rowLower.push(lower)
    program.rowUpper.push(upper)
    program.starts.push(program.indices.length)
    for (const [column, value] of entries) {
      program.indices.push(column)
      program.values.push(value)
    }
  }
}

/**
 * The program for a problem. Columns: each choice taken or not, in their order; then each group used or not, its freight
 * reached as free or not, each supplier used or not, and the days until the last delivery.
 */
export function programOf(problem: AllocationProblem, limits: AllocationLimits, weights: AllocationWeights): Program {
  const build = new ProgramBuilder()
  const columns = columnsOf(build, problem, limits, weights)
  const byLine: number[][] = Array.from({ length: problem.lines }, () => [])
  for (const [index, choice] of problem.choices.entries()) byLine[choice.line]?.push(index)
  for (const line of byLine)
    build.row(
      1,
      1,
      line.map((index) => [columns.taken[index] as number, 1]),
    )
  for (const [index, choice] of problem.choices.entries())
    build.row(-NONE, 0, [
      [columns.taken[index] as number, 1],
      [columns.used[choice.group] as number, -1],
    ])
  addGroups(build, problem, columns)
  if (columns.last !== null)
    for (const line of byLine)
      build.row(-NONE, 0, [
        ...line.map((index) => [columns.taken[index] as number, daysOf(problem.choices[index] as AllocationChoice)] as const),
        [columns.last, -1],
      ])
  addLimits(build, problem, limits, columns)
  build.program.starts.push(build.program.indices.length)
  return build.program
}

/** Where the program's variables stand: by choice, by group (`free` where its freight can become free), by supplier; the days last. */
interface Columns {
  taken: number[]
  used: number[]
  free: (number | null)[]
  suppliers: number[]
  last: number | null
}

function columnsOf(build: ProgramBuilder, problem: AllocationProblem, limits: AllocationLimits, weights: AllocationWeights): Columns {
  const usable = problem.choices.map((choice) => limits.days === null || daysOf(choice) <= limits.days)
  return {
    taken: problem.choices.map((choice, index) => build.column(choice.cost * weights.cost, usable[index] ? 1 : 0, true)),
    used: problem.groups.map(({ freight }) => build.column(freight * weights.cost, 1, true)),
    free: problem.groups.map(({ freight, freightFreeFrom }) =>
      freight > 0 && freightFreeFrom !== null ? build.column(-freight * weights.cost, 1, true) : null,
    ),
    suppliers: Array.from({ length: problem.suppliers }, () => build.column(weights.supplier, 1, true)),
    last: weights.day > 0 ? build.column(weights.day, NONE, false) : null,
  }
}

/** Of each group: its supplier is used with it, its minimum order is reached, its freight is free only from where it is. */
function addGroups(build: ProgramBuilder, { choices, groups }: AllocationProblem, columns: Columns): void {
  const byGroup: number[][] = groups.map(() => [])
  for (const [index, choice] of choices.entries()) byGroup[choice.group]?.push(index)
  for (const [index, group] of groups.entries()) {
    const own = byGroup[index] as number[]
    const net = own.map((choice) => [columns.taken[choice] as number, (choices[choice] as AllocationChoice).cost] as const)
    const [use, isFree] = [columns.used[index] as number, columns.free[index] ?? null]
    build.row(-NONE, 0, [
      [use, 1],
      [columns.suppliers[group.supplier] as number, -1],
    ])
    // a group that nothing is taken from is not used, so that its minimum does not count
    build.row(0, NONE, [...own.map((choice) => [columns.taken[choice] as number, 1] as const), [use, -1]])
    if (group.minimumOrder > 0) build.row(0, NONE, [...net, [use, -group.minimumOrder]])
    if (isFree === null || group.freightFreeFrom === null) continue
    build.row(0, NONE, [...net, [isFree, -group.freightFreeFrom]])
    build.row(-NONE, 0, [
      [isFree, 1],
      [use, -1],
    ])
  }
}

/** How many suppliers at the most, and what all of it may cost, freight included. */
function addLimits(build: ProgramBuilder, { choices, groups }: AllocationProblem, limits: AllocationLimits, columns: Columns): void {
  if (limits.suppliers !== null)
    build.row(
      0,
      limits.suppliers,
      columns.suppliers.map((column) => [column, 1]),
    )
  if (limits.spend !== null)
    build.row(0, limits.spend, [
      ...columns.taken.map((column, index) => [column, (choices[index] as AllocationChoice).cost] as const),
      ...columns.used.map((column, index) => [column, (groups[index] as AllocationGroup).freight] as const),
      ...columns.free.flatMap((column, index) => (column === null ? [] : [[column, -(groups[index] as AllocationGroup).freight] as const])),
    ])
}

/** The choices that a solution takes, one a line, by index. */
export function chosenIn(problem: AllocationProblem, values: ArrayLike<number>): number[] {
  const chosen = new Array<number>(problem.lines).fill(-1)
  for (const [index, choice] of problem.choices.entries()) if ((values[index] ?? 0) > 0.5) chosen[choice.line] = index
  return chosen
}

/** What an assignment comes to by the program's own measure. */
export function measure(problem: AllocationProblem, chosen: readonly number[]) {
  const nets = new Map<number, number>()
  let days = 0
  for (const index of chosen) {
    const choice = problem.choices[index]
    if (!choice) continue
    nets.set(choice.group, (nets.get(choice.group) ?? 0) + choice.cost)
    days = Math.max(days, daysOf(choice))
  }
  let cost = 0
  const suppliers = new Set<number>()
  let minimums = true
  for (const [index, net] of nets) {
    const group = problem.groups[index] as AllocationGroup
    suppliers.add(group.supplier)
    cost += net + (group.freightFreeFrom !== null && net >= group.freightFreeFrom ? 0 : group.freight)
    if (net < group.minimumOrder) minimums = false
  }
  return { cost, suppliers: suppliers.size, days, minimums }
}
