import { type Db, prisma } from '@/lib/platform/db/client'
import { env } from '@/lib/platform/env'
import { daysBefore, type Held } from '@/lib/platform/retention'

/** What no age lets go while a legal hold stands: companies, with their members. */
export async function underLegalHold(db: Db): Promise<Held> {
  const holds = await db.legalHold.findMany({ where: { liftedAt: null }, select: { organizationId: true } })
  const organizationIds = [...new Set(holds.map(({ organizationId }) => organizationId))]
  const users = await db.user.findMany({
    where: { memberships: { some: { organizationId: { in: organizationIds } } } },
    select: { id: true, email: true },
  })
  return { organizationIds, userIds: users.map(({ id }) => id), addresses: users.map(({ email }) => email) }
}

/** Lets sessions and links go, so many days after they have ended, except those of people under a legal hold. */
export async function forgetSessions(now: Date, held: Pick<Held, 'userIds' | 'addresses'>): Promise<void> {
  const before = daysBefore(now, env().KEEP_SESSIONS_DAYS)
  await prisma().session.deleteMany({ where: { expiresAt: { lt: before }, userId: { notIn: held.userIds } } })
  await prisma().token.deleteMany({ where: { expiresAt: { lt: before }, email: { notIn: held.addresses } } })
  await prisma().passkeyChallenge.deleteMany({ where: { expiresAt: { lt: now } } })
  await prisma().addressChange.deleteMany({ where: { expiresAt: { lt: now } } })
}
