import { Worker } from 'node:worker_threads'
import type { Program } from '../model'

export interface Solved {
  /** of the columns; null when nothing was found that holds, or not in time */
  values: Float64Array | null
  /** proven: nothing can hold */
  impossible: boolean
  /** how far at most the best possible lies below what was found, as a share; null without a solution */
  gap: number | null
}

export interface Effort {
  /** a solution within this share of the best possible is good enough */
  gap: number
  /** seconds after which what was found so far counts */
  seconds: number
}

/** Suppliers that have every line between them, and what the lines cost at the cheapest of them, freight left out. */
export interface Subset {
  members: number[]
  least: number
}

type Message =
  | { type: 'subsets'; subsets: Subset[] }
  | ({ type: 'solved' } & Solved)
  | { type: 'progress'; gap: number | null; best: number | null }
  | { type: 'failed'; message: string }

/** Solves mixed-integer programs in a thread of its own, so that the process goes on with other work. One at a time. */
export class Solver {
  private readonly stop = new Int32Array(new SharedArrayBuffer(4))
  private readonly thread = new Worker(new URL('./solver-thread.js', import.meta.url), { workerData: { stop: this.stop.buffer } })

  /** @param onProgress called now and then with how far the best possible may still lie below what was found */
  async solve(program: Program, effort: Effort, onProgress: (gap: number | null) => void = () => undefined): Promise<Solved> {
    const message = await this.ask({ type: 'solve', program, ...effort }, onProgress)
    if (message.type !== 'solved') throw new Error(`an answer of type ${message.type}`)
    return { values: message.values, impossible: message.impossible, gap: message.gap }
  }

  /**
   * Sets of suppliers that have every line between them, cheapest first, `keep` of them at the most.
   * @param costs of each supplier for each line, one supplier after the other; Infinity where it does not have the line
   */
  async subsets(question: { costs: Float64Array; suppliers: number; lines: number; size: number; keep: number }): Promise<Subset[]> {
    const message = await this.ask({ type: 'subsets', ...question })
    if (message.type !== 'subsets') throw new Error(`an answer of type ${message.type}`)
    return message.subsets
  }

  private ask(question: object, onProgress: (gap: number | null) => void = () => undefined): Promise<Message> {
    return new Promise((resolve, reject) => {
      const done = (settle: () => void) => {
        this.thread.off('message', onMessage)
        this.thread.off('error', onError)
        settle()
      }
      const onError = (error: unknown) => done(() => reject(error))
      const onMessage = (message: Message) => {
        if (message.type === 'progress') onProgress(message.gap)
        else if (message.type === 'failed') done(() => reject(new Error(message.message)))
        else done(() => resolve(message))
      }
      this.thread.on('message', onMessage)
      this.thread.on('error', onError)
      this.thread.postMessage(question)
    })
  }

  /** Ends the present program and all after it with what they have found. */
  interrupt(): void {
    Atomics.store(this.stop, 0, 1)
  }

  async close(): Promise<void> {
    await this.thread.terminate()
  }
}
