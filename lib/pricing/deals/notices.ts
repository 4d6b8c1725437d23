import { notifyOrganization } from '@/lib/parties/notifications/notify'
import { BUYERS } from '@/lib/parties/notifications/recipients'
import { prisma } from '@/lib/platform/db/client'
import type { Reactions } from '@/lib/platform/events'

/** Whoever has joined a deal that comes to nothing learns it. */
export const dealNotices: Reactions = {
  'deal.called-off': async ({ dealId }) => {
    const deal = await prisma().deal.findUnique({
      where: { id: dealId },
      include: {
        supplier: { select: { name: true } },
        joins: { select: { buyerId: true } },
        offer: { select: { supplierPartNumber: true } },
      },
    })
    if (!deal) return
    const data = { supplier: deal.supplier.name, part: deal.offer.supplierPartNumber }
    for (const buyerId of new Set(deal.joins.map((join) => join.buyerId)))
      await notifyOrganization(buyerId, BUYERS, { kind: 'deal_called_off', data, href: `/deals/${deal.id}` })
  },
}
