import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** Everything that is noted, by what it is about. */
export const securityKinds = [
  'signed_in',
  'sign_in_failed',
  'sign_in_blocked',
  'second_step_failed',
  'proof_failed',
  'signed_out',
  'session_ended',
  'password_changed',
  'factor_added',
  'factor_removed',
  'recovery_codes_made',
  'address_changed',
  'member_invited',
  'member_joined',
  'member_removed',
  'roles_changed',
  'policy_changed',
  'token_made',
  'token_rotated',
  'token_revoked',
  'token_used',
  'denied',
  'exported',
  'person_exported',
  'person_erased',
] as const
export type SecurityKind = (typeof securityKinds)[number]

/** An entry of the log as its hash covers it. No names and no addresses of mail: those are looked up when it is shown. */
export interface SecurityEntry {
  /** the organization, or the nil UUID */
  chain: string
  seq: number
  /** ISO 8601, UTC */
  at: string
  kind: string
  userId: string | null
  apiTokenId: string | null
  /** where it came from in the network */
  address: string | null
  about: Record<string, unknown>
}

/** The chain of what concerns no organization, such as a guess at an address that nobody has. */
export const NO_ORGANIZATION = '00000000-0000-0000-0000-000000000000'

/** What the first entry of a chain goes on from. */
export const CHAIN_START = ''

/** Lower-case hex SHA-256 over the canonical JSON (RFC 8785) of the entry and the hash before it. */
export function securityHash(entry: SecurityEntry, previous: string): string {
  const { chain, seq, at, kind, userId, apiTokenId, address, about } = entry
  return hash('sha256', canonicalize({ chain, seq, at, kind, userId, apiTokenId, address, about, previous }) as string)
}

/**
 * Reads a chain entry by entry, from its beginning or, once older entries are gone, from the first that is kept.
 * @param previous the hash that the first entry goes on from
 * @returns a function that says of each entry the number of the first that is missing or was changed, null while all is as it was written
 */
export function chainReader(previous: string): (entry: SecurityEntry & { hash: string }) => number | null {
  let before = previous
  let expected: number | null = null
  return (entry) => {
    if (expected !== null && entry.seq !== expected) return expected
    if (securityHash(entry, before) !== entry.hash) return entry.seq
    before = entry.hash
    expected = entry.seq + 1
    return null
  }
}
