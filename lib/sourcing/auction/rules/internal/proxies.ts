import { Decimal } from '@/lib/platform/money/decimal'
import { amountWorth, ceilingPrice, stepSize } from '../formats/checks'
import type { Bidder, LotState, Priority } from '../state'
import { better, earlier, equal, evaluate } from '../state'

/** A bid of the exchange; `id` is the bidder's id of the bid, or of the proxy that makes it. */
export interface ExchangeBid {
  bidder: string
  id: string | null
  amount: Decimal
  value: Decimal
}

/** One bidder's part in the exchange: what stands, and what its proxy may do. */
interface Party {
  bidder: Bidder
  standing: { value: Decimal; priority: Priority; order: number } | null
  limit: { amount: Decimal; value: Decimal; priority: Priority; id: string | null } | null
}

/**
 * The whole exchange of proxies after a bid or a proxy command, as one decision.
 * Source: auction scripts, Proxies, rule 2. Works on a copy; the state is not touched.
 * @returns the bids in order (the bidder's own first) and the best rank that one of their bidders holds afterwards
 */
export function exchange(
  state: LotState,
  at: number,
  own: ExchangeBid | null,
  set: { setBy: Bidder; amount: Decimal; value: Decimal; id: string | null } | null,
): { bids: ExchangeBid[]; bestRank: number } {
  const now: Priority = { at, order: state.accepted }
  const parties = new Map<string, Party>()
  for (const bidder of state.bidders.values()) {
    const { standing, proxy } = bidder
    if (!standing && !proxy && bidder.id !== own?.bidder && bidder !== set?.setBy) continue
    parties.set(bidder.id, {
      bidder,
      standing: standing && { value: standing.evaluated, priority: standing.priority, order: standing.index },
      limit: proxy && { amount: proxy.limit, value: proxy.evaluated, priority: proxy.priority, id: proxy.id },
    })
  }
  if (set) {
    const party = parties.get(set.setBy.id) as Party
    party.limit = { amount: set.amount, value: set.value, priority: now, id: set.id }
  }

  const bids: ExchangeBid[] = []
  const place = (party: Party, bid: ExchangeBid, priority: Priority) => {
    party.standing = { value: bid.value, priority, order: state.bids.length + bids.length }
    bids.push(bid)
  }
  if (own) place(parties.get(own.bidder) as Party, own, now)

  const all = [...parties.values()]
  for (;;) {
    const leader = leading(state, all)
    const challenger = bestLimit(
      state,
      all.filter((party) => challenges(state, party, leader)),
    )
    if (!challenger?.limit) break
    const contested = leader?.limit && leader.standing && better(state.format, leader.limit.value, leader.standing.value)
    const loser = contested && leader ? (bestLimit(state, [leader, challenger]) === leader ? challenger : leader) : null
    const mover = loser ?? challenger
    const limit = mover.limit as NonNullable<Party['limit']>
    const amount = loser ? limit.amount : leastThatLeads(state, mover, leader)
    place(mover, { bidder: mover.bidder.id, id: limit.id, amount, value: evaluate(mover.bidder, amount) }, limit.priority)
  }

  const ranked = all.filter((party) => party.standing).sort((a, b) => (before(state, a, b) ? -1 : 1))
  const moved = new Set(bids.map((bid) => bid.bidder))
  return { bids, bestRank: 1 + ranked.findIndex((party) => moved.has(party.bidder.id)) }
}

function before(state: LotState, a: Party, b: Party): boolean {
  const [x, y] = [a.standing as NonNullable<Party['standing']>, b.standing as NonNullable<Party['standing']>]
  if (!equal(x.value, y.value)) return better(state.format, x.value, y.value)
  if (x.priority.at !== y.priority.at || x.priority.order !== y.priority.order) return earlier(x.priority, y.priority)
  return x.order < y.order
}

function leading(state: LotState, parties: Party[]): Party | null {
  let best: Party | null = null
  for (const party of parties) if (party.standing && (!best || before(state, party, best))) best = party
  return best
}

function challenges(state: LotState, party: Party, leader: Party | null): boolean {
  const { limit, standing } = party
  if (!limit || party === leader) return false
  if (standing && !better(state.format, limit.value, standing.value)) return false
  if (!leader?.standing) return true
  if (better(state.format, limit.value, leader.standing.value)) return true
  return equal(limit.value, leader.standing.value) && earlier(limit.priority, leader.standing.priority)
}

/** The best limit, then the earlier. */
function bestLimit(state: LotState, parties: Party[]): Party | null {
  let best: Party | null = null
  for (const party of parties) {
    if (!party.limit) continue
    if (
      !best?.limit ||
      better(state.format, party.limit.value, best.limit.value) ||
      (equal(party.limit.value, best.limit.value) && earlier(party.limit.priority, best.limit.priority))
    )
      best = party
  }
  return best
}

/** The least amount that beats the leader by the minimum step, kept within the ceiling and the proxy's limit. */
function leastThatLeads(state: LotState, mover: Party, leader: Party | null): Decimal {
  const { rules, format } = state
  const limit = (mover.limit as NonNullable<Party['limit']>).amount
  const lower = format.direction === 'lower'
  const within = (amount: Decimal) => (lower ? Decimal.max(amount, limit) : Decimal.min(amount, limit))
  const ceiling = ceilingPrice(rules, format.direction)
  if (!leader?.standing) return within(ceiling ?? limit)
  const beaten = leader.standing.value
  const step = stepSize(rules, rules.minimum, beaten)
  const amount = amountWorth(rules, format.direction, mover.bidder, lower ? beaten.sub(step) : beaten.add(step))
  const capped = ceiling === null ? amount : lower ? Decimal.min(amount, ceiling) : Decimal.max(amount, ceiling)
  return within(capped)
}
