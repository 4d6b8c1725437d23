import { saveConfigurations } from '@/lib/catalog/configuration/commands/save-configuration'
import { currentConfigurations } from '@/lib/catalog/configuration/queries'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, invalidInput, notFound } from '@/lib/platform/errors'
import type { Id } from '@/lib/platform/fields/ids'
import { Decimal, toDecimal, ZERO } from '@/lib/platform/money/decimal'
import { isCounted } from '@/lib/platform/units/units'
import { type PricedOfferRow, pricedOffers } from '@/lib/pricing/quotes/priced-offers'
import { toPricedOffer } from '@/lib/pricing/quotes/pricing-facts'
import { checkQuantity, priceLine } from '@/lib/pricing/rules/line'
import { lockCart } from '../internal/lock-cart'
import { pricedCart } from '../priced-cart'
import { acceptChangesInput, addManyInput, addToCartInput, type CartWish, lineIdInput, setQuantityInput } from '../schemas'
import { fits } from '../views'

/** The actor's cart, made when there is none, and held until the transaction ends. */
async function ownCart(ctx: CommandContext): Promise<string> {
  const known = await lockCart(ctx)
  if (known) return known
  await ctx.db.cart.createMany({ data: { userId: ctx.actor.userId, organizationId: ctx.actor.organizationId }, skipDuplicates: true })
  return (await lockCart(ctx)) as string
}

/** What a line may come to: documents keep amounts below 10^14, with a thousand lines each. */
const MAX_LINE_AMOUNT = new Decimal(10).pow(11)

/** Counted things are ordered whole, unless the offer's own step or minimum is a part of one. */
function checkWhole({ unit, step, minimum }: PricedOfferRow, quantity: Decimal): { code: 'NOT_WHOLE'; nearest: Decimal } | null {
  if (!isCounted(unit) || step !== null || quantity.isInteger()) return null
  return minimum !== null && !new Decimal(minimum).isInteger() ? null : { code: 'NOT_WHOLE', nearest: quantity.ceil() }
}

/** The quantity as the offer allows it. @throws AppError invalid_input with the nearest quantity that can be ordered */
function requireQuantity(offer: PricedOfferRow, quantity: Decimal): void {
  const problem = checkQuantity(toPricedOffer(offer), quantity) ?? checkWhole(offer, quantity)
  if (problem)
    throw new AppError('invalid_input', {
      fields: [{ field: 'quantity', reason: problem.code }],
      data: { nearest: problem.nearest?.toFixed() ?? null, offerId: offer.id },
    })
}

/** What a line is kept with: the price of its quantity, which counts as seen. */
function pricedLine(ctx: CommandContext, offer: PricedOfferRow, quantity: Decimal, surcharge: string | undefined) {
  requireQuantity(offer, quantity)
  const buyer = { id: ctx.actor.organizationId, groups: [] }
  const extra = surcharge === undefined ? ZERO : new Decimal(surcharge)
  const { unitPrice, net } = priceLine({
    offer: toPricedOffer(offer),
    quantity,
    prices: offer.prices ?? [],
    buyer,
    at: ctx.now.getTime(),
    surcharge: extra,
  })
  if (net.gt(MAX_LINE_AMOUNT)) throw invalidInput('quantity', 'amount_too_large')
  return { quantity: quantity.toFixed(), unitPrice: unitPrice.toDecimalPlaces(12).toFixed(), currency: offer.currency }
}

/** What is chosen goes with offers that are configurable, and with no others. @throws AppError invalid_input */
function requireChoices(offer: PricedOfferRow, choices: CartWish['choices']): void {
  if (offer.configurable === (choices !== undefined)) return
  const reason = offer.configurable ? 'needs_configuration' : 'not_configurable'
  throw new AppError('invalid_input', { fields: [{ field: 'choices', reason }], data: { offerId: offer.id } })
}

/** Puts quantities of offers beside what the actor's cart holds of them. @throws AppError not_found, invalid_input */
export async function addLines(ctx: CommandContext, wanted: CartWish[]): Promise<void> {
  const cartId = await ownCart(ctx)
  const offers = new Map((await pricedOffers(ctx, { offerIds: wanted.map((line) => line.offerId) })).map((offer) => [offer.id, offer]))
  for (const { offerId, choices } of wanted) {
    const offer = offers.get(offerId)
    if (!offer) throw notFound()
    requireChoices(offer, choices)
  }
  const chosen = wanted.flatMap(({ offerId, choices }) => (choices ? [{ offerId, choices }] : []))
  const kept = chosen.length > 0 ? await saveConfigurations(ctx, chosen) : []
  const configurations = wanted.map(({ choices }) => (choices ? (kept.shift() ?? null) : null))

  const keyOf = (offerId: string, configurationId: string | null | undefined) => `${offerId} ${configurationId ?? ''}`
  const present = await ctx.db.cartLine.findMany({ where: { cartId, offerId: { in: [...offers.keys()] } } })
  const sums = new Map(present.map((line) => [keyOf(line.offerId, line.configurationId), toDecimal(line.quantity)]))
  for (const [index, { offerId, quantity }] of wanted.entries()) {
    const key = keyOf(offerId, configurations[index]?.id)
    sums.set(key, (sums.get(key) ?? ZERO).add(quantity))
  }
  const rows = wanted.map(({ offerId }, index) => {
    const configuration = configurations[index]
    const quantity = sums.get(keyOf(offerId, configuration?.id)) as Decimal
    const line = pricedLine(ctx, offers.get(offerId) as PricedOfferRow, quantity, configuration?.surcharge)
    return { offerId, configurationId: configuration?.id ?? null, ...line }
  })
  await ctx.db.$executeRaw`
    insert into cart_line (id, cart_id, offer_id, configuration_id, quantity, unit_price, currency, added_at)
    select gen_random_uuid(), ${cartId}::uuid, (r->>'offerId')::uuid, (r->>'configurationId')::uuid, (r->>'quantity')::numeric,
           (r->>'unitPrice')::numeric, r->>'currency', ${ctx.now}::timestamptz + place * interval '1 millisecond'
    from (select distinct on (r->>'offerId', r->>'configurationId') r, place
          from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality as wanted (r, place)
          order by r->>'offerId', r->>'configurationId', place) rows
    on conflict (cart_id, offer_id, configuration_id)
      do update set quantity = excluded.quantity, unit_price = excluded.unit_price, currency = excluded.currency`
}

/** Puts a quantity of an offer into the cart, beside what is there of it. */
export const addToCart = command('ordering.add-to-cart', addToCartInput, may('use', 'Cart'), (ctx, input) => addLines(ctx, [input]))

/** Puts several offers into the cart at once, or none of them. */
export const addManyToCart = command('ordering.add-many-to-cart', addManyInput, may('use', 'Cart'), (ctx, input) =>
  addLines(ctx, input.lines),
)

async function ownLine(ctx: CommandContext, lineId: Id<'CartLine'>) {
  const cartId = await lockCart(ctx)
  const line = cartId && (await ctx.db.cartLine.findFirst({ where: { id: lineId, cartId } }))
  if (!line) throw notFound()
  return line
}

/** Changes a line's quantity; the price of the new quantity counts as seen. */
export const setQuantity = command('ordering.set-quantity', setQuantityInput, may('use', 'Cart'), async (ctx, input) => {
  const line = await ownLine(ctx, input.lineId)
  const [offer] = await pricedOffers(ctx, { offerIds: [line.offerId] })
  const configuration = line.configurationId
    ? ((await currentConfigurations(ctx, [line.configurationId])).get(line.configurationId)?.now ?? null)
    : null
  if (!offer || !fits(offer, line.configurationId !== null, configuration)) throw new AppError('cart_changed')
  await ctx.db.cartLine.update({
    where: { id: line.id },
    data: pricedLine(ctx, offer, new Decimal(input.quantity), configuration?.surcharge),
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
  await lockCart(ctx)
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

/** Takes everything out of a cart that has become orders; in the caller's transaction. */
export async function emptyCart(ctx: Pick<CommandContext, 'db'>, cartId: string): Promise<void> {
  await ctx.db.cartLine.deleteMany({ where: { cartId } })
}

/**
 * Takes out of the actor's cart whatever it holds of the same products as these offers, as the actor sees products as one: what is put
 * there next takes its place.
 */
export async function takeOutProducts(ctx: CommandContext, offerIds: readonly string[]): Promise<void> {
  const { organizationId, mergesOf } = ctx.actor
  const cartId = await lockCart(ctx)
  await ctx.db.$executeRaw`
    delete from cart_line l using offer o
    where l.cart_id = ${cartId}::uuid and o.id = l.offer_id
      and o.product_id in (select merged_products(${organizationId}::uuid, ${mergesOf}::uuid[], p.product_id)
                           from offer p where p.id = any(${offerIds}::uuid[]))`
}
