import { pool } from '@/lib/platform/db/client'
import { AppError, toProblem } from '@/lib/platform/errors'
import { log } from '@/lib/platform/log'
import { endOfTurn } from '@/lib/platform/realtime/gather'
import { type Caused, newLot, nextDue, type StepInput, step } from '@/lib/sourcing/auction/rules/engine'
import type { Command } from '@/lib/sourcing/auction/rules/schemas'
import { lotRules } from '@/lib/sourcing/auction/rules/schemas'
import { applyEvent, type LotState, type Rejection } from '@/lib/sourcing/auction/rules/state'
import { LaneQueue } from './internal/lane-queue'
import { LotStore, type StoredLot } from './internal/lot-store'
import { appendEntries, entryEvent, type LedgerEntry } from './ledger'

/** How a command ended, without what only its batch knows. */
type Verdict = ({ ok: true } | { ok: false; code: Rejection }) & {
  duplicate: boolean
  at: number
  /** place of its own first event among those of the batch */
  first: number | null
}

interface Decided {
  duplicate: boolean
  /** the instant that counts as its receipt, milliseconds since 1970 */
  at: number
  /** the last entry of the lot's ledger once it was decided */
  seq: number
}

export type LaneOutcome = Decided & ({ ok: true; entry: LedgerEntry | null } | { ok: false; code: Rejection })

interface Waiting {
  /** null: what the clock causes, or an overtime elsewhere */
  command: Command | null
  follow?: Overtime | undefined
  receivedAt: number
  arrivedAt: number
  resolve(outcome: LaneOutcome): void
  reject(error: unknown): void
}

/** An overtime that moves all open lots of an event: as of when, and to what end. */
export interface Overtime {
  at: number
  to: number
}

interface Folded {
  state: LotState
  seq: number
  head: string
  /** instant of the last entry, milliseconds: time never goes back in a ledger */
  lastAt: number
  /** waits for the lot before it, whatever the clock says */
  held: boolean
}

/** How often a lane looks whether what it holds back may be decided. */
const LOOK_MS = 5
/** Batches without an entry of another node after which a lot counts as this node's alone again. */
const SHARED_BATCHES = 20

/**
 * One lot's commands in one order: those that wait are decided together in one transaction while the next batch gathers.
 * The transaction locks the lot's row and folds in what another node appended, so any number of nodes may have a lane.
 */
export class Lane {
  private folded: Folded | null = null
  private readonly queue = new LaneQueue<Waiting>()
  private working = false
  private usedAt = performance.now()
  /** decided just now, and not yet told */
  private overtime: Overtime | null = null
  /** batches that are still decided under the lock, because another node has appended lately */
  private shared = 0
  /** batches and reads take turns: what is shown is committed, and nothing is folded in twice */
  private turn: Promise<unknown> = Promise.resolve()

  /**
   * @param store the node's: what its lanes decide at one time is written at one time
   * @param onOvertime told of an overtime that moves other lots too, once it is durable
   */
  constructor(
    readonly lotId: string,
    private readonly store = new LotStore(),
    private readonly onOvertime: (overtime: Overtime) => void = () => undefined,
  ) {}

  /**
   * Has a command decided in order of receipt.
   * @param receivedAt milliseconds since 1970, at the server
   * @returns once the decision is durable
   */
  submit(command: Command, receivedAt: number): Promise<LaneOutcome> {
    return this.enqueue(command, receivedAt)
  }

  /** Writes what the clock has caused up to now: opening, the end. */
  async tick(now: number): Promise<void> {
    await this.enqueue(null, now)
  }

  /** Moves the end as an overtime of another lot asks, as of that overtime; does nothing to a lot that ends later anyway. */
  async follow(overtime: Overtime): Promise<void> {
    await this.enqueue(null, overtime.at, overtime)
  }

  /** How long nobody has wanted anything of it, milliseconds; 0 while it works. */
  get idleFor(): number {
    return this.working ? 0 : performance.now() - this.usedAt
  }

  private enqueue(command: Command | null, receivedAt: number, follow?: Overtime): Promise<LaneOutcome> {
    this.usedAt = performance.now()
    return new Promise((resolve, reject) => {
      this.queue.add({ command, receivedAt, arrivedAt: this.usedAt, follow, resolve, reject })
      if (!this.working) void this.work()
    })
  }

  private async work(): Promise<void> {
    this.working = true
    while (!this.queue.isEmpty) {
      // What reaches the node in this turn of its loop goes along: fewer commits, with more in each.
      await endOfTurn()
      const batch = this.queue.take(this.folded?.state.phase === 'open' ? nextDue(this.folded.state) : null)
      if (batch.length === 0) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
        continue
      }
      try {
        const outcomes = await this.inTurn(() => this.decideBatch(batch))
        for (const [index, waiting] of batch.entries()) waiting.resolve(outcomes[index] as LaneOutcome)
        this.tellOvertime()
      } catch (error) {
        // What was decided may not be durable: forget it and fold the ledger anew. The bidder repeats under the same id.
        this.folded = null
        this.overtime = null
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
      if (decided.quiet && (await this.write(folded.state, seq, decided.entries))) return decided.outcomes
      // Decided upon what is no longer so: fold the ledger anew, and expect the other node to go on.
      this.folded = null
      this.shared = SHARED_BATCHES
    }
    return this.decideLocked(batch)
  }

  /** @returns whether `before` was still the last entry; if not, nothing is written */
  private write(state: LotState, before: number, entries: readonly LedgerEntry[]): Promise<boolean> {
    const { lotId } = this
    return entries.length === 0 ? isLast(lotId, before) : this.store.append({ lotId, before, entries, state })
  }

  private async decideLocked(batch: readonly Waiting[]): Promise<LaneOutcome[]> {
    const known = this.folded?.seq
    let outcomes: LaneOutcome[] = []
    await this.store.locked({
      lotId: this.lotId,
      after: known ?? 0,
      decide: (lot) => {
        const folded = this.fold(lot)
        const before = folded.seq
        this.shared = known !== undefined && before > known ? SHARED_BATCHES : Math.max(0, this.shared - 1)
        const decided = this.decideAll(folded, batch)
        outcomes = decided.outcomes
        return { lotId: this.lotId, before, entries: decided.entries, state: folded.state }
      },
    })
    return outcomes
  }

  /** Decides commands in order against the state, which moves on with them; nothing is durable yet. */
  private decideAll(folded: Folded, batch: readonly Waiting[]): { entries: LedgerEntry[]; outcomes: LaneOutcome[]; quiet: boolean } {
    const caused: Caused[] = []
    // What was decided upon a state that was no longer so has moved nobody.
    this.overtime = null
    const verdicts = batch.map((waiting) => this.plan(folded, waiting, caused))
    const entries = appendEntries({ seq: folded.seq, hash: folded.head }, caused)
    const last = entries.at(-1)
    if (last) {
      folded.seq = last.seq
      folded.head = last.hash
    }
    return {
      entries,
      outcomes: verdicts.map((verdict) => outcomeOf(verdict, entries, folded.seq)),
      quiet: !entries.some((entry) => entry.type === 'lot.opened' || entry.type === 'lot.closed'),
    }
  }

  /** Takes one step of the lot; the state moves on with what it causes. */
  private plan(folded: Folded, { command, receivedAt, follow }: Waiting, caused: Caused[]): Verdict {
    const { state, held } = folded
    const at = Math.max(receivedAt, folded.lastAt)
    const before = caused.length
    const input: StepInput = follow ? { kind: 'overtime', to: follow.to } : command ? { kind: 'command', command } : { kind: 'clock' }
    const { caused: own, outcome, first } = step(state, input, at, held)
    for (const each of own) caused.push(each)
    if (!follow || own.length > 0) folded.lastAt = at
    for (const { event } of own)
      if (event.type === 'lot.extended' && event.cause === 'overtime' && state.rules.overtime?.scope === 'event')
        this.overtime = { at: event.at, to: event.to }
    return { ...(outcome ?? { ok: true, duplicate: false }), at, first: first === null ? null : before + first }
  }

  private tellOvertime(): void {
    const { overtime } = this
    this.overtime = null
    if (overtime) this.onOvertime(overtime)
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
    this.usedAt = performance.now()
    return this.inTurn(async () => {
      if (atLeast !== undefined && this.folded && this.folded.seq >= atLeast) return this.folded
      const lot = await this.store.read({ lotId: this.lotId, after: this.folded?.seq ?? 0 })
      if (!lot) throw new AppError('not_found')
      return this.fold(lot)
    })
  }

  /** Takes in what the lane has not seen. A lot that has not begun is folded anew: its rules may have moved. */
  private fold(lot: StoredLot): Folded {
    if (lot.rules !== null) this.folded = null
    if (this.folded && this.folded.seq > lot.seq) throw new Error(`The ledger of lot ${this.lotId} is shorter than it was`)
    const folded = this.folded ?? {
      state: newLot(lotRules.parse(lot.rules), lot.aliases ?? []),
      seq: 0,
      head: '',
      lastAt: 0,
      held: lot.held,
    }
    for (const entry of lot.entries) {
      applyEvent(folded.state, entryEvent(entry))
      folded.lastAt = Math.max(folded.lastAt, entry.at.getTime())
    }
    folded.seq = lot.seq
    folded.head = lot.head
    this.folded = folded
    return folded
  }
}

function outcomeOf(verdict: Verdict, entries: readonly LedgerEntry[], seq: number): LaneOutcome {
  const { duplicate, at, first } = verdict
  if (!verdict.ok) return { ok: false, code: verdict.code, duplicate, at, seq }
  return { ok: true, entry: first === null ? null : (entries[first] ?? null), duplicate, at, seq }
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

/** Is the lot's last entry still this one? Asked when commands were decided that leave no entry. */
async function isLast(lotId: string, seq: number): Promise<boolean> {
  const { rows } = await pool().query<{ seq: number }>({
    name: 'lane-sequence',
    text: 'select seq from lot where id = $1',
    values: [lotId],
  })
  return rows[0]?.seq === seq
}
