'use server'

import { cookies, headers } from 'next/headers'
import { renderSVG } from 'uqr'
import { erasePerson } from '@/lib/parties/identity/commands/erase-person'
import { liftLegalHold, placeLegalHold } from '@/lib/parties/identity/commands/legal-hold'
import {
  addPasskey,
  confirmCodeApp,
  removeCodeApp,
  removePasskey,
  renewRecoveryCodes,
  startCodeApp,
  startPasskey,
} from '@/lib/parties/identity/commands/manage-second-step'
import { proveAgain } from '@/lib/parties/identity/commands/prove-again'
import { resetSecondStep } from '@/lib/parties/identity/commands/reset-second-step'
import { setSecurityPolicy } from '@/lib/parties/identity/commands/set-security-policy'
import { SESSION_DAYS } from '@/lib/parties/identity/model'
import { passkeyToShow } from '@/lib/parties/identity/passkeys'
import { waysToProve } from '@/lib/parties/identity/queries'
import { encodeSession, sessionCookie, sessionCookieOptions } from '@/lib/parties/identity/session-cookie'
import type { Command } from '@/lib/platform/command'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { env } from '@/lib/platform/env'
import { AppError } from '@/lib/platform/errors'
import { limitRate } from '@/lib/platform/rate-limit'
import { requireRecentProof } from '@/lib/platform/recent-proof'
import { actorBeforeSecondStep, currentActor } from '../request-context'
import { act, answer } from './act'

/** Who sets up a second step: a user, also one who may do nothing else before. */
async function owner(): Promise<Actor> {
  const actor = (await currentActor()) ?? (await actorBeforeSecondStep())
  if (!actor) throw new AppError('not_signed_in')
  return actor
}

const actAsOwner = <Input, Result>(command: Command<Input, Result>, input: Input) =>
  answer(async () => command({ actor: await owner() }, input))

/** The browser goes on in the session that a proof has opened. */
async function goOnIn(actor: Actor, sessionId: string): Promise<void> {
  const { name, secure } = sessionCookie(env().PUBLIC_URL)
  const jar = await cookies()
  jar.set(name, await encodeSession({ sub: actor.userId, sid: sessionId }), {
    ...sessionCookieOptions(secure),
    maxAge: SESSION_DAYS * 86_400,
  })
}

/** What a visitor's device has to sign. */
export const passkeyChallengeAction = async () =>
  answer(async () => {
    // server.ts has put the caller's address there, whatever the caller wrote.
    await limitRate('passkey-challenge', (await headers()).get('x-forwarded-for') ?? 'unknown', 100, 15 * 60)
    return passkeyToShow(prisma(), new Date())
  })

/** How the user can show again who they are. */
export const waysToProveAction = async () =>
  answer(async () => {
    return waysToProve({ actor: await owner(), db: prisma(), now: new Date() })
  })

export const proveAgainAction = async (input: Parameters<typeof proveAgain>[1]) =>
  answer(async () => {
    const actor = await owner()
    await goOnIn(actor, await proveAgain({ actor }, input))
  })

export const startCodeAppAction = async () =>
  answer(async () => {
    const { seed, address } = await startCodeApp({ actor: await owner() })
    return { seed, picture: `data:image/svg+xml,${encodeURIComponent(renderSVG(address, { border: 2 }))}` }
  })

export const confirmCodeAppAction = async (input: Parameters<typeof confirmCodeApp>[1]) =>
  answer(async () => {
    const actor = await owner()
    const { sessionId, recoveryCodes } = await confirmCodeApp({ actor }, input)
    await goOnIn(actor, sessionId)
    return { recoveryCodes }
  })

export const addPasskeyAction = async (input: Parameters<typeof addPasskey>[1]) =>
  answer(async () => {
    const actor = await owner()
    const { sessionId, recoveryCodes } = await addPasskey({ actor }, input)
    await goOnIn(actor, sessionId)
    return { recoveryCodes }
  })

export const startPasskeyAction = async () => actAsOwner(startPasskey, undefined)
export const removeCodeAppAction = async () => act(removeCodeApp, undefined)
export const removePasskeyAction = async (input: Parameters<typeof removePasskey>[1]) => act(removePasskey, input)
export const renewRecoveryCodesAction = async () => act(renewRecoveryCodes, undefined)
export const resetSecondStepAction = async (input: Parameters<typeof resetSecondStep>[1]) => act(resetSecondStep, input)
export const setSecurityPolicyAction = async (input: Parameters<typeof setSecurityPolicy>[1]) => act(setSecurityPolicy, input)
export const placeLegalHoldAction = async (input: Parameters<typeof placeLegalHold>[1]) => act(placeLegalHold, input)
export const liftLegalHoldAction = async (input: Parameters<typeof liftLegalHold>[1]) => act(liftLegalHold, input)
export const erasePersonAction = async () => act(erasePerson, undefined)

/** Whether who is there has shown who they are shortly before, for a download that cannot ask. */
export const freshProofAction = async () =>
  answer(async () => {
    const actor = await currentActor()
    if (!actor) throw new AppError('not_signed_in')
    requireRecentProof(actor, new Date())
  })
