import { stateAfter } from '@/lib/documents/lifecycle/state-after'
import type { CommandContext } from '@/lib/platform/context'
import { notFound } from '@/lib/platform/errors'
import { type EventStep, eventLifecycle } from './states'

/**
 * Takes a step of a sourcing event of the actor's organization, held until the transaction ends, and notes it: beside the clock, which
 * closes events whose lots are over, the only way in which their state changes. For steps that awards decide, the awards are as they are now.
 * @returns the state before, and the one that it has come into
 * @throws AppError not_found, not_possible_now
 */
export async function advanceEvent(ctx: CommandContext, eventId: string, step: EventStep) {
  await ctx.db.$queryRaw`select 1 from sourcing_event where id = ${eventId}::uuid for update`
  const event = await ctx.db.sourcingEvent.findFirst({
    where: { id: eventId, buyerId: ctx.actor.organizationId },
    select: { state: true, lots: { select: { phase: true, award: { select: { lotId: true } } } } },
  })
  if (!event) throw notFound()
  const before = { lots: event.lots.map(({ phase, award }) => ({ phase, awarded: award !== null })) }
  const state = stateAfter(eventLifecycle, { state: event.state, step, side: 'buyer', before })
  if (state === event.state) return { before: event.state, state }
  await ctx.db.sourcingEvent.update({ where: { id: eventId }, data: { state, ...(step === 'publish' && { publishedAt: ctx.now }) } })
  ctx.audit({ entity: 'SourcingEvent', entityId: eventId, before: { state: event.state }, after: { state } })
  return { before: event.state, state }
}
