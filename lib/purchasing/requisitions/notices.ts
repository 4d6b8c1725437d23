import { notifyOrganization, notifyUser } from '@/lib/parties/notifications/notify'
import { PURCHASERS } from '@/lib/parties/notifications/recipients'
import { prisma } from '@/lib/platform/db/client'
import type { Reactions } from '@/lib/platform/events'

async function requisitionOf(id: string) {
  const row = await prisma().requisition.findUnique({ where: { id }, include: { requester: { select: { name: true } } } })
  return row && { ...row, data: { by: row.requester.name, text: row.text }, href: `/requests/${row.id}` }
}

/** Purchasers learn what a colleague needs, and the colleague what they answer. */
export const requisitionNotices: Reactions = {
  'requisition.created': async ({ requisitionId }) => {
    const row = await requisitionOf(requisitionId)
    if (row) await notifyOrganization(row.organizationId, PURCHASERS, { kind: 'requisition_created', data: row.data, href: row.href })
  },
  'requisition.answered': async ({ requisitionId }) => {
    const row = await requisitionOf(requisitionId)
    if (row) await notifyUser(row.requestedBy, row.organizationId, { kind: 'requisition_answered', data: row.data, href: row.href })
  },
}
