import { Decimal } from '@/lib/platform/money/decimal'
import type { Format } from '../state'
import { amountWorth, bestStanding, ceilingPrice, checkAmount, dueAtEnd } from './checks'

/** Sealed bids: any revision replaces the last one until the end; no step, tie check, guard or overtime. */
const sealed: Omit<Format, 'award'> = {
  direction: 'lower',
  clock: false,
  adjusted: true,
  retractable: false,
  hides: 'amounts',
  takes: (kind) => kind === 'bid',
  decide(state, bidder, command, at) {
    if (command.do !== 'bid') return 'WRONG_COMMAND'
    const amount = new Decimal(command.amount)
    const wrong = checkAmount(state.rules, 'lower', amount)
    if (wrong) return wrong
    return [{ type: 'bid.accepted', at, bidder: bidder.id, id: command.id ?? null, amount: amount.toFixed(), source: 'bidder' }]
  },
  due: dueAtEnd,
  next: ({ endsAt }) => endsAt,
  ends: ({ endsAt }) => endsAt,
}

/** The winner pays its own bid. */
export const sealedFirst: Format = {
  ...sealed,
  award(state) {
    const best = bestStanding(state)
    return best && { bidder: best.bidder, price: best.amount, evaluated: best.evaluated }
  },
}

/** Vickrey: the winner pays what equals the second-best evaluated bid, between its own bid and the ceiling. */
export const sealedSecond: Format = {
  ...sealed,
  award(state) {
    const best = bestStanding(state)
    const winner = best && state.bidders.get(best.bidder)
    if (!best || !winner) return null
    const ceiling = ceilingPrice(state.rules, 'lower')
    const second = state.bidders.get(state.ranking[1] ?? '')?.standing
    const worth = second ? amountWorth(state.rules, 'lower', winner, second.evaluated) : (ceiling ?? best.amount)
    const capped = ceiling === null ? worth : Decimal.min(worth, ceiling)
    return { bidder: best.bidder, price: Decimal.max(capped, best.amount), evaluated: best.evaluated }
  },
}
