import type { CommandContext } from '@/lib/platform/context'
import { Decimal } from '@/lib/platform/decimal'
import { roundMoney } from '@/lib/platform/money'
import { pricingFacts } from '@/lib/pricing/quotes/pricing-facts'
import { firstAddress, placeAgreedOrder } from '@/lib/purchasing/orders/commands/place-agreed-order'

interface Joined {
  id: string
  buyerId: string
  userId: string
  quantity: { toString(): string }
  networkId: string
  addressId: string | null
}

type OrderContext = Pick<CommandContext, 'db' | 'now' | 'emit'>

/** What all orders of a deal share, read once. */
export async function soldDeal(ctx: OrderContext, dealId: string) {
  const deal = await ctx.db.deal.findUniqueOrThrow({
    where: { id: dealId },
    include: { offer: { select: { productId: true, supplierPartNumber: true, taxCategory: true, product: { select: { name: true } } } } },
  })
  const { terms } = await pricingFacts(ctx, '', [deal.supplierId])
  return { ...deal, terms }
}

/** The order of one who has joined, at the price of the deal, with the supplier's usual freight; in the caller's transaction. */
export async function dealOrder(ctx: OrderContext, deal: Awaited<ReturnType<typeof soldDeal>>, join: Joined, price: Decimal) {
  const { offer, supplierId, currency, terms } = deal
  const chosen = join.addressId ? await ctx.db.address.findUnique({ where: { id: join.addressId } }) : null
  const address = chosen ?? (await firstAddress(ctx, join.buyerId))
  const quantity = new Decimal(join.quantity.toString())
  const name = offer.product.name as { en?: string; zh?: string }
  const order = await placeAgreedOrder(ctx, {
    buyerId: join.buyerId,
    supplierId,
    networkId: join.networkId,
    currency,
    address: address && {
      label: address.label,
      street: address.street,
      postalCode: address.postalCode,
      city: address.city,
      country: address.country,
    },
    reference: name.en ?? name.zh ?? offer.supplierPartNumber,
    lines: [
      {
        offerId: deal.offerId,
        productId: offer.productId,
        supplierPartNumber: offer.supplierPartNumber,
        name,
        unit: deal.unit,
        quantity,
        net: roundMoney(quantity.mul(price), currency),
        taxCategory: offer.taxCategory,
      },
    ],
    source: 'deal',
    terms,
    by: { userId: join.userId, organizationId: join.buyerId },
    note: { deal: deal.id },
  })
  await ctx.db.dealJoin.update({ where: { id: join.id }, data: { orderId: order.id } })
  ctx.emit({ type: 'order.placed', orderId: order.id })
  return order
}
