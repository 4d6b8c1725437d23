import type { Server, Socket } from 'socket.io'
import type { z } from 'zod'
import type { Actor } from '@/lib/platform/context'
import { notFound } from '@/lib/platform/errors'
import type { Bus } from '@/lib/platform/realtime/bus'
import { type SocketHandler, socketHandler } from '@/lib/platform/realtime/gateway'
import type { ServerClock } from '@/lib/platform/realtime/server-clock'
import {
  acceptMessage,
  bidMessage,
  clockMessage,
  controlMessage,
  joinMessage,
  leaveMessage,
  practiceMessage,
  proxyMessage,
  type RoomSnapshot,
} from '@/lib/sourcing/auction/rules/wire'
import { AuctionClock } from './auction-clock'
import { AuctionDesk, type BidderAction, type Seat, type SeatAtLot } from './desk'
import { LotNews } from './internal/lot-news'
import { Presence } from './internal/presence'
import type { Lots } from './lots'

/** Sent by a page that is open, whether or not somebody sits there. */
const BY_PAGE = { isUse: false }

/** The live auctions of one node: who sits in which room, and what they send. All that another node needs is in the database. */
export class LiveAuctions {
  readonly desk: AuctionDesk
  private readonly clock: AuctionClock
  private presence: Presence | null = null
  private news: LotNews | null = null

  constructor(
    private readonly time: ServerClock,
    lots: Lots,
  ) {
    this.desk = new AuctionDesk(lots, time)
    this.clock = new AuctionClock(lots, time)
  }

  readonly handlers: Record<string, SocketHandler> = {
    clock: socketHandler(
      clockMessage,
      async (_actor, input, _socket, receivedAt) => ({ sentAt: input.sentAt, serverTime: receivedAt }),
      BY_PAGE,
    ),
    'event:join': socketHandler(joinMessage, (actor, input, socket) => this.join(actor, input, socket), BY_PAGE),
    'event:leave': socketHandler(leaveMessage, async (_actor, input, socket) => this.leave(socket, input.eventId), BY_PAGE),
    bid: socketHandler(bidMessage, (actor, { lotId, confirm, ...bid }, socket, receivedAt) =>
      this.act(actor, lotId, { do: 'bid', ...bid, ...(confirm && { confirm }) }, socket, receivedAt),
    ),
    proxy: socketHandler(proxyMessage, (actor, { lotId, ...proxy }, socket, receivedAt) =>
      this.act(actor, lotId, { do: 'proxy', ...proxy }, socket, receivedAt),
    ),
    accept: socketHandler(acceptMessage, (actor, { lotId, id }, socket, receivedAt) =>
      this.act(actor, lotId, { do: 'accept', id }, socket, receivedAt),
    ),
    practice: socketHandler(practiceMessage, async (actor, { lotId, amount }, socket, receivedAt) =>
      this.desk.practise(actor, await this.seatOfBidder(actor, socket, lotId), amount, receivedAt),
    ),
    control: socketHandler(controlMessage, async (actor, { lotId, ...order }, socket, receivedAt) =>
      this.desk.control(actor, await this.seatAt(socket, lotId), order, receivedAt),
    ),
  }

  start(io: Server, bus: Bus): void {
    const news = new LotNews(io, this.desk)
    const presence = new Presence(io, bus)
    this.news = news
    this.presence = presence
    bus.on('lots', ({ lots }) => {
      for (const [lotId, eventId, seq] of lots) news.touch(lotId, eventId, seq)
    })
    bus.on('auction.changed', ({ eventId, supplierId }) => {
      this.desk.events.forget(eventId)
      const rivals = supplierId ? `organization:${supplierId}` : `event:${eventId}:bidders`
      io.local.to([`event:${eventId}:buyer`, `event:${eventId}:screen`, rivals]).emit('event', { eventId })
    })
    bus.on('auction.invitation-answered', ({ supplierId, accepted }) => {
      // Who declines leaves the room; its clients come back for what they still may see.
      if (!accepted) io.local.in(`organization:${supplierId}`).disconnectSockets(true)
    })
    bus.on('reconnected', () => {
      this.desk.events.clear()
      news.touchAll()
    })
    presence.start()
    this.clock.start()
  }

  stop(): void {
    this.clock.stop()
    this.news?.stop()
    this.presence?.stop()
  }

  private async join(actor: Actor, { eventId, as }: z.output<typeof joinMessage>, socket: Socket): Promise<RoomSnapshot> {
    const seat = await this.desk.seat(actor, eventId, as)
    const facts = await this.desk.events.get(eventId)
    const before = seats(socket).get(eventId)
    seats(socket).set(eventId, seat)
    const room = seat.side === 'bidder' ? `event:${eventId}:bidder:${seat.alias}` : `event:${eventId}:${seat.side}`
    const isFirst = !socket.nsp.adapter.rooms.has(room)
    const lotIds = facts.lots.map(({ id }) => id)
    if (isFirst) this.news?.vacate(room, lotIds)
    await socket.join(room)
    if (seat.side === 'bidder') {
      await socket.join(`event:${eventId}:bidders`)
      // Who joins again, with another look at the lots, is one window all the same.
      if (!before) this.arrive(socket, eventId, seat.alias as string)
    }
    const lots = await Promise.all(facts.lots.map((lot) => this.desk.view({ seat, facts, lot })))
    this.news?.enter(room, eventId, lots, isFirst)
    return { lots, present: seat.side === 'buyer' ? (this.presence?.in(eventId) ?? []) : [], serverTime: this.time.now() }
  }

  private leave(socket: Socket, eventId: string): void {
    const seat = seats(socket).get(eventId)
    seats(socket).delete(eventId)
    for (const room of socket.rooms) if (room.startsWith(`event:${eventId}:`)) void socket.leave(room)
    if (seat?.alias) this.presence?.depart(eventId, seat.alias)
  }

  /** The seat in the event of a lot; a socket bids and controls only where it has joined. */
  private async seatAt(socket: Socket, lotId: string): Promise<SeatAtLot> {
    for (const seat of seats(socket).values()) {
      const facts = await this.desk.events.get(seat.eventId)
      const lot = facts.lots.find((entry) => entry.id === lotId)
      if (lot) return { seat, facts, lot }
    }
    throw notFound()
  }

  /** The same; who has accepted the terms since joining need not join again. */
  private async seatOfBidder(actor: Actor, socket: Socket, lotId: string): Promise<SeatAtLot> {
    const at = await this.seatAt(socket, lotId)
    if (at.seat.side !== 'bidder' || at.seat.termsAccepted) return at
    const seat = await this.desk.seat(actor, at.seat.eventId)
    seats(socket).set(seat.eventId, seat)
    return { ...at, seat }
  }

  private async act(actor: Actor, lotId: string, action: BidderAction, socket: Socket, receivedAt: number) {
    return this.desk.bid(actor, await this.seatOfBidder(actor, socket, lotId), action, receivedAt)
  }

  private arrive(socket: Socket, eventId: string, alias: string): void {
    this.presence?.arrive(eventId, alias)
    socket.once('disconnect', () => {
      if (seats(socket).delete(eventId)) this.presence?.depart(eventId, alias)
    })
  }
}

function seats(socket: Socket): Map<string, Seat> {
  socket.data.seats ??= new Map<string, Seat>()
  return socket.data.seats
}
