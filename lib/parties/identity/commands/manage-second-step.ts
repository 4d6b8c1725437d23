import { z } from 'zod'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, invalidInput, notFound } from '@/lib/platform/errors'
import { may } from '../abilities'
import { newSeed, seedAddress, stepOf } from '../code-app'
import type { CredentialsChange } from '../events'
import { lockUser } from '../internal/lock-user'
import { endOtherSessions, renewSession } from '../internal/renew-session'
import { organizationsOf } from '../internal/user-notes'
import { MAX_PASSKEYS } from '../model'
import { passkeyMade, passkeyToMake } from '../passkeys'
import { secondStepIsAskedOf } from '../queries'
import { hashRecoveryCode, newRecoveryCodes } from '../recovery-codes'
import { addPasskeyInput, codeInput, passkeyInput } from '../schemas'
import { factorsOf, requireFactorLeft, sealSeed, unsealSeed } from '../second-step'

const nothing = z.void()
const recent = { proof: 'recent' } as const

/** What setting up a factor gives: the session to go on in, and recovery codes where there were none; they are shown this once. */
interface SetUp {
  sessionId: string
  recoveryCodes: string[] | null
}

/** Tells the owner by mail and the administrators by the security log. */
async function tell(
  ctx: CommandContext,
  kind: 'factor_added' | 'factor_removed' | 'recovery_codes_made',
  what: CredentialsChange,
): Promise<void> {
  ctx.note({ kind, organizationIds: await organizationsOf(ctx.db, ctx.actor.userId), about: { what } })
  ctx.emit({ type: 'identity.credentials-changed', userId: ctx.actor.userId, what })
}

/** A seed for the user's code app, which counts once a code of it was right. @returns the address behind the picture, and the seed to type */
export const startCodeApp = command(
  'identity.start-code-app',
  nothing,
  may('use', 'Own'),
  async (ctx) => {
    const { userId, email } = ctx.actor
    const seed = newSeed()
    const sealed = sealSeed(userId, seed)
    const { count } = await ctx.db.codeApp.createMany({ data: { userId, seed: sealed, createdAt: ctx.now }, skipDuplicates: true })
    const { count: replaced } = count
      ? { count }
      : await ctx.db.codeApp.updateMany({ where: { userId, confirmedAt: null }, data: { seed: sealed, createdAt: ctx.now } })
    if (replaced === 0) throw new AppError('not_possible_now', { detail: 'code_app_there' })
    return { seed, address: seedAddress(seed, email) }
  },
  recent,
)

/** Makes a code app count, by a code that it shows. @throws AppError invalid_input for a wrong code, rate_limited */
export const confirmCodeApp = command(
  'identity.confirm-code-app',
  codeInput,
  may('use', 'Own'),
  async (ctx, input): Promise<SetUp> => {
    const { userId } = ctx.actor
    await lockUser(ctx.db, userId)
    const app = await ctx.db.codeApp.findUnique({ where: { userId } })
    if (!app || app.confirmedAt) throw notFound()
    const step = stepOf(unsealSeed(userId, app.seed), input.code.replace(/\s/g, ''), ctx.now)
    if (step === null) throw invalidInput('code', 'wrong_code')
    const { count } = await ctx.db.codeApp.updateMany({
      where: { userId, confirmedAt: null, seed: app.seed },
      data: { confirmedAt: ctx.now, lastStep: step },
    })
    if (count === 0) throw new AppError('conflict')
    return setUp(ctx, 'code', 'code_app_added')
  },
  { proof: 'recent', limit: { uses: 10, seconds: 15 * 60 } },
)

export const removeCodeApp = command(
  'identity.remove-code-app',
  nothing,
  may('use', 'Own'),
  async (ctx) => {
    const { userId } = ctx.actor
    await lockUser(ctx.db, userId)
    const { count } = await ctx.db.codeApp.deleteMany({ where: { userId } })
    if (count === 0) throw notFound()
    await afterRemoval(ctx, 'code_app_removed')
  },
  recent,
)

/** What the browser needs to make a passkey. */
export const startPasskey = command(
  'identity.start-passkey',
  nothing,
  may('use', 'Own'),
  async (ctx) => {
    const { userId: id, email, userName: name } = ctx.actor
    return passkeyToMake(ctx.db, { id, email, name }, ctx.now)
  },
  recent,
)

/** Adds the passkey that a device has made. @throws AppError invalid_input when it was not asked for, not_possible_now beyond twenty */
export const addPasskey = command(
  'identity.add-passkey',
  addPasskeyInput,
  may('use', 'Own'),
  async (ctx, input): Promise<SetUp> => {
    const { userId } = ctx.actor
    await lockUser(ctx.db, userId)
    if ((await ctx.db.passkey.count({ where: { userId } })) >= MAX_PASSKEYS)
      throw new AppError('not_possible_now', { detail: 'too_many_passkeys' })
    const made = await passkeyMade(ctx.db, userId, input.made, ctx.now)
    if (!made || (await ctx.db.passkey.findUnique({ where: { id: made.id } }))) throw invalidInput('made', 'passkey_refused')
    await ctx.db.passkey.create({ data: { ...made, userId, name: input.name, createdAt: ctx.now } })
    return setUp(ctx, 'passkey', 'passkey_added')
  },
  recent,
)

export const removePasskey = command(
  'identity.remove-passkey',
  passkeyInput,
  may('use', 'Own'),
  async (ctx, input) => {
    const { userId } = ctx.actor
    await lockUser(ctx.db, userId)
    const { count } = await ctx.db.passkey.deleteMany({ where: { id: input.passkeyId, userId } })
    if (count === 0) throw notFound()
    await afterRemoval(ctx, 'passkey_removed')
  },
  recent,
)

/** New recovery codes in place of all from before. @returns them, this once */
export const renewRecoveryCodes = command(
  'identity.renew-recovery-codes',
  nothing,
  may('use', 'Own'),
  async (ctx) => {
    await lockUser(ctx.db, ctx.actor.userId)
    const factors = await factorsOf(ctx.db, ctx.actor.userId)
    if (!factors.codeApp && factors.passkeys === 0) throw new AppError('not_possible_now', { detail: 'no_factor' })
    const codes = await giveCodes(ctx)
    await tell(ctx, 'recovery_codes_made', 'recovery_codes_made')
    return codes
  },
  recent,
)

async function giveCodes(ctx: CommandContext): Promise<string[]> {
  const { userId } = ctx.actor
  const codes = newRecoveryCodes()
  await ctx.db.recoveryCode.deleteMany({ where: { userId } })
  await ctx.db.recoveryCode.createMany({ data: codes.map((code) => ({ userId, hash: hashRecoveryCode(code) })) })
  return codes
}

/** A first factor counts everywhere at once: browsers that have signed in without it sign in anew. */
async function setUp(ctx: CommandContext, provenBy: 'code' | 'passkey', what: 'code_app_added' | 'passkey_added'): Promise<SetUp> {
  const { userId } = ctx.actor
  const codesLeft = await ctx.db.recoveryCode.count({ where: { userId, usedAt: null } })
  const recoveryCodes = codesLeft > 0 ? null : await giveCodes(ctx)
  await endOtherSessions(ctx)
  const sessionId = await renewSession(ctx, provenBy)
  await tell(ctx, 'factor_added', what)
  return { sessionId, recoveryCodes }
}

async function afterRemoval(ctx: CommandContext, what: 'code_app_removed' | 'passkey_removed'): Promise<void> {
  const { userId } = ctx.actor
  const left = await factorsOf(ctx.db, userId)
  requireFactorLeft(await secondStepIsAskedOf(ctx.db, userId), left)
  if (!left.codeApp && left.passkeys === 0) await ctx.db.recoveryCode.deleteMany({ where: { userId } })
  await tell(ctx, 'factor_removed', what)
}
