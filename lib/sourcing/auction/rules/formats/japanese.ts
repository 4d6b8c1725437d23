import { Decimal, ZERO } from '@/lib/platform/money/decimal'
import type { Format, LotState, ReadRules } from '../state'
import { bestStanding, stepSize } from './checks'

/**
 * Price of step k, from 0: the ceiling less k minimum steps (percent: of the ceiling), rounded down to the scale,
 * never below the floor (zero without one).
 */
export function japanesePrice(rules: ReadRules, k: number): Decimal {
  const ceiling = rules.ceiling as Decimal
  const price = ceiling.sub(stepSize(rules, rules.minimum, ceiling).mul(k)).toDecimalPlaces(rules.scale, Decimal.ROUND_FLOOR)
  return Decimal.max(price, rules.floor ?? ZERO)
}

/** The step that shows the floor: the last one. */
function lastStep(rules: ReadRules): number {
  const ceiling = rules.ceiling as Decimal
  return Decimal.max(ceiling.sub(rules.floor ?? ZERO), ZERO)
    .div(stepSize(rules, rules.minimum, ceiling))
    .ceil()
    .toNumber()
}

const startOf = (state: LotState, step: number) => state.clock.origin + step * (state.rules.interval as number)
const stepEnd = (state: LotState) => startOf(state, state.clock.step + 1)
const isAtFloor = (rules: ReadRules, step: number) => !japanesePrice(rules, step).gt(rules.floor ?? ZERO)

/** The price falls one step each interval; who does not accept a step is out for good. */
export const japaneseReverse: Format = {
  direction: 'lower',
  clock: true,
  adjusted: false,
  retractable: false,
  hides: 'nothing',
  takes: (kind) => kind === 'accept',
  decide(state, bidder, command, at) {
    if (state.clock.accepted.includes(bidder.id)) return 'NOT_BETTER_THAN_OWN'
    const amount = japanesePrice(state.rules, state.clock.step).toFixed()
    return [{ type: 'bid.accepted', at, bidder: bidder.id, id: command.id ?? null, amount, source: 'bidder' }]
  },
  due(state, at) {
    const end = stepEnd(state)
    if (at < end) return []
    const { accepted, step } = state.clock
    const eliminated = [...state.bidders.values()]
      .filter((bidder) => !bidder.eliminated && !accepted.includes(bidder.id))
      .map(({ id }) => id)
    const ended = { type: 'step.ended', at: end, step, eliminated } as const
    return accepted.length >= 2 && !isAtFloor(state.rules, step) ? [ended] : [ended, { type: 'lot.closed', at: end, by: 'decided' }]
  },
  next: stepEnd,
  ends: (state) => startOf(state, lastStep(state.rules) + 1),
  steps(state) {
    const { step } = state.clock
    const last = isAtFloor(state.rules, step)
    return { startedAt: startOf(state, step), prices: (last ? [step] : [step, step + 1]).map((each) => japanesePrice(state.rules, each)) }
  },
  award(state) {
    if (state.closedBy === 'buyer') return null
    // One left, none left, the floor: in each case the first to have accepted the last step that was accepted.
    const best = bestStanding(state)
    return best && { bidder: best.bidder, price: best.amount, evaluated: best.amount }
  },
}
