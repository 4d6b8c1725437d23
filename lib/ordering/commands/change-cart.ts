import { checkQuantity, priceLine } from '@/lib/catalog/model'
import { pricedOffers } from '@/lib/catalog/queries'
import { may } from '@/lib/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { Decimal } from '@/lib/platform/decimal'
import { AppError, notFound } from '@/lib/platform/errors'
import { pricedCart } from '../priced-cart'
import { toPricedOffer } from '../pricing-facts'
import { acceptChangesInput, addManyInput, addToCartInput, lineIdInput, setQuantityInput } from '../schemas'

async function ownCart(ctx: CommandContext): Promise<string> {
  const key = { userId: ctx.actor.userId, organizationId: ctx.actor.organizationId }
  const cart = await ctx.db.cart.upsert({ where: { userId_organizationId: key }, create: key, update: {}, select: { id: true } })
  return cart.id
}

/** The quantity as the offer allows it. @throws AppError invalid_input with the nearest quantity that can be ordered */
function demandQuantity(offer: Parameters<typeof toPricedOffer>[0], quantity: Decimal): void {
  const problem = checkQuantity(toPricedOffer(offer), quantity)
  if (problem)
    throw new AppError('invalid_input', {
      fields: [{ field: 'quantity', reason: problem.code }],
      data: { nearest: problem.nearest?.toFixed() ?? null, offerId: offer.id },
    })
}

/** Puts quantities of offers beside what the actor's cart holds of them. @throws AppError not_found, invalid_input */
export async function addLines(ctx: CommandContext, wanted: { offerId: string; quantity: string }[]): Promise<void> {
  const cartId = await ownCart(ctx)
  const offers = new Map((await pricedOffers(ctx, { offerIds: wanted.map((line) => line.offerId) })).map((offer) => [offer.id, offer]))
  const present = await ctx.db.cartLine.findMany({ where: { cartId, offerId: { in: [...offers.keys()] } } })
  const sums = new Map(present.map((line) => [line.offerId, new Decimal(line.quantity.toString())]))
  for (const line of wanted) sums.set(line.offerId, (sums.get(line.offerId) ?? new Decimal(0)).add(line.quantity))
  const rows = wanted.map(({ offerId }) => {
    const offer = offers.get(offerId)
    if (!offer) throw notFound()
    const quantity = sums.get(offerId) as Decimal
    demandQuantity(offer, quantity)
    const { unitPrice } = priceLine(
      toPricedOffer(offer),
      quantity,
      offer.prices ?? [],
      { id: ctx.actor.organizationId, groups: [] },
      ctx.now.getTime(),
    )
    return { offerId, quantity: quantity.toFixed(), unitPrice: unitPrice.toDecimalPlaces(12).toFixed(), currency: offer.currency }
  })
  await ctx.db.$executeRaw`
    insert into cart_line (id, cart_id, offer_id, quantity, unit_price, currency, added_at)
    select gen_random_uuid(), ${cartId}::uuid, (r->>'offerId')::uuid, (r->>'quantity')::numeric, (r->>'unitPrice')::numeric, r->>'currency', ${ctx.now}
    from (select distinct on (r->>'offerId') r from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) r) rows
    on conflict (cart_id, offer_id) do update set quantity = excluded.quantity, unit_price = excluded.unit_price, currency = excluded.currency`
}

/** Puts a quantity of an offer into the cart, beside what is there of it. */
export const addToCart = command('ordering.add-to-cart', addToCartInput, may('use', 'Cart'), (ctx, input) => addLines(ctx, [input]))

/** Puts several offers into the cart at once, or none of them. */
export const addManyToCart = command('ordering.add-many-to-cart', addManyInput, may('use', 'Cart'), (ctx, input) =>
  addLines(ctx, input.lines),
)

async function ownLine(ctx: CommandContext, lineId: string) {
  const { userId, organizationId } = ctx.actor
  const line = await ctx.db.cartLine.findFirst({ where: { id: lineId, cart: { userId, organizationId } } })
  if (!line) throw notFound()
  return line
}

/** Changes a line's quantity; the price of the new quantity counts as seen. */
export const setQuantity = command('ordering.set-quantity', setQuantityInput, may('use', 'Cart'), async (ctx, input) => {
  const line = await ownLine(ctx, input.lineId)
  const [offer] = await pricedOffers(ctx, { offerIds: [line.offerId] })
  if (!offer) throw new AppError('cart_changed')
  const quantity = new Decimal(input.quantity)
  demandQuantity(offer, quantity)
  const { unitPrice } = priceLine(
    toPricedOffer(offer),
    quantity,
    offer.prices ?? [],
    { id: ctx.actor.organizationId, groups: [] },
    ctx.now.getTime(),
  )
  await ctx.db.cartLine.update({
    where: { id: line.id },
    data: { quantity: quantity.toFixed(), unitPrice: unitPrice.toDecimalPlaces(12).toFixed(), currency: offer.currency },
  })
})

export const removeLine = command('ordering.remove-line', lineIdInput, may('use', 'Cart'), async (ctx, input) => {
  const line = await ownLine(ctx, input.lineId)
  await ctx.db.cartLine.delete({ where: { id: line.id } })
})

/**
 * Accepts changes of the cart that the user was shown: new prices are taken over, withdrawn offers leave, quantities move
 * to the nearest possible one. A change that is no longer as it was shown is not accepted.
 */
export const acceptCartChanges = command('ordering.accept-cart-changes', acceptChangesInput, may('use', 'Cart'), async (ctx, input) => {
  const { view } = await pricedCart(ctx, ctx.actor.country)
  const accepted = view.lines.flatMap(({ id, change }) => (change && input.changes.includes(change.id) ? [{ id, change }] : []))
  const updates = accepted.flatMap(({ id, change }): { id: string; unitPrice?: string; currency?: string; quantity?: string }[] => {
    if (change.kind === 'price') return [{ id, unitPrice: change.after, currency: change.currency }]
    return change.kind === 'quantity' && change.nearest ? [{ id, quantity: change.nearest }] : []
  })
  await ctx.db.$executeRaw`
    update cart_line l set unit_price = coalesce(c."unitPrice", l.unit_price), currency = coalesce(c.currency, l.currency),
      quantity = coalesce(c.quantity, l.quantity)
    from jsonb_to_recordset(${JSON.stringify(updates)}::jsonb) as c(id uuid, "unitPrice" numeric, currency text, quantity numeric)
    where l.id = c.id`
  const kept = new Set(updates.map(({ id }) => id))
  await ctx.db.cartLine.deleteMany({ where: { id: { in: accepted.map(({ id }) => id).filter((id) => !kept.has(id)) } } })
})
