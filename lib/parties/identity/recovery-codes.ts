import { randomInt } from 'node:crypto'
import { hashSecret } from './secrets'

/** Codes of one set, and letters of a code: 120 bits, so that its hash needs no salt. Source: OWASP ASVS 5.0, 6.5.2. */
const CODES = 10
const LETTERS = 24

/** Crockford's base 32: no letter is taken for another when it is read from paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A new set, in groups of four. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: CODES }, () =>
    Array.from({ length: LETTERS }, () => ALPHABET[randomInt(ALPHABET.length)])
      .join('')
      .replace(/.{4}(?=.)/g, '$&-'),
  )

/** The code as it was given out, whatever the blanks, hyphens and capitals; null when it cannot be one. */
export function plainRecoveryCode(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')
  return plain.length === LETTERS ? plain : null
}

export const hashRecoveryCode = (code: string): string => hashSecret(`recovery ${plainRecoveryCode(code)}`)
