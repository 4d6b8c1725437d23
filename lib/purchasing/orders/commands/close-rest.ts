import { mayAny } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, forbidden, invalidInput, notFound } from '@/lib/platform/errors'
import { asId, type Id } from '@/lib/platform/fields/ids'
import { newId } from '@/lib/platform/ids'
import { Decimal, ZERO } from '@/lib/platform/money/decimal'
import { advanceOrder, type LockedOrder, lockOrder, requireStep, voidOrder } from '../advance-order'
import { endClosing } from '../end-closing'
import { dueQuantity, openToShip } from '../quantities'
import { reviseAmounts } from '../revise-amounts'
import { closingIdInput, declineClosingInput, proposeClosingInput } from '../schemas'
import { mayTake } from '../step-rights'

/** The rights of either side; which of them counts is known with the order. */
const mayClose = mayAny(['place', 'PurchaseOrder'], ['issue', 'OrderResponse'])

/**
 * One side proposes to deliver the rest of an order no more: what never comes, or goods that were rejected and are to be
 * credited. Nothing changes before the other side agrees.
 * @throws AppError not_found, not_possible_now, forbidden, invalid_input for more than is still to be shipped
 */
export const proposeClosing = command('orders.propose-closing', proposeClosingInput, mayClose, async (ctx, input) => {
  const order = await lockOrder(ctx, input.orderId)
  if (!mayTake(ctx.actor, 'propose_closing', order.side)) throw forbidden()
  requireStep(order, 'propose_closing')
  const asked = input.lines?.map(({ lineId, quantity }) => ({ lineId, quantity: new Decimal(quantity) })) ?? wholeRest(order)
  const open = new Map(order.lines.map((line) => [line.id, line]))
  for (const { lineId, quantity } of asked) {
    const line = open.get(lineId)
    if (!line) throw notFound()
    if (quantity.gt(openToShip(line))) throw invalidInput(`lines.${line.line}.quantity`, 'ABOVE_MAXIMUM')
  }
  const lines = asked.filter(({ quantity }) => quantity.gt(0))
  if (lines.length === 0) throw invalidInput('lines', 'required')
  const id = newId()
  await ctx.db.orderClosing.create({
    data: {
      id,
      orderId: order.id,
      side: order.side,
      reason: input.reason,
      createdBy: ctx.actor.userId,
      createdAt: ctx.now,
      lines: { create: lines.map(({ lineId, quantity }) => ({ orderLineId: lineId, quantity: quantity.toFixed() })) },
    },
  })
  ctx.audit({ entity: 'OrderClosing', entityId: id, after: { state: 'proposed', reason: input.reason } })
  ctx.emit({ type: 'order.closing_proposed', orderId: order.id, by: order.side })
  const { state } = await advanceOrder(ctx, order, {
    step: 'propose_closing',
    entry: 'closing_proposed',
    data: { closingId: id, reason: input.reason },
  })
  return { state, id }
})

const wholeRest = (order: LockedOrder) => order.lines.map((line) => ({ lineId: line.id, quantity: openToShip(line) }))

/**
 * The other side agrees: what is still open of the proposed quantities is delivered no more. The order's amounts, fees and
 * agreed quantities follow; what was paid beyond them is refunded.
 * @throws AppError not_found, not_possible_now, forbidden
 */
export const acceptClosing = command('orders.accept-closing', closingIdInput, mayClose, async (ctx, { closingId }) => {
  const order = await lockOrderOf(ctx, closingId)
  const proposed = new Map(order.closing.lines.map(({ lineId, quantity }) => [lineId, quantity]))
  const closed = new Map<string, Decimal>()
  for (const line of order.lines) {
    const quantity = Decimal.min(proposed.get(line.id) ?? ZERO, openToShip(line))
    if (quantity.gt(0)) closed.set(line.id, quantity)
  }
  if (closed.size === 0) throw new AppError('not_possible_now', { detail: 'nothing_to_close' })
  const closedOf = ({ id }: { id: string }) => closed.get(id) ?? ZERO
  const lines = order.lines.map((line) => ({ ...line, closed: line.closed.add(closedOf(line)) }))
  const after = { lines, closingProposed: true }
  const state = requireStep(order, 'close_rest', after)
  await endClosing(ctx, order, 'accept')
  await ctx.db.orderClosingLine.deleteMany({ where: { closingId } })
  await ctx.db.orderClosingLine.createMany({
    data: [...closed].map(([orderLineId, quantity]) => ({ closingId, orderLineId, quantity: quantity.toFixed() })),
  })
  if (state === 'cancelled') await voidOrder(ctx, order, dueQuantity)
  else await reviseAmounts(ctx, { ...order, lines }, closedOf)
  ctx.emit({ type: 'order.rest_closed', orderId: order.id, by: order.side })
  return advanceOrder(ctx, order, { step: 'close_rest', after, entry: 'rest_closed', data: { closingId } })
})

/** The other side does not agree: the rest stays due. @throws AppError not_found, not_possible_now, forbidden */
export const declineClosing = command('orders.decline-closing', declineClosingInput, mayClose, async (ctx, { closingId, reason }) => {
  const order = await lockOrderOf(ctx, closingId)
  await endClosing(ctx, order, 'decline', { reason })
  return { state: order.state }
})

/** Who proposed takes it back. @throws AppError not_found, not_possible_now, forbidden */
export const withdrawClosing = command('orders.withdraw-closing', closingIdInput, mayClose, async (ctx, { closingId }) => {
  const order = await lockOrderOf(ctx, closingId)
  await endClosing(ctx, order, 'withdraw')
  return { state: order.state }
})

/** Holds the order that a proposal is of, if it still waits: another one may have taken its place meanwhile. */
async function lockOrderOf(ctx: CommandContext, closingId: Id<'OrderClosing'>) {
  const found = await ctx.db.orderClosing.findUnique({ where: { id: closingId }, select: { orderId: true } })
  if (!found) throw notFound()
  const order = await lockOrder(ctx, asId(found.orderId))
  if (!mayTake(ctx.actor, 'close_rest', order.side)) throw forbidden()
  const { closing } = order
  if (closing?.id !== closingId) throw new AppError('not_possible_now', { detail: 'closing_answered' })
  return { ...order, closing }
}
