import { z } from 'zod'
import { stateAfter } from '@/lib/documents/lifecycle/state-after'
import { may } from '@/lib/parties/identity/abilities'
import { type Caller, command } from '@/lib/platform/command'
import { AppError, forbidden, notFound } from '@/lib/platform/errors'
import { idOf } from '@/lib/platform/fields/ids'
import { log } from '@/lib/platform/log'
import { toDecimal } from '@/lib/platform/money/decimal'
import { minorUnits } from '@/lib/platform/money/money'
import { isPaid } from '@/lib/purchasing/orders/queries'
import { paymentLifecycle } from '../states'
import { cardPayments, publicUrl, stripe } from '../stripe'

const orderInput = z.object({ orderId: idOf('PurchaseOrder') })

/** Notes that an order is to be paid; one payment of an order waits at a time. */
const openPayment = command('payments.open', orderInput, may('place', 'PurchaseOrder'), async (ctx, input) => {
  await ctx.db.$queryRaw`select 1 from purchase_order where id = ${input.orderId}::uuid for update`
  const order = await ctx.db.purchaseOrder.findFirst({
    where: { id: input.orderId, buyerId: ctx.actor.organizationId },
    include: { payments: true },
  })
  if (!order) throw notFound()
  if (['pending_approval', 'cancelled', 'rejected'].includes(order.state)) throw new AppError('not_possible_now', { detail: 'order_state' })
  const due = toDecimal(order.gross)
  if (isPaid(order.payments) || !due.gt(0)) throw new AppError('not_possible_now', { detail: 'already_paid' })
  const waiting = order.payments.find((payment) => payment.state === 'pending')
  if (waiting && due.eq(waiting.amount.toString())) return { payment: waiting, number: order.number }
  if (waiting) {
    const state = stateAfter(paymentLifecycle, { state: waiting.state, step: 'expire', side: 'provider', before: { matches: false } })
    await ctx.db.payment.update({ where: { id: waiting.id }, data: { state } })
  }
  const payment = await ctx.db.payment.create({
    data: { orderId: order.id, state: 'pending', amount: due.toFixed(), currency: order.currency },
  })
  ctx.audit({ entity: 'Payment', entityId: payment.id, after: { amount: due.toFixed(), currency: order.currency } })
  return { payment, number: order.number }
})

const sessionInput = z.object({ paymentId: idOf('Payment'), sessionId: z.string(), url: z.string() })
const attachSession = command('payments.attach-session', sessionInput, may('place', 'PurchaseOrder'), async (ctx, input) => {
  await ctx.db.payment.update({ where: { id: input.paymentId }, data: { sessionId: input.sessionId, sessionUrl: input.url } })
})

/**
 * Begins to pay an order by card and returns the address of the hosted page. Called twice it returns the same page.
 * The provider is asked between two transactions, never inside one.
 */
export async function startPayment(caller: Caller, input: { orderId: string }): Promise<{ url: string }> {
  if (!may('place', 'PurchaseOrder')(caller.actor)) throw forbidden()
  if (!cardPayments()) throw new AppError('not_possible_now', { detail: 'no_provider' })
  const { payment, number } = await openPayment(caller, input)
  if (payment.sessionUrl) return { url: payment.sessionUrl }
  const amount = minorUnits(toDecimal(payment.amount), payment.currency)
  const page = `${publicUrl()}/${caller.actor.locale}/orders/${input.orderId}`
  try {
    const session = await stripe().checkout.sessions.create(
      {
        mode: 'payment',
        client_reference_id: payment.id,
        metadata: { payment: payment.id, order: number },
        // What is refunded names its charge, and the charge has what its intent has.
        payment_intent_data: { metadata: { payment: payment.id } },
        customer_email: caller.actor.email,
        line_items: [
          {
            quantity: 1,
            price_data: { currency: payment.currency.toLowerCase(), unit_amount: amount, product_data: { name: `${number}` } },
          },
        ],
        success_url: `${page}?paid=1`,
        cancel_url: page,
      },
      { idempotencyKey: payment.id },
    )
    if (!session.url) throw new AppError('payment_provider')
    await attachSession(caller, { paymentId: payment.id, sessionId: session.id, url: session.url })
    return { url: session.url }
  } catch (error) {
    if (error instanceof AppError) throw error
    log.error({ err: error, paymentId: payment.id }, 'the payment provider did not answer')
    throw new AppError('payment_provider')
  }
}
