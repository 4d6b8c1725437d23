import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Server, Socket } from 'socket.io'
import { may } from '@/lib/identity/abilities'
import type { Actor } from '@/lib/platform/context'
import { pool, prisma } from '@/lib/platform/db/client'
import { Decimal } from '@/lib/platform/decimal'
import { AppError, forbidden, notFound } from '@/lib/platform/errors'
import { log } from '@/lib/platform/log'
import type { Bus } from '@/lib/platform/realtime/bus'
import { type SocketHandler, socketHandler } from '@/lib/platform/realtime/gateway'
import { formatOf } from './formats/registry'
import { Lane, type LaneOutcome } from './lane'
import { BUYER } from './model'
import { Presence } from './presence'
import { issueReceipt } from './receipts'
import { lotRules } from './schemas'
import { isSealed } from './state'
import { bidderView, buyerView, type Visibility } from './views'
import {
  acceptMessage,
  type BidAnswer,
  bidMessage,
  clockMessage,
  controlMessage,
  joinMessage,
  type LotView,
  proxyMessage,
  type RoomSnapshot,
} from './wire'

/** At most ten updates a second for each lot. */
const BROADCAST_MS = 100
/** How often lots are looked for whose opening or end has come. */
const CLOCK_MS = 200
const BIDS_PER_SECOND = 20

interface Seat {
  eventId: string
  side: 'buyer' | 'bidder'
  alias: string | null
  termsAccepted: boolean
}

type Offer = { id: string } & ({ do: 'bid'; amount: string; confirm?: true } | { do: 'proxy'; limit: string } | { do: 'accept' })

interface EventFacts {
  buyerId: string
  state: string
  visibility: Visibility
  lots: { id: string; baseline: string | null; sealed: boolean }[]
}

/**
 * The live auctions of one node: lanes by lot, rooms by side, the clock that opens and closes. All that another node
 * needs to know is in the database.
 */
export class LiveAuctions {
  private readonly lanes = new Map<string, Lane>()
  private readonly dirty = new Map<
    string,
    { eventId: string; timer: NodeJS.Timeout | null; sentAt: number; sentBids: number; sentRetractions: number }
  >()
  private readonly present = new Presence()
  private readonly events = new Map<string, Promise<EventFacts>>()
  private readonly bidLimit = new RateLimiterMemory({ points: BIDS_PER_SECOND, duration: 1 })
  private clock: NodeJS.Timeout | null = null
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
    bus.on('lot', ({ lotId, eventId }) => this.touch(String(lotId), String(eventId)))
    bus.on('auction.changed', ({ eventId }) => {
      this.events.delete(String(eventId))
      io.to(`event:${eventId}:buyer`).to(`event:${eventId}:bidders`).emit('event', { eventId })
    })
    bus.on('reconnected', () => {
      this.events.clear()
      for (const [lotId, entry] of this.dirty) this.touch(lotId, entry.eventId)
    })
    let blind = false
    const tick = () => {
      this.clock = setTimeout(() => {
        this.closeDue().then(
          () => {
            if (blind) log.info('the auction clock reads the database again')
            blind = false
            tick()
          },
          (error) => {
            if (!blind) log.warn({ err: error }, 'the auction clock cannot read the database')
            blind = true
            tick()
          },
        )
      }, CLOCK_MS)
    }
    tick()
  }

  stop(): void {
    if (this.clock) clearTimeout(this.clock)
    for (const entry of this.dirty.values()) if (entry.timer) clearTimeout(entry.timer)
  }

  lane(lotId: string): Lane {
    const known = this.lanes.get(lotId)
    if (known) return known
    const lane = new Lane(lotId)
    this.lanes.set(lotId, lane)
    return lane
  }

  /** Opens, moves on and closes what is due, by the database's clock. Served by lot(phase, due_at). */
  private async closeDue(): Promise<void> {
    const { rows } = await pool().query<{ id: string; now: number }>(
      `select l.id, extract(epoch from clock_timestamp()) * 1000 as now from lot l join sourcing_event e on e.id = l.event_id
       where e.state = 'published' and l.phase in ('pending', 'open') and l.due_at <= clock_timestamp()`,
    )
    await Promise.all(
      rows.map((row) =>
        this.lane(row.id)
          .tick(Math.floor(Number(row.now)))
          .catch((error) => log.error({ err: error, lotId: row.id }, 'a lot could not be opened or closed')),
      ),
    )
  }

  private facts(eventId: string): Promise<EventFacts> {
    const known = this.events.get(eventId)
    if (known) return known
    const load = prisma()
      .sourcingEvent.findUnique({
        where: { id: eventId },
        select: {
          buyerId: true,
          state: true,
          visibility: true,
          lots: { select: { id: true, baseline: true, rules: true }, orderBy: { number: 'asc' } },
        },
      })
      .then((event): EventFacts => {
        if (!event || event.state === 'draft') throw notFound()
        return {
          ...event,
          lots: event.lots.map((lot) => ({
            id: lot.id,
            baseline: lot.baseline?.toString() ?? null,
            sealed: formatOf(lotRules.parse(lot.rules).format).hides === 'amounts',
          })),
        }
      })
    load.catch(() => this.events.delete(eventId))
    this.events.set(eventId, load)
    return load
  }

  /** Where the actor sits: on the buyer's side, or as one of the invited bidders. @throws AppError not_found for anyone else */
  private async seat(actor: Actor, eventId: string): Promise<Seat> {
    const facts = await this.facts(eventId)
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
    const facts = await this.facts(eventId)
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

  private async view(
    lot: EventFacts['lots'][number],
    seat: Seat,
    visibility: Visibility,
    fromIndex: number,
    atLeast?: number,
  ): Promise<LotView> {
    const { state, seq } = await this.lane(lot.id).read(atLeast)
    return seat.side === 'buyer'
      ? buyerView(state, lot.id, seq, lot.baseline === null ? null : new Decimal(lot.baseline), fromIndex)
      : bidderView(state, seat.alias as string, lot.id, seq, visibility)
  }

  /** The seat in the event of a lot; a socket bids and controls only where it has joined. */
  private async seatAt(socket: Socket, lotId: string): Promise<{ seat: Seat; facts: EventFacts; lot: EventFacts['lots'][number] }> {
    for (const seat of seats(socket).values()) {
      const facts = await this.facts(seat.eventId)
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

  private async control(
    actor: Actor,
    input: { lotId: string } & (
      | { do: 'pause' | 'resume' | 'close' }
      | { do: 'extend'; seconds: number }
      | { do: 'retract'; of: string; bid: string; reason: string }
    ),
    socket: Socket,
    receivedAt: number,
  ) {
    const { seat, lot } = await this.seatAt(socket, input.lotId)
    if (seat.side !== 'buyer' || !may('source', 'Auction')(actor)) throw forbidden()
    const { lotId: _, ...command } = input
    const outcome = await this.lane(lot.id).submit({ ...command, by: BUYER }, receivedAt)
    if (!outcome.ok) throw new AppError('not_possible_now', { detail: outcome.code })
    await prisma().auditEntry.create({
      data: {
        action: `auction.${input.do}`,
        userId: actor.userId,
        organizationId: actor.organizationId,
        entity: 'Lot',
        entityId: lot.id,
        after: command as object,
      },
    })
    return { seq: outcome.entry?.seq ?? null }
  }

  /** Sends a lot's news to its rooms: at once, then at most ten times a second. */
  private touch(lotId: string, eventId: string): void {
    const entry = this.dirty.get(lotId) ?? { eventId, timer: null, sentAt: 0, sentBids: 0, sentRetractions: 0 }
    this.dirty.set(lotId, entry)
    if (entry.timer) return
    const wait = Math.max(0, entry.sentAt + BROADCAST_MS - Date.now())
    entry.timer = setTimeout(() => {
      entry.timer = null
      entry.sentAt = Date.now()
      this.broadcast(lotId, eventId, entry).catch((error) => log.error({ err: error, lotId }, 'a lot could not be broadcast'))
    }, wait)
  }

  private async broadcast(lotId: string, eventId: string, entry: { sentBids: number; sentRetractions: number }): Promise<void> {
    const io = this.io
    if (!io) return
    const facts = await this.facts(eventId)
    const lot = facts.lots.find((each) => each.id === lotId)
    if (!lot) return
    const { state, seq } = await this.lane(lotId).read()
    const rooms = io.sockets.adapter.rooms
    if (rooms.has(`event:${eventId}:buyer`)) {
      const retractions = state.bids.reduce((count, bid) => count + (bid.retracted ? 1 : 0), 0)
      const from = retractions === entry.sentRetractions ? Math.min(entry.sentBids, state.bids.length) : 0
      entry.sentRetractions = retractions
      // Sealed bids are told all at once when they are opened.
      entry.sentBids = isSealed(state) ? 0 : state.bids.length
      io.to(`event:${eventId}:buyer`).emit(
        'lot',
        buyerView(state, lotId, seq, lot.baseline === null ? null : new Decimal(lot.baseline), from),
      )
    }
    for (const alias of state.bidders.keys())
      if (rooms.has(`event:${eventId}:bidder:${alias}`))
        io.to(`event:${eventId}:bidder:${alias}`).emit('lot', bidderView(state, alias, lotId, seq, facts.visibility))
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
