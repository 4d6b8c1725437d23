import { pool } from '../db/client'

/** Background work by name, with what each job is told. A domain adds its own in its `jobs.ts`, as it does with its events. */
export interface JobPayloads {
  'forget-idempotency-keys': object
  'forget-what-was-sent': object
}

export type JobName = keyof JobPayloads
export type JobHandler<Name extends JobName> = (payload: JobPayloads[Name]) => Promise<void>
/** Handlers of some jobs: a domain has its own, the worker has them all. Each must bear being called again. */
export type Jobs<Name extends JobName = JobName> = { readonly [Each in Name]: JobHandler<Each> }

/** Asks for a job, now or later; the same key replaces an earlier request that has not run. */
export async function addJob<Name extends JobName>(
  name: Name,
  payload: JobPayloads[Name],
  options: { runAt?: Date; key?: string } = {},
): Promise<void> {
  await pool().query('select graphile_worker.add_job($1, payload := $2::json, run_at := $3, job_key := $4)', [
    name,
    JSON.stringify(payload),
    options.runAt ?? null,
    options.key ?? null,
  ])
}
