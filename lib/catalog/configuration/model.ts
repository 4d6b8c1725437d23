import { DECIMAL_TEXT, Decimal, ZERO } from '@/lib/platform/money/decimal'
import { evaluateFormula, FormulaError, type FormulaProblem, parseFormula } from '@/lib/platform/text/formula'
import type { Choices, ConfigurationModel, ConfigurationNumber, OptionGroup, PricePart, TableDimension } from './schemas'
import { RuleSolver } from './solver'

/** What was chosen of a configurable offer, checked and priced. Pure: the same code answers in the browser and decides on the server. */

/** Why something cannot be, or is missing; `rule` and `group` by index. */
export type ChoiceProblem =
  | { code: 'too_few' | 'too_many'; group: number }
  | { code: 'rule'; rule: number; options: string[] }
  | { code: 'number_missing' | 'number_below' | 'number_above' | 'number_step'; number: string; limit: string }
  | { code: 'unknown'; id: string }
  | { code: 'price'; part: number; problem: FormulaProblem | 'outside_table'; at: string }
  | { code: 'below_zero' }

/** Why an option cannot be chosen beside what is chosen already. */
export type Reason = { rule: number } | { group: number } | 'combination'

export interface Evaluation extends Judgement {
  /** options that cannot be chosen beside what is chosen in the other groups, and why */
  impossible: Map<string, Reason>
}

export interface Judgement {
  /** nothing is wrong or missing */
  valid: boolean
  problems: ChoiceProblem[]
  /** what numbers may be, as the chosen options narrow it */
  limits: Map<string, { minimum: Decimal; maximum: Decimal }>
  /** on top of the offer's price, for one unit; null when it cannot be computed */
  surcharge: Decimal | null
  /** what it consists of: options that cost something, formulas and tables */
  parts: { name: { en?: string | undefined; zh?: string | undefined }; amount: Decimal }[]
  partNumber: string
  pictureFileId: string | null
  /** days on top of the offer's lead time */
  leadTimeDays: number
}

/** Decimals that a surcharge is kept with. */
const SURCHARGE_DIGITS = 6

const optionsOf = (model: ConfigurationModel) => model.groups.flatMap(({ options }) => options)

/** What choices cost on top, whether they are possible or not; null when that cannot be computed. */
export function surchargeOf(model: ConfigurationModel, choices: Choices): Decimal | null {
  return priceOf(model, new Set(choices.options), numbersOf(model, choices)).surcharge
}

/** Checks and prices what was chosen, and looks what else could be. */
export function evaluate(model: ConfigurationModel, choices: Choices): Evaluation {
  const impossible = impossibleOptions(model, chosenOf(model, choices), numbersOf(model, choices), new RuleSolver(model))
  return { ...judge(model, choices), impossible }
}

/** Checks and prices what was chosen. */
export function judge(model: ConfigurationModel, choices: Choices): Judgement {
  const chosen = chosenOf(model, choices)
  const numbers = numbersOf(model, choices)
  const limits = new Map(model.numbers.map((number) => [number.id, limitsOf(model, number, chosen)]))
  const known = new Set(optionsOf(model).map(({ id }) => id))
  const priced = priceOf(model, chosen, numbers)
  const problems = [
    ...choices.options.filter((id) => !known.has(id)).map((id): ChoiceProblem => ({ code: 'unknown', id })),
    ...groupProblems(model, chosen),
    ...ruleProblems(model, chosen),
    ...model.numbers.flatMap((number) => numberProblem(number, numbers.get(number.id) ?? null, limits.get(number.id) as Limits) ?? []),
    ...priced.problems,
  ]
  const picked = optionsOf(model).filter(({ id }) => chosen.has(id))
  return {
    valid: problems.length === 0,
    problems,
    limits,
    surcharge: priced.surcharge,
    parts: priced.parts,
    partNumber: partNumberOf(model, chosen, numbers),
    pictureFileId: picked.findLast(({ pictureFileId }) => pictureFileId !== null)?.pictureFileId ?? null,
    leadTimeDays: Math.max(0, ...picked.map(({ leadTimeDays }) => leadTimeDays)),
  }
}

/** What was chosen of what there is. */
function chosenOf(model: ConfigurationModel, choices: Choices): Set<string> {
  const known = new Set(optionsOf(model).map(({ id }) => id))
  return new Set(choices.options.filter((id) => known.has(id)))
}

/** What was entered, where it is a number. */
const numbersOf = (model: ConfigurationModel, choices: Choices): Map<string, Decimal> =>
  new Map(
    model.numbers.flatMap(({ id }): [string, Decimal][] => {
      const value = numberOf(choices, id)
      return value ? [[id, value]] : []
    }),
  )

function groupProblems(model: ConfigurationModel, chosen: ReadonlySet<string>): ChoiceProblem[] {
  return model.groups.flatMap(({ options, minimum, maximum }, group): ChoiceProblem[] => {
    const count = options.filter(({ id }) => chosen.has(id)).length
    if (count < minimum) return [{ code: 'too_few', group }]
    return count > maximum ? [{ code: 'too_many', group }] : []
  })
}

const all = (ids: readonly string[], chosen: ReadonlySet<string>) => ids.every((id) => chosen.has(id))

/** Rules that what is chosen breaks, with the options that would mend them. */
function ruleProblems(model: ConfigurationModel, chosen: ReadonlySet<string>): ChoiceProblem[] {
  return model.rules.flatMap((rule, index): ChoiceProblem[] => {
    const broken = (options: string[]): ChoiceProblem[] => [{ code: 'rule', rule: index, options }]
    switch (rule.kind) {
      case 'requires':
        return all(rule.if, chosen) && !rule.oneOf.some((id) => chosen.has(id)) ? broken(rule.oneOf) : []
      case 'excludes':
        return all(rule.if, chosen) && rule.not.some((id) => chosen.has(id)) ? broken([]) : []
      case 'at_least':
        return rule.of.filter((id) => chosen.has(id)).length < rule.count ? broken(rule.of.filter((id) => !chosen.has(id))) : []
      case 'at_most':
        return rule.of.filter((id) => chosen.has(id)).length > rule.count ? broken([]) : []
      case 'limits':
        return []
      default:
        return rule satisfies never
    }
  })
}

type Limits = { minimum: Decimal; maximum: Decimal }

/** What a number may be under the rules whose options are all chosen. */
function limitsOf(model: ConfigurationModel, number: ConfigurationNumber, chosen: ReadonlySet<string>): Limits {
  const limits = { minimum: new Decimal(number.minimum), maximum: new Decimal(number.maximum) }
  for (const rule of model.rules) {
    if (rule.kind !== 'limits' || rule.number !== number.id || !all(rule.if, chosen)) continue
    if (rule.minimum !== null) limits.minimum = Decimal.max(limits.minimum, rule.minimum)
    if (rule.maximum !== null) limits.maximum = Decimal.min(limits.maximum, rule.maximum)
  }
  return limits
}

/** What was entered, if it is a number at all. */
function numberOf(choices: Choices, id: string): Decimal | null {
  const text = choices.numbers[id]
  return text !== undefined && DECIMAL_TEXT.test(text) ? new Decimal(text) : null
}

function numberProblem(number: ConfigurationNumber, value: Decimal | null, { minimum, maximum }: Limits): ChoiceProblem | null {
  const wrong = (code: 'number_missing' | 'number_below' | 'number_above' | 'number_step', limit: Decimal | string): ChoiceProblem => ({
    code,
    number: number.id,
    limit: limit.toString(),
  })
  if (!value) return wrong('number_missing', '')
  if (value.lt(minimum)) return wrong('number_below', minimum)
  if (value.gt(maximum)) return wrong('number_above', maximum)
  return value.sub(number.minimum).mod(number.step).isZero() ? null : wrong('number_step', number.step)
}

/**
 * Options that cannot be chosen beside what is chosen in the other groups. In a group of which one is chosen, choosing another
 * takes its place; so the group itself is left open.
 */
function impossibleOptions(
  model: ConfigurationModel,
  chosen: ReadonlySet<string>,
  numbers: ReadonlyMap<string, Decimal>,
  solver: RuleSolver,
): Map<string, Reason> {
  const impossible = new Map<string, Reason>()
  for (const group of model.groups)
    for (const { id } of group.options) {
      if (solver.exhausted) return impossible
      if (chosen.has(id)) continue
      const beside = keptBeside(model, group, chosen)
      const assignment = solver.fix([...[...beside].map((other) => [other, true] as const), [id, true]])
      const conflict = solver.propagate([...assignment])
      if (conflict) impossible.set(id, conflict.rule !== null ? { rule: conflict.rule } : { group: conflict.group ?? 0 })
      else {
        const narrowed = narrowedBy(model, new Set([...beside, id]), numbers)
        if (narrowed !== null) impossible.set(id, { rule: narrowed })
        else if (!solver.possible(assignment)) impossible.set(id, 'combination')
      }
    }
  return impossible
}

/** What stays chosen when another option of a group is. */
function keptBeside(model: ConfigurationModel, group: OptionGroup, chosen: ReadonlySet<string>): Set<string> {
  const own = new Set(group.options.map(({ id }) => id))
  const replaces = group.maximum === 1
  return new Set(optionsOf(model).flatMap(({ id }) => (chosen.has(id) && !(replaces && own.has(id)) ? [id] : [])))
}

/** The first rule that leaves a chosen number no place among these options. */
function narrowedBy(model: ConfigurationModel, options: ReadonlySet<string>, numbers: ReadonlyMap<string, Decimal>): number | null {
  const index = model.rules.findIndex((rule) => {
    const value = rule.kind === 'limits' ? numbers.get(rule.number) : undefined
    if (rule.kind !== 'limits' || rule.if.length === 0 || !value || !all(rule.if, options)) return false
    return (rule.minimum !== null && value.lt(rule.minimum)) || (rule.maximum !== null && value.gt(rule.maximum))
  })
  return index < 0 ? null : index
}

function priceOf(model: ConfigurationModel, chosen: ReadonlySet<string>, numbers: ReadonlyMap<string, Decimal>) {
  const problems: ChoiceProblem[] = []
  const parts: Evaluation['parts'] = optionsOf(model).flatMap(({ id, name, price }) =>
    chosen.has(id) && Number(price) !== 0 ? [{ name, amount: new Decimal(price) }] : [],
  )
  const values = new Map<string, Decimal>(numbers)
  for (const { id } of optionsOf(model)) values.set(id, new Decimal(chosen.has(id) ? 1 : 0))
  const names = new Set([...model.numbers.map(({ id }) => id), ...values.keys()])
  let whole = model.numbers.every(({ id }) => numbers.has(id))
  for (const [index, part] of model.prices.entries()) {
    if (!whole) break
    try {
      const amount = part.kind === 'formula' ? evaluateFormula(parseFormula(part.formula, names), values) : lookUp(part, chosen, numbers)
      if (!amount.isZero()) parts.push({ name: part.name, amount })
    } catch (error) {
      whole = false
      const [problem, at] =
        error instanceof FormulaError
          ? [error.code, error.at]
          : error instanceof OutsideTable
            ? (['outside_table', ''] as const)
            : [null, '']
      if (problem === null) throw error
      problems.push({ code: 'price', part: index, problem, at })
    }
  }
  const surcharge = whole ? parts.reduce((sum, { amount }) => sum.add(amount), ZERO).toDecimalPlaces(SURCHARGE_DIGITS) : null
  return { surcharge, parts, problems }
}

class OutsideTable extends Error {}

/** @throws OutsideTable when no row or column fits what was chosen */
function lookUp(part: Extract<PricePart, { kind: 'table' }>, chosen: ReadonlySet<string>, numbers: ReadonlyMap<string, Decimal>): Decimal {
  const find = (dimension: TableDimension): number => {
    if (dimension.by === 'group') return dimension.options.findIndex((id) => chosen.has(id))
    const value = numbers.get(dimension.id)
    return value ? dimension.upTo.findIndex((most) => value.lte(most)) : -1
  }
  const cell = part.cells[find(part.rows)]?.[part.columns ? find(part.columns) : 0]
  if (cell === undefined) throw new OutsideTable()
  return new Decimal(cell)
}

/** '{id}' becomes a number, or the parts of what was chosen in a group; what was not chosen leaves nothing. */
function partNumberOf(model: ConfigurationModel, chosen: ReadonlySet<string>, numbers: ReadonlyMap<string, Decimal>): string {
  return model.partNumber.replace(/\{([a-z0-9_]+)\}/g, (_, id: string) => {
    const group = model.groups.find((each) => each.id === id)
    if (!group) return numbers.get(id)?.toFixed() ?? ''
    return group.options
      .filter((option) => chosen.has(option.id))
      .map((option) => option.part || option.id)
      .join('')
  })
}

/** What a configuration begins with: each number as the supplier set it, and in each group of which one is needed the first that can be. */
export function initialChoices(model: ConfigurationModel): Choices {
  const solver = new RuleSolver(model)
  const options: string[] = []
  for (const group of model.groups) {
    if (group.minimum === 0) continue
    const first = group.options.find(({ id }) => solver.possible(solver.fix([...options, id].map((each) => [each, true] as const))))
    if (first) options.push(first.id)
  }
  return { options, numbers: Object.fromEntries(model.numbers.map(({ id, initial }) => [id, initial])) }
}

/**
 * What is chosen once an option is, whatever stands against it: the rest stays as far as the rules allow, and what they
 * ask for is chosen too. Null when no configuration holds the option.
 */
export function chooseAnyway(model: ConfigurationModel, choices: Choices, id: string): Choices | null {
  const solver = new RuleSolver(model)
  const fixed: [string, boolean][] = [[id, true]]
  if (!solver.possible(solver.fix(fixed))) return null
  for (const other of choices.options) {
    const kept: [string, boolean][] = [...fixed, [other, true]]
    if (other !== id && solver.possible(solver.fix(kept))) fixed.push([other, true])
  }
  const options = solver.complete(solver.fix(fixed))
  if (!options) return null
  const limits = new Set(options)
  const numbers = model.numbers.flatMap((number): [string, string][] => {
    const value = numberOf(choices, number.id)
    return value ? [[number.id, withinLimits(number, value, limitsOf(model, number, limits)).toFixed()]] : []
  })
  return { options, numbers: Object.fromEntries(numbers) }
}

/** The value itself, or the nearest of its steps within narrower limits. */
function withinLimits({ minimum: from, step }: ConfigurationNumber, value: Decimal, { minimum, maximum }: Limits): Decimal {
  const steps = (at: Decimal, round: 'ceil' | 'floor') => at.sub(from).div(step)[round]().mul(step).add(from)
  if (value.lt(minimum)) return steps(minimum, 'ceil')
  return value.gt(maximum) ? steps(maximum, 'floor') : value
}

/** One choice as texts: what was asked, and what was answered. */
export interface ChosenText {
  name: { en?: string | undefined; zh?: string | undefined }
  values: { en?: string | undefined; zh?: string | undefined }[]
}

/** What was chosen, in the model's order, as it stands on orders and documents. */
export function chosenTexts(model: ConfigurationModel, choices: Choices): ChosenText[] {
  const chosen = new Set(choices.options)
  const groups = model.groups.map(({ name, options }) => ({
    name,
    values: options.filter(({ id }) => chosen.has(id)).map((option) => option.name),
  }))
  const numbers = model.numbers.map(({ id, name, unit }) => {
    const value = [choices.numbers[id] ?? '', unit].filter(Boolean).join(' ')
    return { name, values: value ? [{ en: value, zh: value }] : [] }
  })
  return [...groups, ...numbers].filter(({ values }) => values.length > 0)
}

/** A valid configuration as carts, orders and documents carry it: whole, so that it can be read when the offer is gone. */
export interface Configured {
  choices: Choices
  texts: ChosenText[]
  /** empty for the offer's own */
  partNumber: string
  /** on top of the offer's price, for one unit in its currency */
  surcharge: string
  leadTimeDays: number
  pictureFileId: string | null
}

/** What choices come to; null when they are not possible. */
export function configured(model: ConfigurationModel, choices: Choices): Configured | null {
  const { valid, surcharge, partNumber, leadTimeDays, pictureFileId } = judge(model, choices)
  if (!valid || !surcharge) return null
  return { choices, texts: chosenTexts(model, choices), partNumber, surcharge: surcharge.toFixed(), leadTimeDays, pictureFileId }
}

/** Choices in one order, whatever the model's is, so that the same ones are the same text. */
export function canonicalChoices(model: ConfigurationModel, choices: Choices): Choices {
  const known = new Set(optionsOf(model).map(({ id }) => id))
  const numbers = model.numbers.flatMap(({ id }): [string, string][] => {
    const value = numberOf(choices, id)
    return value ? [[id, value.toFixed()]] : []
  })
  return {
    options: [...new Set(choices.options)].filter((id) => known.has(id)).sort(),
    numbers: Object.fromEntries(numbers.sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}
