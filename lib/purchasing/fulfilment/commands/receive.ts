import { stateAfter } from '@/lib/documents/lifecycle/state-after'
import { nextNumber } from '@/lib/documents/numbering/next-numbers'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, invalidInput, notFound } from '@/lib/platform/errors'
import { asId } from '@/lib/platform/fields/ids'
import { newId } from '@/lib/platform/ids'
import { Decimal, toDecimal, ZERO } from '@/lib/platform/money/decimal'
import { advanceOrder, type LockedOrder, lockOrder, requireStep } from '@/lib/purchasing/orders/advance-order'
import { endSettledClosing } from '@/lib/purchasing/orders/end-closing'
import { openToReceive, openToShip } from '@/lib/purchasing/orders/quantities'
import { coveredAdvices } from '../model'
import { receiveInput, reverseReceiptInput } from '../schemas'
import { despatchAdviceLifecycle, goodsReceiptLifecycle } from '../states'

/**
 * The buyer's goods receipt: what arrived and what of it was rejected. Without lines, all that was shipped and is not received yet.
 * @throws AppError not_found, not_possible_now, invalid_input for more than was shipped
 */
export const receive = command('fulfilment.receive', receiveInput, may('issue', 'GoodsReceipt'), async (ctx, input) => {
  const order = await lockOrder(ctx, input.orderId)
  requireStep(order, 'receive')
  const asked = input.lines ?? order.lines.map((line) => ({ lineId: line.id, received: openToReceive(line).toFixed(), rejected: '0' }))
  const arriving = new Map(
    asked.map(({ lineId, received, rejected }) => [lineId, { received: new Decimal(received), rejected: new Decimal(rejected) }]),
  )
  if ([...arriving.keys()].some((id) => !order.lines.some((line) => line.id === id))) throw notFound()
  const lines = [...arriving].filter(([, { received, rejected }]) => received.gt(0) || rejected.gt(0))
  if (lines.length === 0) throw new AppError('not_possible_now', { detail: 'nothing_to_receive' })
  const after = order.lines.map((line) => {
    const { received, rejected } = arriving.get(line.id) ?? { received: ZERO, rejected: ZERO }
    return { ...line, received: line.received.add(received), rejected: line.rejected.add(rejected) }
  })
  const tooMuch = after.find((line) => openToReceive(line).lt(0))
  if (tooMuch) throw invalidInput(`lines.${tooMuch.line}.received`, 'ABOVE_MAXIMUM')
  const id = newId()
  const number = await nextNumber(ctx, order.buyerId, 'goods_receipt')
  await ctx.db.goodsReceipt.create({
    data: {
      id,
      number,
      orderId: order.id,
      buyerId: order.buyerId,
      supplierId: order.supplierId,
      createdBy: ctx.actor.userId,
      receivedAt: ctx.now,
      lines: {
        create: lines.map(([orderLineId, { received, rejected }]) => ({
          orderLineId,
          received: received.toFixed(),
          rejected: rejected.toFixed(),
        })),
      },
    },
  })
  ctx.audit({ entity: 'GoodsReceipt', entityId: id, after: { number } })
  await matchAdvices(ctx, order.id, after)
  const { state } = await advanceOrder(ctx, order, {
    step: 'receive',
    after: { lines: after },
    entry: 'received',
    data: { receiptId: id, number },
  })
  return { state, id, number }
})

/**
 * Takes a receipt back that was posted by mistake: it counts no more, and what it held can be received anew.
 * @throws AppError not_found, not_possible_now once the order is closed, and for one that was taken back already
 */
export const reverseReceipt = command(
  'fulfilment.reverse-receipt',
  reverseReceiptInput,
  may('issue', 'GoodsReceipt'),
  async (ctx, input) => {
    const found = await ctx.db.goodsReceipt.findFirst({ where: { id: input.receiptId, buyerId: ctx.actor.organizationId } })
    if (!found) throw notFound()
    const order = await lockOrder(ctx, asId(found.orderId))
    requireStep(order, 'reverse_receipt')
    const receipt = await ctx.db.goodsReceipt.findUniqueOrThrow({ where: { id: found.id }, include: { lines: true } })
    const state = stateAfter(goodsReceiptLifecycle, { state: receipt.state, step: 'reverse', side: 'buyer', before: {} })
    await ctx.db.goodsReceipt.update({ where: { id: receipt.id }, data: { state, reversedBy: ctx.actor.userId, reversedAt: ctx.now } })
    ctx.audit({ entity: 'GoodsReceipt', entityId: receipt.id, before: { state: receipt.state }, after: { state } })
    const own = new Map(receipt.lines.map((line) => [line.orderLineId, line]))
    const after = order.lines.map((line) => {
      const gone = own.get(line.id)
      return gone
        ? { ...line, received: line.received.sub(toDecimal(gone.received)), rejected: line.rejected.sub(toDecimal(gone.rejected)) }
        : line
    })
    // What was shipped in place of rejected goods, or closed, stands on their rejection.
    if (after.some((line) => openToShip(line).lt(0))) throw new AppError('not_possible_now', { detail: 'rejection_settled' })
    await endSettledClosing(ctx, order, after)
    await matchAdvices(ctx, order.id, after)
    return advanceOrder(ctx, order, {
      step: 'reverse_receipt',
      after: { lines: after },
      entry: 'receipt_reversed',
      data: { receiptId: receipt.id, number: receipt.number },
    })
  },
)

/** Brings the despatch advices of an order to what has arrived of them. */
async function matchAdvices(ctx: CommandContext, orderId: string, lines: LockedOrder['lines']): Promise<void> {
  const advices = await ctx.db.despatchAdvice.findMany({
    where: { orderId },
    orderBy: [{ despatchedAt: 'asc' }, { id: 'asc' }],
    include: { lines: true },
  })
  const covered = coveredAdvices(
    advices.map(({ id, lines: own }) => ({
      id,
      lines: own.map(({ orderLineId, quantity }) => ({ orderLineId, quantity: toDecimal(quantity) })),
    })),
    new Map(lines.map(({ id, received, rejected }) => [id, received.add(rejected)])),
  )
  for (const next of ['sent', 'received'] as const) {
    const changed = advices.filter(({ id, state }) => {
      const facts = { covered: covered.has(id) }
      return state !== next && stateAfter(despatchAdviceLifecycle, { state, step: 'match_receipts', side: 'buyer', before: facts }) === next
    })
    if (changed.length > 0)
      await ctx.db.despatchAdvice.updateMany({ where: { id: { in: changed.map(({ id }) => id) } }, data: { state: next } })
  }
}
