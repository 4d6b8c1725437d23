import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Server, Socket } from 'socket.io'
import { may } from '@/lib/identity/abilities'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { AppError, forbidden, notFound } from '@/lib/platform/errors'
import type { Bus } from '@/lib/platform/realtime/bus'
import { type SocketHandler, socketHandler } from '@/lib/platform/realtime/gateway'
import { AuctionClock } from './auction-clock'
import { EventCache, type EventFacts, type LotFacts } from './event-facts'
import { Lane, type LaneCommand, type LaneOutcome } from './lane'
import { LotNews } from './lot-news'
import { BUYER } from './model'
import { Presence } from './presence'
import { issueReceipt } from './receipts'
import { bidderView, buyerView, type Visibility } from './views'
import {
  acceptMessage,
  type BidAnswer,
  bidMessage,
  type ControlOrder,
  clockMessage,
  controlMessage,
  joinMessage,
  type LotView,
  proxyMessage,
  type RoomSnapshot,
} from './wire'

const BIDS_PER_SECOND = 20

interface Seat {
  eventId: string
  side: 'buyer' | 'bidder'
  alias: string | null
  termsAccepted: boolean
}

type Offer = { id: string } & ({ do: 'bid'; amount: string; confirm?: true } | { do: 'proxy'; limit: string } | { do: 'accept' })

/** The live auctions of one node: who sits where, and what they send. All that another node needs to know is in the database. */
export class LiveAuctions {
  private readonly lanes = new Map<string, Lane>()
  private readonly present = new Presence()
  private readonly events = new EventCache()
  private readonly bidLimit = new RateLimiterMemory({ points: BIDS_PER_SECOND, duration: 1 })
  private readonly clock = new AuctionClock((lotId) => this.lane(lotId))
  private news: LotNews | null = null
  private io: Server | null = null

  readonly handlers: Record<string, SocketHandler> = {
    clock: socketHandler(clockMessage, async (_actor, input, _socket, receivedAt) => ({ sentAt: input.sentAt, serverTime: receivedAt })),
    'event:join': socketHandler(joinMessage, (actor, input, socket) => this.join(actor, input.eventId, socket)),
    'event:leave': socketHandler(joinMessage, async (_actor, input, socket) => this.leave(socket, input.eventId)),
    bid: socketHandler(bidMessage, (actor, { lotId, confirm, ...bid }, socket, receivedAt) =>
      this.offer(actor, lotId, { do: 'bid', ...bid, ...(confirm && { confirm }) }, socket, receivedAt),
    ),
    proxy: socketHandler(proxyMessage, (actor, { lotId, ...proxy }, socket, receivedAt) =>
      this.offer(actor, lotId, { do: 'proxy', ...proxy }, socket, receivedAt),
    ),
    accept: socketHandler(acceptMessage, (actor, { lotId, id }, socket, receivedAt) =>
      this.offer(actor, lotId, { do: 'accept', id }, socket, receivedAt),
    ),
    control: socketHandler(controlMessage, (actor, input, socket, receivedAt) => this.control(actor, input, socket, receivedAt)),
  }

  start(io: Server, bus: Bus): void {
    this.io = io
    const news = new LotNews(io, this.events, (lotId) => this.lane(lotId))
    this.news = news
    bus.on('lot', ({ lotId, eventId }) => news.touch(String(lotId), String(eventId)))
    bus.on('auction.changed', ({ eventId }) => {
      this.events.forget(String(eventId))
      io.to(`event:${eventId}:buyer`).to(`event:${eventId}:bidders`).emit('event', { eventId })
    })
    bus.on('reconnected', () => {
      this.events.clear()
      news.touchAll()
    })
    this.clock.start()
  }

  stop(): void {
    this.clock.stop()
    this.news?.stop()
  }

  lane(lotId: string): Lane {
    const known = this.lanes.get(lotId)
    if (known) return known
    const lane = new Lane(lotId)
    this.lanes.set(lotId, lane)
    return lane
  }

  /** Where the actor sits: on the buyer's side, or as one of the invited bidders. @throws AppError not_found for anyone else */
  private async seat(actor: Actor, eventId: string): Promise<Seat> {
    const facts = await this.events.get(eventId)
    if (facts.buyerId === actor.organizationId) {
      if (!may('read', 'Auction')(actor)) throw forbidden()
      return { eventId, side: 'buyer', alias: null, termsAccepted: true }
    }
    const invitation = await prisma().eventInvitation.findUnique({
      where: { eventId_supplierId: { eventId, supplierId: actor.organizationId } },
    })
    if (!invitation) throw notFound()
    if (!may('bid', 'Bid')(actor)) throw forbidden()
    return { eventId, side: 'bidder', alias: invitation.alias, termsAccepted: invitation.state === 'accepted' }
  }

  private async join(actor: Actor, eventId: string, socket: Socket): Promise<RoomSnapshot> {
    const seat = await this.seat(actor, eventId)
    const facts = await this.events.get(eventId)
    seats(socket).set(eventId, seat)
    if (seat.side === 'buyer') await socket.join(`event:${eventId}:buyer`)
    else {
      await socket.join([`event:${eventId}:bidders`, `event:${eventId}:bidder:${seat.alias}`])
      this.arrive(socket, eventId, seat.alias as string)
    }
    const lots = await Promise.all(facts.lots.map((lot) => this.view(lot, seat, facts.visibility, 0)))
    return { lots, present: seat.side === 'buyer' ? this.present.in(eventId) : [], serverTime: Date.now() }
  }

  private leave(socket: Socket, eventId: string): void {
    const seat = seats(socket).get(eventId)
    seats(socket).delete(eventId)
    for (const room of socket.rooms) if (room.startsWith(`event:${eventId}:`)) void socket.leave(room)
    if (seat?.alias) this.depart(eventId, seat.alias)
  }

  private async view(lot: LotFacts, seat: Seat, visibility: Visibility, fromIndex: number, atLeast?: number): Promise<LotView> {
    const { state, seq } = await this.lane(lot.id).read(atLeast)
    return seat.side === 'buyer'
      ? buyerView(state, lot.id, seq, lot.worth, fromIndex)
      : bidderView(state, seat.alias as string, lot.id, seq, visibility)
  }

  /** The seat in the event of a lot; a socket bids and controls only where it has joined. */
  private async seatAt(socket: Socket, lotId: string): Promise<{ seat: Seat; facts: EventFacts; lot: LotFacts }> {
    for (const seat of seats(socket).values()) {
      const facts = await this.events.get(seat.eventId)
      const lot = facts.lots.find((entry) => entry.id === lotId)
      if (lot) return { seat, facts, lot }
    }
    throw notFound()
  }

  /** A bid, the limit of a proxy or the acceptance of a clock's price, from the socket of a bidder. */
  private async offer(actor: Actor, lotId: string, offer: Offer, socket: Socket, receivedAt: number): Promise<BidAnswer> {
    const { seat, facts, lot } = await this.seatAt(socket, lotId)
    if (seat.side !== 'bidder' || !seat.alias) throw forbidden()
    await this.bidLimit.consume(actor.userId)
    const current = seat.termsAccepted ? seat : await this.seat(actor, seat.eventId)
    seats(socket).set(seat.eventId, current)
    let outcome: LaneOutcome | null = null
    if (current.termsAccepted) outcome = await this.lane(lot.id).submit({ ...offer, by: seat.alias }, receivedAt)
    const code = outcome === null ? 'TERMS_NOT_ACCEPTED' : outcome.ok ? null : outcome.code
    if (code && !outcome?.duplicate) await auditRejection(actor, lot.id, offer.do === 'bid' && !lot.sealed ? offer.amount : null, code)
    const view = (await this.view(lot, current, facts.visibility, 0, 0)) as BidAnswer['view']
    const entry = outcome?.ok ? (outcome.entry ?? (await acceptedEntry(lot.id, seat.alias, offer.id))) : null
    return {
      accepted: outcome?.ok ?? false,
      code,
      receivedAt: outcome?.at ?? receivedAt,
      endsAt: view.endsAt,
      receipt: entry ? await issueReceipt(lot.id, entry) : null,
      duplicate: outcome?.duplicate ?? false,
      view,
    }
  }

  private async control(actor: Actor, input: ControlOrder, socket: Socket, receivedAt: number) {
    const { seat, lot } = await this.seatAt(socket, input.lotId)
    if (seat.side !== 'buyer' || !may('source', 'Auction')(actor)) throw forbidden()
    const outcome = await this.lane(lot.id).submit(await laneCommand(seat.eventId, input), receivedAt)
    if (!outcome.ok) throw new AppError('not_possible_now', { detail: outcome.code })
    await prisma().auditEntry.create({
      data: {
        action: `auction.${input.do}`,
        userId: actor.userId,
        organizationId: actor.organizationId,
        entity: 'Lot',
        entityId: lot.id,
        after: input,
      },
    })
    return { seq: outcome.entry?.seq ?? null }
  }

  private arrive(socket: Socket, eventId: string, alias: string): void {
    this.present.arrive(eventId, alias)
    this.tellPresence(eventId)
    socket.once('disconnect', () => {
      if (seats(socket).delete(eventId)) this.depart(eventId, alias)
    })
  }

  private depart(eventId: string, alias: string): void {
    this.present.depart(eventId, alias)
    this.tellPresence(eventId)
  }

  private tellPresence(eventId: string): void {
    this.io?.to(`event:${eventId}:buyer`).emit('presence', { eventId, present: this.present.in(eventId) })
  }
}

function seats(socket: Socket): Map<string, Seat> {
  socket.data.seats ??= new Map<string, Seat>()
  return socket.data.seats
}

/** A refused bid is not in the ledger but in the audit log; a limit or a sealed amount stays out of it. */
async function auditRejection(actor: Actor, lotId: string, amount: string | null, code: string): Promise<void> {
  await prisma().auditEntry.create({
    data: {
      action: 'auction.bid-rejected',
      userId: actor.userId,
      organizationId: actor.organizationId,
      entity: 'Lot',
      entityId: lotId,
      after: amount === null ? { code } : { amount, code },
    },
  })
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
async function laneCommand(eventId: string, { lotId: _, ...order }: ControlOrder): Promise<LaneCommand> {
  if (order.do !== 'bid-for' && order.do !== 'accept-for') return { ...order, by: BUYER }
  const { of: by, reason: surrogate, id } = order
  const accepted = await prisma().eventInvitation.count({ where: { eventId, alias: by, state: 'accepted' } })
  if (accepted === 0) throw new AppError('not_possible_now', { detail: 'TERMS_NOT_ACCEPTED' })
  if (order.do === 'accept-for') return { do: 'accept', by, id, surrogate }
  return { do: 'bid', by, id, surrogate, amount: order.amount, confirm: order.confirm }
}
