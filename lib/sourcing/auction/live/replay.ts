import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { AppError, forbidden, notFound } from '@/lib/platform/errors'
import { newLot } from '@/lib/sourcing/auction/rules/engine'
import type { LotWorth } from '@/lib/sourcing/auction/rules/savings'
import { type LotRules, lotRules } from '@/lib/sourcing/auction/rules/schemas'
import { applyEvent, type LotState } from '@/lib/sourcing/auction/rules/state'
import { bidderView, buyerView, type Visibility } from '@/lib/sourcing/auction/rules/views'
import type { LotView, ReplayFrame } from '@/lib/sourcing/auction/rules/wire'
import { worthOf } from '@/lib/sourcing/events/event-facts'
import { entryEvent, type LedgerEntry } from './ledger'
import { getLedger } from './ledger-queries'

/** More moments than this no slider can tell apart; of a longer ledger they are taken evenly, and always the last. */
const MAX_FRAMES = 400

/**
 * What a viewer saw after each entry of a ledger, from before the opening on; moments at which it saw nothing new are
 * left out, so that the frames tell no more than the view did.
 */
export function framesOf(
  rules: LotRules,
  aliases: readonly string[],
  entries: readonly LedgerEntry[],
  view: (state: LotState) => LotView,
): ReplayFrame[] {
  const state = newLot(rules, aliases)
  const first = entries[0]?.at ?? rules.opensAt
  const frames: ReplayFrame[] = [{ at: first, view: view(state) }]
  const stride = Math.max(1, Math.ceil(entries.length / MAX_FRAMES))
  let before = JSON.stringify(frames[0]?.view)
  for (const [index, entry] of entries.entries()) {
    applyEvent(state, entryEvent(entry))
    if ((index + 1) % stride !== 0 && index !== entries.length - 1) continue
    const now = view(state)
    const text = JSON.stringify(now)
    if (text !== before) frames.push({ at: entry.at, view: now })
    before = text
  }
  return frames
}

interface Watched {
  lotId: string
  worth: LotWorth
  visibility: Visibility
}

/**
 * What a frame holds for a bidder, or for the buyer (null). Neither the own bids nor the log go with every frame: a screen has
 * them once already.
 */
export const frameView =
  (alias: string | null, { lotId, worth, visibility }: Watched) =>
  (state: LotState): LotView =>
    alias === null
      ? { ...buyerView(state, lotId, 0, worth, state.bids.length), bidsFrom: 0 }
      : { ...bidderView(state, alias, lotId, 0, visibility), ownBids: [] }

/**
 * A closed lot from its opening to its end: for the buyer as the console showed it, for a bidder as far as its own view went.
 * @throws AppError not_found for everybody else, not_possible_now before the end
 */
export async function replayLot(ctx: ReadContext, lotId: string): Promise<ReplayFrame[]> {
  const { organizationId } = ctx.actor
  const lot = await ctx.db.lot.findFirst({
    where: {
      id: lotId,
      event: {
        OR: [
          { buyerId: organizationId },
          { state: { not: 'draft' }, invitations: { some: { supplierId: organizationId, state: 'accepted' } } },
        ],
      },
    },
    select: {
      phase: true,
      baseline: true,
      lines: { select: { quantity: true } },
      rules: true,
      event: { select: { buyerId: true, visibility: true, invitations: { select: { alias: true, supplierId: true } } } },
    },
  })
  if (!lot) throw notFound()
  const { event } = lot
  const own = event.buyerId === organizationId
  if (!(own ? may('read', 'Auction') : may('bid', 'Bid'))(ctx.actor)) throw forbidden()
  if (lot.phase !== 'closed') throw new AppError('not_possible_now')
  const { entries } = await getLedger(ctx, lotId)
  const worth = worthOf(lot)
  const alias = event.invitations.find(({ supplierId }) => supplierId === organizationId)?.alias ?? ''
  return framesOf(
    lotRules.parse(lot.rules),
    event.invitations.map((invitation) => invitation.alias),
    entries,
    frameView(own ? null : alias, { lotId, worth, visibility: event.visibility }),
  )
}
