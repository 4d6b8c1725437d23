import { stateAfter } from '@/lib/documents/lifecycle/state-after'
import { prisma } from '@/lib/platform/db/client'
import type { Reactions } from '@/lib/platform/events'
import { Decimal, toDecimal } from '@/lib/platform/money/decimal'
import { minorUnits } from '@/lib/platform/money/money'
import { noteOnOrders } from '@/lib/purchasing/orders/timeline'
import { paymentLifecycle } from './states'
import { stripe } from './stripe'

/**
 * Gives back what was paid beyond what an order now costs: all of it when the order was cancelled or rejected.
 * Safe to repeat: the provider knows each refund by the payment and what was refunded before it.
 */
export async function refundExcess({ orderId }: { orderId: string }): Promise<void> {
  const order = await prisma().purchaseOrder.findUnique({
    where: { id: orderId },
    include: { payments: { where: { state: 'paid' } } },
  })
  if (!order) return
  let due = ['cancelled', 'rejected'].includes(order.state) ? new Decimal(0) : toDecimal(order.gross)
  for (const payment of order.payments) {
    const kept = new Decimal(payment.paidAmount?.toString() ?? 0).sub(payment.refunded.toString())
    const excess = Decimal.max(kept.sub(due), 0)
    due = Decimal.max(due.sub(kept), 0)
    if (excess.isZero() || !payment.intentId) continue
    const before = payment.refunded.toString()
    const refunded = new Decimal(before).add(excess)
    const whole = refunded.eq(payment.paidAmount?.toString() ?? 0)
    const facts = { matches: true }
    const state = whole
      ? stateAfter(paymentLifecycle, { state: payment.state, step: 'refund', side: 'server', before: facts })
      : payment.state
    await stripe().refunds.create(
      { payment_intent: payment.intentId, amount: minorUnits(excess, payment.currency) },
      // A refund that the bank sent back is not given again by asking for the same.
      { idempotencyKey: `refund:${payment.id}:${before}:${payment.failedRefunds}` },
    )
    await prisma().$transaction(async (db) => {
      const { count } = await db.payment.updateMany({
        where: { id: payment.id, refunded: before },
        data: { refunded: refunded.toFixed(), state },
      })
      if (count > 0)
        await noteOnOrders(db, [
          {
            orderId: order.id,
            at: new Date(),
            kind: 'refunded',
            data: { amount: excess.toFixed(), currency: payment.currency },
          },
        ])
    })
  }
}

export const paymentReactions: Reactions = {
  'order.cancelled': refundExcess,
  'order.rejected': refundExcess,
  'order.changes_accepted': refundExcess,
  'order.rest_closed': refundExcess,
  'payment.paid': refundExcess,
}
