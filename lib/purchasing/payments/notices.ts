import type { Reactions } from '@/lib/platform/events'
import { tellSide } from '@/lib/purchasing/orders/notices'

/** Who is told of payments. */
export const paymentNotices: Reactions = {
  'payment.paid': (event) => tellSide('order_paid', 'supplier', event),
  'payment.mismatch': (event) => tellSide('payment_mismatch', 'buyer', event),
  async 'payment.refund_failed'(event) {
    await tellSide('refund_failed', 'buyer', event)
    await tellSide('refund_failed', 'supplier', event)
  },
}
