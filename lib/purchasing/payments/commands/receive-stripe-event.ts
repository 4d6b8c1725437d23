import type Stripe from 'stripe'
import { z } from 'zod'
import { takeStep } from '@/lib/documents/lifecycle/model'
import { stateAfter } from '@/lib/documents/lifecycle/state-after'
import { publicCommand } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { currencyDigits } from '@/lib/platform/money/currencies'
import { Decimal } from '@/lib/platform/money/decimal'
import { noteOnOrders } from '@/lib/purchasing/orders/timeline'
import { paymentLifecycle } from '../states'

const input = z.object({
  event: z.custom<Stripe.Event>((value) => typeof value === 'object' && value !== null && 'id' in value && 'type' in value),
})

type Context = Pick<CommandContext, 'db' | 'now' | 'audit' | 'emit'>

/**
 * Takes in one webhook event whose signature was checked. Each event counts once, whatever the number of deliveries;
 * states only move forward, so the order of delivery does not matter: an 'expired' after 'paid' changes nothing, a late
 * 'paid' does. A payment of another amount is kept apart for a person to look at; what was refunded at the provider shows.
 * @throws AppError unavailable for a refund of a payment that is not known as paid yet: the provider tells it again
 */
export const receivePaymentEvent = publicCommand('payments.receive-event', input, async (ctx, { event }) => {
  const fresh = await ctx.db.paymentEvent.createMany({ data: { id: event.id, type: event.type }, skipDuplicates: true })
  if (fresh.count === 0) return { known: true }
  if (event.type.startsWith('checkout.session.')) await takeSession(ctx, event.type, event.data.object as Stripe.Checkout.Session)
  else if (event.type === 'charge.refunded') await takeRefund(ctx, event.data.object)
  else if (event.type === 'refund.failed') await takeFailedRefund(ctx, event.data.object)
  return { known: false }
})

const intentOf = ({ payment_intent: intent }: Pick<Stripe.Charge | Stripe.Refund, 'payment_intent'>): string | null =>
  typeof intent === 'string' ? intent : (intent?.id ?? null)

/** An amount in the smallest unit of a currency, as the provider counts. */
const amountOf = (units: number | null, currency: string) => new Decimal(units ?? 0).div(new Decimal(10).pow(currencyDigits(currency)))

/**
 * A payment, and its order held as when a payment of it is opened: what is read of the payment is then nobody else's to change.
 * @param named what the provider says that it is, by our id
 */
async function lockPayment({ db }: Context, found: { sessionId: string } | { intentId: string }, named: string) {
  const row = await db.payment.findFirst({ where: { OR: [found, ...(isUuid(named) ? [{ id: named }] : [])] } })
  if (!row) return null
  await db.$queryRaw`select 1 from purchase_order where id = ${row.orderId}::uuid for update`
  return db.payment.findUniqueOrThrow({ where: { id: row.id } })
}

async function takeSession(ctx: Context, type: string, session: Stripe.Checkout.Session): Promise<void> {
  const payment = await lockPayment(ctx, { sessionId: session.id }, session.client_reference_id ?? '')
  if (!payment) return
  if (type === 'checkout.session.expired') {
    // After it was paid, or once more: nothing changes.
    const expired = takeStep(paymentLifecycle, { state: payment.state, step: 'expire', side: 'provider', before: { matches: false } })
    if (expired.ok) await ctx.db.payment.update({ where: { id: payment.id }, data: { state: expired.state } })
    return
  }
  const paid =
    session.payment_status === 'paid' && ['checkout.session.completed', 'checkout.session.async_payment_succeeded'].includes(type)
  if (!paid) return
  const currency = (session.currency ?? '').toUpperCase()
  const amount = amountOf(session.amount_total, currency)
  const matches = currency === payment.currency && amount.eq(payment.amount.toString())
  const taken = takeStep(paymentLifecycle, { state: payment.state, step: 'pay', side: 'provider', before: { matches } })
  if (!taken.ok) return
  await ctx.db.payment.update({
    where: { id: payment.id },
    data: { state: taken.state, paidAmount: amount.toFixed(), paidAt: ctx.now, sessionId: session.id, intentId: intentOf(session) },
  })
  const kind = matches ? 'paid' : 'payment_mismatch'
  await noteOnOrders(ctx.db, [{ orderId: payment.orderId, at: ctx.now, kind, data: { amount: amount.toFixed(), currency } }])
  ctx.audit({
    entity: 'Payment',
    entityId: payment.id,
    before: { state: payment.state },
    after: { state: taken.state, amount: amount.toFixed(), currency },
  })
  ctx.emit({ type: matches ? 'payment.paid' : 'payment.mismatch', paymentId: payment.id, orderId: payment.orderId })
}

/** What was given back of a charge so far, by us or by hand at the provider: the sum is told, so that a repetition adds nothing. */
async function takeRefund(ctx: Context, charge: Stripe.Charge): Promise<void> {
  const payment = await lockPayment(ctx, { intentId: intentOf(charge) ?? '' }, charge.metadata.payment ?? '')
  if (!payment) return
  if (payment.paidAmount === null) throw new AppError('unavailable')
  const currency = charge.currency.toUpperCase()
  const refunded = amountOf(charge.amount_refunded, currency)
  const more = refunded.sub(payment.refunded.toString())
  if (!more.gt(0)) return
  const whole = refunded.gte(payment.paidAmount.toString())
  const facts = { matches: true }
  const state = whole
    ? stateAfter(paymentLifecycle, { state: payment.state, step: 'refund', side: 'provider', before: facts })
    : payment.state
  await ctx.db.payment.update({ where: { id: payment.id }, data: { state, refunded: refunded.toFixed() } })
  const data = { amount: more.toFixed(), currency }
  await noteOnOrders(ctx.db, [{ orderId: payment.orderId, at: ctx.now, kind: 'refunded', data }])
  ctx.audit({
    entity: 'Payment',
    entityId: payment.id,
    before: { state: payment.state, refunded: payment.refunded.toString() },
    after: { state, refunded: refunded.toFixed() },
  })
}

/** A refund that the bank of the buyer has sent back: the money is with us again, and somebody has to look how it is given back. */
async function takeFailedRefund(ctx: Context, refund: Stripe.Refund): Promise<void> {
  const payment = await lockPayment(ctx, { intentId: intentOf(refund) ?? '' }, refund.metadata?.payment ?? '')
  if (!payment) return
  const currency = refund.currency.toUpperCase()
  const amount = Decimal.min(amountOf(refund.amount, currency), payment.refunded.toString())
  // It failed before we have heard of it: the provider tells both again.
  if (!amount.gt(0)) throw new AppError('unavailable')
  const refunded = new Decimal(payment.refunded.toString()).sub(amount)
  const before = { matches: payment.amount.eq(payment.paidAmount ?? 0) }
  const failed = takeStep(paymentLifecycle, { state: payment.state, step: 'fail_refund', side: 'provider', before })
  const state = failed.ok ? failed.state : payment.state
  await ctx.db.payment.update({
    where: { id: payment.id },
    data: { state, refunded: refunded.toFixed(), failedRefunds: { increment: 1 } },
  })
  const data = { amount: amount.toFixed(), currency }
  await noteOnOrders(ctx.db, [{ orderId: payment.orderId, at: ctx.now, kind: 'refund_failed', data }])
  ctx.audit({
    entity: 'Payment',
    entityId: payment.id,
    before: { state: payment.state, refunded: payment.refunded.toString() },
    after: { state, refunded: refunded.toFixed() },
  })
  ctx.emit({ type: 'payment.refund_failed', paymentId: payment.id, orderId: payment.orderId })
}
