import type { Db } from '@/lib/platform/db/client'
import { AppError } from '@/lib/platform/errors'
import { forgetRate, limitRate } from '@/lib/platform/rate-limit'
import { seal, unseal } from '@/lib/platform/sealed'
import { stepOf } from './code-app'
import { isPrivileged, type Role, type SecondFactorPolicy } from './model'
import { hashRecoveryCode, plainRecoveryCode } from './recovery-codes'

/** Wrong codes within a quarter of an hour, and within a day: six digits are guessed with patience. */
const WRONG_CODES = 5
const WRONG_CODES_A_DAY = 30
/** Recovery codes that somebody may try within a quarter of an hour. */
const RECOVERY_TRIES = 20

/** Whose seed is sealed. */
const ofUser = (userId: string) => `code app ${userId}`
export const sealSeed = (userId: string, seed: string): string => seal(seed, ofUser(userId))
export const unsealSeed = (userId: string, sealed: string): string => unseal(sealed, ofUser(userId))

/** Does somebody with these roles have to sign in with more than a password? */
export function secondStepIsAsked(policy: { organization: SecondFactorPolicy; byNetwork: boolean }, roles: readonly Role[]): boolean {
  if (policy.organization === 'everybody') return true
  return (policy.organization === 'privileged' || policy.byNetwork) && isPrivileged(roles)
}

/** With what a user can take the second step. */
export async function factorsOf(db: Db, userId: string): Promise<{ codeApp: boolean; passkeys: number }> {
  const [apps, passkeys] = await Promise.all([
    db.codeApp.count({ where: { userId, confirmedAt: { not: null } } }),
    db.passkey.count({ where: { userId } }),
  ])
  return { codeApp: apps > 0, passkeys }
}

/**
 * Takes a code of the user's app, or a recovery code: each counts once.
 * @returns which it was; null when it is neither
 * @throws AppError rate_limited after too many wrong ones
 */
export async function takeCode(db: Db, userId: string, typed: string, now: Date): Promise<'code' | 'recovery_code' | null> {
  // A recovery code cannot be guessed, and helps who is kept out because somebody else guesses.
  if (plainRecoveryCode(typed)) {
    await limitRate('recovery-code', userId, RECOVERY_TRIES, 15 * 60)
    return (await takeRecoveryCode(db, userId, typed, now)) ? 'recovery_code' : null
  }
  await limitRate('second-step', userId, WRONG_CODES, 15 * 60)
  await limitRate('second-step-day', userId, WRONG_CODES_A_DAY, 86_400)
  if (!(await takeAppCode(db, userId, typed, now))) return null
  await forgetWrongCodes(userId)
  return 'code'
}

/** Begins to count anew, for who has shown in another way that the account is theirs. */
export async function forgetWrongCodes(userId: string): Promise<void> {
  await forgetRate('second-step', userId)
  await forgetRate('second-step-day', userId)
}

async function takeAppCode(db: Db, userId: string, typed: string, now: Date): Promise<boolean> {
  const code = typed.replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) return false
  const app = await db.codeApp.findUnique({ where: { userId } })
  if (!app?.confirmedAt) return false
  const step = stepOf(unsealSeed(userId, app.seed), code, now)
  if (step === null) return false
  const { count } = await db.codeApp.updateMany({
    where: { userId, OR: [{ lastStep: null }, { lastStep: { lt: step } }] },
    data: { lastStep: step },
  })
  return count > 0
}

async function takeRecoveryCode(db: Db, userId: string, typed: string, now: Date): Promise<boolean> {
  const { count } = await db.recoveryCode.updateMany({
    where: { userId, hash: hashRecoveryCode(typed), usedAt: null },
    data: { usedAt: now },
  })
  return count > 0
}

/** Nobody goes on without the last factor where the company asks for one. @throws AppError not_possible_now */
export function requireFactorLeft(asked: boolean, left: { codeApp: boolean; passkeys: number }): void {
  if (asked && !left.codeApp && left.passkeys === 0) throw new AppError('not_possible_now', { detail: 'last_factor' })
}
