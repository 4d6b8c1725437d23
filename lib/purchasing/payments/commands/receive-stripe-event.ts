import type Stripe from 'stripe'
import { z } from 'zod'
import { takeStep } from '@/lib/documents/lifecycle/model'
import { publicCommand } from '@/lib/platform/command'
import { isUuid } from '@/lib/platform/ids'
import { currencyDigits } from '@/lib/platform/money/currencies'
import { Decimal } from '@/lib/platform/money/decimal'
import { noteOnOrders } from '@/lib/purchasing/orders/timeline'
import { paymentLifecycle } from '../states'

const input = z.object({
  event: z.custom<Stripe.Event>((value) => typeof value === 'object' && value !== null && 'id' in value && 'type' in value),
})

/**
 * Takes in one webhook event whose signature was checked. Each event counts once, whatever the number of deliveries;
 * states only move forward, so the order of delivery does not matter: an 'expired' after 'paid' changes nothing, a late
 * 'paid' does. A payment of another amount is kept apart for a person to look at.
 */
export const receivePaymentEvent = publicCommand('payments.receive-event', input, async (ctx, { event }) => {
  const fresh = await ctx.db.paymentEvent.createMany({ data: { id: event.id, type: event.type }, skipDuplicates: true })
  if (fresh.count === 0) return { known: true }
  if (!event.type.startsWith('checkout.session.')) return { known: false }
  const session = event.data.object as Stripe.Checkout.Session
  const reference = session.client_reference_id ?? ''
  const row = await ctx.db.payment.findFirst({
    where: { OR: [{ sessionId: session.id }, ...(isUuid(reference) ? [{ id: reference }] : [])] },
  })
  if (!row) return { known: false }
  // The order, as when a payment of it is opened: what is read of the payment below is then nobody else's to change.
  await ctx.db.$queryRaw`select 1 from purchase_order where id = ${row.orderId}::uuid for update`
  const payment = await ctx.db.payment.findUniqueOrThrow({ where: { id: row.id } })

  if (event.type === 'checkout.session.expired') {
    // After it was paid, or once more: nothing changes.
    const expired = takeStep(paymentLifecycle, { state: payment.state, step: 'expire', side: 'provider', before: { matches: false } })
    if (expired.ok) await ctx.db.payment.update({ where: { id: payment.id }, data: { state: expired.state } })
    return { known: false }
  }
  const paid =
    session.payment_status === 'paid' && ['checkout.session.completed', 'checkout.session.async_payment_succeeded'].includes(event.type)
  if (!paid) return { known: false }
  const currency = (session.currency ?? '').toUpperCase()
  const amount = new Decimal(session.amount_total ?? 0).div(new Decimal(10).pow(currencyDigits(currency)))
  const matches = currency === payment.currency && amount.eq(payment.amount.toString())
  const taken = takeStep(paymentLifecycle, { state: payment.state, step: 'pay', side: 'provider', before: { matches } })
  if (!taken.ok) return { known: false }
  const intentId = typeof session.payment_intent === 'string' ? session.payment_intent : (session.payment_intent?.id ?? null)
  await ctx.db.payment.update({
    where: { id: payment.id },
    data: { state: taken.state, paidAmount: amount.toFixed(), paidAt: ctx.now, sessionId: session.id, intentId },
  })
  await noteOnOrders(ctx.db, [
    {
      orderId: payment.orderId,
      at: ctx.now,
      kind: matches ? 'paid' : 'payment_mismatch',
      data: { amount: amount.toFixed(), currency },
    },
  ])
  ctx.audit({
    entity: 'Payment',
    entityId: payment.id,
    before: { state: payment.state },
    after: { state: taken.state, amount: amount.toFixed(), currency },
  })
  ctx.emit({ type: matches ? 'payment.paid' : 'payment.mismatch', paymentId: payment.id, orderId: payment.orderId })
  return { known: false }
})
