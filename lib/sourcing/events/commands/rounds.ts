import type { CommandContext } from '@/lib/platform/context'
import { AppError } from '@/lib/platform/errors'

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
  const { count } = await ctx.db.sourcingEvent.updateMany({ where: { id: previousId, state: 'closed' }, data: { state: 'continued' } })
  const awarded = await ctx.db.lotAward.count({ where: { lot: { eventId: previousId }, awardedAt: { gt: createdAt } } })
  if (count === 0 || awarded > 0) throw new AppError('not_possible_now', { detail: 'round_over' })
  note(ctx, previousId, 'closed', 'continued')
}

/**
 * When a round comes to nothing, the offers of the one before count again: it can be awarded, or go on in another. Not so once a
 * lot of this round is awarded: its goods would be bought twice.
 */
export async function returnToRoundBefore(ctx: CommandContext, { id, previousId }: Pick<Round, 'id' | 'previousId'>): Promise<void> {
  if (previousId === null || (await ctx.db.lotAward.count({ where: { lot: { eventId: id } } })) > 0) return
  const { count } = await ctx.db.sourcingEvent.updateMany({ where: { id: previousId, state: 'continued' }, data: { state: 'closed' } })
  if (count > 0) note(ctx, previousId, 'continued', 'closed')
}

function note(ctx: CommandContext, eventId: string, before: string, after: string): void {
  ctx.audit({ entity: 'SourcingEvent', entityId: eventId, before: { state: before }, after: { state: after } })
  ctx.emit({ type: 'auction.changed', eventId })
}
