import { stateAfter } from '@/lib/documents/lifecycle/state-after'
import type { CommandContext } from '@/lib/platform/context'
import type { OrderSide } from '@/lib/platform/db/generated/enums'
import { notFound } from '@/lib/platform/errors'
import type { Id } from '@/lib/platform/fields/ids'
import { type Decimal, ZERO } from '@/lib/platform/money/decimal'
import { settleOrder } from '@/lib/pricing/fees/commands/charge-fees'
import { releaseAgreedQuantities } from '@/lib/pricing/price-lists/commands/count-agreed-quantities'
import type { OrderEvent } from './events'
import { linesWithProgress, openClosing } from './queries'
import { type OrderFacts, type OrderState, type OrderStep, orderLifecycle } from './states'
import { noteOnOrders, type TimelineEntry } from './timeline'

/**
 * Holds an order of the actor's organization until the transaction ends, so that what two people do comes one after the other.
 * @throws AppError not_found for another organization's order, and for one that the supplier does not see yet
 */
export async function lockOrder(ctx: CommandContext, orderId: Id<'PurchaseOrder'>) {
  await ctx.db.$queryRaw`select 1 from purchase_order where id = ${orderId}::uuid for update`
  const order = await ctx.db.purchaseOrder.findUnique({ where: { id: orderId } })
  const { organizationId } = ctx.actor
  const side: OrderSide | null =
    order?.buyerId === organizationId ? 'buyer' : order?.supplierId === organizationId && order.supplierNumber !== null ? 'supplier' : null
  if (!order || !side) throw notFound()
  const closing = await openClosing(ctx, orderId)
  return { ...order, side, lines: await linesWithProgress(ctx, orderId), closing, closingProposed: closing !== null }
}

export type LockedOrder = Awaited<ReturnType<typeof lockOrder>>

export interface Advance {
  step: OrderStep
  /** what the step leaves; the order as it was locked without it */
  after?: OrderFacts
  /** what the timeline says of it */
  entry: TimelineEntry | ((state: OrderState) => TimelineEntry)
  data?: Record<string, unknown>
}

/**
 * Takes a step of an order: the only way in which its state changes.
 * @throws AppError not_possible_now, not_found when the step is the other side's
 */
export async function advanceOrder(
  ctx: CommandContext,
  order: LockedOrder,
  { step, after, entry, data }: Advance,
): Promise<{ state: OrderState }> {
  const state = requireStep(order, step, after)
  await ctx.db.purchaseOrder.update({ where: { id: order.id }, data: { state } })
  const kind = typeof entry === 'function' ? entry(state) : entry
  const by = { userId: ctx.actor.userId, organizationId: ctx.actor.organizationId }
  await noteOnOrders(ctx.db, [{ orderId: order.id, at: ctx.now, kind, by, ...(data && { data }) }])
  ctx.audit({ entity: 'PurchaseOrder', entityId: order.id, before: { state: order.state }, after: { state, ...data } })
  const happened = told[kind]
  if (happened) ctx.emit({ type: happened, orderId: order.id })
  return { state }
}

/** The state that a step leads to. @throws AppError not_possible_now, not_found when the step is the other side's */
export const requireStep = (order: LockedOrder, step: OrderStep, after?: OrderFacts): OrderState =>
  stateAfter(orderLifecycle, { state: order.state, step, side: order.side, before: order, ...(after && { after }) })

/** What other domains hear of what the timeline tells; payments and closings speak for themselves. */
const told: Partial<Record<TimelineEntry, Exclude<OrderEvent, { by: unknown }>['type']>> = {
  approved: 'order.approved',
  approval_rejected: 'order.approval_rejected',
  confirmed: 'order.confirmed',
  confirmed_with_changes: 'order.confirmed_with_changes',
  rejected: 'order.rejected',
  changes_accepted: 'order.changes_accepted',
  shipped: 'order.shipped',
  received: 'order.received',
  receipt_reversed: 'order.receipt_reversed',
  closed: 'order.closed',
  cancelled: 'order.cancelled',
}

/**
 * Nothing comes of the order: agreed quantities are given back, its fees taken off.
 * @param counted what of a line still counts against its contract: all that was ordered, before the supplier's answer took effect
 */
export async function voidOrder(
  ctx: CommandContext,
  order: LockedOrder,
  counted: (line: LockedOrder['lines'][number]) => Decimal = ({ quantity }) => quantity,
): Promise<void> {
  await releaseAgreedQuantities(
    ctx,
    order.lines.map((line) => ({ entryId: line.priceEntryId, quantity: counted(line) })),
  )
  await settleOrder(ctx, order.id, ZERO)
}
