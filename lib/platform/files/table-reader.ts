import { on } from 'node:events'
import path from 'node:path'
import type { Worker as Thread } from 'node:worker_threads'
import { AppError } from '../errors'
import type { ReadingLimits } from './reading-limits'
import type { ReadingChoice, Table } from './table-format'
import type { Answer, Message, Task } from './table-thread'

/** Asked for at run time: what the pages' bundler knows as a thread it wants to bundle once more. */
const { Worker } = process.getBuiltinModule('node:worker_threads')

/**
 * Opens a table of any kind and reads it in a thread of its own with bounded memory and time: a file of somebody else may
 * neither hold up nor end the process that serves bids.
 * @throws AppError file_refused for what is no table, may not be read, or costs more than the limits
 */
export async function openTableInThread(file: string, choice: ReadingChoice, limits: ReadingLimits): Promise<Table> {
  for await (const answer of answers({ file, choice, limits, reads: 'info' }))
    if (answer.type === 'info') return { ...answer.info, rows: () => rows({ file, choice, limits, reads: 'rows' }) }
  throw new Error('a table was not described')
}

async function* rows(task: Task) {
  for await (const answer of answers(task)) if (answer.type === 'rows') yield* answer.rows
}

/** What a thread answers, until its end. It goes on with the next piece while one is worked on. */
async function* answers(task: Task): AsyncGenerator<Answer> {
  const threads = threadsFor(task.limits)
  const thread = await threads.take()
  const tell = (message: Message) => thread.postMessage(message)
  const messages = on(thread, 'message', { close: ['exit'] })
  let left = task.limits.seconds * 1000
  let isTooSlow = false
  let isThrough = false
  tell({ type: 'read', task })
  try {
    for (;;) {
      const since = performance.now()
      const timer = setTimeout(() => {
        isTooSlow = true
        void thread.terminate()
      }, left)
      const { value, done } = await messages.next().finally(() => clearTimeout(timer))
      left -= performance.now() - since
      if (isTooSlow) throw new AppError('file_refused', { detail: 'too_slow' })
      if (done) throw new Error('a thread that reads a table ended')
      const [answer] = value as [Answer]
      isThrough = answer.type !== 'rows'
      if (answer.type === 'end') return
      if (answer.type === 'refused') throw new AppError('file_refused', answer.options)
      if (answer.type === 'failed') throw new Error(answer.message)
      yield answer
      if (isThrough) return
      tell({ type: 'more' })
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
      throw new AppError('file_refused', { detail: 'too_large_unpacked' })
    throw error
  } finally {
    await messages.return?.()
    await threads.giveBack(thread, isThrough)
  }
}

/**
 * The threads that read for one purpose. Some at once, so that many files at once cannot take all memory; the others wait their turn.
 * Who is through with a file waits for the next: starting a thread takes a third of a second.
 */
class Threads {
  private readonly idle = new Map<Thread, NodeJS.Timeout>()
  private readonly waiting: (() => void)[] = []
  private working = 0

  constructor(private readonly heapMegabytes: number) {}

  async take(): Promise<Thread> {
    if (this.working < AT_ONCE) this.working++
    else await new Promise<void>((resolve) => this.waiting.push(resolve))
    const [found] = this.idle.keys()
    if (!found) return this.start()
    this.leaveIdle(found)
    found.ref()
    return found
  }

  /** @param isThrough with its task; another one cannot be used again */
  async giveBack(thread: Thread, isThrough: boolean): Promise<void> {
    if (isThrough) {
      thread.unref()
      this.idle.set(thread, setTimeout(() => void thread.terminate(), IDLE_MS).unref())
    } else await thread.terminate()
    const next = this.waiting.shift()
    if (next) next()
    else this.working--
  }

  /** The bundled thread where pages are built, otherwise its source. By the working folder: pages are bundled, too. */
  private start(): Thread {
    const file = process.env.NODE_ENV === 'production' ? '.next/serve/table-thread.js' : 'lib/platform/files/table-thread-from-source.js'
    const resourceLimits = { maxOldGenerationSizeMb: this.heapMegabytes }
    const thread = new Worker(path.join(process.cwd(), file), { resourceLimits })
    // Who reads hears of it as well; without a listener it would end the process.
    thread.on('error', () => undefined)
    thread.once('exit', () => this.leaveIdle(thread))
    return thread
  }

  private leaveIdle(thread: Thread): void {
    clearTimeout(this.idle.get(thread))
    this.idle.delete(thread)
  }
}

/** Files of one purpose that are read at once. */
const AT_ONCE = 4
const IDLE_MS = 10_000

const byMemory = new Map<number, Threads>()

function threadsFor({ heapMegabytes }: ReadingLimits): Threads {
  const threads = byMemory.get(heapMegabytes) ?? new Threads(heapMegabytes)
  byMemory.set(heapMegabytes, threads)
  return threads
}
