import { stateAfter } from '@/lib/documents/lifecycle/state-after'
import type { CommandContext } from '@/lib/platform/context'
import { type OrderResponseStep, orderResponseLifecycle } from './states'

/** The buyer agrees to the changes of an order's last response, or does not; in the caller's transaction, which holds the order. */
export async function decideResponse(ctx: CommandContext, orderId: string, step: OrderResponseStep): Promise<void> {
  const response = await ctx.db.orderResponse.findFirst({ where: { orderId }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] })
  if (!response) return
  const state = stateAfter(orderResponseLifecycle, { state: response.state, step, side: 'buyer', before: response })
  await ctx.db.orderResponse.update({ where: { id: response.id }, data: { state, decidedBy: ctx.actor.userId, decidedAt: ctx.now } })
  ctx.audit({ entity: 'OrderResponse', entityId: response.id, before: { state: response.state }, after: { state } })
}
