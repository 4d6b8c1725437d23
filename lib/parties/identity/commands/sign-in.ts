import { writeAudit } from '@/lib/platform/audit'
import { publicCommand } from '@/lib/platform/command'
import { prisma } from '@/lib/platform/db/client'
import { AppError } from '@/lib/platform/errors'
import { blockRate, forgetRate, giveBackRate, limitRate } from '@/lib/platform/rate-limit'
import { isKnownDevice } from '../known-device'
import { SESSION_DAYS } from '../model'
import { email as emailSchema, requestResetInput, revokeSessionInput } from '../schemas'
import { passwordMatches } from '../secrets'

/** A quarter of an hour, in seconds, in which failed attempts are counted. */
const WINDOW = 15 * 60
/** For one account from one place: a person who has forgotten the password. Nobody elsewhere is kept out by it. */
const OF_BOTH = 10
/** Who comes to that once more on the same day waits twice as long each time. */
const DAY = 24 * 60 * 60
/** Failures at one account within the window after which its owner is told. */
const TOLD_AFTER = 10
/** From one place at all accounts: a list of passwords that is tried out. */
const FROM_PLACE = 100
/** For one account from all places: a net of machines that guesses. The owner waits, too, except where it has signed in before. */
const AT_ACCOUNT = 100

/** Has it looked after, by a job, whether there is somebody to tell: here it is the same work for a known and an unknown address. */
const noteGuessing = publicCommand('identity.note-guessing', requestResetInput, async (ctx, { email }) => {
  ctx.emit({ type: 'identity.sign-in-guessed', email })
})

/**
 * Checks a password. Outside `command`, for there is no transaction to hold while argon2 works.
 * @param input.from network address of who tries
 * @param input.device what this browser was given when it last signed in: `known-device.ts`
 * @returns the user, or null when address or password are wrong
 * @throws AppError rate_limited after too many attempts, forbidden 'unverified' before the address is verified
 */
export async function checkCredentials(input: { email: string; password: string; from: string; device?: string | undefined }) {
  const address = emailSchema.safeParse(input.email)
  if (!address.success || input.password.length > 200) return null
  const user = await prisma().user.findUnique({ where: { email: address.data } })
  const attempt = isKnownDevice(input.device, user) ? fromKnownDevice(address.data) : fromAnywhere(address.data, input.from)
  await attempt.count()
  if (!(await passwordMatches(user?.passwordHash, input.password)) || !user) {
    await attempt.failed()
    return null
  }
  await attempt.succeeded()
  if (!user.emailVerifiedAt) throw new AppError('forbidden', { detail: 'unverified' })
  return { id: user.id, email: user.email, name: user.name }
}

/** Only failures on that device count there: whoever guesses elsewhere does not keep the owner out. */
const fromKnownDevice = (email: string) => ({
  count: () => limitRate('sign-in-device', email, OF_BOTH, WINDOW),
  failed: async () => undefined,
  succeeded: () => forgetRate('sign-in-device', email),
})

function fromAnywhere(email: string, from: string) {
  const both = `${email} ${from}`
  let tries = 0
  let triesAtAccount = 0
  return {
    async count() {
      tries = await limitRate('sign-in', both, OF_BOTH, WINDOW)
      await limitRate('sign-in-from', from, FROM_PLACE, WINDOW)
      triesAtAccount = await limitRate('sign-in-at', email, AT_ACCOUNT, WINDOW)
    },
    async failed() {
      if (triesAtAccount === TOLD_AFTER) await noteGuessing({ email })
      if (tries < OF_BOTH) return
      const times = await limitRate('sign-in-again', both, Number.MAX_SAFE_INTEGER, DAY)
      if (times > 1) await blockRate('sign-in', both, Math.min(WINDOW * 2 ** (times - 1), DAY))
    },
    async succeeded() {
      await forgetRate('sign-in', both)
      await forgetRate('sign-in-again', both)
      await giveBackRate('sign-in-from', from)
      await giveBackRate('sign-in-at', email)
    },
  }
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
