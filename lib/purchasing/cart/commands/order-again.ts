import { type Configured, configured } from '@/lib/catalog/configuration/model'
import { configurators } from '@/lib/catalog/configuration/queries'
import { visibleOffers } from '@/lib/catalog/offers/offer-queries'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { AppError } from '@/lib/platform/errors'
import { toDecimal } from '@/lib/platform/money/decimal'
import { toPricedOffer } from '@/lib/pricing/quotes/pricing-facts'
import { nearestQuantity } from '@/lib/pricing/rules/line'
import { getOrder } from '@/lib/purchasing/orders/queries'
import { orderIdInput } from '@/lib/purchasing/orders/schemas'
import type { CartWish } from '../schemas'
import { addManyToCart } from './change-cart'

/** Puts the lines of an earlier order into the cart, as far as their offers are still there; says what was left out. */
export const orderAgain = command('ordering.order-again', orderIdInput, may('use', 'Cart'), async (ctx, input) => {
  const order = await getOrder(ctx, input.orderId)
  const ids = order.lines.flatMap((line) => line.offerId ?? [])
  const offers = new Map((await visibleOffers(ctx, { offerIds: ids })).map((offer) => [offer.id, offer]))
  const models = await configurators(ctx, ids)
  const lines = order.lines.flatMap((line): CartWish[] => {
    const offer = offers.get(line.offerId ?? '')
    const quantity = offer && nearestQuantity(toPricedOffer(offer), toDecimal(line.quantity))
    if (!offer || !quantity) return []
    const wish = { offerId: offer.id, quantity: quantity.toFixed() }
    const model = models.get(offer.id)
    const { choices } = (line.configuration as unknown as Configured | null) ?? {}
    if (!offer.configurable) return choices ? [] : [wish]
    return choices && model && configured(model, choices) ? [{ ...wish, choices }] : []
  })
  if (lines.length === 0) throw new AppError('not_possible_now', { detail: 'offers_gone' })
  await addManyToCart({ actor: ctx.actor, now: ctx.now }, { lines })
  return { added: lines.length, left: order.lines.length - lines.length }
})
