import type { Db } from '@/lib/platform/db/client'

/**
 * The invitation of a supplier, as long as the supplier is an active member of the event's network: asked wherever somebody joins,
 * answers, asks, bids or is awarded, for a suspended member does none of it.
 * @returns null for who was not invited or has been suspended since, and while the event is a draft
 */
export const standingInvitation = (db: Db, eventId: string, supplierId: string) =>
  db.eventInvitation.findFirst({
    where: {
      eventId,
      supplierId,
      event: { state: { not: 'draft' }, network: { memberships: { some: { organizationId: supplierId, state: 'active' } } } },
    },
    include: { event: { select: { state: true } } },
  })

/** Are all of these suppliers active members of the event's network? */
export const allStanding = async (db: Db, eventId: string, supplierIds: readonly string[]): Promise<boolean> => {
  const ids = [...new Set(supplierIds)]
  const where = { organizationId: { in: ids }, state: 'active' as const, network: { events: { some: { id: eventId } } } }
  return (await db.networkMembership.count({ where })) === ids.length
}
