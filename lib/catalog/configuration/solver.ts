import type { ConfigurationModel, ConfigurationRule } from './schemas'

/** Is there a way to choose that keeps to all rules? Options are true, false or open; rules are counted over them. */

/** Between `least` and `most` of these hold, where the option stands as itself or as not chosen. */
interface Count {
  literals: { option: number; chosen: boolean }[]
  least: number
  most: number
  /** index of the rule; null for what a group asks for */
  rule: number | null
  /** index of the group */
  group: number | null
}

export interface Conflict {
  rule: number | null
  group: number | null
}

export type Assignment = (boolean | null)[]

/** Branches that are looked at; beyond them a combination counts as possible, and the check of what was chosen decides. */
const MAX_BRANCHES = 3000

/**
 * Literals that one solver looks at: some thirty milliseconds. Work grows with options, rules and branches together, and whoever
 * writes a model chooses all three; so what a question may cost is bounded, and not only its parts.
 */
const EFFORT = 2_000_000

export class RuleSolver {
  private spent = 0
  readonly options: string[]
  private readonly indexOf: Map<string, number>
  private readonly counts: Count[]

  /** @param effort literals that it looks at before it gives up */
  constructor(
    model: ConfigurationModel,
    private readonly effort = EFFORT,
  ) {
    this.options = model.groups.flatMap(({ options }) => options.map(({ id }) => id))
    this.indexOf = new Map(this.options.map((id, index) => [id, index]))
    const groups = model.groups.map(
      (group, index): Count => ({
        literals: this.literals(group.options.map(({ id }) => id)),
        least: group.minimum,
        most: group.maximum,
        rule: null,
        group: index,
      }),
    )
    this.counts = [...groups, ...model.rules.flatMap((rule, index) => this.countsOf(rule, index))]
  }

  /** Has it given up? Then combinations that it has not ruled out count as possible. */
  get exhausted(): boolean {
    return this.spent > this.effort
  }

  private literals(ids: readonly string[], chosen = true) {
    return ids.flatMap((id) => {
      const option = this.indexOf.get(id)
      return option === undefined ? [] : [{ option, chosen }]
    })
  }

  private countsOf(rule: ConfigurationRule, index: number): Count[] {
    const count = (literals: Count['literals'], least: number, most = literals.length): Count => ({
      literals,
      least,
      most,
      rule: index,
      group: null,
    })
    switch (rule.kind) {
      // not all of `if`, or one of `oneOf`
      case 'requires':
        return [count([...this.literals(rule.if, false), ...this.literals(rule.oneOf)], 1)]
      // for each that is excluded: not it, or not all of `if`
      case 'excludes':
        return rule.not.map((id) => count([...this.literals(rule.if, false), ...this.literals([id], false)], 1))
      case 'at_least':
        return [count(this.literals(rule.of), rule.count)]
      case 'at_most':
        return [count(this.literals(rule.of), 0, rule.count)]
      // numbers are looked at once the options are known
      case 'limits':
        return []
      default:
        return rule satisfies never
    }
  }

  /** An assignment in which some options are fixed and all others open. */
  fix(chosen: Iterable<readonly [string, boolean]>): Assignment {
    const assignment: Assignment = new Array(this.options.length).fill(null)
    for (const [id, value] of chosen) {
      this.spent++
      const index = this.indexOf.get(id)
      if (index !== undefined) assignment[index] = value
    }
    return assignment
  }

  /** Fixes what follows from what is fixed, as far as the effort goes. @returns what cannot be kept to, if anything */
  propagate(assignment: Assignment): Conflict | null {
    for (let changed = true; changed && !this.exhausted; ) {
      changed = false
      for (const { literals, least, most, rule, group } of this.counts) {
        this.spent += literals.length
        let holding = 0
        let open = 0
        for (const { option, chosen } of literals) {
          const value = assignment[option] ?? null
          if (value === null) open++
          else if (value === chosen) holding++
        }
        if (holding > most || holding + open < least) return { rule, group }
        if (open === 0) continue
        const force = holding === most ? false : holding + open === least ? true : null
        if (force === null) continue
        for (const { option, chosen } of literals)
          if (assignment[option] === null) {
            assignment[option] = chosen === force
            changed = true
          }
      }
    }
    return null
  }

  /** The assignment with one more option fixed and what follows from it; null when that cannot be. */
  with(assignment: Assignment, id: string, chosen: boolean): Assignment | null {
    const index = this.indexOf.get(id)
    if (index === undefined || assignment[index] !== null) return assignment
    const next = assignment.with(index, chosen)
    return this.propagate(next) === null ? next : null
  }

  /** Can what is open be chosen so that everything holds? True too when that was not found out in reasonable time. */
  possible(assignment: Assignment): boolean {
    return this.search(assignment) !== 'none'
  }

  /** Options that keep to all rules, with as few as possible beside those that are fixed; null when there are none, or none was found. */
  complete(assignment: Assignment): string[] | null {
    const found = this.search(assignment)
    return typeof found === 'string' ? null : this.options.filter((_, index) => found[index])
  }

  private search(assignment: Assignment): Assignment | 'none' | 'gave up' {
    let branches = 0
    const search = (from: Assignment): Assignment | 'none' | 'gave up' => {
      const now = [...from]
      if (this.propagate(now) !== null) return 'none'
      if (this.exhausted) return 'gave up'
      const open = now.indexOf(null)
      if (open < 0) return now
      if (++branches > MAX_BRANCHES) return 'gave up'
      // what is needed least is tried first: not to choose it
      const without = search(now.with(open, false))
      return without === 'none' ? search(now.with(open, true)) : without
    }
    return search(assignment)
  }
}
