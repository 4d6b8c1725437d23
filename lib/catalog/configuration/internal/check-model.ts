import { Decimal } from '@/lib/platform/money/decimal'
import { Random } from '@/lib/platform/random'
import { FormulaError, parseFormula } from '@/lib/platform/text/formula'
import { type ChoiceProblem, judge } from '../model'
import type { Choices, ConfigurationModel, TableDimension } from '../schemas'
import { type Assignment, RuleSolver } from '../solver'

/** What is wrong with a model; `path` names the place as its form does. */
export interface ModelProblem {
  path: string
  code:
    | 'id_twice'
    | 'unknown_id'
    | 'contradiction'
    | 'never_possible'
    | 'formula'
    | 'cells'
    | 'not_rising'
    | 'initial_outside'
    | 'price_fails'
    | 'below_zero'
    | 'unknown_picture'
    | 'too_complex'
  /** the id, sign or example that it is about */
  at: string
}

/** Configurations that prices are tried on. */
const SAMPLES = 300

/** Literals that each half of a check looks at: some fifty milliseconds. */
const EFFORT = 4_000_000

/**
 * What is wrong with a model that a supplier is about to publish: names that are missing or twice, rules that contradict each
 * other or leave an option no place, formulas that cannot be read, and prices that fail or fall below zero on configurations
 * that the rules allow. What is tried includes the least and the most of every number. Rules that are too much to look through are
 * a problem of their own.
 * @param basePrice price of one unit that the surcharge comes on top of
 */
export function checkModel(model: ConfigurationModel, basePrice: Decimal): ModelProblem[] {
  const names = nameProblems(model)
  if (names.length > 0) return names
  const solver = new RuleSolver(model, EFFORT)
  if (!solver.possible(solver.fix([]))) return [{ path: 'rules', code: 'contradiction', at: '' }]
  const never = model.groups.flatMap(({ options }, group) =>
    options.flatMap(({ id }, index): ModelProblem[] =>
      solver.possible(solver.fix([[id, true]])) ? [] : [{ path: `groups.${group}.options.${index}.id`, code: 'never_possible', at: id }],
    ),
  )
  if (never.length > 0) return never
  // What could not be looked through may hold any of the above: buyers would find it.
  if (solver.exhausted) return [{ path: 'rules', code: 'too_complex', at: '' }]
  return priceProblems(model, basePrice)
}

function nameProblems(model: ConfigurationModel): ModelProblem[] {
  const problems: ModelProblem[] = []
  const wrong = (path: string, code: ModelProblem['code'], at: string) => problems.push({ path, code, at })
  const seen = new Set<string>()
  const take = (path: string, id: string) => {
    if (seen.has(id)) wrong(path, 'id_twice', id)
    seen.add(id)
  }
  for (const [index, group] of model.groups.entries()) {
    take(`groups.${index}.id`, group.id)
    for (const [at, option] of group.options.entries()) take(`groups.${index}.options.${at}.id`, option.id)
  }
  for (const [index, number] of model.numbers.entries()) {
    take(`numbers.${index}.id`, number.id)
    const value = new Decimal(number.initial)
    const fits = value.gte(number.minimum) && value.lte(number.maximum) && value.sub(number.minimum).mod(number.step).isZero()
    if (!fits) wrong(`numbers.${index}.initial`, 'initial_outside', number.initial)
  }
  const options = new Set(model.groups.flatMap((group) => group.options.map(({ id }) => id)))
  const numbers = new Set(model.numbers.map(({ id }) => id))
  const groups = new Map(model.groups.map((group) => [group.id, new Set(group.options.map(({ id }) => id))]))
  for (const [index, rule] of model.rules.entries()) {
    const named = 'of' in rule ? rule.of : [...rule.if, ...('oneOf' in rule ? rule.oneOf : 'not' in rule ? rule.not : [])]
    for (const id of named) if (!options.has(id)) wrong(`rules.${index}`, 'unknown_id', id)
    if (rule.kind === 'limits' && !numbers.has(rule.number)) wrong(`rules.${index}.number`, 'unknown_id', rule.number)
  }
  const dimension = (path: string, asked: TableDimension): number => {
    if (asked.by === 'number') {
      if (!numbers.has(asked.id)) wrong(path, 'unknown_id', asked.id)
      if (asked.upTo.some((value, index) => index > 0 && Number(value) <= Number(asked.upTo[index - 1]))) wrong(path, 'not_rising', '')
      return asked.upTo.length
    }
    const own = groups.get(asked.id)
    if (!own) wrong(path, 'unknown_id', asked.id)
    for (const id of asked.options) if (own && !own.has(id)) wrong(path, 'unknown_id', id)
    return asked.options.length
  }
  for (const [index, part] of model.prices.entries()) {
    if (part.kind === 'formula') {
      try {
        parseFormula(part.formula, new Set([...options, ...numbers]))
      } catch (error) {
        if (!(error instanceof FormulaError)) throw error
        wrong(`prices.${index}.formula`, 'formula', `${error.code} ${error.at}`.trim())
      }
      continue
    }
    const rows = dimension(`prices.${index}.rows`, part.rows)
    const columns = part.columns ? dimension(`prices.${index}.columns`, part.columns) : 1
    if (part.cells.length !== rows || part.cells.some((row) => row.length !== columns))
      wrong(`prices.${index}.cells`, 'cells', `${rows} × ${columns}`)
  }
  for (const [, id] of model.partNumber.matchAll(/\{([a-z0-9_]+)\}/g))
    if (!numbers.has(id as string) && !groups.has(id as string)) wrong('partNumber', 'unknown_id', id as string)
  return problems
}

/** Prices are tried on configurations that the rules allow, as many as there is time for; each problem is told once. */
function priceProblems(model: ConfigurationModel, basePrice: Decimal): ModelProblem[] {
  const solver = new RuleSolver(model, EFFORT)
  const random = new Random(1)
  const found = new Map<string, ModelProblem>()
  for (let sample = 0; sample < SAMPLES; sample++) {
    const choices = sampleChoices(model, solver, random, sample)
    if (solver.exhausted) break
    if (!choices) continue
    const { problems, surcharge, limits } = judge(model, choices)
    const broken = problems.some(({ code }) => code === 'rule' || code === 'too_few' || code === 'too_many')
    const outside = [...limits].some(([id, { minimum, maximum }]) => !fits(choices.numbers[id], minimum, maximum))
    if (broken || outside) continue
    const at = [...choices.options, ...Object.entries(choices.numbers).map(([id, value]) => `${id} ${value}`)].join(', ')
    for (const problem of problems) note(found, problem, at)
    if (surcharge?.add(basePrice).lt(0)) found.set('below_zero', { path: 'prices', code: 'below_zero', at })
  }
  return [...found.values()]
}

const fits = (text: string | undefined, minimum: Decimal, maximum: Decimal): boolean =>
  text !== undefined && minimum.lte(text) && maximum.gte(text)

function note(found: Map<string, ModelProblem>, problem: ChoiceProblem, at: string): void {
  if (problem.code !== 'price') return
  const path = `prices.${problem.part}`
  if (!found.has(path)) found.set(path, { path, code: 'price_fails', at: `${problem.problem}: ${at}` })
}

/**
 * A configuration that the options' rules allow; the first ones have every number at its least, then at its most. Null when chance
 * has led where none is found.
 */
function sampleChoices(model: ConfigurationModel, solver: RuleSolver, random: Random, sample: number): Choices | null {
  let assignment: Assignment | null = solver.fix([])
  for (const id of random.sample(solver.options, solver.options.length)) {
    const choose = random.next() < 0.5
    const next: Assignment | null = solver.with(assignment, id, choose) ?? solver.with(assignment, id, !choose)
    if (!next) break
    assignment = next
  }
  const options = solver.complete(assignment)
  if (!options) return null
  const numbers = model.numbers.map(({ id, minimum, maximum, step }) => {
    const steps = new Decimal(maximum).sub(minimum).div(step).floor().toNumber()
    const at = sample % 3 === 0 ? 0 : sample % 3 === 1 ? steps : random.int(0, steps)
    return [id, new Decimal(step).mul(at).add(minimum).toFixed()]
  })
  return { options, numbers: Object.fromEntries(numbers) }
}
