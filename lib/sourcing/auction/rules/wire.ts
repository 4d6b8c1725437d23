import { z } from 'zod'
import { anyDecimalText } from '@/lib/platform/fields/decimal-text'

/** Messages of the auction room, both ways: the one definition for server and browser. */
const amount = anyDecimalText.max(40).describe('a decimal number as text, such as "990.00"')
const bidId = z.string().min(1).max(64).describe('chosen by the sender; sent again it does nothing again and is answered as before')
const alias = z.string().max(10).describe('the bidder as this event calls it: A, B, C …')
const reason = z.string().trim().min(3, 'required').max(500)
const instant = z.string().describe('a UTC instant')
const lotId = z.uuid()
const confirm = z.boolean().optional().describe('sent with a bid that was asked about as an outlier')

export const bidInput = z.object({ id: bidId, amount, confirm })
/** A limit down to which the engine bids for the sender; nobody else sees it while the lot is open. */
export const proxyInput = z.object({ id: bidId, limit: amount.describe('the engine bids for the sender down to here') })
/** The price that a price clock shows when the message reaches the server. */
export const acceptInput = z.object({ id: bidId })

export const clockMessage = z.object({ sentAt: z.number() })
export const joinMessage = z.object({
  eventId: z.uuid(),
  as: z.literal('screen').optional().describe('for a screen that everybody in a hall can read; the buyer’s side only'),
})
export const leaveMessage = joinMessage.omit({ as: true })
export const bidMessage = bidInput.extend({ lotId })
export const proxyMessage = proxyInput.extend({ lotId })
export const acceptMessage = acceptInput.extend({ lotId })
/** Before the opening: an amount, or without one the acceptance of a clock's first price; it counts for nothing. */
export const practiceMessage = z.object({ lotId, amount: amount.optional() })
export const practiceAnswerSchema = z.object({
  accepted: z.boolean(),
  code: z.string().nullable().describe('why it would not be accepted as the first bid'),
  receivedAt: z.number().describe('when it reached the server: milliseconds since 1970, by the server’s clock'),
})
export type PracticeAnswer = z.output<typeof practiceAnswerSchema>
export const controlOrder = z.discriminatedUnion('do', [
  z.object({ do: z.literal('pause') }),
  z.object({ do: z.literal('resume') }),
  z.object({ do: z.literal('extend'), seconds: z.int().min(10).max(86_400) }),
  z.object({ do: z.literal('close') }),
  z.object({ do: z.literal('retract'), of: alias, bid: bidId, reason }),
  /** A bid, or the acceptance of a clock's price, for a bidder that can only telephone. */
  z.object({ do: z.literal('bid-for'), of: alias, id: bidId, amount, confirm, reason }),
  z.object({ do: z.literal('accept-for'), of: alias, id: bidId, reason }),
])
export type ControlOrder = z.output<typeof controlOrder>
export const controlMessage = z.object({ lotId }).and(controlOrder)
export type ControlMessage = z.input<typeof controlMessage>

const lotClock = {
  phase: z.enum(['pending', 'open', 'paused', 'closed']),
  opensAt: instant,
  endsAt: instant.nullable(),
  pausedAt: instant.nullable(),
  extensions: z.number().describe('how often overtime has moved the end'),
  bids: z.number().describe('bids so far; for a bidder that is not shown the lead, its own'),
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
  index: z.number().describe('its place among the bids that the viewer sees, from 0'),
  bidder: z.string(),
  id: z.string().nullable(),
  amount: z.string(),
  at: z.string(),
  source: z.enum(['bidder', 'proxy']),
  surrogate: z.string().nullable().describe('why the buyer’s side placed it for the bidder; null for the bidder’s own'),
  retracted: z.boolean(),
})

/** Grows with each view, and counts nothing: a ledger's own numbers would tell that others have acted. */
const viewOrder = z.number().describe('of two views of a lot the later has the higher')

export const bidderViewSchema = z.object({
  lotId: z.string(),
  seq: viewOrder,
  side: z.literal('bidder'),
  ...lotClock,
  ceiling: z.string().nullable(),
  rank: z.number().nullable(),
  leading: z.boolean().nullable(),
  lead: z.string().nullable(),
  standing: z.string().nullable().describe('the viewer’s own best bid'),
  next: z.string().nullable().describe('the nearest bid that would be accepted'),
  proxies: z.boolean().describe('whether the lot takes limits'),
  limit: z.string().nullable().describe('the own limit that still holds'),
  ownBids: z.array(loggedBid.omit({ bidder: true })),
  retractions: z.number(),
  accepted: z.boolean().describe('of a price clock: has the viewer accepted the price that it shows'),
  eliminated: z.boolean().describe('of a price clock: is the viewer out for not having accepted a price'),
  won: z.boolean().nullable().describe('null while the lot is open, and when nobody has won'),
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
  handedIn: z.array(alias).describe('while bids are sealed: who has handed one in'),
  accepted: z.array(alias).describe('of a price clock: who has accepted the price that it shows'),
  eliminated: z.array(alias).describe('of a price clock: who is out'),
  bidsFrom: z.number(),
  log: z.array(loggedBid),
  award: z.object({ bidder: z.string(), price: z.string() }).nullable(),
})
export type BuyerView = z.output<typeof buyerViewSchema>

export const screenViewSchema = z.object({
  lotId: z.string(),
  seq: viewOrder,
  side: z.literal('screen'),
  ...lotClock,
  ceiling: z.string().nullable(),
  lead: z.string().nullable().describe('where bidders may see it too'),
})
export type ScreenView = z.output<typeof screenViewSchema>

export type LotView = BidderView | BuyerView
export const roomViewSchema = z.discriminatedUnion('side', [bidderViewSchema, buyerViewSchema, screenViewSchema])
export type RoomView = z.output<typeof roomViewSchema>

/** A moment of a replay: what one side saw from `at` on. */
export interface ReplayFrame {
  at: string
  view: LotView
}

/** Something besides the accepted bids that the buyer's side should know of. */
export interface Incident {
  id: string
  at: string
  /** the order of the buyer's side, or `bid-rejected` */
  kind: string
  lotId: string
  /** the bidder whose bid was refused; null for the buyer's side */
  alias: string | null
  code?: string | undefined
  amount?: string | undefined
  of?: string | undefined
  reason?: string | undefined
  seconds?: number | undefined
}

/** A lot played by simulated bidders. */
export interface DryRun {
  aliases: string[]
  plannedEnd: string | null
  /** as the buyer sees it afterwards, with all bids */
  final: BuyerView
  frames: ReplayFrame[]
}

/** What a screen gets when it joins: everything, so that a reconnection needs nothing else. */
export const roomSnapshotSchema = z.object({
  lots: z.array(roomViewSchema),
  present: z.array(alias).describe('bidders whose room is open now; for the buyer only'),
  serverTime: z.number().describe('milliseconds since 1970'),
})
export type RoomSnapshot = z.output<typeof roomSnapshotSchema>

/** The answer to a bid or a limit. */
export const bidAnswerSchema = z.object({
  accepted: z.boolean(),
  code: z.string().nullable().describe('why it was not accepted'),
  receivedAt: z.number().describe('when it reached the server: milliseconds since 1970, by the server’s clock'),
  endsAt: instant.nullable(),
  receipt: z
    .object({ lot: z.string(), seq: z.number(), hash: z.string(), key: z.string(), signature: z.string() })
    .nullable()
    .describe(
      'signed proof of the ledger entry: its number and hash; where the lead is hidden, its number among the bidder’s own entries and the hash of what it says',
    ),
  duplicate: z.boolean().describe('its id was answered before'),
  view: bidderViewSchema,
})
export type BidAnswer = z.output<typeof bidAnswerSchema>
