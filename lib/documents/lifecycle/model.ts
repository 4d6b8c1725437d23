/**
 * The life of a document as a table: which steps a state allows, whose they are, where they lead. One function enforces it,
 * and the same table says what a page offers. What is particular to a document is in its own `states.ts`.
 */
export interface Transition<State extends string, Side extends string, Facts> {
  /** whose step it is; several when each of them may take it */
  by: Side | readonly Side[]
  /** the states that it can lead to */
  to: readonly [State, ...State[]]
  /** which of several, by the facts as the step leaves them */
  choose?(after: Facts): State
  /** why it is not possible with the facts as they are: a key of `errors.detail`; null when it is */
  hindrance?(before: Facts): string | null
}

export type Lifecycle<State extends string, Step extends string, Side extends string, Facts> = {
  readonly [From in State]: { readonly [Each in Step]?: Transition<State, Side, Facts> }
}

/** Why a step is refused: it is not one of this state, it is the other side's, or something stands in its way. */
export type Refusal = { reason: 'state' } | { reason: 'side' } | { reason: 'hindered'; by: string }

export interface Taken<State extends string, Step extends string, Side extends string, Facts> {
  state: State
  step: Step
  /** where who takes it stands; several when a document has more than two sides */
  side: Side | readonly Side[]
  before: Facts
  /** the facts as the step leaves them; the same as before without it */
  after?: Facts
}

/**
 * The state that a step leads to, or why it is refused.
 * @throws Error when a transition chooses a state that its table does not name
 */
export function takeStep<State extends string, Step extends string, Side extends string, Facts>(
  lifecycle: Lifecycle<State, Step, Side, Facts>,
  { state, step, side, before, after = before }: Taken<State, Step, Side, Facts>,
): { ok: true; state: State } | ({ ok: false } & Refusal) {
  const transition = lifecycle[state][step]
  if (!transition) return { ok: false, reason: 'state' }
  if (!isTheirs(transition.by, side)) return { ok: false, reason: 'side' }
  const by = transition.hindrance?.(before) ?? null
  if (by !== null) return { ok: false, reason: 'hindered', by }
  const next = transition.choose?.(after) ?? transition.to[0]
  if (!transition.to.includes(next)) throw new Error(`${step} of ${state} does not lead to ${next}`)
  return { ok: true, state: next }
}

/** Is a step one of these sides'? */
export const isTheirs = <Side extends string>(by: Side | readonly Side[], side: Side | readonly Side[]): boolean =>
  [by].flat().some((each) => [side].flat().includes(each))

export interface OfferedStep<Step extends string> {
  step: Step
  /** why it is not possible now; null when it is */
  hindrance: string | null
}

/** The steps of a state that are a side's, in the order of the table, each with what stands in its way. */
export function offeredSteps<State extends string, Step extends string, Side extends string, Facts>(
  lifecycle: Lifecycle<State, Step, Side, Facts>,
  { state, side, facts }: { state: State; side: Side | readonly Side[]; facts: Facts },
): OfferedStep<Step>[] {
  const transitions = Object.entries(lifecycle[state]) as [Step, Transition<State, Side, Facts>][]
  return transitions.flatMap(([step, { by, hindrance }]) => (isTheirs(by, side) ? [{ step, hindrance: hindrance?.(facts) ?? null }] : []))
}
