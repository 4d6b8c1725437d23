import type { CommandContext } from '@/lib/platform/context'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { type Decimal, toDecimal } from '@/lib/platform/money/decimal'
import { roundMoney } from '@/lib/platform/money/money'
import { markOrdered, type SoldDeal } from '@/lib/pricing/deals/commands/settle-deal'
import { agreedBuyer, agreedOrder } from '@/lib/purchasing/orders/agreed-order'
import { type SavedOrder, saveOrders } from '@/lib/purchasing/orders/new-order'

interface Joined {
  id: string
  buyerId: string
  userId: string
  quantity: { toString(): string }
  networkId: string
  addressId: string | null
}

/**
 * The orders of those who have joined a deal, at its price, with the supplier's usual freight; in the caller's transaction.
 * @returns in the order of the joins
 */
export async function orderDeal(
  ctx: Pick<CommandContext, 'db' | 'now' | 'emit'>,
  deal: SoldDeal,
  joins: readonly Joined[],
  price: Decimal,
): Promise<SavedOrder[]> {
  const { offer, supplierId, currency, terms } = deal
  const name = offer.product.name as LocalizedText
  const agreed = []
  for (const join of joins) {
    const quantity = toDecimal(join.quantity)
    const buyer = await agreedBuyer(ctx, join.buyerId, join.addressId)
    const line = {
      offerId: deal.offerId,
      productId: offer.productId,
      supplierPartNumber: offer.supplierPartNumber,
      name,
      unit: deal.unit,
      quantity,
      net: roundMoney(quantity.mul(price), currency),
      taxCategory: offer.taxCategory,
    }
    const order = agreedOrder(
      {
        buyer,
        supplierId,
        networkId: join.networkId,
        currency,
        reference: name.en ?? name.zh ?? offer.supplierPartNumber,
        lines: [line],
        source: 'deal',
        terms,
        by: { userId: join.userId, organizationId: join.buyerId },
        note: { deal: deal.id },
      },
      ctx.now,
    )
    agreed.push({ order, joinId: join.id })
  }
  const saved = await saveOrders(
    ctx,
    agreed.map(({ order }) => order),
  )
  await markOrdered(
    ctx,
    agreed.map(({ order, joinId }) => ({ joinId, orderId: order.id })),
  )
  for (const { id } of saved) ctx.emit({ type: 'order.placed', orderId: id })
  return saved
}
