import { type NoticeKind, notifyOrganization } from '@/lib/parties/notifications/notify'
import { APPROVERS, BUYERS, SELLERS } from '@/lib/parties/notifications/recipients'
import { prisma } from '@/lib/platform/db/client'
import type { Reactions } from '@/lib/platform/events'

/** Tells one side of an order. */
export async function tellSide(
  kind: NoticeKind,
  side: 'buyer' | 'supplier',
  { orderId }: { orderId: string },
  roles = side === 'buyer' ? BUYERS : SELLERS,
): Promise<void> {
  const order = await prisma().purchaseOrder.findUnique({
    where: { id: orderId },
    include: { buyer: { select: { name: true } }, supplier: { select: { name: true } } },
  })
  // One that was never placed is nothing to the supplier.
  if (!order || (side === 'supplier' && order.supplierNumber === null)) return
  const { buyer, supplier, number } = order
  const data = { number, buyer: buyer.name, supplier: supplier.name, partner: (side === 'buyer' ? supplier : buyer).name }
  await notifyOrganization(side === 'buyer' ? order.buyerId : order.supplierId, roles, { kind, data, href: `/orders/${order.id}` })
}

const otherSide = { buyer: 'supplier', supplier: 'buyer' } as const

/** Who is told of an order's way. */
export const orderNotices: Reactions = {
  'order.placed': async (event) => {
    await tellSide('order_received', 'supplier', event)
    await tellSide('order_placed', 'buyer', event)
  },
  'order.approval_requested': (event) => tellSide('order_approval_requested', 'buyer', event, APPROVERS),
  'order.approval_rejected': (event) => tellSide('order_approval_rejected', 'buyer', event),
  'order.confirmed': (event) => tellSide('order_confirmed', 'buyer', event),
  'order.confirmed_with_changes': (event) => tellSide('order_confirmed_with_changes', 'buyer', event),
  'order.rejected': (event) => tellSide('order_rejected', 'buyer', event),
  'order.changes_accepted': (event) => tellSide('order_changes_accepted', 'supplier', event),
  'order.shipped': (event) => tellSide('order_shipped', 'buyer', event),
  'order.closing_proposed': (event) => tellSide('order_closing_proposed', otherSide[event.by], event),
  'order.closing_declined': (event) => tellSide('order_closing_declined', otherSide[event.by], event),
  'order.rest_closed': (event) => tellSide('order_rest_closed', otherSide[event.by], event),
  'order.cancelled': (event) => tellSide('order_cancelled', 'supplier', event),
}
