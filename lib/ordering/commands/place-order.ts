import { may } from '@/lib/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, invalidInput } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { textTotals } from '../model'
import { nextNumbers } from '../numbers'
import { pricedCart } from '../queries'
import { placeOrderInput } from '../schemas'

type Input = Parameters<Parameters<typeof command<typeof placeOrderInput, unknown>>[3]>[1]
type Priced = Awaited<ReturnType<typeof pricedCart>>

/**
 * Turns the cart into one purchase order for each supplier and currency, and empties it.
 * Repeating the call with the same key returns the same orders, also while the first call is still under way.
 * @throws AppError cart_changed when a price or an availability differs from what the user accepted,
 *   cart_empty, order_problem (below a supplier's minimum, no tax rate)
 */
export const placeOrder = command('ordering.place-order', placeOrderInput, may('place', 'PurchaseOrder'), async (ctx, input) => {
  const { organizationId } = ctx.actor
  const checkoutId = newId()
  const claimed = await ctx.db.$executeRaw`
    insert into checkout (id, key, organization_id, user_id, created_at)
    values (${checkoutId}::uuid, ${input.key}::uuid, ${organizationId}::uuid, ${ctx.actor.userId}::uuid, ${ctx.now}) on conflict (organization_id, key) do nothing`
  if (claimed === 0) return placedOrders(ctx, input.key)
  const where = await deliveryOf(ctx, input)
  await ctx.db
    .$queryRaw`select 1 from cart where user_id = ${ctx.actor.userId}::uuid and organization_id = ${organizationId}::uuid for update`
  const cart = await pricedCart(ctx, where.address.country)
  if (!cart.cart || cart.view.lines.length === 0) throw new AppError('cart_empty')
  const changes = cart.view.lines.flatMap((line) => line.change ?? [])
  if (changes.length > 0) throw new AppError('cart_changed', { data: { changes } })
  const problems = cart.view.orders.flatMap((order) => order.problems.map((code) => ({ code, supplier: order.supplierName })))
  if (problems.length > 0) throw new AppError('order_problem', { data: { problems } })

  const orders = await saveOrders(ctx, input, cart, where, checkoutId)
  await ctx.db.cartLine.deleteMany({ where: { cartId: cart.cart.id } })
  for (const order of orders) {
    ctx.audit({ entity: 'PurchaseOrder', entityId: order.id, after: { number: order.number, state: 'placed' } })
    ctx.emit('order.placed', { orderId: order.id })
  }
  return orders
})

async function placedOrders(ctx: CommandContext, key: string) {
  return ctx.db.purchaseOrder.findMany({
    where: { checkout: { key, organizationId: ctx.actor.organizationId } },
    select: { id: true, number: true, paymentMethod: true },
    orderBy: { number: 'asc' },
  })
}

async function deliveryOf(ctx: CommandContext, input: Input) {
  const { organizationId } = ctx.actor
  const address = await ctx.db.address.findFirst({ where: { id: input.addressId, organizationId } })
  const costCentre = input.costCentreId ? await ctx.db.costCentre.findFirst({ where: { id: input.costCentreId, organizationId } }) : null
  if (!address) throw invalidInput('addressId', 'required')
  if (input.costCentreId && !costCentre) throw invalidInput('costCentreId', 'required')
  if (input.wantedOn && input.wantedOn < ctx.now.toISOString().slice(0, 10)) throw invalidInput('wantedOn', 'past')
  const { label, street, postalCode, city, country } = address
  return { address: { label, street, postalCode, city, country }, costCentre: costCentre?.code ?? null }
}

async function saveOrders(
  ctx: CommandContext,
  input: Input,
  cart: Priced,
  where: Awaited<ReturnType<typeof deliveryOf>>,
  checkoutId: string,
) {
  const { priced } = cart
  const numbers = await nextNumbers(ctx, 'PO', priced.orders.length)
  const orders = priced.orders.map((totals, index) => ({ id: newId(), number: numbers[index] as string, totals }))
  await ctx.db.purchaseOrder.createMany({
    data: orders.map(({ id, number, totals }) => ({
      id,
      number,
      buyerId: ctx.actor.organizationId,
      supplierId: totals.supplier,
      checkoutId,
      placedBy: ctx.actor.userId,
      state: 'placed' as const,
      currency: totals.currency,
      ...textTotals(totals),
      deliverTo: where.address,
      costCentre: where.costCentre,
      reference: input.reference,
      notes: input.notes,
      wantedOn: input.wantedOn ? new Date(input.wantedOn) : null,
      paymentMethod: input.paymentMethod,
      placedAt: ctx.now,
      updatedAt: ctx.now,
    })),
  })
  const lines = orders.flatMap(({ id, totals }) =>
    priced.lines
      .filter((line) => line.ok)
      .filter((line) => line.offer.supplier === totals.supplier && line.offer.currency === totals.currency)
      .map((line, index) => {
        const offer = cart.offers.get(line.offer.id)
        return {
          orderId: id,
          line: index + 1,
          offerId: line.offer.id,
          productId: offer?.productId ?? null,
          name: offer?.name ?? {},
          supplierPartNumber: offer?.supplierPartNumber ?? null,
          quantity: line.quantity.toFixed(),
          unit: offer?.unit ?? 'C62',
          unitPrice: line.unitPrice.toDecimalPlaces(12).toFixed(),
          net: line.net.toFixed(),
          taxCategory: line.offer.taxCategory,
        }
      }),
  )
  await ctx.db.orderLine.createMany({ data: lines })
  const { userId, organizationId } = ctx.actor
  await ctx.db.orderEvent.createMany({
    data: orders.map(({ id }) => ({ orderId: id, at: ctx.now, kind: 'placed', userId, organizationId })),
  })
  return orders.map(({ id, number }) => ({ id, number, paymentMethod: input.paymentMethod }))
}
