import { nextNumber } from '@/lib/documents/numbering/next-numbers'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { invalidInput, notFound } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { Decimal } from '@/lib/platform/money/decimal'
import { advanceOrder, lockOrder, requireStep, voidOrder } from '@/lib/purchasing/orders/advance-order'
import { dueQuantity } from '@/lib/purchasing/orders/quantities'
import { reviseAmounts } from '@/lib/purchasing/orders/revise-amounts'
import { orderIdInput } from '@/lib/purchasing/orders/schemas'
import type { OrderState } from '@/lib/purchasing/orders/states'
import { decideResponse } from '../decide-response'
import { respondToOrderInput } from '../schemas'
import type { OrderResponseCode } from '../states'

const dayOf = (at: Date | null) => at?.toISOString().slice(0, 10) ?? null

/** What a response says as a whole, by the state that it leads its order to. */
const codeOf = (state: OrderState): OrderResponseCode =>
  state === 'rejected' ? 'rejected' : state === 'confirmed' ? 'accepted' : 'changed'

const entryOf = (state: OrderState) => (state === 'rejected' || state === 'confirmed' ? state : 'confirmed_with_changes')

/**
 * The supplier's order response, line by line: in full, with another quantity or date, or not at all (zero).
 * Lines that are not named are confirmed in full.
 * @throws AppError not_found, not_possible_now when it was answered already, invalid_input for more than was ordered
 */
export const respondToOrder = command(
  'fulfilment.respond-to-order',
  respondToOrderInput,
  may('issue', 'OrderResponse'),
  async (ctx, input) => {
    const order = await lockOrder(ctx, input.orderId)
    const answers = new Map(input.lines.map((line) => [line.lineId, line]))
    const known = new Set(order.lines.map((line) => line.id))
    if (input.lines.some((line) => !known.has(line.lineId))) throw notFound()
    const requested = dayOf(order.requestedDeliveryDate)
    const lines = order.lines.map((line) => {
      const { quantity, date = null, note = null } = answers.get(line.id) ?? {}
      return { ...line, confirmed: quantity === undefined ? line.quantity : new Decimal(quantity), promisedOn: date, note }
    })
    const dateMoved = lines.some(({ promisedOn }) => promisedOn !== null && requested !== null && promisedOn > requested)
    const after = { lines, dateMoved }
    const code = codeOf(requireStep(order, 'answer', after))
    const tooMuch = lines.find(({ confirmed, quantity }) => confirmed.gt(quantity))
    if (tooMuch) throw invalidInput(`lines.${tooMuch.line}.quantity`, 'ABOVE_MAXIMUM')
    const id = newId()
    const number = await nextNumber(ctx, order.supplierId, 'order_response')
    await ctx.db.orderResponse.create({
      data: {
        id,
        number,
        orderId: order.id,
        supplierId: order.supplierId,
        buyerId: order.buyerId,
        code,
        createdBy: ctx.actor.userId,
        createdAt: ctx.now,
        lines: {
          create: lines.map(({ id: orderLineId, confirmed, promisedOn, note }) => ({
            orderLineId,
            quantity: confirmed.toFixed(),
            promisedOn: promisedOn === null ? null : new Date(promisedOn),
            note,
          })),
        },
      },
    })
    ctx.audit({ entity: 'OrderResponse', entityId: id, after: { number, code } })
    const { state } = await advanceOrder(ctx, order, { step: 'answer', after, entry: entryOf, data: { responseId: id, number } })
    if (state === 'rejected') await voidOrder(ctx, order)
    return { state, id, number }
  },
)

/** The buyer agrees to the supplier's changes; the order's amounts follow the confirmed quantities. @throws AppError not_found, not_possible_now */
export const acceptOrderChanges = command('fulfilment.accept-changes', orderIdInput, may('place', 'PurchaseOrder'), async (ctx, input) => {
  const order = await lockOrder(ctx, input.orderId)
  requireStep(order, 'accept_changes')
  await decideResponse(ctx, order.id, 'accept')
  const gross = await reviseAmounts(ctx, order, (line) => line.quantity.sub(dueQuantity(line)))
  return advanceOrder(ctx, order, { step: 'accept_changes', entry: 'changes_accepted', data: { gross } })
})
