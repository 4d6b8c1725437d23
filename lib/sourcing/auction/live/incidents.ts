import { z } from 'zod'
import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { forbidden, notFound } from '@/lib/platform/errors'
import type { Incident } from '@/lib/sourcing/auction/rules/wire'

/** More than these nobody reads while an auction runs; all of them stay in the audit log. */
const MAX_INCIDENTS = 200

/** What an audit entry of a lot may hold that is worth showing. */
const noted = z.object({
  code: z.string().optional(),
  amount: z.string().optional(),
  of: z.string().optional(),
  reason: z.string().optional(),
  seconds: z.number().optional(),
})

/**
 * What was refused in an own event, and what the buyer's side did to its lots; the latest first. A limit or a sealed amount is not
 * in the audit log, so it is not here either.
 * @throws AppError not_found
 */
export async function listIncidents(ctx: ReadContext, eventId: string): Promise<Incident[]> {
  if (!may('read', 'Auction')(ctx.actor)) throw forbidden()
  const event = await ctx.db.sourcingEvent.findFirst({
    where: { id: eventId, buyerId: ctx.actor.organizationId },
    select: { lots: { select: { id: true } }, invitations: { select: { supplierId: true, alias: true } } },
  })
  if (!event) throw notFound()
  const aliases = new Map(event.invitations.map(({ supplierId, alias }) => [supplierId, alias]))
  const rows = await ctx.db.auditEntry.findMany({
    where: {
      entity: 'Lot',
      entityId: { in: event.lots.map(({ id }) => id) },
      action: { startsWith: 'auction.', not: 'auction.award-lot' },
    },
    select: { id: true, at: true, action: true, entityId: true, organizationId: true, after: true },
    orderBy: { at: 'desc' },
    take: MAX_INCIDENTS,
  })
  return rows.map(({ id, at, action, entityId, organizationId, after }) => ({
    id,
    at: at.toISOString(),
    kind: action.slice('auction.'.length),
    lotId: entityId ?? '',
    alias: aliases.get(organizationId ?? '') ?? null,
    ...(noted.safeParse(after).data ?? {}),
  }))
}
