import { nextNumbers } from '@/lib/documents/numbering/next-numbers'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { Decimal } from '@/lib/platform/decimal'
import { AppError, invalidInput } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { chargeOrders } from '@/lib/pricing/fees/commands/charge-fees'
import { countAgreedQuantities } from '@/lib/pricing/price-lists/commands/count-agreed-quantities'
import { textTotals } from '@/lib/pricing/rules/order-totals'
import { lockedCart } from '@/lib/purchasing/cart/priced-cart'
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
export const placeOrder = command('ordering.place-order', placeOrderInput, may('place', 'PurchaseOrder'), async (ctx, input) => {
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

  const orders = await saveOrders(ctx, input, cart, where, checkoutId)
  await ctx.db.cartLine.deleteMany({ where: { cartId: cart.cart.id } })
  for (const { id, number, state } of orders) {
    ctx.audit({ entity: 'PurchaseOrder', entityId: id, after: { number, state } })
    ctx.emit({ type: state === 'draft' ? 'order.approval_requested' : 'order.placed', orderId: id })
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
  const numbers = await nextNumbers(ctx, ctx.actor.organizationId, 'PO', priced.orders.length)
  const orders = priced.orders.map((totals, index) => ({
    id: newId(),
    number: numbers[index] as string,
    totals,
    networkId: cart.trades[index]?.networkId ?? null,
    state: cart.view.orders[index]?.approval && !may('approve', 'PurchaseOrder')(ctx.actor) ? ('draft' as const) : ('placed' as const),
  }))
  const lines = orders.flatMap(({ id, totals }) =>
    priced.lines
      .flatMap((line, index) => (line.ok ? [{ ...line, configuration: cart.view.lines[index]?.configuration ?? null }] : []))
      .filter((line) => line.offer.supplier === totals.supplier && line.offer.currency === totals.currency)
      .map((line, index) => {
        const offer = cart.offers.get(line.offer.id)
        return {
          orderId: id,
          line: index + 1,
          offerId: line.offer.id,
          productId: offer?.productId ?? null,
          name: offer?.name ?? {},
          supplierPartNumber: line.configuration?.partNumber || (offer?.supplierPartNumber ?? null),
          configuration: line.configuration,
          quantity: line.quantity.toFixed(),
          unit: offer?.unit ?? 'C62',
          unitPrice: line.unitPrice.toDecimalPlaces(12).toFixed(),
          net: line.net.toFixed(),
          taxCategory: line.offer.taxCategory,
          priceSource: line.source,
          priceEntryId: line.source === 'contract' ? (line.special?.entryId ?? null) : null,
        }
      }),
  )
  // Orders, their lines and the first entry of each timeline, in one statement.
  await ctx.db.$executeRaw`
    with placed as (
      insert into purchase_order (id, number, buyer_id, supplier_id, network_id, checkout_id, placed_by, state, currency, net, freight, tax, gross, taxes,
                                  deliver_to, cost_centre, reference, notes, wanted_on, payment_method, placed_at, updated_at)
      select o.id, o.number, ${ctx.actor.organizationId}::uuid, o.supplier, o."networkId", ${checkoutId}::uuid, ${ctx.actor.userId}::uuid, o.state::order_state, o.currency,
             o.net, o.freight, o.tax, o.gross, o.taxes, ${JSON.stringify(where.address)}::jsonb, ${where.costCentre}, ${input.reference},
             ${input.notes}, ${input.wantedOn ?? null}::date, ${input.paymentMethod}::payment_method, ${ctx.now}, ${ctx.now}
      from jsonb_to_recordset(${JSON.stringify(orders.map(({ totals, ...order }) => ({ ...order, supplier: totals.supplier, currency: totals.currency, ...textTotals(totals) })))}::jsonb)
        as o(id uuid, number text, "networkId" uuid, state text, supplier uuid, currency text, net numeric, freight numeric, tax numeric, gross numeric, taxes jsonb)),
    timeline as (
      insert into order_event (id, order_id, at, kind, user_id, organization_id)
      select gen_random_uuid(), o.id, ${ctx.now}, case o.state when 'draft' then 'approval_requested' else 'placed' end, ${ctx.actor.userId}::uuid, ${ctx.actor.organizationId}::uuid
      from jsonb_to_recordset(${JSON.stringify(orders.map(({ id, state }) => ({ id, state })))}::jsonb) as o(id uuid, state text))
    insert into order_line (id, order_id, line, offer_id, product_id, name, supplier_part_number, configuration, quantity, unit, unit_price, net,
                            tax_category, price_source, price_entry_id)
    select gen_random_uuid(), l."orderId", l.line, l."offerId", l."productId", l.name, l."supplierPartNumber", l.configuration, l.quantity, l.unit,
           l."unitPrice", l.net, l."taxCategory", l."priceSource", l."priceEntryId"
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l("orderId" uuid, line int, "offerId" uuid, "productId" uuid, name jsonb,
      "supplierPartNumber" text, configuration jsonb, quantity numeric, unit text, "unitPrice" numeric, net numeric, "taxCategory" text, "priceSource" text, "priceEntryId" uuid)`
  await chargeOrders(
    ctx,
    cart.trades.flatMap((trade, index) => {
      const order = orders[index] as (typeof orders)[number]
      return order.state === 'draft' ? [] : [{ ...trade, orderId: order.id }]
    }),
  )
  await countAgreedQuantities(
    ctx,
    lines.flatMap(({ priceEntryId, quantity }) => (priceEntryId ? [{ entryId: priceEntryId, quantity: new Decimal(quantity) }] : [])),
  )
  return orders.map(({ id, number, state }) => ({ id, number, state, paymentMethod: input.paymentMethod }))
}
