import { nearestQuantity } from '@/lib/catalog/model'
import { visibleOffers } from '@/lib/catalog/queries'
import { may } from '@/lib/identity/abilities'
import { command } from '@/lib/platform/command'
import { Decimal } from '@/lib/platform/decimal'
import { AppError } from '@/lib/platform/errors'
import { toPricedOffer } from '../pricing-facts'
import { getOrder } from '../queries'
import { orderIdInput } from '../schemas'
import { addManyToCart } from './change-cart'

/** Puts the lines of an earlier order into the cart, as far as their offers are still there; says what was left out. */
export const orderAgain = command('ordering.order-again', orderIdInput, may('use', 'Cart'), async (ctx, input) => {
  const order = await getOrder(ctx, input.orderId)
  const ids = order.lines.flatMap((line) => line.offerId ?? [])
  const offers = new Map((await visibleOffers(ctx, { offerIds: ids })).map((offer) => [offer.id, offer]))
  const lines = order.lines.flatMap((line) => {
    const offer = offers.get(line.offerId ?? '')
    const quantity = offer && nearestQuantity(toPricedOffer(offer), new Decimal(line.quantity.toString()))
    return offer && quantity ? [{ offerId: offer.id, quantity: quantity.toFixed() }] : []
  })
  if (lines.length === 0) throw new AppError('not_possible_now', { detail: 'offers_gone' })
  await addManyToCart({ actor: ctx.actor, now: ctx.now }, { lines })
  return { added: lines.length, left: order.lines.length - lines.length }
})
