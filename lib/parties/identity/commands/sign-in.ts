import { writeAudit } from '@/lib/platform/audit'
import { publicCommand } from '@/lib/platform/command'
import { prisma } from '@/lib/platform/db/client'
import { AppError } from '@/lib/platform/errors'
import { forgetRate, limitRate } from '@/lib/platform/rate-limit'
import { SESSION_DAYS } from '../model'
import { email as emailSchema, revokeSessionInput } from '../schemas'
import { passwordMatches } from '../secrets'

/** Failed attempts for one address within a quarter of an hour. */
const ATTEMPTS = 10

/**
 * Checks a password. Outside `command`, for there is no transaction to hold while argon2 works.
 * @returns the user, or null when address or password are wrong
 * @throws AppError rate_limited after too many attempts, forbidden 'unverified' before the address is verified
 */
export async function checkCredentials(input: { email: string; password: string }) {
  const address = emailSchema.safeParse(input.email)
  if (!address.success || input.password.length > 200) return null
  await limitRate('sign-in', address.data, ATTEMPTS, 15 * 60)
  const user = await prisma().user.findUnique({ where: { email: address.data } })
  if (!(await passwordMatches(user?.passwordHash, input.password)) || !user) return null
  await forgetRate('sign-in', address.data)
  if (!user.emailVerifiedAt) throw new AppError('forbidden', { detail: 'unverified' })
  return { id: user.id, email: user.email, name: user.name }
}

/** Opens a session for a user who proved who they are. */
export async function openSession(userId: string, userAgent: string | null): Promise<string> {
  const now = Date.now()
  const row = await prisma().session.create({
    data: { userId, userAgent: userAgent?.slice(0, 300) ?? null, expiresAt: new Date(now + SESSION_DAYS * 86_400_000) },
    select: { id: true },
  })
  await writeAudit(prisma(), 'identity.sign-in', { userId }, [{ entity: 'Session', entityId: row.id }])
  return row.id
}

/** Signs out: the session and every socket that it opened end at once, on every node. */
export const closeSession = publicCommand('identity.sign-out', revokeSessionInput, async (ctx, { sessionId }) => {
  const [closed] = await ctx.db.session.updateManyAndReturn({
    where: { id: sessionId, revokedAt: null },
    data: { revokedAt: ctx.now },
    select: { userId: true },
  })
  if (!closed) return
  ctx.audit({ entity: 'Session', entityId: sessionId })
  ctx.emit({ type: 'access.changed', userId: closed.userId })
})
