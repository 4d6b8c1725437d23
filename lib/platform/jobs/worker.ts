import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Logger, run, runMigrations, type TaskList, type WorkerEvents } from 'graphile-worker'
import { pool, prisma } from '../db/client'
import type { DomainEvent, EventType, Reaction, Reactions } from '../events'
import { log, withRequestId } from '../log'
import { named } from '../loop-watch'
import { JobKeeper } from './lost-jobs'
import type { Jobs } from './queue'

export interface JobTable {
  jobs: Partial<Jobs>
  /** what domains do about events, in this order for each */
  reactions: readonly Reactions[]
  /** a crontab in graphile-worker's form */
  crontab: string
}

/** Creates or updates the job tables. */
export const migrateJobs = (): Promise<void> => runMigrations({ pgPool: pool() })

/** How long a worker that gave up, as it does when the database stays away, rests before it starts anew. */
const RESTART_MS = 1000

/** How long idle workers may take to write down how their last jobs ended. */
const LAST_WORDS_MS = 2000

/**
 * Starts working on jobs in this process, and goes on when the database was away, however long. A job that fails is
 * tried again, later each time.
 */
export async function startWorker(table: JobTable): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()
  let shift: Shift | null = await startShift(table)
  const watch = async () => {
    while (!stopping.signal.aborted) {
      await shift?.over
      await pause(RESTART_MS, undefined, { signal: stopping.signal })
      log.warn('the worker had given up and is started again')
      shift = await startShift(table).catch((error) => {
        log.warn({ err: error }, 'the worker could not be started')
        return null
      })
    }
    await shift?.stop()
  }
  const watching = watch().catch(() => undefined)
  return {
    async stop() {
      stopping.abort()
      await shift?.stop()
      await watching
    },
  }
}

/** A pool of workers from its start until it is stopped or gives up. */
interface Shift {
  over: Promise<void>
  stop(): Promise<void>
}

async function startShift(table: JobTable): Promise<Shift> {
  const events: WorkerEvents = new EventEmitter()
  let keeper: JobKeeper | null = null
  events.once('pool:create', ({ workerPool }) => {
    keeper = new JobKeeper(workerPool.id)
  })
  const idle = allIdle(events).then(() => pause(LAST_WORDS_MS, undefined, { ref: false }))
  const runner = await run({
    pgPool: pool(),
    taskList: taskList(table),
    crontab: table.crontab,
    logger: quiet(),
    events,
    noHandleSignals: true,
    preset: {
      worker: {
        concurrentJobs: 4,
        pollInterval: 1000,
        // Without batches, a job's end that cannot be written is a rejection that nobody handles: the process would die.
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
  })
  // When the end of several jobs could not be written, the library's own end never comes: its count of them is wrong then.
  const over = Promise.race([runner.promise.catch(() => undefined), idle]).then(async () => {
    void runner.stop().catch(() => undefined)
    await keeper?.stop()
  })
  const stop = async () => {
    void runner.stop().catch(() => undefined)
    await over
  }
  try {
    await (keeper as JobKeeper | null)?.start()
  } catch (error) {
    await stop()
    throw error
  }
  return { over, stop }
}

/** Resolves when a pool that has begun to shut down has no worker left that is at a job. */
function allIdle(events: WorkerEvents): Promise<void> {
  return new Promise((resolve) => {
    let workers = 0
    let ending = false
    const look = () => {
      if (ending && workers === 0) resolve()
    }
    events.on('worker:create', () => {
      workers += 1
    })
    events.on('worker:stop', () => {
      workers -= 1
      look()
    })
    events.on('pool:gracefulShutdown', () => {
      ending = true
      look()
    })
  })
}

function taskList(table: JobTable): TaskList {
  const tasks: TaskList = {
    'dispatch-outbox': async (payload) => named('job dispatch-outbox', () => dispatch(table, (payload as { id: string }).id)),
  }
  // A job was asked for with the payload that its name asks for: addJob sees to it.
  for (const [name, handler] of Object.entries(table.jobs as Record<string, (payload: object) => Promise<void>>))
    tasks[name] = async (payload) => named(`job ${name}`, () => handler((payload ?? {}) as object))
  return tasks
}

/** Hands one event to the domains that react to it. */
async function dispatch(table: JobTable, id: string): Promise<void> {
  const row = await prisma().outboxEvent.findUnique({ where: { id } })
  if (!row || row.dispatchedAt) return
  const event = { ...(row.payload as object), type: row.type } as DomainEvent
  await withRequestId(row.requestId ?? id, async () => {
    for (const reactions of table.reactions) await (reactions[event.type] as Reaction<EventType> | undefined)?.(event)
  })
  await prisma().outboxEvent.update({ where: { id }, data: { dispatchedAt: new Date() } })
}

function quiet() {
  return new Logger((scope) => (level, message) => {
    if (level === 'error') log.error({ job: scope.label }, message)
    else if (level === 'warning') log.warn({ job: scope.label }, message)
  })
}
