/**
 * How long a command waits that comes at or after what is due next, such as the end: what was received before it may still be on
 * its way, through the checks or from another node.
 */
const GRACE_MS = 100
/** The most commands decided in one transaction. */
const BATCH = 500

interface Queued {
  /** milliseconds since 1970, at the server */
  receivedAt: number
  /** when it came to the lane, by a clock that cannot be set: `performance.now()` */
  arrivedAt: number
}

/** What waits for a lane, in order of receipt: that is not quite the order in which it arrives. */
export class LaneQueue<Item extends Queued> {
  private waiting: Item[] = []

  get isEmpty(): boolean {
    return this.waiting.length === 0
  }

  add(item: Item): void {
    this.waiting.push(item)
  }

  /**
   * What can be decided now; nothing while all that waits is held back.
   * @param due when the clock next causes something in the lot, if it does; what was received then or later is held back a moment
   */
  take(due: number | null): Item[] {
    const since = performance.now() - GRACE_MS
    const batch: Item[] = []
    const later: Item[] = []
    for (const item of this.waiting) {
      const free = due === null || item.receivedAt < due || item.arrivedAt <= since
      if (free && batch.length < BATCH) batch.push(item)
      else later.push(item)
    }
    this.waiting = later
    return batch.sort((a, b) => a.receivedAt - b.receivedAt)
  }
}
