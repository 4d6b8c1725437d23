import type { Db } from '@/lib/platform/db/client'
import { json } from '@/lib/platform/json'

/** What the timeline of an order tells. */
export type TimelineEntry =
  | 'approval_requested'
  | 'approved'
  | 'approval_rejected'
  | 'placed'
  | 'confirmed'
  | 'confirmed_with_changes'
  | 'rejected'
  | 'changes_accepted'
  | 'shipped'
  | 'received'
  | 'receipt_reversed'
  | 'closing_proposed'
  | 'closing_declined'
  | 'closing_withdrawn'
  | 'rest_closed'
  | 'closed'
  | 'cancelled'
  | 'paid'
  | 'payment_mismatch'
  | 'refunded'
  | 'refund_failed'

export interface NewEntry {
  orderId: string
  at: Date
  kind: TimelineEntry
  /** whose doing it was; nobody's of what came from a payment provider */
  by?: { userId: string | null; organizationId: string }
  data?: Record<string, unknown>
}

/** Adds to the timelines of orders, in the caller's transaction; in one statement. */
export async function noteOnOrders(db: Db, entries: readonly NewEntry[]): Promise<void> {
  await db.orderEvent.createMany({
    data: entries.map(({ orderId, at, kind, by, data = {} }) => ({
      orderId,
      at,
      kind,
      userId: by?.userId ?? null,
      organizationId: by?.organizationId ?? null,
      data: json(data),
    })),
  })
}
