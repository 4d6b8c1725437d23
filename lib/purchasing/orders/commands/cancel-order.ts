import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { decideResponse } from '@/lib/purchasing/fulfilment/decide-response'
import { advanceOrder, lockOrder, voidOrder } from '../advance-order'
import { orderIdInput } from '../schemas'

/**
 * The buyer takes the order back before the supplier has confirmed it, or does not agree to its changes; what was paid is refunded.
 * @throws AppError not_found, not_possible_now
 */
export const cancelOrder = command('orders.cancel', orderIdInput, may('place', 'PurchaseOrder'), async (ctx, input) => {
  const order = await lockOrder(ctx, input.orderId)
  const result = await advanceOrder(ctx, order, { step: 'cancel', entry: 'cancelled' })
  if (order.state === 'confirmed_with_changes') await decideResponse(ctx, order.id, 'decline')
  await voidOrder(ctx, order)
  return result
})

/** Nothing more is to happen with the order. @throws AppError not_found, not_possible_now */
export const closeOrder = command('orders.close', orderIdInput, may('close', 'PurchaseOrder'), async (ctx, input) =>
  advanceOrder(ctx, await lockOrder(ctx, input.orderId), { step: 'close', entry: 'closed' }),
)
