import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { LotEvent } from '@/lib/sourcing/auction/rules/state'

/** An entry of a lot's ledger. Source: auction rules, 13. */
export interface LedgerEntry {
  seq: number
  /** UTC instant with milliseconds */
  at: string
  /** pseudonym of a bidder, `buyer`, or `system` for what the clock caused */
  actor: string
  type: LotEvent['type']
  payload: Record<string, unknown>
  prev: string
  hash: string
}

export const FIRST_HASH = '0'.repeat(64)

/** Lower-case hex SHA-256 of the entry without its hash, in canonical JSON (RFC 8785). */
export function entryHash(entry: Omit<LedgerEntry, 'hash'>): string {
  const { seq, at, actor, type, payload, prev } = entry
  return hash('sha256', canonicalize({ seq, at, actor, type, payload, prev }) as string)
}

/** The entries for a batch of events, chained to what stands before. */
export function appendEntries(head: { seq: number; hash: string }, events: readonly { event: LotEvent; actor: string }[]): LedgerEntry[] {
  let { seq, hash: prev } = head
  return events.map(({ event, actor }) => {
    const { type, at, ...payload } = event
    const entry = { seq: ++seq, at: new Date(at).toISOString(), actor, type, payload, prev, hash: '' }
    entry.hash = entryHash(entry)
    prev = entry.hash
    return entry
  })
}

/** The event that an entry records. With the payload last: the other way round this is ten times as slow. */
export const entryEvent = (entry: Pick<LedgerEntry, 'type' | 'at' | 'payload'> | { type: string; at: Date; payload: unknown }): LotEvent =>
  ({
    type: entry.type,
    at: typeof entry.at === 'string' ? Date.parse(entry.at) : entry.at.getTime(),
    ...(entry.payload as object),
  }) as LotEvent

export interface Verification {
  entries: number
  valid: boolean
  /** seq of the first entry that does not fit; null when all do */
  firstBad: number | null
}

/** Checks sequence, chain and hashes of a ledger. */
export function verifyLedger(entries: readonly LedgerEntry[]): Verification {
  let prev = FIRST_HASH
  for (const [index, entry] of entries.entries()) {
    if (entry.seq !== index + 1 || entry.prev !== prev || entryHash(entry) !== entry.hash)
      return { entries: entries.length, valid: false, firstBad: index + 1 }
    prev = entry.hash
  }
  return { entries: entries.length, valid: true, firstBad: null }
}
