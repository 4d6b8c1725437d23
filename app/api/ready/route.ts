import { pool } from '@/lib/platform/db/client'

/** Ready: the database answers, its migrations are applied, a worker has looked for jobs lately. One query. */
export async function GET() {
  try {
    const { rows } = await pool().query<{ migrations: boolean; jobs: boolean }>(
      `select not exists (select 1 from _prisma_migrations where finished_at is null) as migrations,
              not exists (select 1 from graphile_worker.jobs where run_at < now() - interval '1 minute' and locked_at is null and attempts < max_attempts) as jobs`,
    )
    const checks = { database: true, migrations: rows[0]?.migrations ?? false, worker: rows[0]?.jobs ?? false }
    const ready = Object.values(checks).every(Boolean)
    return Response.json({ status: ready ? 'ready' : 'not ready', ...checks }, { status: ready ? 200 : 503 })
  } catch {
    return Response.json({ status: 'not ready', database: false }, { status: 503 })
  }
}
