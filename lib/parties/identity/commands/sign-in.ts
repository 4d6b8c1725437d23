import { z } from 'zod'
import { writeAudit } from '@/lib/platform/audit'
import { publicCommand } from '@/lib/platform/command'
import { prisma } from '@/lib/platform/db/client'
import type { Proof } from '@/lib/platform/db/generated/client'
import { AppError } from '@/lib/platform/errors'
import { currentAddress, log } from '@/lib/platform/log'
import { blockRate, forgetRate, giveBackRate, limitRate } from '@/lib/platform/rate-limit'
import { noteAtAccount, organizationsOf } from '../internal/user-notes'
import { isKnownDevice } from '../known-device'
import { SESSION_DAYS } from '../model'
import { passkeyShown } from '../passkeys'
import { email as emailSchema, passkeyShownInput, requestResetInput, revokeSessionInput } from '../schemas'
import { factorsOf, takeCode } from '../second-step'
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

/** Who has shown who they are, and how. */
export interface SignedIn {
  id: string
  email: string
  name: string
  provenBy: Proof
}

/**
 * Checks a password and, of who has a second step, a code. Outside `command`, for there is no transaction to hold while argon2 works.
 * @param input.from network address of who tries
 * @param input.device what this browser was given when it last signed in: `known-device.ts`
 * @returns the user, or null when address or password are wrong
 * @throws AppError rate_limited after too many attempts, forbidden 'unverified' before the address is verified; 'second_step' when the
 *   password is right and a code is needed besides, 'wrong_code' when it was none of theirs
 */
export async function checkCredentials(input: {
  email: string
  password: string
  code?: string | undefined
  from: string
  device?: string | undefined
}): Promise<SignedIn | null> {
  const address = emailSchema.safeParse(input.email)
  if (!address.success || input.password.length > 200) return null
  const user = await prisma().user.findUnique({ where: { email: address.data } })
  const attempt = isKnownDevice(input.device, user) ? fromKnownDevice(address.data) : fromAnywhere(address.data, input.from)
  await attempt.count()
  if (!(await passwordMatches(user?.passwordHash, input.password)) || !user) {
    const noted = await attempt.failed()
    // Not waited for: how long it takes would tell whether the address is known.
    if (noted)
      noteAtAccount(prisma(), noted, user?.id ?? null).catch((error) => log.error({ err: error }, 'a failed sign-in could not be noted'))
    return null
  }
  await attempt.succeeded()
  if (!user.emailVerifiedAt) throw new AppError('forbidden', { detail: 'unverified' })
  const provenBy = await takeSecondStep(user.id, input.code)
  return { id: user.id, email: user.email, name: user.name, provenBy }
}

/** The second step of who has one. @throws AppError forbidden 'second_step' or 'wrong_code', rate_limited */
async function takeSecondStep(userId: string, code: string | undefined): Promise<Proof> {
  const { codeApp, passkeys } = await factorsOf(prisma(), userId)
  if (!codeApp && passkeys === 0) return 'password'
  if (!code || code.length > 60) throw new AppError('forbidden', { detail: 'second_step' })
  const taken = await takeCode(prisma(), userId, code, new Date())
  if (!taken) {
    await noteAtAccount(prisma(), 'second_step_failed', userId)
    throw new AppError('forbidden', { detail: 'wrong_code' })
  }
  if (taken === 'recovery_code') await tellRecoveryCodeUsed({ userId })
  return taken
}

/** Its owner may not be who used it. */
const tellRecoveryCodeUsed = publicCommand('identity.use-recovery-code', z.object({ userId: z.uuid() }), async (ctx, { userId }) => {
  ctx.audit({ entity: 'User', entityId: userId })
  ctx.emit({ type: 'identity.credentials-changed', userId, what: 'recovery_code_used' })
})

/** Passkeys shown from one place within a quarter of an hour. */
const SHOWN_FROM_PLACE = 100

/**
 * Checks a passkey: a device in the hand of who can unlock it, so both steps in one.
 * @param input.shown what the browser's answer was, as JSON
 * @returns the user, or null when it is none that is known here
 * @throws AppError rate_limited
 */
export async function checkPasskey(input: { shown: string; from: string }): Promise<SignedIn | null> {
  await limitRate('passkey-from', input.from, SHOWN_FROM_PLACE, WINDOW)
  const shown = passkeyShownInput.safeParse(readJson(input.shown))
  const owner = shown.success ? await passkeyShown(prisma(), shown.data, new Date()) : null
  if (!owner) {
    await noteAtAccount(prisma(), 'sign_in_failed', null, { by: 'passkey' })
    return null
  }
  const { id, email, name } = await prisma().user.findUniqueOrThrow({ where: { id: owner.userId } })
  return { id, email, name, provenBy: 'passkey' }
}

/** @returns null for what is no JSON, or too long for an answer of a device */
function readJson(text: string): unknown {
  if (text.length > 20_000) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Only failures on that device count there: whoever guesses elsewhere does not keep the owner out. */
const fromKnownDevice = (email: string) => ({
  count: () => limitRate('sign-in-device', email, OF_BOTH, WINDOW),
  failed: async () => 'sign_in_failed' as const,
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
    /** @returns what to note: the first failure and the last, for who guesses fails a hundred times */
    async failed(): Promise<'sign_in_failed' | 'sign_in_blocked' | null> {
      if (triesAtAccount === TOLD_AFTER) await noteGuessing({ email })
      if (tries < OF_BOTH) return tries === 1 ? 'sign_in_failed' : null
      const times = await limitRate('sign-in-again', both, Number.MAX_SAFE_INTEGER, DAY)
      if (times > 1) await blockRate('sign-in', both, Math.min(WINDOW * 2 ** (times - 1), DAY))
      return 'sign_in_blocked'
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
export async function openSession(
  userId: string,
  { userAgent = null, provenBy = 'password', provenAt = new Date() }: { userAgent?: string | null; provenBy?: Proof; provenAt?: Date } = {},
): Promise<string> {
  const row = await prisma().$transaction(async (db) => {
    // Who adds a second step at this moment ends sessions without it: one that comes later has to see that.
    await db.$queryRaw`select 1 from "user" where id = ${userId}::uuid for share`
    const { codeApp, passkeys } = await factorsOf(db, userId)
    if (provenBy === 'password' && (codeApp || passkeys > 0)) throw new AppError('forbidden', { detail: 'second_step' })
    return db.session.create({
      data: {
        userId,
        userAgent: userAgent?.slice(0, 300) ?? null,
        address: currentAddress() ?? null,
        provenBy,
        provenAt,
        expiresAt: new Date(Date.now() + SESSION_DAYS * 86_400_000),
      },
      select: { id: true },
    })
  })
  await noteAtAccount(prisma(), 'signed_in', userId, { by: provenBy, session: row.id })
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
  ctx.note({ kind: 'signed_out', userId: closed.userId, organizationIds: await organizationsOf(ctx.db, closed.userId) })
  ctx.emit({ type: 'access.changed', userId: closed.userId })
})
