import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { env } from './env'

/** What is signed or sealed; each has a key of its own, so that what was made for one counts for nothing elsewhere. */
type Purpose = 'link' | 'device' | 'node' | 'first run' | 'passkey' | 'data'

/** The key that an installation's secret gives for a purpose: 32 bytes, by HKDF (RFC 5869). */
export const derivedKey = (secret: string, purpose: Purpose): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `stoa ${purpose}`, 32))

/** The secrets that count: the present one first, then, after it was changed, the one from before. */
export function validSecrets(): string[] {
  const { NEXTAUTH_SECRET, NEXTAUTH_SECRET_PREVIOUS } = env()
  return NEXTAUTH_SECRET_PREVIOUS ? [NEXTAUTH_SECRET, NEXTAUTH_SECRET_PREVIOUS] : [NEXTAUTH_SECRET]
}

const sign = (secret: string, purpose: Purpose, text: string) =>
  createHmac('sha256', derivedKey(secret, purpose)).update(text).digest('base64url')

/** A mark that only this installation can make for a text, HMAC-SHA256 in base64url. */
export const signature = (purpose: Purpose, text: string): string => sign(env().NEXTAUTH_SECRET, purpose, text)

/** Has this installation made the mark, with the secret that it has or the one from before? Compares in the same time. */
export function isSigned(purpose: Purpose, text: string, mark: string): boolean {
  const given = Buffer.from(mark)
  return validSecrets().some((secret) => {
    const right = Buffer.from(sign(secret, purpose, text))
    return given.length === right.length && timingSafeEqual(given, right)
  })
}
