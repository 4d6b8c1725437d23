import { Secret, TOTP, URI } from 'otpauth'

/** Seconds that a code is shown, and how many before and after count as well, for clocks that differ. Source: RFC 6238, 5.2. */
const PERIOD = 30
const WINDOW = 1

const totpOf = (seed: string, email = '') =>
  new TOTP({ issuer: 'Stoa', label: email, secret: Secret.fromBase32(seed), algorithm: 'SHA1', digits: 6, period: PERIOD })

/** A seed that an app and the server share: 160 bits, base32. */
export const newSeed = (): string => new Secret({ size: 20 }).base32

/** What a code app reads from the picture, or opens as a link. */
export const seedAddress = (seed: string, email: string): string => URI.stringify(totpOf(seed, email))

/**
 * The half minute since 1970 that a code is of.
 * @returns null when it is none of these minutes
 */
export function stepOf(seed: string, code: string, now: Date): number | null {
  const totp = totpOf(seed)
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: WINDOW })
  return delta === null ? null : totp.counter({ timestamp: now.getTime() }) + delta
}

/** The code that an app shows at a moment. */
export const codeAt = (seed: string, at: Date): string => totpOf(seed).generate({ timestamp: at.getTime() })
