import { Decimal } from '@/lib/platform/money/decimal'
import type { Format, LotState, ReadRules } from '../state'
import { bestStanding, ceilingPrice, stepSize } from './checks'

const stepOf = (rules: ReadRules) => stepSize(rules, rules.minimum, rules.floor as Decimal)

/** Price of step k, from 0: the floor plus k minimum steps (percent: of the floor), rounded down, never above the ceiling. */
export function dutchPrice(rules: ReadRules, k: number): Decimal {
  const price = (rules.floor as Decimal).add(stepOf(rules).mul(k)).toDecimalPlaces(rules.scale, Decimal.ROUND_FLOOR)
  return Decimal.min(price, ceilingPrice(rules, 'lower') as Decimal)
}

/** The step that shows the ceiling: the last one. */
function lastStep(rules: ReadRules): number {
  const span = (ceilingPrice(rules, 'lower') as Decimal).sub(rules.floor as Decimal)
  return span.lte(0) ? 0 : span.div(stepOf(rules)).ceil().toNumber()
}

const runOut = (state: LotState) => state.clock.origin + (lastStep(state.rules) + 1) * (state.rules.interval as number)

export const dutchStep = (state: LotState, at: number) => Math.floor((at - state.clock.origin) / (state.rules.interval as number))

/** The price rises one step each interval; the first to accept takes the lot. */
export const dutchReverse: Format = {
  direction: 'lower',
  clock: true,
  adjusted: false,
  retractable: false,
  hides: 'nothing',
  takes: (kind) => kind === 'accept',
  decide(state, bidder, command, at) {
    const amount = dutchPrice(state.rules, dutchStep(state, at)).toFixed()
    return [
      { type: 'bid.accepted', at, bidder: bidder.id, id: command.id ?? null, amount, source: 'bidder' },
      { type: 'lot.closed', at, by: 'decided' },
    ]
  },
  due(state, at) {
    const end = runOut(state)
    return at >= end ? [{ type: 'lot.closed', at: end, by: 'decided' }] : []
  },
  next: runOut,
  ends: runOut,
  steps: ({ rules, clock }) => ({
    startedAt: clock.origin,
    prices: Array.from({ length: lastStep(rules) + 1 }, (_, step) => dutchPrice(rules, step)),
  }),
  award(state) {
    if (state.closedBy === 'buyer') return null
    const best = bestStanding(state)
    return best && { bidder: best.bidder, price: best.amount, evaluated: best.amount }
  },
}
