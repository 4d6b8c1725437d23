import type { Actor, ReadContext } from '@/lib/platform/context'
import { forbidden, invalidInput } from '@/lib/platform/errors'
import { chainReader, NO_ORGANIZATION, type SecurityEntry, type SecurityKind } from '@/lib/platform/security-log/chain'
import { may } from './abilities'
import { usersIn } from './queries'

const PAGE = 50
/** Entries that are read at once when all are. */
const BATCH = 1000

export interface SecurityFilter {
  kind?: SecurityKind | undefined
  userId?: string | undefined
  /** what concerns no organization, for who runs the installation */
  installation?: boolean | undefined
}

/** The chain that an administrator reads. @throws AppError forbidden */
function chainFor(actor: Actor, installation = false): string {
  if (!may('manage', 'Organization')(actor)) throw forbidden()
  if (!installation) return actor.organizationId
  if (!may('manage', 'Network')(actor)) throw forbidden()
  return NO_ORGANIZATION
}

/**
 * What happened to accounts and rights of the actor's organization, the last first, with the names of who is still known.
 * @param before number of the entry that the page before ended with
 * @throws AppError forbidden
 */
export async function listSecurityEvents(ctx: ReadContext, filter: SecurityFilter, before?: number) {
  const chain = chainFor(ctx.actor, filter.installation)
  const rows = await ctx.db.securityEvent.findMany({
    where: {
      chain,
      ...(filter.kind && { kind: filter.kind }),
      ...(filter.userId && { userId: filter.userId }),
      ...(before !== undefined && { seq: { lt: before } }),
    },
    orderBy: { seq: 'desc' },
    take: PAGE + 1,
  })
  const page = rows.slice(0, PAGE)
  const of = ({ about }: (typeof page)[number]) => (about as { of?: string }).of
  const names = await usersIn(
    ctx.db,
    page.flatMap((row) => [row.userId ?? [], of(row) ?? []].flat()),
  )
  const events = page.map((row) => ({ ...row, who: names.get(row.userId ?? '') ?? null, whom: names.get(of(row) ?? '') ?? null }))
  return { events, next: rows.length > PAGE ? (page.at(-1)?.seq ?? null) : null }
}

type Entry = SecurityEntry & { hash: string }

/** Every entry of a chain from the one after a number on, oldest first, a thousand at a time. */
export async function* securityEntries(db: ReadContext['db'], chain: string, after = 0): AsyncGenerator<Entry> {
  for (let last = after; ; ) {
    const rows = await db.securityEvent.findMany({ where: { chain, seq: { gt: last } }, orderBy: { seq: 'asc' }, take: BATCH })
    for (const { at, about, ...row } of rows) yield { ...row, at: at.toISOString(), about: about as Record<string, unknown> }
    const end = rows.at(-1)
    if (!end) return
    last = end.seq
  }
}

/** The same for an administrator, as lines of JSON. @throws AppError forbidden */
export async function* securityLines(ctx: ReadContext, installation = false): AsyncGenerator<string> {
  const chain = chainFor(ctx.actor, installation)
  for await (const entry of securityEntries(ctx.db, chain)) yield `${JSON.stringify(entry)}\n`
}

/**
 * Reads a chain through and compares.
 * @returns how many entries there are, and the number of the first that is missing or was changed
 * @throws AppError invalid_input for a chain that does not exist
 */
export async function verifySecurityChain(db: ReadContext['db'], chain: string): Promise<{ entries: number; brokenAt: number | null }> {
  const end = await db.securityChain.findUnique({ where: { id: chain } })
  if (!end) throw invalidInput('organization', 'unknown')
  const read = chainReader(end.firstHash)
  let entries = 0
  let last: Entry | null = null
  for await (const entry of securityEntries(db, chain)) {
    // What was appended while this reads is for the next time.
    if (entry.seq > end.seq) break
    const brokenAt = read(entry)
    if (brokenAt !== null) return { entries, brokenAt }
    entries++
    last = entry
  }
  // The last ones are missing when the chain ends with another entry than it says.
  const isWhole = last ? last.hash === end.hash : end.hash === end.firstHash
  return { entries, brokenAt: isWhole ? null : (last?.seq ?? 0) + 1 }
}
