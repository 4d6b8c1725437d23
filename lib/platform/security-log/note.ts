import type { Db } from '../db/client'
import { prisma } from '../db/client'
import { env } from '../env'
import { json } from '../json'
import { currentAddress } from '../log'
import { daysBefore } from '../retention'
import { CHAIN_START, NO_ORGANIZATION, type SecurityKind, securityHash } from './chain'

/** Something that whoever looks after accounts and rights wants to find again. */
export interface SecurityNote {
  kind: SecurityKind
  /** whose administrators read it; none: who runs the installation */
  organizationIds: readonly string[]
  userId?: string | null
  apiTokenId?: string | null
  /** ids, names of rights and the like; nothing that says who somebody is */
  about?: Record<string, unknown>
}

/**
 * Appends notes to the chains of the organizations that they concern. Whoever appends to a chain waits for who did before, until
 * its transaction ends: write them last.
 */
export async function writeSecurityNotes(
  db: Pick<Db, 'securityEvent' | '$queryRaw' | '$executeRaw'>,
  now: Date,
  notes: readonly SecurityNote[],
): Promise<void> {
  const byChain = new Map<string, SecurityNote[]>()
  for (const note of notes)
    for (const chain of note.organizationIds.length > 0 ? note.organizationIds : [NO_ORGANIZATION])
      byChain.set(chain, [...(byChain.get(chain) ?? []), note])
  // In one order, so that two who write to the same chains do not wait for each other.
  for (const chain of [...byChain.keys()].sort()) {
    await db.$executeRaw`
      insert into security_chain (id, seq, hash, first_hash) values (${chain}::uuid, 0, ${CHAIN_START}, ${CHAIN_START}) on conflict do nothing`
    const [end] = await db.$queryRaw<[{ seq: number; hash: string }]>`
      select seq, hash from security_chain where id = ${chain}::uuid for update`
    let { seq, hash } = end
    const rows = (byChain.get(chain) ?? []).map((note) => {
      const entry = {
        chain,
        seq: ++seq,
        at: now.toISOString(),
        kind: note.kind,
        userId: note.userId ?? null,
        apiTokenId: note.apiTokenId ?? null,
        address: currentAddress() ?? null,
        about: json(note.about ?? {}) as Record<string, never>,
      }
      hash = securityHash(entry, hash)
      return { ...entry, hash }
    })
    await db.securityEvent.createMany({ data: rows })
    await db.$executeRaw`update security_chain set seq = ${seq}, hash = ${hash} where id = ${chain}::uuid`
  }
}

/** Notes what happened outside a command, such as a refusal. */
export const noteSecurity = (note: SecurityNote): Promise<void> => prisma().$transaction((db) => writeSecurityNotes(db, new Date(), [note]))

/**
 * Lets entries go by their age, except those of organizations under a legal hold; each chain remembers the hash that its first one goes
 * on from, so that what is left can still be checked.
 */
export async function forgetSecurityEvents(now: Date, held: readonly string[]): Promise<void> {
  const before = daysBefore(now, env().KEEP_SECURITY_LOG_DAYS)
  await prisma().$transaction(async (db) => {
    await db.$executeRaw`select set_config('stoa.retention', 'on', true)`
    await db.$executeRaw`
      with ended as (
        select distinct on (chain) chain, seq, hash from security_event
        where at < ${before} and not chain = any(${[...held]}::uuid[]) order by chain, seq desc),
      kept as (
        update security_chain c set first_hash = e.hash from ended e where c.id = e.chain)
      delete from security_event s using ended e where s.chain = e.chain and s.seq <= e.seq`
  })
}
