interface Queued<Item, Result> {
  item: Item
  resolve(result: Result): void
  reject(error: unknown): void
}

/**
 * Puts together what comes at one time: everything that waits is done in one run, as much as fits, while the next gathers.
 */
export class Batcher<Item, Result> {
  private queue: Queued<Item, Result>[] = []
  private gathering = false
  private running = 0

  /**
   * @param limits items of one run, and runs under way at one time
   * @param run does the work of many; its results are in their order
   */
  constructor(
    private readonly limits: { items: number; runs: number },
    private readonly run: (items: Item[]) => Promise<Result[]>,
  ) {}

  /** @throws whatever the run that did it threw */
  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.queue.push({ item, resolve, reject })
      this.next()
    })
  }

  /** Callers that were answered together come back together: a run begins once all of them have. */
  private next(): void {
    if (this.gathering || this.running >= this.limits.runs || this.queue.length === 0) return
    this.gathering = true
    setImmediate(() => {
      this.gathering = false
      void this.begin(this.queue.splice(0, this.limits.items))
      this.next()
    })
  }

  private async begin(batch: Queued<Item, Result>[]): Promise<void> {
    this.running++
    try {
      const results = await this.run(batch.map(({ item }) => item))
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result)
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
    this.running--
    this.next()
  }
}
