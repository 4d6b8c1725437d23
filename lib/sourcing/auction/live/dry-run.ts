import { z } from 'zod'
import { may } from '@/lib/parties/identity/abilities'
import { parse } from '@/lib/platform/command'
import type { ReadContext } from '@/lib/platform/context'
import { forbidden, notFound } from '@/lib/platform/errors'
import { aliasOf } from '@/lib/sourcing/auction/rules/alias'
import { newLot } from '@/lib/sourcing/auction/rules/engine'
import { lotRules } from '@/lib/sourcing/auction/rules/schemas'
import { simulateLot } from '@/lib/sourcing/auction/rules/simulate'
import { buyerView } from '@/lib/sourcing/auction/rules/views'
import type { DryRun } from '@/lib/sourcing/auction/rules/wire'
import { worthOf } from '@/lib/sourcing/events/event-facts'
import { appendEntries, FIRST_HASH } from './ledger'
import { foldLedger } from './ledger-queries'
import { framesOf, frameView } from './replay'

export const dryRunInput = z.object({
  bidders: z.coerce.number().int().min(2).max(12).default(5),
  seed: z.coerce.number().int().min(0).max(1_000_000).default(1),
  /** whose screen is shown: `buyer`, or a simulated bidder's alias */
  as: z.string().max(2).or(z.literal('buyer')).default('buyer'),
})

/**
 * Plays a lot of an own event with simulated bidders by its rules as they stand, in no time and without a trace.
 * @throws AppError not_found, invalid_input
 */
export async function dryRunLot(ctx: ReadContext, lotId: string, input: z.input<typeof dryRunInput>): Promise<DryRun> {
  if (!may('source', 'Auction')(ctx.actor)) throw forbidden()
  const { bidders, seed, as } = parse(dryRunInput, input)
  const lot = await ctx.db.lot.findFirst({
    where: { id: lotId, event: { buyerId: ctx.actor.organizationId } },
    select: { rules: true, baseline: true, lines: { select: { quantity: true } }, event: { select: { visibility: true } } },
  })
  if (!lot) throw notFound()
  const rules = lotRules.parse(lot.rules)
  const aliases = Array.from({ length: bidders }, (_, index) => aliasOf(index))
  const { visibility } = lot.event
  const entries = appendEntries({ seq: 0, hash: FIRST_HASH }, simulateLot(rules, aliases, visibility, seed))
  const worth = worthOf(lot)
  const start = newLot(rules, aliases)
  const plannedEnd = start.format.ends(start)
  const state = foldLedger(rules, aliases, entries)
  return {
    aliases,
    plannedEnd: plannedEnd === null ? null : new Date(plannedEnd).toISOString(),
    final: buyerView(state, lotId, entries.length, worth, 0),
    frames: framesOf(rules, aliases, entries, frameView(as === 'buyer' ? null : as, { lotId, worth, visibility })),
  }
}
