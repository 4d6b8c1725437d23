import { RateLimiterMemory } from 'rate-limiter-flexible'
import { may } from '@/lib/parties/identity/abilities'
import { writeAudit } from '@/lib/platform/audit'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { AppError, forbidden, notFound } from '@/lib/platform/errors'
import type { ServerClock } from '@/lib/platform/realtime/server-clock'
import { BUYER, firstBid } from '@/lib/sourcing/auction/rules/engine'
import { type Command, lotRules } from '@/lib/sourcing/auction/rules/schemas'
import { bidderView, buyerView, countsRivals, screenView } from '@/lib/sourcing/auction/rules/views'
import type { BidAnswer, BidderView, ControlOrder, PracticeAnswer, RoomView } from '@/lib/sourcing/auction/rules/wire'
import { EventCache, type EventFacts, type LotFacts } from '@/lib/sourcing/events/event-facts'
import { standingInvitation } from '@/lib/sourcing/events/standing-invitation'
import type { LaneOutcome } from './lane'
import type { Lots } from './lots'
import { issueReceipt, ownEntry, type Receipt } from './receipts'

const BIDS_PER_SECOND = 20

/** Where somebody sits in an event. */
export interface Seat {
  eventId: string
  /** a screen in a hall is the buyer's, but is sent nothing that not everybody may see */
  side: 'buyer' | 'bidder' | 'screen'
  alias: string | null
  termsAccepted: boolean
}

/** A seat with what is known of the lot that is spoken of. */
export interface SeatAtLot {
  seat: Seat
  facts: EventFacts
  lot: LotFacts
}

export type BidderAction = { id: string } & (
  | { do: 'bid'; amount: string; confirm?: true }
  | { do: 'proxy'; limit: string }
  | { do: 'accept' }
)

/**
 * Takes what bidders and buyers send to this node's lots, by socket or by API: the same seats, checks, lanes and receipts
 * for both.
 */
export class AuctionDesk {
  readonly events = new EventCache()
  private readonly eventOfLot = new Map<string, string>()
  private readonly bidLimit = new RateLimiterMemory({ points: BIDS_PER_SECOND, duration: 1 })

  /** @param lots the node's */
  constructor(
    readonly lots: Lots,
    private readonly time: ServerClock,
  ) {}

  /** What orders the views that bidders and screens are sent: the instant. It counts nobody's acts. */
  viewOrder(): number {
    this.latestView = Math.max(this.latestView, Math.floor(this.time.now()))
    return this.latestView
  }
  private latestView = 0

  /**
   * The actor's seat: on the buyer's side, or as one of the invited bidders.
   * @throws AppError not_found for anyone else and for a suspended member, forbidden for who has declined
   */
  async seat(actor: Actor, eventId: string, as?: 'screen'): Promise<Seat> {
    const facts = await this.events.get(eventId)
    if (facts.buyerId === actor.organizationId) {
      if (!may('read', 'Auction')(actor)) throw forbidden()
      return { eventId, side: as ?? 'buyer', alias: null, termsAccepted: true }
    }
    const invitation = await standingInvitation(prisma(), eventId, actor.organizationId)
    if (!invitation) throw notFound()
    // Who has declined is nobody's rival any more, and does not watch what the others offer.
    if (invitation.state === 'declined') throw new AppError('forbidden', { detail: 'invitation_declined' })
    if (as || !may('read', 'Auction')(actor)) throw forbidden()
    return { eventId, side: 'bidder', alias: invitation.alias, termsAccepted: invitation.state === 'accepted' }
  }

  /** The same by lot. @throws AppError not_found */
  async seatAtLot(actor: Actor, lotId: string): Promise<SeatAtLot> {
    let eventId = this.eventOfLot.get(lotId)
    if (!eventId) {
      const row = await prisma().lot.findUnique({ where: { id: lotId }, select: { eventId: true } })
      if (!row) throw notFound()
      eventId = row.eventId
      this.eventOfLot.set(lotId, eventId)
    }
    const seat = await this.seat(actor, eventId)
    const facts = await this.events.get(eventId)
    const lot = facts.lots.find((entry) => entry.id === lotId)
    if (!lot) throw notFound()
    return { seat, facts, lot }
  }

  /** What the seat sees of a lot. @param atLeast a sequence that is enough; without it other nodes' entries are asked for */
  async view({ seat, facts, lot }: SeatAtLot, fromIndex = 0, atLeast?: number): Promise<RoomView> {
    const { state, seq } = await this.lots.lane(lot.id).read(atLeast)
    if (seat.side === 'screen') return screenView(state, lot.id, this.viewOrder(), facts.visibility)
    return seat.side === 'buyer'
      ? buyerView(state, lot.id, seq, lot.worth, fromIndex)
      : bidderView(state, seat.alias as string, lot.id, this.viewOrder(), facts.visibility)
  }

  /**
   * A bid, the limit of a proxy or the acceptance of a clock's price.
   * @param receivedAt milliseconds since 1970, on the server's clock
   * @throws AppError forbidden for anybody but a bidder
   */
  async bid(actor: Actor, at: SeatAtLot, action: BidderAction, receivedAt: number): Promise<BidAnswer> {
    const { seat, lot } = at
    if (seat.side !== 'bidder' || !seat.alias || !may('bid', 'Bid')(actor)) throw forbidden()
    await this.requirePatience(actor)
    let outcome: LaneOutcome | null = null
    if (seat.termsAccepted) outcome = await this.lots.submit(lot.id, { ...action, by: seat.alias }, receivedAt)
    const code = outcome === null ? 'TERMS_NOT_ACCEPTED' : outcome.ok ? null : outcome.code
    if (code && !outcome?.duplicate) await auditRejection(actor, lot.id, action.do === 'bid' && !lot.sealed ? action.amount : null, code)
    const entry = outcome?.ok ? (outcome.entry ?? (await acceptedEntry(lot.id, seat.alias, action.id))) : null
    const receipt = entry ? await this.receiptFor(at, seat.alias, entry) : null
    // Last of all: what is on its way longer than later news would pass for the newer of the two.
    const view = (await this.view(at, 0, outcome?.seq ?? 0)) as BidderView
    return {
      accepted: outcome?.ok ?? false,
      code,
      receivedAt: outcome?.at ?? receivedAt,
      endsAt: view.endsAt,
      receipt,
      duplicate: outcome?.duplicate ?? false,
      view,
    }
  }

  /** Where rivals' acts are hidden, the number of an entry and a hash that stands on the one before would tell of them. */
  private async receiptFor({ lot, facts }: SeatAtLot, alias: string, entry: { seq: number; hash: string }): Promise<Receipt> {
    const { state } = await this.lots.lane(lot.id).read(entry.seq)
    return issueReceipt(lot.id, countsRivals(state, facts.visibility) ? entry : await ownEntry(lot.id, alias, entry.seq))
  }

  /**
   * A bid for practice, while the lot is not open yet: decided as if it were the first one, and kept nowhere.
   * @throws AppError forbidden for anybody but a bidder who has accepted the terms, not_possible_now once the lot is open
   */
  async practise(actor: Actor, { seat, lot }: SeatAtLot, amount: string | undefined, receivedAt: number): Promise<PracticeAnswer> {
    if (!seat.alias || !seat.termsAccepted || !may('bid', 'Bid')(actor)) throw forbidden()
    await this.requirePatience(actor)
    const { state } = await this.lots.lane(lot.id).read()
    if (state.phase !== 'pending') throw new AppError('not_possible_now')
    const { rules } = await prisma().lot.findUniqueOrThrow({ where: { id: lot.id }, select: { rules: true } })
    const code = firstBid(lotRules.parse(rules), seat.alias, amount)
    return { accepted: code === null, code, receivedAt }
  }

  private async requirePatience(actor: Actor): Promise<void> {
    await this.bidLimit.consume(actor.token?.id ?? actor.userId).catch(() => {
      throw new AppError('rate_limited', { data: { retryAfter: 1 } })
    })
  }

  /** An order of the buyer's. @throws AppError not_possible_now with the code of the refusal; forbidden for anybody else */
  async control(actor: Actor, { seat, lot }: SeatAtLot, order: ControlOrder, receivedAt: number): Promise<{ seq: number | null }> {
    if (seat.side !== 'buyer' || !may('source', 'Auction')(actor)) throw forbidden()
    const outcome = await this.lots.submit(lot.id, await laneCommand(seat.eventId, order), receivedAt)
    if (!outcome.ok) throw new AppError('not_possible_now', { detail: outcome.code })
    await writeAudit(prisma(), `auction.${order.do}`, actor, [{ entity: 'Lot', entityId: lot.id, after: order }])
    return { seq: outcome.entry?.seq ?? null }
  }
}

/** A refused bid is not in the ledger but in the audit log; a limit or a sealed amount stays out of it. */
async function auditRejection(actor: Actor, lotId: string, amount: string | null, code: string): Promise<void> {
  const after = amount === null ? { code } : { amount, code }
  await writeAudit(prisma(), 'auction.bid-rejected', actor, [{ entity: 'Lot', entityId: lotId, after }])
}

/** The entry of a bid that was accepted before, when it is sent again. */
async function acceptedEntry(lotId: string, alias: string, id: string): Promise<{ seq: number; hash: string } | null> {
  return prisma().ledgerEntry.findFirst({
    where: { lotId, actor: alias, type: { in: ['bid.accepted', 'proxy.set'] }, payload: { path: ['id'], equals: id } },
    select: { seq: true, hash: true },
    orderBy: { seq: 'asc' },
  })
}

/** The buyer's order as its lane takes it. @throws AppError not_possible_now for a bidder who has not accepted the terms */
async function laneCommand(eventId: string, order: ControlOrder): Promise<Command> {
  if (order.do !== 'bid-for' && order.do !== 'accept-for') return { ...order, by: BUYER }
  const { of: by, reason: surrogate, id } = order
  const accepted = await prisma().eventInvitation.count({ where: { eventId, alias: by, state: 'accepted' } })
  if (accepted === 0) throw new AppError('not_possible_now', { detail: 'TERMS_NOT_ACCEPTED' })
  if (order.do === 'accept-for') return { do: 'accept', by, id, surrogate }
  return { do: 'bid', by, id, surrogate, amount: order.amount, confirm: order.confirm }
}
