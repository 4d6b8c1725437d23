import { compare, Decimal, HUNDRED } from '@/lib/platform/money/decimal'
import { type ExchangeBid, exchange } from '../internal/proxies'
import type { Bid, Bidder, Format, LotEvent, LotState, ReadRules, Rejection } from '../state'
import { better, equal, evaluate } from '../state'
import { bestStanding, checkAmount, dueAtEnd, gain, stepSize } from './checks'

interface OpenTraits {
  direction: Format['direction']
  adjusted: boolean
  /** the guard against outliers applies */
  guarded: boolean
  /** what must be beaten, where the format leaves no choice */
  mustBeat?: 'own'
  hides?: 'lead'
}

/** The formats with open bidding until an end time: English reverse and forward, rank-only, index. */
export function openFormat(traits: OpenTraits): Format {
  const mustBeat = (rules: ReadRules) => traits.mustBeat ?? rules.mustBeat
  const format: Format = {
    direction: traits.direction,
    clock: false,
    adjusted: traits.adjusted,
    retractable: true,
    hides: traits.hides ?? 'nothing',
    takes: (kind, rules) => kind === 'bid' || (kind === 'proxy' && traits.mustBeat === undefined && rules.mustBeat === 'leader'),
    decide(state, bidder, command, at) {
      if (command.do === 'accept') return 'WRONG_COMMAND'
      const amount = new Decimal(command.do === 'bid' ? command.amount : command.limit)
      const wrong = checkAmount(state.rules, traits.direction, amount)
      if (wrong) return wrong
      const value = evaluate(bidder, amount)
      const id = command.id ?? null
      if (command.do === 'proxy') {
        const refused = refuseProxy(state, bidder, value)
        if (refused) return refused
        const set: LotEvent = { type: 'proxy.set', at, bidder: bidder.id, id, limit: amount.toFixed() }
        return [set, ...settle(state, at, { setBy: bidder, amount, value, id })]
      }
      const refused =
        refuseOwn(state, bidder, value) ??
        (mustBeat(state.rules) === 'leader' ? refuseAgainstLeader(state, bidder, value) : refuseAgainstOwn(state, bidder, value)) ??
        (traits.guarded && command.confirm !== true ? refuseOutlier(state, bidder, value) : null)
      if (refused) return refused
      return settle(state, at, { bid: { bidder: bidder.id, id, amount, value } })
    },
    due: dueAtEnd,
    next: ({ endsAt }) => endsAt,
    ends: ({ endsAt }) => endsAt,
    award(state) {
      const best = bestStanding(state)
      return best && { bidder: best.bidder, price: best.amount, evaluated: best.evaluated }
    },
  }
  return format
}

function refuseOwn(state: LotState, bidder: Bidder, value: Decimal): Rejection | null {
  return bidder.standing && !better(state.format, value, bidder.standing.evaluated) ? 'NOT_BETTER_THAN_OWN' : null
}

function refuseAgainstLeader(state: LotState, bidder: Bidder, value: Decimal): Rejection | null {
  const leader = bestStanding(state)
  if (!leader) return null
  if (better(state.format, leader.evaluated, value)) return 'NOT_BETTER_THAN_LEADER'
  if (equal(value, leader.evaluated) && leader.bidder !== bidder.id) return state.rules.ties ? null : 'TIE_NOT_ALLOWED'
  return refuseStep(state, value, leader.evaluated)
}

function refuseAgainstOwn(state: LotState, bidder: Bidder, value: Decimal): Rejection | null {
  if (!state.rules.ties && equalsAnother(state, bidder, value)) return 'TIE_NOT_ALLOWED'
  return bidder.standing ? refuseStep(state, value, bidder.standing.evaluated) : null
}

/** Is somebody else's standing bid worth the same? The ranking is in order of worth: equal ones stand together. */
function equalsAnother(state: LotState, bidder: Bidder, value: Decimal): boolean {
  const { ranking, bidders, format } = state
  const worth = (place: number) => {
    const { standing } = bidders.get(ranking[place] as string) as Bidder
    return (standing as Bid).evaluated
  }
  // Most bids lead.
  if (ranking.length === 0 || better(format, value, worth(0))) return false
  let low = 0
  let high = ranking.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (better(format, worth(middle), value)) low = middle + 1
    else high = middle
  }
  for (let place = low; place < ranking.length && equal(worth(place), value); place++) if (ranking[place] !== bidder.id) return true
  return false
}

const belowMinimum = ({ rules, format }: LotState, value: Decimal, beaten: Decimal): boolean =>
  compare(gain(format.direction, value, beaten), stepSize(rules, rules.minimum, beaten)) < 0

function refuseStep(state: LotState, value: Decimal, beaten: Decimal): Rejection | null {
  const { rules, format } = state
  if (belowMinimum(state, value, beaten)) return 'BELOW_MINIMUM_STEP'
  const step = gain(format.direction, value, beaten)
  if (rules.maximum !== null && compare(step, stepSize(rules, rules.maximum, beaten)) > 0) return 'ABOVE_MAXIMUM_STEP'
  return null
}

/** A slip of the finger: far better than the leader, or than the ceiling when nobody leads. */
function refuseOutlier(state: LotState, bidder: Bidder, value: Decimal): Rejection | null {
  const { guard, ceiling } = state.rules
  const reference = bestStanding(state)?.evaluated ?? (ceiling && evaluate(bidder, ceiling))
  if (guard === null || reference === null) return null
  return gain(state.format.direction, value, reference).gt(reference.abs().mul(guard).div(HUNDRED)) ? 'OUTLIER_UNCONFIRMED' : null
}

/** A limit that could not be bid is no limit. Source: auction scripts, Proxies, rule 1. */
function refuseProxy(state: LotState, bidder: Bidder, value: Decimal): Rejection | null {
  const own = [bidder.standing?.evaluated, bidder.proxy?.evaluated]
  if (own.some((before) => before && !better(state.format, value, before))) return 'NOT_BETTER_THAN_OWN'
  const leader = bestStanding(state)
  if (!leader || leader.bidder === bidder.id) return null
  if (!better(state.format, value, leader.evaluated)) return 'NOT_BETTER_THAN_LEADER'
  return belowMinimum(state, value, leader.evaluated) ? 'BELOW_MINIMUM_STEP' : null
}

/** The bids that a command causes, its own and those of proxies, and the overtime that they earn together. */
function settle(
  state: LotState,
  at: number,
  cause: { bid: ExchangeBid } | { setBy: Bidder; amount: Decimal; value: Decimal; id: string | null },
): LotEvent[] {
  const own = 'bid' in cause ? cause.bid : null
  const proxies = 'bid' in cause ? null : cause
  const needsExchange = proxies !== null || state.proxies > 0
  const { bids, bestRank } = needsExchange
    ? exchange(state, at, own, proxies)
    : { bids: [own as ExchangeBid], bestRank: state.rules.overtime ? rankAfter(state, own as ExchangeBid) : 1 }
  const events: LotEvent[] = bids.map((bid, index) => ({
    type: 'bid.accepted',
    at,
    bidder: bid.bidder,
    id: bid.id,
    amount: bid.amount.toFixed(),
    source: own && index === 0 ? 'bidder' : 'proxy',
  }))
  const to = bids.length > 0 ? overtimeEnd(state, at, bestRank) : null
  if (to !== null && state.endsAt !== null) events.push({ type: 'lot.extended', at, cause: 'overtime', from: state.endsAt, to })
  return events
}

/** Rank that a single new bid takes: behind every other standing bid that is not worse. */
function rankAfter(state: LotState, bid: ExchangeBid): number {
  let rank = 1
  for (const id of state.ranking) {
    const standing = state.bidders.get(id)?.standing
    if (!standing || id === bid.bidder) continue
    if (better(state.format, bid.value, standing.evaluated)) break
    rank += 1
  }
  return rank
}

/** The new end, when a bid of this rank received now moves it. */
function overtimeEnd(state: LotState, at: number, rank: number): number | null {
  const rule = state.rules.overtime
  const end = state.endsAt
  if (!rule || end === null || rank > rule.rank || end - at > rule.window * 1000) return null
  if (rule.limit !== null && state.extensions >= rule.limit) return null
  const wished = rule.from === 'receipt' ? at + rule.extend * 1000 : end + rule.extend * 1000
  const to = state.hardStop === null ? wished : Math.min(wished, state.hardStop)
  return to > end ? to : null
}
