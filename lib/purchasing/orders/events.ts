import type { OrderSide } from '@/lib/platform/db/generated/enums'

/** What happens to an order, by the step that was taken. */
export type OrderEvent =
  | { type: 'order.placed'; orderId: string }
  | { type: 'order.approval_requested'; orderId: string }
  | { type: 'order.approved'; orderId: string }
  | { type: 'order.approval_rejected'; orderId: string }
  | { type: 'order.confirmed'; orderId: string }
  | { type: 'order.confirmed_with_changes'; orderId: string }
  | { type: 'order.rejected'; orderId: string }
  | { type: 'order.changes_accepted'; orderId: string }
  | { type: 'order.shipped'; orderId: string }
  | { type: 'order.received'; orderId: string }
  | { type: 'order.receipt_reversed'; orderId: string }
  | { type: 'order.closing_proposed'; orderId: string; by: OrderSide }
  | { type: 'order.closing_declined'; orderId: string; by: OrderSide }
  | { type: 'order.rest_closed'; orderId: string; by: OrderSide }
  | { type: 'order.closed'; orderId: string }
  | { type: 'order.cancelled'; orderId: string }

declare module '@/lib/platform/events' {
  interface DomainEvents {
    orders: OrderEvent
  }
}
