import { compare, Decimal, ONE, ZERO } from '@/lib/platform/money/decimal'
import type { Command, LotRules } from './schemas'

/** Why a command is refused; the words on screen are in `messages`, under `auction.rejection`. */
export const rejections = [
  'NOT_INVITED',
  'LOT_NOT_OPEN',
  'RECEIVED_AFTER_END',
  'PAUSED',
  'ELIMINATED',
  'WRONG_COMMAND',
  'WRONG_SCALE',
  'ABOVE_CEILING',
  'BELOW_START',
  'NOT_BETTER_THAN_OWN',
  'NOT_BETTER_THAN_LEADER',
  'TIE_NOT_ALLOWED',
  'BELOW_MINIMUM_STEP',
  'ABOVE_MAXIMUM_STEP',
  'OUTLIER_UNCONFIRMED',
  'NOT_ALLOWED',
  'NOT_PAUSED',
  'NO_SUCH_BID',
] as const
export type Rejection = (typeof rejections)[number]

export type Outcome = { ok: true } | { ok: false; code: Rejection }

/** Order of receipt: the instant, then the place in the lot's sequence of accepted bids and proxies. */
export interface Priority {
  at: number
  order: number
}

export interface Bid {
  /** position in the lot's list of accepted bids, from 0 */
  index: number
  /** the bidder's id of the bid, or of the proxy that made it */
  id: string | null
  bidder: string
  amount: Decimal
  evaluated: Decimal
  at: number
  source: 'bidder' | 'proxy'
  priority: Priority
  retracted: boolean
  /** why the buyer's side placed it for the bidder; null for the bidder's own */
  surrogate: string | null
  /** step of the price clock that it accepted; 0 without a clock */
  step: number
}

export interface Proxy {
  id: string | null
  limit: Decimal
  evaluated: Decimal
  priority: Priority
}

export interface Bidder {
  id: string
  factor: Decimal
  addend: Decimal
  bids: Bid[]
  standing: Bid | null
  proxy: Proxy | null
  proxies: Map<string, { retracted: boolean }>
  eliminated: boolean
}

/** A lot's rules with their numbers read: decimals, milliseconds. */
export interface ReadRules extends Omit<LotRules, 'ceiling' | 'reserve' | 'floor' | 'guard' | 'step' | 'opensAt' | 'endsAt' | 'interval'> {
  ceiling: Decimal | null
  reserve: Decimal | null
  floor: Decimal | null
  guard: Decimal | null
  minimum: Decimal
  maximum: Decimal | null
  unit: 'absolute' | 'percent'
  opensAt: number
  interval: number | null
}

/** The folded ledger of one lot. Only `applyEvent` changes it. */
export interface LotState {
  rules: ReadRules
  format: Format
  phase: 'pending' | 'open' | 'paused' | 'closed'
  closedBy: 'end' | 'buyer' | 'decided' | null
  endsAt: number | null
  hardStop: number | null
  endedAt: number | null
  extensions: number
  pausedAt: number | null
  clock: { origin: number; step: number; accepted: string[] }
  /** accepted bids and proxies so far: the order of receipt within one instant */
  accepted: number
  bids: Bid[]
  bidders: Map<string, Bidder>
  /** ids of bidders with a standing bid, best first */
  ranking: string[]
  /** how many bidders have a limit that holds */
  proxies: number
  /** how commands with an id ended, by sender, then by id */
  outcomes: Map<string, Map<string, Outcome>>
}

/** What the ledger says happened. Instants are milliseconds; amounts decimal text. */
export type LotEvent =
  | { type: 'lot.opened'; at: number }
  | { type: 'bid.accepted'; at: number; bidder: string; id: string | null; amount: string; source: 'bidder' | 'proxy'; surrogate?: string }
  | { type: 'proxy.set'; at: number; bidder: string; id: string | null; limit: string }
  | { type: 'bid.retracted'; at: number; bidder: string; id: string; bids: number[]; reason: string | null }
  | { type: 'lot.extended'; at: number; cause: 'overtime' | 'event' | 'buyer' | 'outage'; from: number; to: number }
  | { type: 'lot.paused'; at: number }
  | { type: 'lot.resumed'; at: number }
  | { type: 'step.ended'; at: number; step: number; eliminated: string[] }
  | { type: 'lot.closed'; at: number; by: 'end' | 'buyer' | 'decided' }

/**
 * What a format adds to the engine. A new format is one file that fills this in, and its line in the registry.
 */
export interface Format {
  /** which of two evaluated values is better */
  direction: 'lower' | 'higher'
  /** a price clock instead of an end time: no extension, no award after a close by the buyer */
  clock: boolean
  /** bidders' factors and addends count */
  adjusted: boolean
  retractable: boolean
  /** what bidders never see while the lot runs, whatever the event allows; `amounts`: nobody but their bidder, the buyer neither */
  hides: 'nothing' | 'lead' | 'amounts'
  takes(kind: 'bid' | 'proxy' | 'accept', rules: ReadRules): boolean
  /** the command's events, or the code of its refusal; the checks that all formats share are done */
  decide(state: LotState, bidder: Bidder, command: Extract<Command, { do: 'bid' | 'proxy' | 'accept' }>, at: number): LotEvent[] | Rejection
  /** what the clock causes in an open lot up to `at`: one group of events, or none */
  due(state: LotState, at: number): LotEvent[]
  /** when `due` next has something for an open lot if nobody does anything; null when only a command ends it */
  next(state: LotState): number | null
  /** when an open lot ends at the latest, as things stand */
  ends(state: LotState): number | null
  /** the prices that a price clock shows from `startedAt` on, one for each interval, as far as they are settled */
  steps?(state: LotState): { startedAt: number; prices: Decimal[] }
  /** the winner regardless of the reserve; `evaluated` is what the reserve is compared with */
  award(state: LotState): { bidder: string; price: Decimal; evaluated: Decimal } | null
}

/** Are the bids sealed now: kept from everybody but their bidders? */
export const isSealed = ({ format, phase }: LotState): boolean => format.hides === 'amounts' && phase !== 'closed'

export const better = (format: Format, a: Decimal, b: Decimal) => (format.direction === 'lower' ? compare(a, b) < 0 : compare(a, b) > 0)

export const equal = (a: Decimal, b: Decimal) => compare(a, b) === 0

export const earlier = (a: Priority, b: Priority) => a.at < b.at || (a.at === b.at && a.order < b.order)

/** Amount in the buyer's terms: amount × factor + addend, exact. */
export const evaluate = (bidder: Bidder, amount: Decimal) =>
  bidder.factor === ONE && bidder.addend === ZERO ? amount : amount.mul(bidder.factor).add(bidder.addend)

/**
 * Does bid `a` rank before bid `b`? The later step of a clock (two steps may show the same price), the better evaluated,
 * then the earlier priority, then ledger order.
 */
function ranksBefore(format: Format, a: Bid, b: Bid): boolean {
  if (a.step !== b.step) return a.step > b.step
  if (!equal(a.evaluated, b.evaluated)) return better(format, a.evaluated, b.evaluated)
  if (a.priority.at !== b.priority.at || a.priority.order !== b.priority.order) return earlier(a.priority, b.priority)
  return a.index < b.index
}

/** Folds one event into the state. The fold of a lot's ledger is its state. */
export function applyEvent(state: LotState, event: LotEvent): void {
  switch (event.type) {
    case 'lot.opened':
      state.phase = 'open'
      return
    case 'bid.accepted':
      applyBid(state, event)
      return
    case 'proxy.set':
      applyProxy(state, event)
      return
    case 'bid.retracted':
      applyRetraction(state, event)
      return
    case 'lot.extended':
      state.endsAt = event.to
      if (event.cause === 'overtime') state.extensions += 1
      else if (event.cause !== 'event' && state.hardStop !== null) state.hardStop += event.to - event.from
      return
    case 'lot.paused':
      state.phase = 'paused'
      state.pausedAt = event.at
      return
    case 'lot.resumed': {
      const length = event.at - (state.pausedAt ?? event.at)
      state.phase = 'open'
      state.pausedAt = null
      if (state.endsAt !== null) state.endsAt += length
      if (state.hardStop !== null) state.hardStop += length
      state.clock.origin += length
      return
    }
    case 'step.ended':
      for (const id of event.eliminated) bidderOf(state, id).eliminated = true
      state.clock.step = event.step + 1
      state.clock.accepted = []
      return
    case 'lot.closed':
      state.phase = 'closed'
      state.closedBy = event.by
      state.endedAt = event.at
      return
    default:
      event satisfies never
  }
}

function bidderOf(state: LotState, id: string): Bidder {
  const bidder = state.bidders.get(id)
  if (!bidder) throw new Error(`The ledger names a bidder who was not invited: ${id}`)
  return bidder
}

const ACCEPTED: Outcome = { ok: true }

/** Notes how a sender's command ended; what was noted first stays. */
export function noteOutcome(state: LotState, by: string, id: string, outcome: Outcome): void {
  const known = state.outcomes.get(by)
  if (!known) state.outcomes.set(by, new Map([[id, outcome]]))
  else if (!known.has(id)) known.set(id, outcome)
}

function applyProxy(state: LotState, event: Extract<LotEvent, { type: 'proxy.set' }>): void {
  const bidder = bidderOf(state, event.bidder)
  const limit = new Decimal(event.limit)
  if (!bidder.proxy) state.proxies++
  bidder.proxy = { id: event.id, limit, evaluated: evaluate(bidder, limit), priority: { at: event.at, order: state.accepted++ } }
  if (event.id === null) return
  bidder.proxies.set(event.id, { retracted: false })
  noteOutcome(state, event.bidder, event.id, ACCEPTED)
}

function applyRetraction(state: LotState, event: Extract<LotEvent, { type: 'bid.retracted' }>): void {
  const bidder = bidderOf(state, event.bidder)
  for (const index of event.bids) (state.bids[index] as Bid).retracted = true
  const proxy = bidder.proxies.get(event.id)
  if (proxy && !bidder.bids.some((bid) => bid.source === 'bidder' && bid.id === event.id)) proxy.retracted = true
  if (bidder.proxy) state.proxies--
  // Whichever limit stood goes with it, and counts as retracted from then on.
  const gone = bidder.proxy?.id == null ? undefined : bidder.proxies.get(bidder.proxy.id)
  if (gone) gone.retracted = true
  bidder.proxy = null
  place(state, bidder, bidder.bids.findLast((bid) => !bid.retracted) ?? null)
}

function applyBid(state: LotState, event: Extract<LotEvent, { type: 'bid.accepted' }>): void {
  const bidder = bidderOf(state, event.bidder)
  const amount = new Decimal(event.amount)
  const bid: Bid = {
    index: state.bids.length,
    id: event.id,
    bidder: event.bidder,
    amount,
    evaluated: evaluate(bidder, amount),
    at: event.at,
    source: event.source,
    priority: event.source === 'proxy' && bidder.proxy ? bidder.proxy.priority : { at: event.at, order: state.accepted },
    retracted: false,
    surrogate: event.surrogate ?? null,
    step: state.clock.step,
  }
  state.accepted++
  state.bids.push(bid)
  bidder.bids.push(bid)
  if (event.source === 'bidder' && event.id !== null) noteOutcome(state, bidder.id, event.id, ACCEPTED)
  if (state.format.clock) state.clock.accepted.push(bidder.id)
  place(state, bidder, bid)
}

/** Does a bid rank before the one at a place of the ranking? */
const precedes = (state: LotState, bid: Bid, place: number): boolean =>
  ranksBefore(state.format, bid, bidderOf(state, state.ranking[place] as string).standing as Bid)

/** Gives the bidder a new standing bid (or none) and moves it to its place in the ranking. */
function place(state: LotState, bidder: Bidder, standing: Bid | null): void {
  const { ranking } = state
  if (bidder.standing) ranking.splice(ranking.indexOf(bidder.id), 1)
  bidder.standing = standing
  if (!standing) return
  // Most bids lead.
  if (ranking.length === 0 || precedes(state, standing, 0)) {
    ranking.unshift(bidder.id)
    return
  }
  let low = 1
  let high = ranking.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (precedes(state, standing, middle)) high = middle
    else low = middle + 1
  }
  ranking.splice(low, 0, bidder.id)
}
