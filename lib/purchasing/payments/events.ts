/** What happens to the payment of an order. */
export type PaymentEvent =
  | { type: 'payment.paid'; paymentId: string; orderId: string }
  | { type: 'payment.mismatch'; paymentId: string; orderId: string }
  | { type: 'payment.refund_failed'; paymentId: string; orderId: string }

declare module '@/lib/platform/events' {
  interface DomainEvents {
    payments: PaymentEvent
  }
}
