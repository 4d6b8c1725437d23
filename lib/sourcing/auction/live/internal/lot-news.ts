import type { Server } from 'socket.io'
import { log } from '@/lib/platform/log'
import { isSealed } from '@/lib/sourcing/auction/rules/state'
import { bidderView, buyerView, screenView } from '@/lib/sourcing/auction/rules/views'
import type { BidderView, RoomView, ScreenView } from '@/lib/sourcing/auction/rules/wire'
import type { AuctionDesk } from '../desk'

/** At most ten updates a second for each lot. */
const INTERVAL_MS = 100

interface Sent {
  eventId: string
  seq: number | undefined
  timer: NodeJS.Timeout | null
  at: number
  /** how much of the lot's log the buyer's side has been sent */
  bids: number
  retractions: number
  /** what bidders and the screen were last sent, by room */
  views: Map<string, string>
}

/**
 * Sends a lot's news to its rooms on this node: to each side what it may see. A bidder or a screen is sent only what changes its own view:
 * a message that says nothing new would say that somebody else has acted, and when.
 */
export class LotNews {
  private readonly sent = new Map<string, Sent>()

  constructor(
    private readonly io: Server,
    private readonly desk: AuctionDesk,
  ) {}

  /** At once, then at most ten times a second. @param seq the entry that the news is of; without it the database is asked */
  touch(lotId: string, eventId: string, seq?: number): void {
    const sent = this.of(lotId, eventId)
    sent.seq = seq
    if (sent.timer) return
    const wait = Math.max(0, sent.at + INTERVAL_MS - performance.now())
    sent.timer = setTimeout(() => {
      sent.timer = null
      sent.at = performance.now()
      this.send(lotId, sent).catch((error) => log.error({ err: error, lotId }, 'a lot could not be broadcast'))
    }, wait)
  }

  /** Forgets what a room was sent: nobody is in it, and who comes begins with a snapshot. */
  vacate(room: string, lotIds: readonly string[]): void {
    for (const lotId of lotIds) this.sent.get(lotId)?.views.delete(room)
  }

  /**
   * Takes note of the snapshot that somebody was given who came into a room. Where it is not what the room was last sent, one of its
   * windows shows something else than the others: the next news go to all of them, whatever they say.
   */
  enter(room: string, eventId: string, views: readonly RoomView[], isFirst: boolean): void {
    for (const view of views) {
      if (view.side === 'buyer' || view.phase === 'closed') continue
      const sent = this.of(view.lotId, eventId).views
      const known = sent.get(room)
      if (known === undefined && isFirst) sent.set(room, contentOf(view))
      else if (known !== undefined && known !== contentOf(view) && !isFirst) sent.delete(room)
    }
  }

  private of(lotId: string, eventId: string): Sent {
    const known = this.sent.get(lotId)
    if (known) return known
    const sent: Sent = {
      eventId,
      seq: undefined,
      timer: null,
      at: Number.NEGATIVE_INFINITY,
      bids: 0,
      retractions: 0,
      views: new Map(),
    }
    this.sent.set(lotId, sent)
    return sent
  }

  /** After a time in which news may have been missed. */
  touchAll(): void {
    for (const [lotId, { eventId }] of this.sent) this.touch(lotId, eventId)
  }

  stop(): void {
    for (const { timer } of this.sent.values()) if (timer) clearTimeout(timer)
  }

  private async send(lotId: string, sent: Sent): Promise<void> {
    const { eventId } = sent
    const facts = await this.desk.events.get(eventId)
    const lot = facts.lots.find((each) => each.id === lotId)
    if (!lot) return
    const { rooms } = this.io.sockets.adapter
    if (!['buyer', 'bidders', 'screen'].some((room) => rooms.has(`event:${eventId}:${room}`))) {
      this.sent.delete(lotId)
      return
    }
    const { state, seq } = await this.desk.lots.lane(lotId).read(sent.seq)
    if (rooms.has(`event:${eventId}:buyer`)) {
      const retractions = state.bids.reduce((count, bid) => count + (bid.retracted ? 1 : 0), 0)
      const from = retractions === sent.retractions ? Math.min(sent.bids, state.bids.length) : 0
      sent.retractions = retractions
      // Sealed bids are told all at once when they are opened.
      sent.bids = isSealed(state) ? 0 : state.bids.length
      this.io.local.to(`event:${eventId}:buyer`).emit('lot', buyerView(state, lotId, seq, lot.worth, from))
    }
    const order = this.desk.viewOrder()
    const tell = (room: string, view: () => BidderView | ScreenView) => {
      if (!rooms.has(room)) return
      const news = view()
      const content = contentOf(news)
      if (sent.views.get(room) === content) return
      sent.views.set(room, content)
      this.io.local.to(room).emit('lot', news)
    }
    tell(`event:${eventId}:screen`, () => screenView(state, lotId, order, facts.visibility))
    for (const alias of state.bidders.keys())
      tell(`event:${eventId}:bidder:${alias}`, () => bidderView(state, alias, lotId, order, facts.visibility))
    // Nothing happens in it any more.
    if (state.phase === 'closed') this.sent.delete(lotId)
  }
}

/** What a view shows, whenever it was made. */
const contentOf = (view: BidderView | ScreenView): string => JSON.stringify({ ...view, seq: 0 })
