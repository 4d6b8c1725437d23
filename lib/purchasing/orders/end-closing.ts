import { stateAfter } from '@/lib/documents/lifecycle/state-after'
import type { CommandContext } from '@/lib/platform/context'
import type { LockedOrder } from './advance-order'
import { openToShip } from './quantities'
import { type OrderClosingStep, orderClosingLifecycle } from './states'
import { noteOnOrders, type TimelineEntry } from './timeline'

const entries: Partial<Record<OrderClosingStep, TimelineEntry>> = {
  decline: 'closing_declined',
  withdraw: 'closing_withdrawn',
  lapse: 'closing_withdrawn',
}

/**
 * Ends the proposal to close the rest of an order that waits, in the caller's transaction, which holds the order; does
 * nothing where none waits. What comes of an accepted one is the caller's.
 * @throws AppError not_found when the step is the other side's
 */
export async function endClosing(ctx: CommandContext, order: LockedOrder, step: OrderClosingStep, data: { reason?: string } = {}) {
  const { closing } = order
  if (!closing) return
  const side = closing.side === order.side ? 'proposer' : 'partner'
  const state = stateAfter(orderClosingLifecycle, { state: closing.state, step, side, before: {} })
  await ctx.db.orderClosing.update({ where: { id: closing.id }, data: { state, decidedBy: ctx.actor.userId, decidedAt: ctx.now } })
  ctx.audit({ entity: 'OrderClosing', entityId: closing.id, before: { state: closing.state }, after: { state, ...data } })
  const kind = entries[step]
  const by = { userId: ctx.actor.userId, organizationId: ctx.actor.organizationId }
  if (kind) await noteOnOrders(ctx.db, [{ orderId: order.id, at: ctx.now, kind, by, data: { closingId: closing.id, ...data } }])
  if (step === 'decline') ctx.emit({ type: 'order.closing_declined', orderId: order.id, by: order.side })
}

/** Ends a proposal of which nothing is open any more, with the lines as a step leaves them. */
export async function endSettledClosing(ctx: CommandContext, order: LockedOrder, lines: LockedOrder['lines']): Promise<void> {
  const open = new Map(lines.map((line) => [line.id, openToShip(line)]))
  if (order.closing?.lines.every(({ lineId }) => !open.get(lineId)?.gt(0))) await endClosing(ctx, order, 'lapse')
}

/** What a despatch says to a proposal that waits: who proposed to ship no more takes that back, the other side declines. */
export const endClosingByDespatch = (ctx: CommandContext, order: LockedOrder): Promise<void> =>
  endClosing(ctx, order, order.closing?.side === order.side ? 'withdraw' : 'decline')
