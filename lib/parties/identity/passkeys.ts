import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Db } from '@/lib/platform/db/client'
import { env } from '@/lib/platform/env'

/** How long somebody may take to find the device. */
const CHALLENGE_MS = 5 * 60_000

/** Passkeys hold for one host: that of the address which people open. */
function site(): { origin: string; host: string } {
  const { PUBLIC_URL, PORT } = env()
  const { origin, hostname } = new URL(PUBLIC_URL ?? `http://localhost:${PORT}`)
  return { origin, host: hostname }
}

/** Keeps what a device has to sign. Those that nobody came back with go with the next one. */
async function keepChallenge(db: Db, challenge: string, userId: string | null, now: Date): Promise<void> {
  await db.passkeyChallenge.deleteMany({ where: { expiresAt: { lt: now } } })
  await db.passkeyChallenge.create({ data: { challenge, userId, expiresAt: new Date(now.getTime() + CHALLENGE_MS) } })
}

/** Uses a challenge up. @returns whether it was open */
const takeChallenge =
  (db: Db, userId: string | null, now: Date) =>
  async (challenge: unknown): Promise<boolean> => {
    // The library hands on whatever stands there before it has looked at the signature.
    if (typeof challenge !== 'string') return false
    const { count } = await db.passkeyChallenge.deleteMany({ where: { challenge, userId, expiresAt: { gt: now } } })
    return count > 0
  }

/** What a browser needs to make a passkey for a user. */
export async function passkeyToMake(
  db: Db,
  user: { id: string; email: string; name: string },
  now: Date,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const known = await db.passkey.findMany({ where: { userId: user.id }, select: { id: true, transports: true } })
  const options = await generateRegistrationOptions({
    rpName: 'Stoa',
    rpID: site().host,
    userID: new TextEncoder().encode(user.id),
    userName: user.email,
    userDisplayName: user.name,
    excludeCredentials: known,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await keepChallenge(db, options.challenge, user.id, now)
  return options
}

/** The passkey that a device has made for a user; null when it was not asked for, or not by us. */
export async function passkeyMade(db: Db, userId: string, response: RegistrationResponseJSON, now: Date) {
  const { origin, host } = site()
  const { registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: takeChallenge(db, userId, now),
    expectedOrigin: origin,
    expectedRPID: host,
  }).catch(() => ({ registrationInfo: undefined }))
  if (!registrationInfo) return null
  const { id, publicKey, counter, transports } = registrationInfo.credential
  return { id, publicKey: Uint8Array.from(publicKey), counter: BigInt(counter), transports: transports ?? [] }
}

/** What a browser needs to show a passkey, whoever it belongs to. */
export async function passkeyToShow(db: Db, now: Date): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await generateAuthenticationOptions({ rpID: site().host, userVerification: 'required' })
  await keepChallenge(db, options.challenge, null, now)
  return options
}

/** Whose passkey has signed: a device in whose hand its owner was, by a finger, a face or a PIN. @returns null when none has */
export async function passkeyShown(db: Db, response: AuthenticationResponseJSON, now: Date): Promise<{ userId: string } | null> {
  const passkey = await db.passkey.findUnique({ where: { id: response.id } })
  if (!passkey) return null
  const { origin, host } = site()
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: takeChallenge(db, null, now),
    expectedOrigin: origin,
    expectedRPID: host,
    credential: {
      id: passkey.id,
      publicKey: Uint8Array.from(passkey.publicKey),
      counter: Number(passkey.counter),
      transports: passkey.transports as AuthenticatorTransport[],
    },
  }).catch(() => ({ verified: false, authenticationInfo: undefined }))
  if (!verified || !authenticationInfo) return null
  await db.passkey.update({ where: { id: passkey.id }, data: { counter: BigInt(authenticationInfo.newCounter), lastUsedAt: now } })
  return { userId: passkey.userId }
}
