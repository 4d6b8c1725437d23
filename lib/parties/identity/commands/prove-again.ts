import { z } from 'zod'
import { type Caller, command, parse } from '@/lib/platform/command'
import { prisma } from '@/lib/platform/db/client'
import type { Proof } from '@/lib/platform/db/generated/client'
import { AppError, forbidden, invalidInput } from '@/lib/platform/errors'
import { forgetRate, limitRate } from '@/lib/platform/rate-limit'
import { may } from '../abilities'
import { renewSession } from '../internal/renew-session'
import { noteAtAccount } from '../internal/user-notes'
import { passkeyShown } from '../passkeys'
import { proofInput } from '../schemas'
import { factorsOf, takeCode } from '../second-step'
import { passwordMatches } from '../secrets'

/** Tries within a quarter of an hour. */
const ATTEMPTS = 10

const goOn = command(
  'identity.prove-again',
  z.object({ provenBy: z.enum(['password', 'code', 'recovery_code', 'passkey']) }),
  may('use', 'Own'),
  (ctx, { provenBy }) => renewSession(ctx, provenBy),
)

/**
 * Shows who one is, once more, for what asks for it: by a passkey, or by the password and, where the user has a second step, a code.
 * Outside `command` as far as argon2 works.
 * @returns the session to go on in, see `renewSession`
 * @throws AppError invalid_input that names what was wrong, rate_limited, not_possible_now for who signs in elsewhere
 */
export async function proveAgain(caller: Caller, input: z.input<typeof proofInput>): Promise<string> {
  const { userId } = caller.actor
  if (!may('use', 'Own')(caller.actor)) throw forbidden()
  const shown = parse(proofInput, input)
  await limitRate('prove-again', userId, ATTEMPTS, 15 * 60)
  let provenBy: Proof
  try {
    provenBy = await check(userId, shown, caller.now ?? new Date())
  } catch (error) {
    await noteAtAccount(prisma(), 'proof_failed', userId)
    throw error
  }
  await forgetRate('prove-again', userId)
  return goOn(caller, { provenBy: provenBy as 'password' })
}

async function check(userId: string, { password, code, passkey }: z.output<typeof proofInput>, now: Date): Promise<Proof> {
  if (passkey) {
    const owner = await passkeyShown(prisma(), passkey, now)
    if (owner?.userId !== userId) throw invalidInput('passkey', 'passkey_refused')
    return 'passkey'
  }
  const { passwordHash } = await prisma().user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true } })
  if (!passwordHash) throw new AppError('not_possible_now', { detail: 'no_password' })
  if (!(await passwordMatches(passwordHash, password ?? ''))) throw invalidInput('password', 'wrong_password')
  const factors = await factorsOf(prisma(), userId)
  if (!factors.codeApp && factors.passkeys === 0) return 'password'
  const taken = code ? await takeCode(prisma(), userId, code, now) : null
  if (!taken) throw invalidInput('code', 'wrong_code')
  return taken
}
