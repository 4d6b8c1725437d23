import { z } from 'zod'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'

/** Marks all of the user's notifications in this organization as read. */
export const markNotificationsRead = command('notifications.mark-read', z.object({}), may('use', 'Own'), async (ctx) => {
  await ctx.db.notification.updateMany({
    where: { userId: ctx.actor.userId, organizationId: ctx.actor.organizationId, readAt: null },
    data: { readAt: ctx.now },
  })
})
