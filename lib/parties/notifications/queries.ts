import type { ReadContext } from '@/lib/platform/context'

/** The newest notifications of the user in this organization. Served by (user, organization, created). */
export async function listNotifications(ctx: ReadContext, take = 20) {
  const where = { userId: ctx.actor.userId, organizationId: ctx.actor.organizationId }
  const [items, unread] = await Promise.all([
    ctx.db.notification.findMany({ where, orderBy: { createdAt: 'desc' }, take }),
    ctx.db.notification.count({ where: { ...where, readAt: null } }),
  ])
  return { items, unread }
}

/** Mails that were written, newest first: the demo's mailbox. */
export const listMails = (ctx: ReadContext, to?: string) =>
  ctx.db.mail.findMany({ where: to ? { to } : {}, orderBy: { createdAt: 'desc' }, take: 100 })
