import { prisma } from '@/lib/platform/db/client'
import { AppError } from '@/lib/platform/errors'
import { log } from '@/lib/platform/log'
import type { Peers } from '@/lib/platform/realtime/peers'
import type { Command } from '@/lib/sourcing/auction/rules/schemas'
import { LotStore } from './internal/lot-store'
import { Lane, type LaneOutcome, type Overtime } from './lane'

/** A lane that nobody has used for so long is given up: all that it knows is in the ledger. And how often they are looked for. */
const IDLE_MS = 3_600_000
const LOOK_MS = 60_000

/** What a lot's home is asked to do, on this node or for another one. */
type Task = { lotId: string; command: Command; receivedAt: number } | { lotId: string; follow: Overtime }

/**
 * All lots, as one node has them. Any node may decide any lot, for the database keeps them apart; but each lot has a home among
 * the nodes, and the others hand it what they receive, so that its ledger is folded once and nobody waits for a lock.
 */
export class Lots {
  private readonly store = new LotStore()
  private readonly lanes = new Map<string, Lane>()
  private lookedAt = performance.now()

  /** @param peers the other nodes; without them every lot is at home here */
  constructor(private readonly peers?: Peers) {}

  /** What another node asks of this one: done here, whatever this one thinks of whose lot it is. */
  readonly answer = (task: unknown): Promise<LaneOutcome | null> => this.doHere(task as Task)

  /** This node's view of a lot, and where what it decides is decided. */
  lane(lotId: string): Lane {
    const known = this.lanes.get(lotId)
    if (known) return known
    this.giveUpIdle()
    const lane = new Lane(lotId, this.store, (overtime) => void this.followOvertime(lotId, overtime))
    this.lanes.set(lotId, lane)
    return lane
  }

  isHome(lotId: string): boolean {
    return !this.peers?.homeOf(lotId)
  }

  /**
   * Has a command decided, in order of receipt.
   * @param receivedAt milliseconds since 1970, at the server
   * @returns once the decision is durable
   */
  async submit(lotId: string, command: Command, receivedAt: number): Promise<LaneOutcome> {
    return (await this.doAtHome({ lotId, command, receivedAt })) as LaneOutcome
  }

  /** Moves the lot's end as an overtime of another lot asks. */
  async follow(lotId: string, overtime: Overtime): Promise<void> {
    await this.doAtHome({ lotId, follow: overtime })
  }

  private giveUpIdle(): void {
    if (performance.now() - this.lookedAt < LOOK_MS) return
    this.lookedAt = performance.now()
    for (const [lotId, lane] of this.lanes) if (lane.idleFor > IDLE_MS) this.lanes.delete(lotId)
  }

  /** What gets no answer from the home is done here: if it was done there already, its id says so. */
  private async doAtHome(task: Task): Promise<LaneOutcome | null> {
    const home = canBeRepeated(task) ? this.peers?.homeOf(task.lotId) : null
    const answer = await home?.ask(task)
    if (!answer) return this.doHere(task)
    if ('problem' in answer) throw new AppError(answer.problem.code, answer.problem)
    return answer.data as LaneOutcome | null
  }

  private async doHere(task: Task): Promise<LaneOutcome | null> {
    const lane = this.lane(task.lotId)
    if (!('follow' in task)) return lane.submit(task.command, task.receivedAt)
    await lane.follow(task.follow)
    return null
  }

  /** Moves the other lots of an event with one that is in overtime. What is missed here the clock makes good before it closes a lot. */
  private async followOvertime(lotId: string, overtime: Overtime): Promise<void> {
    try {
      const others = await prisma().lot.findMany({
        where: { id: { not: lotId }, phase: 'open', event: { lots: { some: { id: lotId } } } },
        select: { id: true },
      })
      await Promise.all(others.map(({ id }) => this.follow(id, overtime)))
    } catch (error) {
      log.warn({ err: error, lotId }, 'an overtime could not be passed on')
    }
  }
}

/** An order of the buyer's without an id, such as to extend, could be carried out twice if its answer got lost. */
const canBeRepeated = (task: Task): boolean => 'follow' in task || task.command.id !== undefined
