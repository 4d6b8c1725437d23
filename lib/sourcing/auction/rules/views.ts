import { currencyDigits } from '@/lib/platform/money/currencies'
import { Decimal } from '@/lib/platform/money/decimal'
import { awardOf, rankOf, standings } from './engine'
import { amountWorth, stepSize } from './formats/checks'
import { traitsOf } from './formats/traits'
import { type LotWorth, savedBy, totalAt } from './savings'
import type { LotRules } from './schemas'
import { type Bid, type Bidder, isSealed, type LotState } from './state'
import type { BidderView, BuyerView, LotClock, ScreenView } from './wire'

/** What each side sees of a lot: folds of its state. The server sends a browser nothing else. Source: auction rules, 7. */

/** A supplier's standing bid in a closed lot. */
export interface StandingBid {
  supplierId: string
  amount: string
}

export type Visibility = 'lead_and_rank' | 'rank' | 'lead' | 'nothing'

/** The latest of a bidder's own bids. */
const OWN_BIDS_SHOWN = 50

const text = (state: LotState, amount: Decimal) => amount.toFixed(state.rules.scale)
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())

function clockOf(state: LotState, bids: number): LotClock {
  return {
    phase: state.phase,
    opensAt: new Date(state.rules.opensAt).toISOString(),
    endsAt: iso(state.endedAt ?? state.format.ends(state)),
    pausedAt: iso(state.pausedAt),
    extensions: state.extensions,
    bids,
    sealed: isSealed(state),
    priceClock: priceClockOf(state),
  }
}

function priceClockOf(state: LotState): LotClock['priceClock'] {
  const steps = state.phase === 'closed' ? undefined : state.format.steps?.(state)
  return steps
    ? {
        startedAt: new Date(steps.startedAt).toISOString(),
        interval: state.rules.interval as number,
        prices: steps.prices.map((price) => text(state, price)),
      }
    : null
}

/** The amount in a bidder's own terms that is worth as much as another's bid. */
const inTermsOf = (state: LotState, bidder: Bidder, bid: Bid): Decimal =>
  bid.bidder === bidder.id ? bid.amount : amountWorth(state.rules, state.format.direction, bidder, bid.evaluated)

const showsLead = (state: LotState, visibility: Visibility): boolean =>
  !isSealed(state) && state.format.hides !== 'lead' && leadIsShown(visibility)

/** Does the event's setting show the lead? */
export const leadIsShown = (visibility: Visibility): boolean => visibility === 'lead_and_rank' || visibility === 'lead'

/**
 * May a bidder's list show the leading amount as it was bid? Where bids are evaluated it is in the leader's own terms: the room shows what
 * it is worth in the viewer's, and both together would tell the leader's factor.
 */
export const listsLead = ({ adjustments, criteria }: LotRules, visibility: Visibility): boolean =>
  leadIsShown(visibility) && !adjustments && !criteria

/**
 * May a bidder count what the others do? Where the lead is shown they do it in public; anywhere else what a bidder is sent counts its
 * own acts alone.
 */
export const countsRivals = ({ format }: Pick<LotState, 'format'>, visibility: Visibility): boolean =>
  format.hides === 'nothing' && !format.clock && leadIsShown(visibility)

/**
 * What everybody in a hall may read on the wall: no more than every bidder may see, and nothing of any one of them.
 * @param seq of views of one lot the later has the higher; a ledger's own numbers would count what everybody does
 */
export function screenView(state: LotState, lotId: string, seq: number, visibility: Visibility): ScreenView {
  const leader = showsLead(state, visibility) ? state.bidders.get(state.ranking[0] ?? '')?.standing : null
  return {
    lotId,
    seq,
    side: 'screen',
    ...clockOf(state, countsRivals(state, visibility) ? state.bids.length : 0),
    ceiling: state.rules.ceiling && text(state, state.rules.ceiling),
    lead: leader ? text(state, leader.amount) : null,
  }
}

/**
 * What one bidder sees. `visibility` decides whether the lead and the rank are part of it.
 * @param seq as in `screenView`
 */
export function bidderView(state: LotState, alias: string, lotId: string, seq: number, visibility: Visibility): BidderView {
  const bidder = state.bidders.get(alias)
  const sealed = isSealed(state)
  const seesLead = showsLead(state, visibility)
  const seesRank = !sealed && (visibility === 'lead_and_rank' || visibility === 'rank')
  const leader = state.bidders.get(state.ranking[0] ?? '')?.standing ?? null
  const { award, reserveMet } = awardOf(state)
  const ownBids = bidder?.bids ?? []
  const shownFrom = Math.max(0, ownBids.length - OWN_BIDS_SHOWN)
  return {
    lotId,
    seq,
    side: 'bidder',
    ...clockOf(state, countsRivals(state, visibility) ? state.bids.length : ownBids.length),
    ceiling: state.rules.ceiling && text(state, state.rules.ceiling),
    rank: seesRank ? rankOf(state, alias) : null,
    leading: seesLead || seesRank ? leader?.bidder === alias : null,
    lead: seesLead && leader && bidder ? text(state, inTermsOf(state, bidder, leader)) : null,
    standing: bidder?.standing ? text(state, bidder.standing.amount) : null,
    next: bidder && state.phase !== 'closed' && !sealed ? nextBid(state, bidder, seesLead) : null,
    proxies: state.format.takes('proxy', state.rules),
    limit: bidder?.proxy ? text(state, bidder.proxy.limit) : null,
    ownBids: ownBids.slice(shownFrom).map((bid, place) => ({
      index: shownFrom + place,
      id: bid.id,
      amount: text(state, bid.amount),
      at: new Date(bid.at).toISOString(),
      retracted: bid.retracted,
      source: bid.source,
      surrogate: bid.surrogate,
    })),
    retractions: state.bids.reduce((count, bid) => count + (bid.retracted ? 1 : 0), 0),
    accepted: state.clock.accepted.includes(alias),
    eliminated: bidder?.eliminated ?? false,
    won: state.phase === 'closed' && award ? award.bidder === alias : null,
    reserveMet: state.phase === 'closed' ? reserveMet : null,
  }
}

/**
 * The least demanding bid that is valid now; what the field is filled with. Where the bidder may not see the lead it is
 * reckoned from the own bid alone, so that it does not tell the lead.
 */
export function nextBid(state: LotState, bidder: Bidder, seesLead: boolean): string | null {
  const { rules, format } = state
  if (format.clock) return null
  const leader = state.bidders.get(state.ranking[0] ?? '')?.standing ?? null
  const beaten = rules.mustBeat === 'leader' && seesLead ? leader : bidder.standing
  if (!beaten) return rules.ceiling && text(state, rules.ceiling)
  const step = stepSize(rules, rules.minimum, beaten.evaluated)
  const lower = format.direction === 'lower'
  const amount = amountWorth(rules, format.direction, bidder, lower ? beaten.evaluated.sub(step) : beaten.evaluated.add(step))
  const capped = rules.ceiling === null ? amount : lower ? Decimal.min(amount, rules.ceiling) : Decimal.max(amount, rules.ceiling)
  return capped.gt(0) ? text(state, capped) : null
}

/**
 * What the buyer's side sees: every bidder and bid, by alias; names are joined by whoever may see them.
 * @param fromIndex bids from this position on; a screen that has the earlier ones needs no more
 */
export function buyerView(state: LotState, lotId: string, seq: number, worth: LotWorth, fromIndex: number): BuyerView {
  const sealed = isSealed(state)
  const { award, reserveMet } = awardOf(state)
  const ranked = standings(state)
  const best = sealed ? [] : ranked
  const lead = best[0]?.bid.amount ?? null
  const total = lead && totalAt(state.rules, lead, worth)
  const saving = (from: Decimal | null) => {
    if (!from || !total) return null
    const saved = savedBy(state.rules, total, from)
    return {
      amount: saved.toFixed(currencyDigits(state.rules.currency)),
      percent: from.isZero() ? '0' : saved.div(from).mul(100).toFixed(1),
    }
  }
  return {
    lotId,
    seq,
    side: 'buyer',
    ...clockOf(state, sealed ? 0 : state.bids.length),
    ceiling: state.rules.ceiling && text(state, state.rules.ceiling),
    reserve: state.rules.reserve && text(state, state.rules.reserve),
    lead: lead && text(state, lead),
    reserveMet: sealed ? null : reserveMet,
    savingsToCeiling: saving(traitsOf(state.rules.format).discount ? null : state.rules.ceiling),
    savingsToBaseline: saving(worth.baseline),
    standing: best.map(({ bidder, bid, rank }) => ({
      bidder,
      rank,
      amount: text(state, bid.amount),
      evaluated: bid.evaluated.toFixed(),
      at: new Date(bid.at).toISOString(),
    })),
    handedIn: sealed ? ranked.map(({ bidder }) => bidder).sort() : [],
    accepted: state.format.clock ? state.clock.accepted : [],
    eliminated: [...state.bidders.values()].filter(({ eliminated }) => eliminated).map(({ id }) => id),
    bidsFrom: fromIndex,
    log: (sealed ? [] : state.bids.slice(fromIndex)).map((bid) => ({
      index: bid.index,
      bidder: bid.bidder,
      id: bid.id,
      amount: text(state, bid.amount),
      at: new Date(bid.at).toISOString(),
      source: bid.source,
      surrogate: bid.surrogate,
      retracted: bid.retracted,
    })),
    award: sealed || !award ? null : { bidder: award.bidder, price: text(state, award.price) },
  }
}
