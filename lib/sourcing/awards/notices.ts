import { notifyOrganization } from '@/lib/parties/notifications/notify'
import { PURCHASERS, SELLERS } from '@/lib/parties/notifications/recipients'
import { prisma } from '@/lib/platform/db/client'
import type { Reactions } from '@/lib/platform/events'
import { tellEvent } from '@/lib/sourcing/events/notices'

/** Who is told of awards: the winner and the losers of a lot each learn their own result. */
export const awardNotices: Reactions = {
  'auction.awarded': async ({ lotId, supplierIds }) => {
    const lot = await prisma().lot.findUnique({
      where: { id: lotId },
      include: { event: { include: { buyer: true, invitations: true } } },
    })
    if (!lot) return
    const data = { title: lot.title, number: lot.event.number, buyer: lot.event.buyer.name }
    for (const { supplierId, state } of lot.event.invitations) {
      if (state !== 'accepted') continue
      const kind = supplierIds.includes(supplierId) ? 'auction_won' : 'auction_lost'
      await notifyOrganization(supplierId, SELLERS, { kind, data, href: `/auctions/${lot.eventId}` })
    }
  },
  'auction.award-held': async ({ eventId, lotId }) => {
    const lot = await prisma().lot.findUnique({
      where: { id: lotId },
      select: { title: true, event: { select: { number: true, buyerId: true } } },
    })
    if (!lot) return
    const data = { title: lot.title, number: lot.event.number }
    await notifyOrganization(lot.event.buyerId, PURCHASERS, { kind: 'auction_award_held', data, href: `/auctions/${eventId}` })
  },
  'auction.award-taken-back': (event) => tellEvent('auction_award_taken_back', 'accepted', event),
  'auction.unsuccessful': (event) => tellEvent('auction_unsuccessful', 'accepted', event),
}
