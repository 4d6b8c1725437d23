import { nextNumber } from '@/lib/documents/numbering/next-numbers'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { invalidInput, notFound } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { Decimal, ZERO } from '@/lib/platform/money/decimal'
import { advanceOrder, lockOrder, requireStep } from '@/lib/purchasing/orders/advance-order'
import { endClosingByDespatch } from '@/lib/purchasing/orders/end-closing'
import { openToShip } from '@/lib/purchasing/orders/quantities'
import { despatchInput } from '../schemas'

/**
 * The supplier's despatch advice: what leaves now.
 * @throws AppError not_found, not_possible_now, invalid_input for more than is still to be shipped
 */
export const despatch = command('fulfilment.despatch', despatchInput, may('issue', 'DespatchAdvice'), async (ctx, input) => {
  const order = await lockOrder(ctx, input.orderId)
  requireStep(order, 'ship')
  const leaving = new Map(input.lines.map((line) => [line.lineId, new Decimal(line.quantity)]))
  if ([...leaving.keys()].some((id) => !order.lines.some((line) => line.id === id))) throw notFound()
  if ([...leaving.values()].every((quantity) => quantity.isZero())) throw invalidInput('lines', 'required')
  const tooMuch = order.lines.find((line) => (leaving.get(line.id) ?? ZERO).gt(openToShip(line)))
  if (tooMuch) throw invalidInput(`lines.${tooMuch.line}.quantity`, 'ABOVE_MAXIMUM')
  const { carrier, tracking } = input
  const id = newId()
  const number = await nextNumber(ctx, order.supplierId, 'despatch_advice')
  await ctx.db.despatchAdvice.create({
    data: {
      id,
      number,
      orderId: order.id,
      supplierId: order.supplierId,
      buyerId: order.buyerId,
      carrier,
      tracking,
      createdBy: ctx.actor.userId,
      despatchedAt: ctx.now,
      lines: {
        create: [...leaving]
          .filter(([, quantity]) => quantity.gt(0))
          .map(([orderLineId, quantity]) => ({ orderLineId, quantity: quantity.toFixed() })),
      },
    },
  })
  await endClosingByDespatch(ctx, order)
  ctx.audit({ entity: 'DespatchAdvice', entityId: id, after: { number } })
  const after = { lines: order.lines.map((line) => ({ ...line, shipped: line.shipped.add(leaving.get(line.id) ?? ZERO) })) }
  const { state } = await advanceOrder(ctx, order, {
    step: 'ship',
    after,
    entry: 'shipped',
    data: { adviceId: id, number, carrier, tracking },
  })
  return { state, id, number }
})
