import { type Configured, configured } from '@/lib/catalog/configuration/model'
import { configurators } from '@/lib/catalog/configuration/queries'
import { nextNumber } from '@/lib/documents/numbering/next-numbers'
import { mayDecideAny, requireApprover } from '@/lib/parties/approvals/policy'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError } from '@/lib/platform/errors'
import { Decimal, toDecimal, ZERO } from '@/lib/platform/money/decimal'
import { chargeOrders } from '@/lib/pricing/fees/commands/charge-fees'
import { pricedOffers } from '@/lib/pricing/quotes/priced-offers'
import { toPricedOffer } from '@/lib/pricing/quotes/pricing-facts'
import { checkQuantity, priceLine } from '@/lib/pricing/rules/line'
import { fits } from '@/lib/purchasing/cart/views'
import { advanceOrder, type LockedOrder, lockOrder, requireStep, voidOrder } from '../advance-order'
import { orderIdInput, rejectOrderInput } from '../schemas'

/**
 * Approves an order that is pending approval: it is placed with the supplier now, and costs its fees from now on.
 * @throws AppError forbidden, not_possible_now when a line is not offered any more at the price and in the quantity that was asked for
 */
export const approveOrder = command('orders.approve', orderIdInput, mayDecideAny('order'), async (ctx, input) => {
  const order = await lockOrder(ctx, input.orderId)
  requireStep(order, 'approve')
  requireApprover(ctx.actor, { kind: 'order', requestedBy: order.placedBy })
  await requireStillOffered(ctx, order.lines)
  const supplierNumber = await nextNumber(ctx, order.supplierId, 'sales_order')
  await ctx.db.purchaseOrder.update({ where: { id: order.id }, data: { placedAt: ctx.now, supplierNumber } })
  const result = await advanceOrder(ctx, order, { step: 'approve', entry: 'approved' })
  const { networkId, buyerId, supplierId, currency } = order
  if (networkId) await chargeOrders(ctx, [{ orderId: order.id, networkId, buyerId, supplierId, currency, net: toDecimal(order.net) }])
  ctx.emit({ type: 'order.placed', orderId: order.id })
  return result
})

/** Rejects an order that is pending approval, with the reason that its requester is told. @throws AppError forbidden, not_possible_now */
export const rejectOrder = command('orders.reject', rejectOrderInput, mayDecideAny('order'), async (ctx, { orderId, reason }) => {
  const order = await lockOrder(ctx, orderId)
  requireApprover(ctx.actor, { kind: 'order', requestedBy: order.placedBy })
  const result = await advanceOrder(ctx, order, { step: 'reject', entry: 'approval_rejected', data: { reason } })
  await voidOrder(ctx, order)
  return result
})

type Lines = LockedOrder['lines']

async function requireStillOffered(ctx: CommandContext, lines: Lines): Promise<void> {
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
    const { quantity } = line
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
    return !unitPrice.toDecimalPlaces(12).sub(line.unitPrice).eq(ZERO)
  })
  if (changed.length > 0)
    throw new AppError('not_possible_now', { detail: 'order_outdated', data: { lines: changed.map(({ line }) => line) } })
}
