import { type NoticeKind, notifyOrganization } from '@/lib/parties/notifications/notify'
import { BUYERS, SELLERS } from '@/lib/parties/notifications/recipients'
import { prisma } from '@/lib/platform/db/client'
import type { Reactions } from '@/lib/platform/events'

/** Tells the bidders of a sourcing event, those of them who have accepted its terms, or its buyer. */
export async function tellEvent(kind: NoticeKind, to: 'bidders' | 'accepted' | 'buyer', { eventId }: { eventId: string }): Promise<void> {
  const row = await prisma().sourcingEvent.findUnique({ where: { id: eventId }, include: { buyer: true, invitations: true } })
  if (!row) return
  const notice = { kind, data: { title: row.title, number: row.number, buyer: row.buyer.name }, href: `/auctions/${row.id}` }
  if (to === 'buyer') return notifyOrganization(row.buyerId, BUYERS, notice)
  for (const { supplierId, state } of row.invitations)
    if (to === 'bidders' ? state !== 'declined' : state === 'accepted') await notifyOrganization(supplierId, SELLERS, notice)
}

/** Who is told of a sourcing event's way. */
export const sourcingEventNotices: Reactions = {
  'auction.published': (event) => tellEvent('auction_invited', 'bidders', event),
  'auction.cancelled': (event) => tellEvent('auction_cancelled', 'bidders', event),
  'auction.asked': (event) => tellEvent('auction_asked', 'buyer', event),
  'auction.answered': (event) => tellEvent('auction_answered', 'bidders', event),
}
