import { EventEmitter } from 'node:events'
import { Logger, run, runMigrations, type TaskList, type WorkerEvents } from 'graphile-worker'
import { pool, prisma } from '../db/client'
import { log, withRequestId } from '../log'
import { JobKeeper } from './lost-jobs'

/** What a domain does when an event has left the outbox, or when its job is due. */
export type JobHandler = (payload: Record<string, unknown>) => Promise<void>

export interface JobTable {
  /** jobs by name */
  jobs: Record<string, JobHandler>
  /** handlers by type of domain event */
  subscribers: Record<string, JobHandler[]>
  /** a crontab in graphile-worker's form */
  crontab: string
}

/** Creates or updates the job tables. */
export const migrateJobs = (): Promise<void> => runMigrations({ pgPool: pool() })

/** Starts working on jobs in this process. A job that fails is tried again, later each time. */
export async function startWorker(table: JobTable): Promise<{ stop(): Promise<void> }> {
  const tasks: TaskList = {
    'dispatch-outbox': async (payload) => dispatch(table, (payload as { id: string }).id),
  }
  for (const [name, handler] of Object.entries(table.jobs))
    tasks[name] = async (payload) => handler((payload ?? {}) as Record<string, unknown>)
  const events: WorkerEvents = new EventEmitter()
  let keeper: JobKeeper | null = null
  events.once('pool:create', ({ workerPool }) => {
    keeper = new JobKeeper(workerPool.id)
  })
  const runner = await run({
    pgPool: pool(),
    concurrency: 4,
    pollInterval: 1000,
    noHandleSignals: true,
    taskList: tasks,
    crontab: table.crontab,
    logger: quiet(),
    events,
  })
  await (keeper as JobKeeper | null)?.start()
  return {
    async stop() {
      await runner.stop()
      await keeper?.stop()
    },
  }
}

/** Hands one event to its subscribers. Each subscriber must bear being called again. */
async function dispatch(table: JobTable, id: string): Promise<void> {
  const event = await prisma().outboxEvent.findUnique({ where: { id } })
  if (!event || event.dispatchedAt) return
  await withRequestId(event.requestId ?? id, async () => {
    for (const handler of table.subscribers[event.type] ?? []) await handler(event.payload as Record<string, unknown>)
  })
  await prisma().outboxEvent.update({ where: { id }, data: { dispatchedAt: new Date() } })
}

/** Asks for a job, now or later; the same key replaces an earlier request that has not run. */
export async function addJob(name: string, payload: Record<string, unknown>, options: { runAt?: Date; key?: string } = {}): Promise<void> {
  await pool().query('select graphile_worker.add_job($1, payload := $2::json, run_at := $3, job_key := $4)', [
    name,
    JSON.stringify(payload),
    options.runAt ?? null,
    options.key ?? null,
  ])
}

function quiet() {
  return new Logger((scope) => (level, message) => {
    if (level === 'error') log.error({ job: scope.label }, message)
    else if (level === 'warning') log.warn({ job: scope.label }, message)
  })
}
