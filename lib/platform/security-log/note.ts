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
        // Where somebody is who works for several companies is none of the others' business.
        address: note.organizationIds.length > 1 ? null : (currentAddress() ?? null),
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

/** Entries that go in one transaction: others append to the chain in between. */
const BATCH = 2000

/**
 * Lets entries go by their age, except those of organizations under a legal hold; each chain remembers the hash that its first one goes
 * on from, so that what is left can still be checked.
 */
export async function forgetSecurityEvents(now: Date, held: readonly string[]): Promise<void> {
  const before = daysBefore(now, env().KEEP_SECURITY_LOG_DAYS)
  const old = await prisma().securityEvent.findMany({
    where: { at: { lt: before }, chain: { notIn: [...held] } },
    distinct: ['chain'],
    select: { chain: true },
  })
  for (const { chain } of old) while ((await forgetSome(chain, before)) === BATCH);
}

/** @returns how many went */
const forgetSome = (chain: string, before: Date): Promise<number> =>
  prisma().$transaction(
    async (db) => {
      await db.$executeRaw`select set_config('stoa.retention', 'on', true)`
      await db.$queryRaw`select 1 from security_chain where id = ${chain}::uuid for update`
      const rows = await db.securityEvent.findMany({
        where: { chain },
        orderBy: { seq: 'asc' },
        take: BATCH,
        select: { seq: true, at: true, hash: true },
      })
      const kept = rows.findIndex(({ at }) => at >= before)
      const going = kept === -1 ? rows : rows.slice(0, kept)
      const last = going.at(-1)
      if (!last) return 0
      await db.securityEvent.deleteMany({ where: { chain, seq: { lte: last.seq } } })
      await db.securityChain.update({ where: { id: chain }, data: { firstHash: last.hash } })
      return going.length
    },
    { timeout: 60_000, maxWait: 10_000 },
  )
