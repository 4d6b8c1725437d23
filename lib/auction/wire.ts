import { z } from 'zod'
import { DECIMAL_TEXT } from '@/lib/platform/decimal'

/** Messages of the auction room, both ways: the one definition for server and browser. */

const amount = z.string().regex(DECIMAL_TEXT, 'number').max(40)
const bidId = z.string().min(1).max(64)
const alias = z.string().max(10)
const reason = z.string().trim().min(3, 'required').max(500)

export const clockMessage = z.object({ sentAt: z.number() })
export const joinMessage = z.object({ eventId: z.uuid() })
export const bidMessage = z.object({ lotId: z.uuid(), id: bidId, amount, confirm: z.boolean().optional() })
/** A limit down to which the engine bids for the sender; nobody else sees it while the lot is open. */
export const proxyMessage = z.object({ lotId: z.uuid(), id: bidId, limit: amount })
/** The price that a price clock shows when the message reaches the server. */
export const acceptMessage = z.object({ lotId: z.uuid(), id: bidId })
export const controlMessage = z.discriminatedUnion('do', [
  z.object({ lotId: z.uuid(), do: z.literal('pause') }),
  z.object({ lotId: z.uuid(), do: z.literal('resume') }),
  z.object({ lotId: z.uuid(), do: z.literal('extend'), seconds: z.int().min(10).max(86_400) }),
  z.object({ lotId: z.uuid(), do: z.literal('close') }),
  z.object({
    lotId: z.uuid(),
    do: z.literal('retract'),
    of: alias,
    bid: bidId,
    reason,
  }),
  /** A bid, or the acceptance of a clock's price, for a bidder that can only telephone. */
  z.object({ lotId: z.uuid(), do: z.literal('bid-for'), of: alias, id: bidId, amount, confirm: z.boolean().optional(), reason }),
  z.object({ lotId: z.uuid(), do: z.literal('accept-for'), of: alias, id: bidId, reason }),
])
export type ControlMessage = z.input<typeof controlMessage>
export type ControlOrder = z.output<typeof controlMessage>

const lotClock = {
  phase: z.enum(['pending', 'open', 'paused', 'closed']),
  opensAt: z.string(),
  endsAt: z.string().nullable(),
  pausedAt: z.string().nullable(),
  extensions: z.number(),
  /** bids so far; while they are sealed, the viewer's own */
  bids: z.number(),
  sealed: z.boolean(),
  /**
   * A price clock while it runs: the prices from an instant on, each shown for `interval` milliseconds. Of a falling price
   * only this and the next one are known. While the lot is paused it stands as at `pausedAt`.
   */
  priceClock: z.object({ startedAt: z.string(), interval: z.number(), prices: z.array(z.string()) }).nullable(),
}
export const lotClockSchema = z.object(lotClock)
export type LotClock = z.output<typeof lotClockSchema>

const percentAmount = z.object({ amount: z.string(), percent: z.string() }).nullable()
const loggedBid = z.object({
  index: z.number(),
  bidder: z.string(),
  id: z.string().nullable(),
  amount: z.string(),
  at: z.string(),
  source: z.enum(['bidder', 'proxy']),
  /** why the buyer's side placed it for the bidder; null for the bidder's own */
  surrogate: z.string().nullable(),
  retracted: z.boolean(),
})

export const bidderViewSchema = z.object({
  lotId: z.string(),
  seq: z.number(),
  side: z.literal('bidder'),
  ...lotClock,
  ceiling: z.string().nullable(),
  rank: z.number().nullable(),
  leading: z.boolean().nullable(),
  lead: z.string().nullable(),
  standing: z.string().nullable(),
  next: z.string().nullable(),
  /** whether the lot takes limits */
  proxies: z.boolean(),
  /** the own limit that still holds */
  limit: z.string().nullable(),
  ownBids: z.array(loggedBid.omit({ bidder: true })),
  retractions: z.number(),
  /** of a price clock: has the viewer accepted the price that it shows, and is it out for not having done so */
  accepted: z.boolean(),
  eliminated: z.boolean(),
  /** null while the lot is open, and when nobody has won: no bid, none that meets the reserve, or closed by the buyer */
  won: z.boolean().nullable(),
  reserveMet: z.boolean().nullable(),
})
export type BidderView = z.output<typeof bidderViewSchema>

export const buyerViewSchema = z.object({
  lotId: z.string(),
  seq: z.number(),
  side: z.literal('buyer'),
  ...lotClock,
  ceiling: z.string().nullable(),
  reserve: z.string().nullable(),
  lead: z.string().nullable(),
  reserveMet: z.boolean().nullable(),
  savingsToCeiling: percentAmount,
  savingsToBaseline: percentAmount,
  standing: z.array(z.object({ bidder: z.string(), rank: z.number(), amount: z.string(), evaluated: z.string(), at: z.string() })),
  /** while bids are sealed: who has handed one in */
  handedIn: z.array(z.string()),
  /** of a price clock: who has accepted the price that it shows, and who is out */
  accepted: z.array(z.string()),
  eliminated: z.array(z.string()),
  bidsFrom: z.number(),
  log: z.array(loggedBid),
  award: z.object({ bidder: z.string(), price: z.string() }).nullable(),
})
export type BuyerView = z.output<typeof buyerViewSchema>
export type LotView = BidderView | BuyerView

/** A moment of a replay: what one side saw from `at` on. */
export interface ReplayFrame {
  at: string
  view: LotView
}

/** What a screen gets when it joins: everything, so that a reconnection needs nothing else. */
export interface RoomSnapshot {
  lots: LotView[]
  /** aliases of the bidders whose room is open now; for the buyer only */
  present: string[]
  serverTime: number
}

/** The answer to a bid or a limit. Both instants are the server's, milliseconds. */
export interface BidAnswer {
  accepted: boolean
  code: string | null
  receivedAt: number
  endsAt: string | null
  receipt: { lot: string; seq: number; hash: string; key: string; signature: string } | null
  duplicate: boolean
  view: BidderView
}
