import { Decimal, ONE, ZERO } from '@/lib/platform/money/decimal'
import { formatOf } from './formats/registry'
import type { Command, LotRules } from './schemas'
import type { Bid, Bidder, LotEvent, LotState, Outcome, Rejection } from './state'
import { applyEvent, better, noteOutcome } from './state'

/**
 * The auction engine: pure, no clock, no database, no randomness.
 * Contract: the auction rules and scripts pages; the order of the checks below is theirs.
 *
 *   step(state, input, at)      the whole way of one input: outage, overtime, clock, decision, memory; what runs live, plays scripts,
 *                               simulates bidders and is fuzzed
 *   applyEvent(state, event)    folds one event into the state (the only place that changes it)
 */

/** A lot before anything happened. `bidders` are the invited ones who accepted the terms. */
export function newLot(rules: LotRules, bidders: readonly string[]): LotState {
  const number = (text: string | null) => (text === null ? null : new Decimal(text))
  const opensAt = Date.parse(rules.opensAt)
  return {
    rules: {
      ...rules,
      ceiling: number(rules.ceiling),
      reserve: number(rules.reserve),
      floor: number(rules.floor),
      guard: number(rules.guard),
      minimum: new Decimal(rules.step?.minimum ?? 0),
      maximum: number(rules.step?.maximum ?? null),
      unit: rules.step?.unit ?? 'absolute',
      opensAt,
      interval: rules.interval === null ? null : rules.interval * 1000,
    },
    format: formatOf(rules.format),
    phase: 'pending',
    closedBy: null,
    endsAt: rules.endsAt === null ? null : Date.parse(rules.endsAt),
    hardStop: rules.overtime?.hardStop ? Date.parse(rules.overtime.hardStop) : null,
    endedAt: null,
    extensions: 0,
    pausedAt: null,
    clock: { origin: opensAt, step: 0, accepted: [] },
    accepted: 0,
    bids: [],
    bidders: new Map(bidders.map((id) => [id, newBidder(rules, id)])),
    ranking: [],
    proxies: 0,
    outcomes: new Map(),
  }
}

function newBidder(rules: LotRules, id: string): Bidder {
  const terms = formatOf(rules.format).adjusted ? rules.adjustments?.[id] : undefined
  return {
    id,
    factor: terms ? new Decimal(terms.factor) : ONE,
    addend: terms ? new Decimal(terms.addend) : ZERO,
    bids: [],
    standing: null,
    proxy: null,
    proxies: new Map(),
    eliminated: false,
  }
}

/** When the clock next causes something; null while the lot is paused, and when it is closed. */
export function nextDue(state: LotState): number | null {
  if (state.phase === 'pending') return state.rules.opensAt
  return state.phase === 'open' ? state.format.next(state) : null
}

/** How late an end is noticed when no server ran at it; a server that runs notices within a second. */
const OUTAGE_MS = 10_000

/** An end that passed while no server ran, where the rules give the lot more time then. Source: auction rules, 11. */
function afterOutage(state: LotState, at: number): LotEvent | null {
  const { outage } = state.rules
  if (!outage || state.phase !== 'open' || state.endsAt === null || at < state.endsAt + OUTAGE_MS) return null
  return { type: 'lot.extended', at, cause: 'outage', from: state.endsAt, to: at + outage * 1000 }
}

/** The end that an overtime of another lot gives this one too; never beyond its own hard stop. Source: auction rules, 4. */
function followOvertime(state: LotState, at: number, to: number): LotEvent | null {
  const end = state.hardStop === null ? to : Math.min(to, state.hardStop)
  if (state.phase !== 'open' || state.endsAt === null || end <= state.endsAt) return null
  return { type: 'lot.extended', at, cause: 'event', from: state.endsAt, to: end }
}

/** What reaches a lot: somebody's command, an instant of the clock, or the overtime of another lot of its event. */
export type StepInput = { kind: 'command'; command: Command } | { kind: 'clock' } | { kind: 'overtime'; to: number }

/** An event with who is behind it, as the ledger names them: a bidder, the buyer's side, or `system` for what the clock caused. */
export interface Caused {
  event: LotEvent
  actor: string
}

export interface Stepped {
  /** everything that happened, in order; the state has moved on with it */
  caused: Caused[]
  /** how a command ended, and whether it is a repetition; null for anything else */
  outcome: (Outcome & { duplicate: boolean }) | null
  /** place of the command's own first event among those that it caused; null without one */
  first: number | null
}

/**
 * One step of a lot. In this order: a lot that is to begin begins; an end that passed while no server ran is moved, or the end follows
 * another lot's overtime; what the clock has caused by now; the command; and how it ended is remembered. Source: auction rules, 2, 4, 11.
 * @param at receipt at the server, milliseconds since 1970, never before that of the step before
 * @param held the lot waits for the one before it, whatever the clock says
 */
export function step(state: LotState, input: StepInput, at: number, held = false): Stepped {
  const caused: Caused[] = []
  const apply = (event: LotEvent, actor: string) => {
    applyEvent(state, event)
    caused.push({ event, actor })
  }
  if (input.kind === 'overtime') {
    // It is as of then: what the clock has caused since is for the clock to say.
    const moved = followOvertime(state, at, input.to)
    if (moved) apply(moved, SYSTEM)
    return { caused, outcome: null, first: null }
  }
  // A lot that was to open while no server ran opens first, so that it too may get more time.
  if (!held && state.phase === 'pending' && at >= state.rules.opensAt) apply({ type: 'lot.opened', at: state.rules.opensAt }, SYSTEM)
  const moved = afterOutage(state, at)
  if (moved) apply(moved, SYSTEM)
  for (let due = dueBy(state, at, held); due.length > 0; due = dueBy(state, at, held)) for (const event of due) apply(event, SYSTEM)
  if (input.kind === 'clock') return { caused, outcome: null, first: null }

  const { command } = input
  const decision = decide(state, command, at)
  if ('duplicate' in decision && decision.duplicate) return { caused, outcome: { ...outcomeOf(decision), duplicate: true }, first: null }
  if (!decision.ok) {
    if (command.id !== undefined) noteOutcome(state, command.by, command.id, { ok: false, code: decision.code })
    return { caused, outcome: { ok: false, code: decision.code, duplicate: false }, first: null }
  }
  const first = caused.length
  for (const event of decision.events) apply(event, actorOf(event, command))
  if (command.id !== undefined) noteOutcome(state, command.by, command.id, ACCEPTED)
  return { caused, outcome: { ok: true, duplicate: false }, first: decision.events.length > 0 ? first : null }
}

const SYSTEM = 'system'
const ACCEPTED: Outcome = { ok: true }
const outcomeOf = (decision: Duplicate): Outcome => (decision.ok ? ACCEPTED : { ok: false, code: decision.code })

/** What the clock has caused in an open lot by now: one group of events, or none. */
const dueBy = (state: LotState, at: number, held: boolean): LotEvent[] =>
  held || state.phase !== 'open' ? [] : state.format.due(state, at)

/** Lets the clock run to an instant, as it does live: what is due is noticed when it is due. */
export function runClock(state: LotState, until: number): Caused[] {
  const all: Caused[] = []
  for (let due = nextDue(state); due !== null && due <= until; due = nextDue(state)) {
    const { caused } = step(state, { kind: 'clock' }, due)
    if (caused.length === 0) break
    all.push(...caused)
  }
  return all
}

/** Who did it: a bidder, the buyer's side (for a bidder too), or the clock. */
function actorOf(event: LotEvent, command: Command): string {
  if (event.type === 'bid.accepted' && event.surrogate !== undefined) return BUYER
  if (event.type === 'bid.accepted' || event.type === 'proxy.set') return event.bidder
  return command.by === BUYER ? BUYER : SYSTEM
}

export type Decision = { ok: true; events: LotEvent[]; duplicate?: false } | { ok: false; code: Rejection; duplicate?: false } | Duplicate
type Duplicate = Outcome & { duplicate: true }

/** What a command does to a lot in which the clock has run to `at`. Changes nothing. */
export function decide(state: LotState, command: Command, at: number): Decision {
  const repeated = command.id === undefined ? undefined : state.outcomes.get(command.by)?.get(command.id)
  if (repeated) return { ...repeated, duplicate: true }
  switch (command.do) {
    case 'bid':
    case 'proxy':
    case 'accept':
      return decideBidder(state, command, at)
    default:
      return decideBuyer(state, command, at)
  }
}

const refuse = (code: Rejection): Decision => ({ ok: false, code })

const isOwnBid = (event: LotEvent) => event.type === 'bid.accepted' && event.source === 'bidder'

type BidderCommand = Extract<Command, { do: 'bid' | 'proxy' | 'accept' }>
type BuyerCommand = Exclude<Command, BidderCommand>

function decideBidder(state: LotState, command: BidderCommand, at: number): Decision {
  const bidder = state.bidders.get(command.by)
  if (!bidder) return refuse('NOT_INVITED')
  if (state.phase === 'pending') return refuse('LOT_NOT_OPEN')
  if (state.phase === 'closed') return refuse(state.closedBy === 'end' ? 'RECEIVED_AFTER_END' : 'LOT_NOT_OPEN')
  if (state.phase === 'paused') return refuse('PAUSED')
  if (bidder.eliminated) return refuse('ELIMINATED')
  if (!state.format.takes(command.do, state.rules)) return refuse('WRONG_COMMAND')
  const surrogate = command.do === 'proxy' ? undefined : command.surrogate
  // Whoever enters a sealed bid for somebody else would know it.
  if (surrogate !== undefined && state.format.hides === 'amounts') return refuse('WRONG_COMMAND')
  const events = state.format.decide(state, bidder, command, at)
  if (typeof events === 'string') return refuse(events)
  if (surrogate === undefined) return { ok: true, events }
  return { ok: true, events: events.map((event) => (isOwnBid(event) ? { ...event, surrogate } : event)) }
}

function decideBuyer(state: LotState, command: BuyerCommand, at: number): Decision {
  if (command.by !== BUYER) return refuse('NOT_ALLOWED')
  if (state.phase === 'pending' || state.phase === 'closed') return refuse('LOT_NOT_OPEN')
  switch (command.do) {
    case 'pause':
      return state.phase === 'paused' ? refuse('PAUSED') : { ok: true, events: [{ type: 'lot.paused', at }] }
    case 'resume':
      return state.phase === 'paused' ? { ok: true, events: [{ type: 'lot.resumed', at }] } : refuse('NOT_PAUSED')
    case 'extend':
      if (state.format.clock || state.endsAt === null) return refuse('WRONG_COMMAND')
      return {
        ok: true,
        events: [{ type: 'lot.extended', at, cause: 'buyer', from: state.endsAt, to: state.endsAt + command.seconds * 1000 }],
      }
    case 'close':
      return { ok: true, events: [{ type: 'lot.closed', at, by: 'buyer' }] }
    case 'retract':
      return decideRetraction(state, command, at)
    default:
      return command satisfies never
  }
}

function decideRetraction(state: LotState, command: Extract<Command, { do: 'retract' }>, at: number): Decision {
  const bidder = state.bidders.get(command.of)
  if (!state.format.retractable || !bidder) return refuse('NO_SUCH_BID')
  const own = bidder.bids.filter((bid) => !bid.retracted)
  const proxy = bidder.proxies.get(command.bid)
  const direct = own.filter((bid) => bid.source === 'bidder' && bid.id === command.bid)
  if (direct.length === 0 && (!proxy || proxy.retracted)) return refuse('NO_SUCH_BID')
  const bids = direct.length > 0 ? direct : own.filter((bid) => bid.source === 'proxy' && bid.id === command.bid)
  return {
    ok: true,
    events: [
      {
        type: 'bid.retracted',
        at,
        bidder: bidder.id,
        id: command.bid,
        bids: bids.map((bid) => bid.index),
        reason: command.reason ?? null,
      },
    ],
  }
}

/**
 * What would become of a bidder's bid, or without an amount of its acceptance, if it were the first in the lot.
 * @returns why it would be refused, or null
 */
export function firstBid(rules: LotRules, by: string, amount: string | undefined): Rejection | null {
  const state = newLot(rules, [by])
  const command: Command = amount === undefined ? { by, do: 'accept' } : { by, do: 'bid', amount }
  const { outcome } = step(state, { kind: 'command', command }, state.rules.opensAt)
  return outcome?.ok === false ? outcome.code : null
}

/** The name under which the buyer's side sends commands. */
export const BUYER = 'buyer'

/** Who wins at which price, once the lot is closed; null without a winner or below the reserve. */
export function awardOf(state: LotState): { award: { bidder: string; price: Decimal } | null; reserveMet: boolean | null } {
  const { reserve } = state.rules
  const winner = state.format.award(state)
  const reached = reserve === null ? null : winner !== null && !better(state.format, reserve, winner.evaluated)
  return { award: winner && reached !== false ? { bidder: winner.bidder, price: winner.price } : null, reserveMet: reached }
}

/** The standing bids, best first. */
export function standings(state: LotState): { bidder: string; bid: Bid; rank: number }[] {
  return state.ranking.flatMap((bidder, index) => {
    const bid = state.bidders.get(bidder)?.standing
    return bid ? [{ bidder, bid, rank: index + 1 }] : []
  })
}

/** Rank of a bidder from 1, or null without a standing bid. */
export function rankOf(state: LotState, bidder: string): number | null {
  const index = state.ranking.indexOf(bidder)
  return index < 0 ? null : index + 1
}
