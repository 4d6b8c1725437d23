import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { Decimal } from '@/lib/platform/money/decimal'
import { takePart } from '@/lib/pricing/deals/commands/join-deal'
import { soldDeal } from '@/lib/pricing/deals/commands/settle-deal'
import { dealSteps, joinDealInput } from '@/lib/pricing/deals/schemas'
import { orderDeal } from '../internal/deal-order'

/**
 * Takes part in a deal. Of a group the quantity counts from now on and becomes an order at the end, at the price that all have reached; it
 * may be raised or lowered until then. Of a limited one the quantity is ordered at once, as long as there is so much. Repeated with the
 * same key nothing happens again.
 * @returns the order of a limited deal
 * @throws AppError not_found, not_possible_now before and after its time, invalid_input for a quantity that cannot be ordered or is not left
 */
export const joinDeal = command('deals.join', joinDealInput, may('place', 'PurchaseOrder'), async (ctx, input) => {
  const { deal, join, repeated } = await takePart(ctx, input)
  if (repeated) return { orderId: join.orderId }
  if (deal.kind === 'group') return { orderId: null }
  const [step] = dealSteps.parse(deal.steps)
  const [order] = await orderDeal(ctx, await soldDeal(ctx, deal.id), [join], new Decimal(step?.price ?? 0))
  return { orderId: order?.id ?? null }
})
