import { z } from 'zod'
import { type Caller, command } from '@/lib/platform/command'
import { prisma } from '@/lib/platform/db/client'
import { AppError, forbidden, invalidInput } from '@/lib/platform/errors'
import { forgetRate, limitRate } from '@/lib/platform/rate-limit'
import { may } from '../abilities'
import { organizationsOf } from '../internal/user-notes'
import { hashNewPassword } from '../new-password'
import { changePasswordInput } from '../schemas'
import { passwordMatches } from '../secrets'

/** Tries of the present password within a quarter of an hour. */
const ATTEMPTS = 10

const hashes = z.object({ before: z.string(), after: z.string() })

const setPassword = command('identity.set-password', hashes, may('use', 'Own'), async (ctx, { before, after }) => {
  const { userId, sessionId } = ctx.actor
  const { count } = await ctx.db.user.updateMany({ where: { id: userId, passwordHash: before }, data: { passwordHash: after } })
  if (count === 0) throw new AppError('conflict')
  await ctx.db.session.updateMany({
    where: { userId, revokedAt: null, ...(sessionId && { id: { not: sessionId } }) },
    data: { revokedAt: ctx.now },
  })
  ctx.audit({ entity: 'User', entityId: userId })
  ctx.note({ kind: 'password_changed', organizationIds: await organizationsOf(ctx.db, userId) })
  ctx.emit({ type: 'identity.credentials-changed', userId, what: 'password_changed' })
  ctx.emit({ type: 'access.changed', userId })
})

/**
 * A user's own new password, for whom knows the present one; every other session of the user ends. Outside `command` as far as
 * argon2 works, for there is no transaction to hold meanwhile.
 * @throws AppError forbidden, invalid_input for a wrong present password, rate_limited, not_possible_now for who signs in elsewhere,
 *   conflict when it was changed meanwhile
 */
export async function changePassword(caller: Caller, input: z.input<typeof changePasswordInput>): Promise<void> {
  const { userId } = caller.actor
  if (!may('use', 'Own')(caller.actor)) throw forbidden()
  const entered = changePasswordInput.safeParse(input)
  if (!entered.success) throw invalidInput('password', 'password')
  await limitRate('change-password', userId, ATTEMPTS, 15 * 60)
  const { passwordHash } = await prisma().user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true } })
  if (!passwordHash) throw new AppError('not_possible_now', { detail: 'no_password' })
  if (!(await passwordMatches(passwordHash, entered.data.current))) throw invalidInput('current', 'wrong_password')
  const { email, userName, organizationName } = caller.actor
  const after = await hashNewPassword(entered.data.password, { email, names: [userName, organizationName] })
  await setPassword(caller, { before: passwordHash, after })
  await forgetRate('change-password', userId)
}
