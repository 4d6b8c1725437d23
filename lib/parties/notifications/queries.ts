import { linkSecret } from '@/lib/parties/identity/tokens'
import type { ReadContext } from '@/lib/platform/context'
import { SECRET } from '@/lib/platform/mail/mail'

/** The newest notifications of the user in this organization. Served by (user, organization, created). */
export async function listNotifications(ctx: ReadContext, take = 20) {
  const where = { userId: ctx.actor.userId, organizationId: ctx.actor.organizationId }
  const [items, unread] = await Promise.all([
    ctx.db.notification.findMany({ where, orderBy: { createdAt: 'desc' }, take }),
    ctx.db.notification.count({ where: { ...where, readAt: null } }),
  ])
  return { items, unread }
}

/** Mails as they were sent, newest first: the demo's mailbox, and nobody else's. */
export async function listMails(ctx: ReadContext, to?: string) {
  const mails = await ctx.db.mail.findMany({ where: to ? { to } : {}, orderBy: { createdAt: 'desc' }, take: 100 })
  return mails.map((mail) => ({ ...mail, text: mail.text.replace(SECRET, mail.tokenId ? linkSecret(mail.tokenId) : '') }))
}
