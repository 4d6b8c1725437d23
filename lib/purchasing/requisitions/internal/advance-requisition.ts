import { stateAfter } from '@/lib/documents/lifecycle/state-after'
import type { CommandContext } from '@/lib/platform/context'
import { notFound } from '@/lib/platform/errors'
import type { Id } from '@/lib/platform/fields/ids'
import { getRequisition } from '../queries'
import { type RequisitionSide, type RequisitionStep, requisitionLifecycle } from '../states'

interface Answer {
  offerId?: string
  answer?: string | null
  answeredBy?: string
}

/**
 * Takes a step of a requisition: the only way in which its state changes. Held until the transaction ends, so that two who answer at once
 * come one after the other.
 * @returns the requisition as it was
 * @throws AppError not_found, not_possible_now when it is in another state already
 */
export async function advanceRequisition(
  ctx: CommandContext,
  requisitionId: Id<'Requisition'>,
  { step, by, data = {} }: { step: RequisitionStep; by: RequisitionSide; data?: Answer },
) {
  await ctx.db.$queryRaw`select 1 from requisition where id = ${requisitionId}::uuid for update`
  const requisition = await getRequisition(ctx, requisitionId)
  if (by === 'requester' && requisition.requestedBy !== ctx.actor.userId) throw notFound()
  const before = { isInternal: requisition.itemId !== null }
  const state = stateAfter(requisitionLifecycle, { state: requisition.state, step, side: by, before })
  await ctx.db.requisition.update({ where: { id: requisitionId }, data: { ...data, state, changedAt: ctx.now } })
  ctx.audit({ entity: 'Requisition', entityId: requisitionId, before: { state: requisition.state }, after: { ...data, state } })
  return requisition
}
