import type { PoolClient } from 'pg'
import { pool } from '@/lib/platform/db/client'
import { Decimal } from '@/lib/platform/decimal'
import { AppError, toProblem } from '@/lib/platform/errors'
import { log } from '@/lib/platform/log'
import { writeOutbox } from '@/lib/platform/outbox'
import { appendEntries, entryEvent, type LedgerEntry } from './ledger'
import { advanceTo, BUYER, decide, newLot, nextDue, remember } from './model'
import type { LotCommand } from './schemas'
import { lotRules } from './schemas'
import { releaseNext } from './serial-lots'
import { applyEvent, isSealed, type LotEvent, type LotState, type Rejection } from './state'

/** A command without its time: the lane stamps it when it is received. */
export type LaneCommand = LotCommand extends infer Each ? (Each extends LotCommand ? Omit<Each, 'at'> : never) : never

export type LaneOutcome =
  | { ok: true; entry: LedgerEntry | null; duplicate: boolean; at: number }
  | { ok: false; code: Rejection; duplicate: boolean; at: number }

interface Waiting {
  command: LaneCommand | null
  receivedAt: number
  resolve(outcome: LaneOutcome): void
  reject(error: unknown): void
}

interface Folded {
  state: LotState
  seq: number
  head: string
  eventId: string
  /** instant of the last entry, milliseconds: time never goes back in a ledger */
  lastAt: number
  /** waits for the lot before it, whatever the clock says */
  held: boolean
}

/** The most commands decided in one transaction. */
const BATCH = 500
/** Batches without an entry of another node after which a lot counts as this node's alone again. */
const SHARED_BATCHES = 20

/**
 * One lot's commands in one order: those that wait are decided together in one transaction while the next batch gathers.
 * The transaction locks the lot's row and folds in what another node appended, so any number of nodes may have a lane.
 */
export class Lane {
  private folded: Folded | null = null
  private waiting: Waiting[] = []
  private working = false
  /** batches that are still decided under the lock, because another node has appended lately */
  private shared = 0
  /** batches and reads take turns: what is shown is committed, and nothing is folded in twice */
  private turn: Promise<unknown> = Promise.resolve()

  constructor(readonly lotId: string) {}

  /**
   * Has a command decided in order of receipt.
   * @param receivedAt milliseconds since 1970, at the server
   * @returns once the decision is durable
   */
  submit(command: LaneCommand, receivedAt: number): Promise<LaneOutcome> {
    return this.enqueue(command, receivedAt)
  }

  /** Writes what the clock has caused up to now: opening, the end. */
  async tick(now: number): Promise<void> {
    await this.enqueue(null, now)
  }

  private enqueue(command: LaneCommand | null, receivedAt: number): Promise<LaneOutcome> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ command, receivedAt, resolve, reject })
      if (!this.working) void this.work()
    })
  }

  private async work(): Promise<void> {
    this.working = true
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, BATCH)
      try {
        const outcomes = await this.inTurn(() => this.decideBatch(batch))
        for (const [index, waiting] of batch.entries()) waiting.resolve(outcomes[index] as LaneOutcome)
      } catch (error) {
        // What was decided may not be durable: forget it and fold the ledger anew. The bidder repeats under the same id.
        this.folded = null
        log.error({ lotId: this.lotId, err: error }, 'a batch of bids failed')
        const problem = toProblem(error)
        const failure = problem.code === 'unexpected' ? new AppError('unavailable') : error
        for (const waiting of batch) waiting.reject(failure)
      }
    }
    this.working = false
  }

  /**
   * One round trip when this node has seen the last entry, which the statement itself makes sure of. While another node bids
   * on the lot too, and when the lot opens or closes, the batch is decided with the lot's row locked: then the state has not
   * run ahead and only the other node's entries are folded in.
   */
  private async decideBatch(batch: readonly Waiting[]): Promise<LaneOutcome[]> {
    const { folded } = this
    if (folded && this.shared === 0 && !mayChangePhase(folded.state, batch)) {
      const seq = folded.seq
      const decided = this.decideAll(folded, batch)
      if (decided.quiet && (await appendIfUnchanged(this.lotId, folded, seq, decided.entries))) return decided.outcomes
      // Decided upon what is no longer so: fold the ledger anew, and expect the other node to go on.
      this.folded = null
      this.shared = SHARED_BATCHES
    }
    return this.decideLocked(batch)
  }

  private async decideLocked(batch: readonly Waiting[]): Promise<LaneOutcome[]> {
    const client = await pool().connect()
    let broken: Error | undefined
    try {
      await client.query('begin')
      const known = this.folded?.seq
      const folded = await this.catchUp(client, true)
      this.shared = known !== undefined && folded.seq > known ? SHARED_BATCHES : Math.max(0, this.shared - 1)
      const { entries, outcomes } = this.decideAll(folded, batch)
      if (entries.length > 0) await appendToLedger(client, this.lotId, folded, entries)
      await client.query('commit')
      return outcomes
    } catch (error) {
      broken = error instanceof Error ? error : new Error(String(error))
      await client.query('rollback').catch(() => undefined)
      throw error
    } finally {
      client.release(broken && toProblem(broken).code === 'unavailable' ? broken : undefined)
    }
  }

  /** Decides commands in order against the state, which moves on with them; nothing is durable yet. */
  private decideAll(folded: Folded, batch: readonly Waiting[]): { entries: LedgerEntry[]; outcomes: LaneOutcome[]; quiet: boolean } {
    const caused: { event: LotEvent; actor: string }[] = []
    const plans = batch.map(({ command, receivedAt }) => this.plan(folded, command, receivedAt, caused))
    const entries = appendEntries({ seq: folded.seq, hash: folded.head }, caused)
    const last = entries.at(-1)
    if (last) {
      folded.seq = last.seq
      folded.head = last.hash
    }
    return {
      entries,
      outcomes: plans.map(({ outcome, first }) => (outcome.ok && first !== null ? { ...outcome, entry: entries[first] ?? null } : outcome)),
      quiet: !entries.some((entry) => entry.type === 'lot.opened' || entry.type === 'lot.closed'),
    }
  }

  /** Decides one command against the state, and applies what it causes. `first` is the place of its own first event. */
  private plan(
    folded: Folded,
    command: LaneCommand | null,
    receivedAt: number,
    caused: { event: LotEvent; actor: string }[],
  ): { outcome: LaneOutcome; first: number | null } {
    const { state } = folded
    const at = Math.max(receivedAt, folded.lastAt)
    folded.lastAt = at
    for (const event of folded.held ? [] : advanceTo(state, at)) caused.push({ event, actor: 'system' })
    if (!command) return { outcome: { ok: true, entry: null, duplicate: false, at }, first: null }
    const timed = { ...command, at: new Date(at).toISOString() } as LotCommand
    const decision = decide(state, timed, at)
    const duplicate = 'duplicate' in decision && decision.duplicate === true
    if (!decision.ok) {
      if (!duplicate) remember(state, timed, { ok: false, code: decision.code })
      return { outcome: { ok: false, code: decision.code, duplicate, at }, first: null }
    }
    if (!('events' in decision)) return { outcome: { ok: true, entry: null, duplicate, at }, first: null }
    const first = caused.length
    for (const event of decision.events) {
      applyEvent(state, event)
      caused.push({
        event,
        actor: actorOf(event, command),
      })
    }
    return { outcome: { ok: true, entry: null, duplicate: false, at }, first }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work)
    this.turn = result.catch(() => undefined)
    return result
  }

  /**
   * The folded state as it is committed; use it before the next `await`.
   * @param atLeast a sequence that is enough; without it the database is asked for what other nodes appended
   */
  read(atLeast?: number): Promise<{ state: LotState; seq: number }> {
    return this.inTurn(async () => {
      if (atLeast !== undefined && this.folded && this.folded.seq >= atLeast) return this.folded
      const client = await pool().connect()
      try {
        return await this.catchUp(client, false)
      } finally {
        client.release()
      }
    })
  }

  private async catchUp(client: PoolClient, lock: boolean): Promise<Folded> {
    if (this.folded?.seq === 0) this.folded = null
    const { rows } = await client.query<{
      seq: number
      head: string
      rules: unknown
      event_id: string
      held: boolean
      aliases: string[] | null
    }>(
      `select seq, head, rules, event_id, seq = 0 and due_at is null as held,
       ${this.folded ? 'null' : '(select array_agg(alias order by alias) from event_invitation i where i.event_id = lot.event_id)'} as aliases
       from lot where id = $1 ${lock ? 'for update' : ''}`,
      [this.lotId],
    )
    const row = rows[0]
    if (!row) throw new AppError('not_found')
    if (this.folded && this.folded.seq === row.seq) return this.folded
    if (this.folded && this.folded.seq > row.seq) this.folded = null
    const folded = this.folded ?? {
      state: newLot(lotRules.parse(row.rules), row.aliases ?? (await this.aliases(client))),
      seq: 0,
      head: '',
      eventId: row.event_id,
      lastAt: 0,
      held: row.held,
    }
    const entries = await client.query<{ seq: number; at: Date; type: string; payload: unknown }>(
      'select seq, at, type, payload from ledger_entry where lot_id = $1 and seq > $2 and seq <= $3 order by seq',
      [this.lotId, folded.seq, row.seq],
    )
    for (const entry of entries.rows) {
      applyEvent(folded.state, entryEvent(entry))
      folded.lastAt = Math.max(folded.lastAt, entry.at.getTime())
    }
    folded.seq = row.seq
    folded.head = row.head
    this.folded = folded
    return folded
  }

  private async aliases(client: PoolClient): Promise<string[]> {
    const { rows } = await client.query<{ alias: string }>(
      'select alias from event_invitation where event_id = (select event_id from lot where id = $1) order by alias',
      [this.lotId],
    )
    return rows.map(({ alias }) => alias)
  }
}

/** Who did it: a bidder, the buyer's side (for a bidder too), or the clock. */
function actorOf(event: LotEvent, command: LaneCommand): string {
  if (event.type === 'bid.accepted' && event.surrogate !== undefined) return BUYER
  if (event.type === 'bid.accepted' || event.type === 'proxy.set') return event.bidder
  return command.by === BUYER ? BUYER : 'system'
}

/** Does the clock or a command open or close the lot, as far as that can be told beforehand? Accepting a price may. */
function mayChangePhase(state: LotState, batch: readonly Waiting[]): boolean {
  if (state.phase === 'pending') return true
  const due = nextDue(state)
  return (
    state.phase !== 'closed' &&
    batch.some(({ command, receivedAt }) => command?.do === 'close' || command?.do === 'accept' || (due !== null && receivedAt >= due))
  )
}

/**
 * Appends what follows upon `seq`, with the lot's summary and the announcement, in one statement.
 * @returns whether `seq` was still the last entry; if not, nothing is written
 */
async function appendIfUnchanged(lotId: string, folded: Folded, seq: number, entries: readonly LedgerEntry[]): Promise<boolean> {
  if (entries.length === 0) {
    const { rows } = await pool().query<{ seq: number }>({
      name: 'lane-sequence',
      text: 'select seq from lot where id = $1',
      values: [lotId],
    })
    return rows[0]?.seq === seq
  }
  const { rows } = await pool().query<{ written: number }>({
    name: 'lane-append',
    text: APPEND,
    values: appendValues(lotId, folded, seq, entries),
  })
  return rows[0]?.written === 1
}

const APPEND = `
  with summary as (
    update lot set seq = $9, head = $10, phase = $11::lot_phase, ends_at = coalesce(to_timestamp($12::float8 / 1000), ends_at),
      lead_amount = $13, bid_count = $14, due_at = to_timestamp($16::float8 / 1000) where id = $1 and seq = $15 returning event_id),
  appended as (
    insert into ledger_entry (lot_id, seq, at, actor, type, payload, prev, hash)
    select $1, entry.* from summary, unnest($2::int[], $3::timestamptz[], $4::text[], $5::text[], $6::jsonb[], $7::text[], $8::text[]) entry),
  told as (
    select pg_notify('stoa', json_build_object('topic', 'lot', 'payload', json_build_object('lotId', $1, 'eventId', event_id, 'seq', $9))::text)
    from summary)
  select count(*)::int as written from told`

function appendValues(lotId: string, { seq, head, state }: Folded, before: number, entries: readonly LedgerEntry[]): unknown[] {
  const leader = isSealed(state) ? null : state.bidders.get(state.ranking[0] ?? '')?.standing
  return [
    lotId,
    entries.map((entry) => entry.seq),
    entries.map((entry) => entry.at),
    entries.map((entry) => entry.actor),
    entries.map((entry) => entry.type),
    entries.map((entry) => JSON.stringify(entry.payload)),
    entries.map((entry) => entry.prev),
    entries.map((entry) => entry.hash),
    seq,
    head,
    state.phase,
    state.endedAt ?? state.format.ends(state),
    leader ? new Decimal(leader.amount).toFixed() : null,
    state.bids.length,
    before,
    nextDue(state),
  ]
}

/** Appends inside a transaction that has locked the lot; what follows from opening and closing leaves by the outbox. */
async function appendToLedger(client: PoolClient, lotId: string, folded: Folded, entries: readonly LedgerEntry[]): Promise<void> {
  const { state } = folded
  const before = folded.seq - entries.length
  await client.query({ name: 'lane-append', text: APPEND, values: appendValues(lotId, folded, before, entries) })
  const opened = entries.some((entry) => entry.type === 'lot.opened')
  if (state.phase === 'closed' || opened)
    await writeOutbox(client, [
      { type: state.phase === 'closed' ? 'auction.lot-closed' : 'auction.lot-opened', payload: { lotId, eventId: folded.eventId } },
    ])
  if (state.phase !== 'closed') return
  await releaseNext(client, lotId)
  await client.query(
    `update sourcing_event e set state = 'closed' where e.id = $1 and e.state = 'published'
     and not exists (select 1 from lot l where l.event_id = e.id and l.phase <> 'closed')`,
    [folded.eventId],
  )
}
