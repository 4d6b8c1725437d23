import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { AppError, forbidden, notFound } from '@/lib/platform/errors'
import { newLot, standings } from '@/lib/sourcing/auction/rules/engine'
import { lotRules } from '@/lib/sourcing/auction/rules/schemas'
import { applyEvent, isSealed, type LotState } from '@/lib/sourcing/auction/rules/state'
import type { StandingBid } from '@/lib/sourcing/auction/rules/views'
import { entryEvent, type LedgerEntry } from './ledger'

/**
 * A lot's ledger, rules and award.
 * @throws AppError not_possible_now while its bids are sealed: not even who keeps the server reads them here
 */
export async function getLedger(
  ctx: Pick<ReadContext, 'db'>,
  lotId: string,
): Promise<{ lot: string; rules: unknown; entries: LedgerEntry[]; award: { bidder: string; price: string } | null; state: LotState }> {
  const lot = await ctx.db.lot.findUnique({ where: { id: lotId }, include: { award: true, event: { include: { invitations: true } } } })
  if (!lot) throw notFound()
  const rows = await ctx.db.ledgerEntry.findMany({ where: { lotId }, orderBy: { seq: 'asc' } })
  const entries = rows.map(
    (row): LedgerEntry => ({
      seq: row.seq,
      at: row.at.toISOString(),
      actor: row.actor,
      type: row.type as LedgerEntry['type'],
      payload: row.payload as Record<string, unknown>,
      prev: row.prev,
      hash: row.hash,
    }),
  )
  const state = foldLedger(
    lot.rules,
    lot.event.invitations.map((invitation) => invitation.alias),
    entries,
  )
  if (isSealed(state)) throw new AppError('not_possible_now', { detail: 'sealed' })
  const alias = lot.event.invitations.find((invitation) => invitation.supplierId === lot.award?.supplierId)?.alias
  return {
    lot: lotId,
    rules: lot.rules,
    entries,
    award: lot.award && alias ? { bidder: alias, price: lot.award.price.toString() } : null,
    state,
  }
}

/** The ledger of a closed lot of an own event. @throws AppError not_found, not_possible_now before the close */
export async function getOwnLedger(ctx: ReadContext, lotId: string) {
  if (!may('read', 'Auction')(ctx.actor)) throw forbidden()
  const lot = await ctx.db.lot.findFirst({
    where: { id: lotId, event: { buyerId: ctx.actor.organizationId } },
    select: { phase: true },
  })
  if (!lot) throw notFound()
  // Before the end it would tell the limits that bidders have left to the engine.
  if (lot.phase !== 'closed') throw new AppError('not_possible_now')
  return getLedger(ctx, lotId)
}

/**
 * The standing bids of each lot of an own event that is closed and not awarded, best first: for the award's proposal and for
 * the short list and start prices of a next round. Two queries.
 * @returns by lot; without a bid an empty list
 */
export async function standingBidsInClosedLots(ctx: ReadContext, eventId: string): Promise<Record<string, StandingBid[]>> {
  const lots = await ctx.db.lot.findMany({
    where: { eventId, phase: 'closed', award: null, event: { buyerId: ctx.actor.organizationId } },
    select: { id: true, rules: true, event: { select: { invitations: { select: { alias: true, supplierId: true } } } } },
  })
  const rows = await ctx.db.ledgerEntry.findMany({
    where: { lotId: { in: lots.map((lot) => lot.id) } },
    orderBy: { seq: 'asc' },
    select: { lotId: true, type: true, at: true, payload: true },
  })
  const ledgers = new Map<string, typeof rows>(lots.map(({ id }) => [id, []]))
  for (const row of rows) ledgers.get(row.lotId)?.push(row)
  return Object.fromEntries(
    lots.map(({ id, rules, event: { invitations } }) => {
      const suppliers = new Map(invitations.map(({ alias, supplierId }) => [alias, supplierId]))
      const state = foldLedger(rules, [...suppliers.keys()], ledgers.get(id) ?? [])
      const offers = standings(state).map(({ bidder, bid }) => ({
        supplierId: suppliers.get(bidder) as string,
        amount: bid.amount.toFixed(state.rules.scale),
      }))
      return [id, offers]
    }),
  )
}

/** The state that a ledger leads to. */
export function foldLedger(rules: unknown, bidders: readonly string[], entries: readonly Parameters<typeof entryEvent>[0][]): LotState {
  const state = newLot(lotRules.parse(rules), bidders)
  for (const entry of entries) applyEvent(state, entryEvent(entry))
  return state
}
