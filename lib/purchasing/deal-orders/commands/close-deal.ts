import { publicCommand } from '@/lib/platform/command'
import { Decimal } from '@/lib/platform/money/decimal'
import { settleDeal, soldDeal } from '@/lib/pricing/deals/commands/settle-deal'
import { dealIdInput } from '@/lib/pricing/deals/schemas'
import { orderDeal } from '../internal/deal-order'

/**
 * At the end of a deal, by a job: of a group whose first step was reached every joiner gets an order at the price of the last step that all
 * of them together reached, in one transaction; one that reached none, or whose supplier has been suspended since, is called off.
 * Repeated, or before the end, it does nothing.
 */
export const closeDeal = publicCommand('deals.close', dealIdInput, async (ctx, { dealId }) => {
  const sold = await settleDeal(ctx, dealId)
  if (sold) await orderDeal(ctx, await soldDeal(ctx, dealId), sold.joins, new Decimal(sold.price))
})
