import { prisma } from '@/lib/platform/db/client'
import { env } from '@/lib/platform/env'
import type { Reactions } from '@/lib/platform/events'
import { daysBefore } from '@/lib/platform/retention'

/** Lets notifications go by their age, except those of organizations under a legal hold. */
export async function forgetNotifications(now: Date, held: readonly string[]): Promise<void> {
  await prisma().notification.deleteMany({
    where: { createdAt: { lt: daysBefore(now, env().KEEP_NOTIFICATIONS_DAYS) }, organizationId: { notIn: [...held] } },
  })
}

export const notificationReactions: Reactions = {
  async 'identity.person-erased'({ userId }) {
    await prisma().notification.deleteMany({ where: { userId } })
  },
}
