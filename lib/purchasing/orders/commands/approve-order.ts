import { type Configured, configured } from '@/lib/catalog/configuration/model'
import { configurators } from '@/lib/catalog/configuration/queries'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { Decimal, ZERO } from '@/lib/platform/decimal'
import { AppError } from '@/lib/platform/errors'
import { chargeOrders } from '@/lib/pricing/fees/commands/charge-fees'
import { pricedOffers } from '@/lib/pricing/quotes/priced-offers'
import { toPricedOffer } from '@/lib/pricing/quotes/pricing-facts'
import { checkQuantity, priceLine } from '@/lib/pricing/rules/line'
import { fits } from '@/lib/purchasing/cart/views'
import { orderIdInput, refuseOrderInput } from '../schemas'
import { advance, fallThrough, lockOrder } from './advance-order'

const approve = may('approve', 'PurchaseOrder')

/**
 * Approves an order that waits for it: it is placed with the supplier now, and costs its fees from now on.
 * @throws AppError not_possible_now when a line is not offered any more at the price and in the quantity that was asked for
 */
export const approveOrder = command('ordering.approve-order', orderIdInput, approve, async (ctx, input) => {
  const order = await lockOrder(ctx, input.orderId, 'approve')
  await demandStillOffered(ctx, order.lines)
  await ctx.db.purchaseOrder.update({ where: { id: order.id }, data: { placedAt: ctx.now } })
  const result = await advance(ctx, order, 'placed', 'approved')
  if (order.networkId)
    await chargeOrders(ctx, [
      {
        orderId: order.id,
        networkId: order.networkId,
        buyerId: order.buyerId,
        supplierId: order.supplierId,
        currency: order.currency,
        net: new Decimal(order.net.toString()),
      },
    ])
  ctx.emit({ type: 'order.placed', orderId: order.id })
  return result
})

/** Refuses an order that waits for approval, with the reason that its requester is told. */
export const refuseOrder = command('ordering.refuse-order', refuseOrderInput, approve, async (ctx, { orderId, reason }) => {
  const order = await lockOrder(ctx, orderId, 'refuse')
  await fallThrough(ctx, order)
  return advance(ctx, order, 'cancelled', 'refused', { reason })
})

type Lines = Awaited<ReturnType<typeof lockOrder>>['lines']

async function demandStillOffered(ctx: CommandContext, lines: Lines): Promise<void> {
  const ids = lines.flatMap(({ offerId }) => offerId ?? [])
  const offers = new Map((await pricedOffers(ctx, { offerIds: ids })).map((offer) => [offer.id, offer]))
  const models = await configurators(
    ctx,
    lines.flatMap(({ offerId, configuration }) => (offerId && configuration ? [offerId] : [])),
  )
  const changed = lines.filter((line) => {
    const offer = offers.get(line.offerId ?? '')
    const model = models.get(line.offerId ?? '')
    const chosen = line.configuration as unknown as Configured | null
    const now = chosen && model ? configured(model, chosen.choices) : null
    if (!offer || !fits(offer, chosen !== null, now)) return true
    const quantity = new Decimal(line.quantity.toString())
    if (checkQuantity(toPricedOffer(offer), quantity)) return true
    // Its own quantity is counted against the contract already.
    const own = (offer.prices ?? []).map((price) =>
      price.kind === 'contract' && price.entryId === line.priceEntryId
        ? { ...price, used: new Decimal(price.used ?? 0).sub(quantity).toFixed() }
        : price,
    )
    const buyer = { id: ctx.actor.organizationId, groups: [] }
    const surcharge = new Decimal(now?.surcharge ?? 0)
    const { unitPrice } = priceLine({ offer: toPricedOffer(offer), quantity, prices: own, buyer, at: ctx.now.getTime(), surcharge })
    return !unitPrice.toDecimalPlaces(12).sub(line.unitPrice.toString()).eq(ZERO)
  })
  if (changed.length > 0)
    throw new AppError('not_possible_now', { detail: 'order_outdated', data: { lines: changed.map(({ line }) => line) } })
}
