import { writeAudit } from '@/lib/platform/audit'
import { publicCommand } from '@/lib/platform/command'
import { prisma } from '@/lib/platform/db/client'
import { AppError } from '@/lib/platform/errors'
import { forgetRate, giveBackRate, limitRate } from '@/lib/platform/rate-limit'
import { SESSION_DAYS } from '../model'
import { email as emailSchema, revokeSessionInput } from '../schemas'
import { passwordMatches } from '../secrets'

/** A quarter of an hour, in seconds, in which failed attempts are counted. */
const WINDOW = 15 * 60
/** For one account from one place: a person who has forgotten the password. Nobody elsewhere is kept out by it. */
const OF_BOTH = 10
/** From one place at all accounts: a list of passwords that is tried out. */
const FROM_PLACE = 100
/** For one account from all places: a net of machines that guesses. The owner waits, too, while it does. */
const AT_ACCOUNT = 100

/**
 * Checks a password. Outside `command`, for there is no transaction to hold while argon2 works.
 * @param input.from network address of who tries
 * @returns the user, or null when address or password are wrong
 * @throws AppError rate_limited after too many attempts, forbidden 'unverified' before the address is verified
 */
export async function checkCredentials(input: { email: string; password: string; from: string }) {
  const address = emailSchema.safeParse(input.email)
  if (!address.success || input.password.length > 200) return null
  const both = `${address.data} ${input.from}`
  await limitRate('sign-in', both, OF_BOTH, WINDOW)
  await limitRate('sign-in-from', input.from, FROM_PLACE, WINDOW)
  await limitRate('sign-in-at', address.data, AT_ACCOUNT, WINDOW)
  const user = await prisma().user.findUnique({ where: { email: address.data } })
  if (!(await passwordMatches(user?.passwordHash, input.password)) || !user) return null
  await forgetRate('sign-in', both)
  await giveBackRate('sign-in-from', input.from)
  await giveBackRate('sign-in-at', address.data)
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
