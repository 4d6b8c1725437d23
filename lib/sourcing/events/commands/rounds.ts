import type { CommandContext } from '@/lib/platform/context'
import { AppError } from '@/lib/platform/errors'
import { advanceEvent } from '../advance-event'

type Round = { id: string; previousId: string | null; createdAt: Date }

/**
 * The round before is over with the publication of the next.
 * @throws AppError not_possible_now when it has gone on in another round meanwhile, or a lot of it was awarded
 */
export async function leaveRoundBefore(
  ctx: CommandContext,
  { previousId, createdAt }: Pick<Round, 'previousId' | 'createdAt'>,
): Promise<void> {
  if (previousId === null) return
  const state = await heldState(ctx, previousId)
  const awarded = await ctx.db.lotAward.count({ where: { lot: { eventId: previousId }, awardedAt: { gt: createdAt } } })
  if (state !== 'closed' || awarded > 0) throw new AppError('not_possible_now', { detail: 'round_over' })
  await advanceEvent(ctx, previousId, 'continue')
  ctx.emit({ type: 'auction.changed', eventId: previousId })
}

/**
 * When a round comes to nothing, the offers of the one before count again: it can be awarded, or go on in another. Not so once a
 * lot of this round is awarded: its goods would be bought twice.
 */
export async function returnToRoundBefore(ctx: CommandContext, { id, previousId }: Pick<Round, 'id' | 'previousId'>): Promise<void> {
  if (previousId === null || (await ctx.db.lotAward.count({ where: { lot: { eventId: id } } })) > 0) return
  if ((await heldState(ctx, previousId)) !== 'continued') return
  await advanceEvent(ctx, previousId, 'return')
  ctx.emit({ type: 'auction.changed', eventId: previousId })
}

/** The state of a round that is held from now on: two next rounds that are published at once come one after the other. */
async function heldState(ctx: CommandContext, eventId: string) {
  await ctx.db.$queryRaw`select 1 from sourcing_event where id = ${eventId}::uuid for update`
  const { state } = await ctx.db.sourcingEvent.findUniqueOrThrow({ where: { id: eventId }, select: { state: true } })
  return state
}
