import { mayDecide } from '@/lib/parties/approvals/policy'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, invalidInput } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { textTotals } from '@/lib/pricing/rules/order-totals'
import { emptyCart } from '@/lib/purchasing/cart/commands/change-cart'
import { lockedCart } from '@/lib/purchasing/cart/priced-cart'
import { type NewOrder, saveOrders } from '../new-order'
import { placeOrderInput } from '../schemas'

type Input = Parameters<Parameters<typeof command<typeof placeOrderInput, unknown>>[3]>[1]
type Priced = Awaited<ReturnType<typeof lockedCart>>

/**
 * Turns the cart into one purchase order for each supplier and currency, and empties it. An order with a line that may be
 * bought with approval only waits as a draft for somebody who may give it, unless the actor may.
 * Repeating the call with the same key returns the same orders, also while the first call is still under way.
 * @throws AppError cart_changed when a price or an availability differs from what the user accepted,
 *   cart_empty, order_problem (below a supplier's minimum, no tax rate)
 */
export const placeOrder = command('orders.place', placeOrderInput, may('place', 'PurchaseOrder'), async (ctx, input) => {
  const { organizationId } = ctx.actor
  const checkoutId = newId()
  const claimed = await ctx.db.$executeRaw`
    insert into checkout (id, key, organization_id, user_id, created_at)
    values (${checkoutId}::uuid, ${input.key}::uuid, ${organizationId}::uuid, ${ctx.actor.userId}::uuid, ${ctx.now}) on conflict (organization_id, key) do nothing`
  if (claimed === 0) return placedOrders(ctx, input.key)
  const where = await deliveryOf(ctx, input)
  const cart = await lockedCart(ctx, where.address.country)
  if (!cart.cart || cart.view.lines.length === 0) throw new AppError('cart_empty')
  const changes = cart.view.lines.flatMap((line) => line.change ?? [])
  if (changes.length > 0) throw new AppError('cart_changed', { data: { changes } })
  const problems = cart.view.orders.flatMap((order) => order.problems.map((code) => ({ code, supplier: order.supplierName })))
  if (problems.length > 0) throw new AppError('order_problem', { data: { problems } })

  const orders = await saveOrders(ctx, newOrders(ctx, input, cart, where, checkoutId))
  await emptyCart(ctx, cart.cart.id)
  for (const { id, number, state } of orders) {
    ctx.audit({ entity: 'PurchaseOrder', entityId: id, after: { number, state } })
    ctx.emit({ type: state === 'pending_approval' ? 'order.approval_requested' : 'order.placed', orderId: id })
  }
  return orders
})

async function placedOrders(ctx: CommandContext, key: string) {
  return ctx.db.purchaseOrder.findMany({
    where: { checkout: { key, organizationId: ctx.actor.organizationId } },
    select: { id: true, number: true, paymentMethod: true, state: true },
    orderBy: { number: 'asc' },
  })
}

async function deliveryOf(ctx: CommandContext, input: Input) {
  const { organizationId } = ctx.actor
  const address = await ctx.db.address.findFirst({ where: { id: input.addressId, organizationId } })
  const costCentre = input.costCentreId ? await ctx.db.costCentre.findFirst({ where: { id: input.costCentreId, organizationId } }) : null
  if (!address) throw invalidInput('addressId', 'required')
  if (input.costCentreId && !costCentre) throw invalidInput('costCentreId', 'required')
  if (input.requestedDeliveryDate && input.requestedDeliveryDate < ctx.now.toISOString().slice(0, 10))
    throw invalidInput('requestedDeliveryDate', 'past')
  const { label, street, postalCode, city, country } = address
  return { address: { label, street, postalCode, city, country }, costCentre: costCentre?.code ?? null }
}

/** The orders that a priced cart comes to, one for each supplier and currency. */
function newOrders(
  ctx: CommandContext,
  input: Input,
  cart: Priced,
  where: Awaited<ReturnType<typeof deliveryOf>>,
  checkoutId: string,
): NewOrder[] {
  const { organizationId, userId } = ctx.actor
  const approves = mayDecide(ctx.actor, { kind: 'order', requestedBy: userId })
  return cart.orders.map(({ totals, networkId, approval, lines }) => ({
    id: newId(),
    buyerId: organizationId,
    supplierId: totals.supplier,
    networkId,
    checkoutId,
    placedBy: userId,
    state: approval && !approves ? 'pending_approval' : 'placed',
    currency: totals.currency,
    totals: textTotals(totals),
    deliverTo: where.address,
    costCentre: where.costCentre,
    reference: input.reference,
    notes: input.notes,
    requestedDeliveryDate: input.requestedDeliveryDate ?? null,
    paymentMethod: input.paymentMethod,
    placedAt: ctx.now,
    lines: lines.map(({ offer, configuration, priced }) => ({
      offerId: offer.id,
      productId: offer.productId,
      name: offer.name,
      supplierPartNumber: configuration?.partNumber || offer.supplierPartNumber,
      configuration,
      quantity: priced.quantity,
      unit: offer.unit,
      unitPrice: priced.unitPrice,
      net: priced.net,
      taxCategory: priced.offer.taxCategory,
      priceSource: priced.source,
      priceEntryId: priced.source === 'contract' ? (priced.special?.entryId ?? null) : null,
    })),
    by: { userId, organizationId },
  }))
}
