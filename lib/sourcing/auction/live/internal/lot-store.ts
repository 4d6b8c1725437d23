import type { PoolClient } from 'pg'
import { pool } from '@/lib/platform/db/client'
import { notFound, toProblem } from '@/lib/platform/errors'
import { writeOutbox } from '@/lib/platform/outbox'
import { Batcher } from '@/lib/platform/realtime/batcher'
import { nextDue } from '@/lib/sourcing/auction/rules/engine'
import { isSealed, type LotState } from '@/lib/sourcing/auction/rules/state'
import type { LotTurn } from '../events'
import type { LedgerEntry } from '../ledger'
import { releaseNext } from './serial-lots'

/** What a lane wants to know: the lot's row, and the entries that it has not seen. */
export interface Want {
  lotId: string
  /** the last entry that the lane has folded; 0 for all, and then the rules and the bidders come too */
  after: number
}

export interface StoredEntry {
  seq: number
  at: Date
  type: string
  payload: unknown
}

export interface StoredLot {
  seq: number
  head: string
  eventId: string
  /** waits for the lot before it, whatever the clock says */
  held: boolean
  /** only for a lane that has folded nothing */
  rules: unknown
  aliases: string[] | null
  entries: StoredEntry[]
}

/** What a lane has decided: entries that follow upon the lot's entry `before`, and the state that they lead to. */
export interface Append {
  lotId: string
  before: number
  entries: readonly LedgerEntry[]
  state: LotState
}

/** Work on a lot that nobody else may touch meanwhile: the lane folds what it is given and says what to append. */
export interface LockedWork extends Want {
  decide(lot: StoredLot): Append
}

/** `busy`: another transaction holds the lot. An error is the lane's own: nothing of its lot is written. */
export type LockedResult = 'done' | 'busy' | Error

/** The most lots of one statement, and statements of a kind under way: one is made while one is carried out. */
const LIMITS = { items: 250, runs: 2 }
/**
 * Begins to decide with lots locked. A node that stands still meanwhile (its machine is frozen, its network gone) loses its
 * connection, and with it the locks, before anybody has waited long.
 */
const BEGIN = `begin; set local idle_in_transaction_session_timeout = '5s'`
/** How often a lot that another transaction holds is tried again with the next many, before it is waited for by itself. */
const PATIENCE = 5

/**
 * Where a node's lanes read and write their lots. What they want at one time goes in one statement and so in one commit,
 * however many lots it belongs to.
 */
export class LotStore {
  private readonly reads = new Batcher<Want, StoredLot | undefined>(LIMITS, readAll)
  private readonly appends = new Batcher<Append, boolean>(LIMITS, appendAll)
  private readonly locks = new Batcher<LockedWork, LockedResult>(LIMITS, (works) => decideLocked(works, 'skip'))
  private readonly waits = new Batcher<LockedWork, LockedResult>({ items: 1, runs: 4 }, (works) => decideLocked(works, 'wait'))

  /** The lot as it is committed; undefined when there is no such lot. */
  read(want: Want): Promise<StoredLot | undefined> {
    return this.reads.add(want)
  }

  /**
   * @returns whether `before` was still the lot's last entry, and nobody else was at the lot; if not, nothing of it is written
   * @throws when the statement failed; then it is not known what of it is durable
   */
  append(append: Append): Promise<boolean> {
    return this.appends.add(append)
  }

  /**
   * Has a lane decide with its lot locked, after whoever is at the lot now.
   * @throws AppError not_found; as `append`; what `decide` throws
   */
  async locked(work: LockedWork): Promise<void> {
    let result: LockedResult = 'busy'
    for (let tries = 0; tries < PATIENCE && result === 'busy'; tries++) result = await this.locks.add(work)
    if (result === 'busy') result = await this.waits.add(work)
    if (result === 'busy') throw notFound()
    if (result instanceof Error) throw result
  }
}

async function readAll(wants: Want[]): Promise<(StoredLot | undefined)[]> {
  const client = await pool().connect()
  try {
    const lots = await readLots(client, wants, '')
    return wants.map(({ lotId }) => lots.get(lotId))
  } finally {
    client.release()
  }
}

async function appendAll(appends: Append[]): Promise<boolean[]> {
  const { rows } = await pool().query<{ id: string }>(appendStatement(appends))
  const written = new Set(rows.map(({ id }) => id))
  return appends.map(({ lotId }) => written.has(lotId))
}

/** One transaction for many lots. Those that another one holds are left out, so that two of these never wait for each other. */
async function decideLocked(works: LockedWork[], otherwise: 'skip' | 'wait'): Promise<LockedResult[]> {
  const client = await pool().connect()
  let broken: Error | undefined
  try {
    await client.query(BEGIN)
    const lots = await readLots(client, works, otherwise === 'skip' ? 'for update of lot skip locked' : 'for update of lot')
    const appends: Append[] = []
    const results = works.map((work): LockedResult => {
      const lot = lots.get(work.lotId)
      if (!lot) return 'busy'
      try {
        const append = work.decide(lot)
        if (append.entries.length > 0) appends.push(append)
        return 'done'
      } catch (error) {
        return error instanceof Error ? error : new Error(String(error))
      }
    })
    await appendToLedgers(client, appends, lots)
    await client.query('commit')
    return results
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error))
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release(broken && toProblem(broken).code === 'unavailable' ? broken : undefined)
  }
}

/** Appends inside a transaction that has locked the lots; what follows from opening and closing leaves by the outbox. */
async function appendToLedgers(client: PoolClient, appends: readonly Append[], lots: Map<string, StoredLot>): Promise<void> {
  if (appends.length === 0) return
  await client.query(appendStatement(appends))
  const turned = appends.flatMap(({ lotId, state, entries }): LotTurn[] => {
    const eventId = lots.get(lotId)?.eventId as string
    if (state.phase === 'closed') return [{ type: 'auction.lot-closed', lotId, eventId }]
    return entries.some(({ type }) => type === 'lot.opened') ? [{ type: 'auction.lot-opened', lotId, eventId }] : []
  })
  await writeOutbox(client, turned)
  const closed = turned.filter(({ type }) => type === 'auction.lot-closed')
  if (closed.length === 0) return
  for (const { lotId } of closed) await releaseNext(client, lotId)
  const events = [...new Set(closed.map(({ eventId }) => eventId))]
  // In one order, so that two transactions that close lots of the same events come one after the other.
  await client.query('select 1 from sourcing_event where id = any($1) order by id for update', [events])
  await client.query(
    `update sourcing_event e set state = 'closed' where e.id = any($1) and e.state = 'published'
     and not exists (select 1 from lot l where l.event_id = e.id and l.phase <> 'closed')`,
    [events],
  )
}

/** The lots' rows, locked or not, and the entries that their lanes have not seen. */
async function readLots(client: PoolClient, wants: readonly Want[], lock: string): Promise<Map<string, StoredLot>> {
  const rows = await client.query<Omit<StoredLot, 'entries'> & { id: string; after: number }>({
    name: `lots ${lock}`,
    text: `
      select lot.id, lot.seq, lot.head, lot.event_id as "eventId", lot.seq = 0 and lot.due_at is null as held, w.after,
             case when w.after = 0 then lot.rules end as rules,
             case when w.after = 0 then (select array_agg(alias order by alias) from event_invitation i where i.event_id = lot.event_id)
               end as aliases
      from unnest($1::uuid[], $2::int[]) w(id, after) join lot on lot.id = w.id order by lot.id ${lock}`,
    values: [wants.map(({ lotId }) => lotId), wants.map(({ after }) => after)],
  })
  const lots = new Map(rows.rows.map((row) => [row.id, { ...row, entries: [] as StoredEntry[] }]))
  const behind = rows.rows.filter(({ seq, after }) => seq > after)
  if (behind.length === 0) return lots
  const entries = await client.query<StoredEntry & { id: string }>({
    name: 'entries',
    text: `
      select w.id, e.seq, e.at, e.type, e.payload from unnest($1::uuid[], $2::int[], $3::int[]) w(id, after, last)
      cross join lateral (select * from ledger_entry where lot_id = w.id and seq > w.after and seq <= w.last order by seq) e`,
    values: [behind.map(({ id }) => id), behind.map(({ after }) => after), behind.map(({ seq }) => seq)],
  })
  for (const { id, ...entry } of entries.rows) lots.get(id)?.entries.push(entry)
  return lots
}

/**
 * Entries, the lots' summaries and the announcements in one statement; answers with the lots that were as expected. It waits
 * for no lot: one that another transaction holds counts as changed.
 */
function appendStatement(appends: readonly Append[]): { name: string; text: string; values: unknown[] } {
  const entries = appends.flatMap(({ lotId, entries: own }) => own.map((entry) => ({ lotId, entry })))
  const leaders = appends.map(({ state }) => (isSealed(state) ? null : state.bidders.get(state.ranking[0] ?? '')?.standing))
  return {
    name: 'ledger-append',
    text: APPEND,
    values: [
      appends.map(({ lotId }) => lotId),
      appends.map(({ before }) => before),
      appends.map(({ entries: own }) => own.at(-1)?.seq),
      appends.map(({ entries: own }) => own.at(-1)?.hash),
      appends.map(({ state }) => state.phase),
      appends.map(({ state }) => state.endedAt ?? state.format.ends(state)),
      leaders.map((leader) => leader?.amount.toFixed() ?? null),
      appends.map(({ state }) => state.bids.length),
      appends.map(({ state }) => nextDue(state)),
      entries.map(({ lotId }) => lotId),
      entries.map(({ entry }) => entry.seq),
      entries.map(({ entry }) => entry.at),
      entries.map(({ entry }) => entry.actor),
      entries.map(({ entry }) => entry.type),
      entries.map(({ entry }) => JSON.stringify(entry.payload)),
      entries.map(({ entry }) => entry.prev),
      entries.map(({ entry }) => entry.hash),
    ],
  }
}

/** How the bus tells of a lot: which one, of which event, and its last entry. Topic: lots. */
type AnnouncedLot = [lotId: string, eventId: string, seq: number]

declare module '@/lib/platform/realtime/bus' {
  interface Announcements {
    lots: { lots: AnnouncedLot[] }
  }
}

/** Lots of one announcement, which may be 8,000 bytes long. */
const ANNOUNCED = 60

const APPEND = `
  with wanted as (
    select * from unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::lot_phase[], $6::float8[], $7::numeric[], $8::int[], $9::float8[])
      w(id, before, seq, head, phase, ends, lead, bids, due)),
  free as (
    select lot.id from lot join wanted w on w.id = lot.id and w.before = lot.seq for update of lot skip locked),
  summary as (
    update lot set seq = w.seq, head = w.head, phase = w.phase, ends_at = coalesce(to_timestamp(w.ends / 1000), ends_at),
      lead_amount = w.lead, bid_count = w.bids, due_at = to_timestamp(w.due / 1000)
    from wanted w join free on free.id = w.id where lot.id = w.id returning lot.id, lot.event_id, lot.seq),
  appended as (
    insert into ledger_entry (lot_id, seq, at, actor, type, payload, prev, hash)
    select e.* from unnest($10::uuid[], $11::int[], $12::timestamptz[], $13::text[], $14::text[], $15::jsonb[], $16::text[], $17::text[])
      e(lot_id, seq, at, actor, type, payload, prev, hash) join summary on summary.id = e.lot_id),
  told as (
    select pg_notify('stoa', json_build_object('topic', 'lots', 'payload', json_build_object('lots', json_agg(json_build_array(id, event_id, seq))))::text)
    from (select *, row_number() over () / ${ANNOUNCED} as part from summary) s group by part)
  select id from summary, (select count(*) from told) t`
