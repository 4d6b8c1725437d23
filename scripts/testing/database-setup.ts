import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../setup/postgres'
import { migrate } from '../setup/prisma'

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string
  }
}

/** A real PostgreSQL for the integration tests, with one migrated database that every test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'stoa-test-'))
  const server = await startPostgres(folder, {
    own: true,
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'],
  })
  await migrate(server.url)
  process.env.DATABASE_URL = server.url
  const { migrateJobs } = await import('@/lib/platform/jobs/worker')
  await migrateJobs()
  const { disconnect } = await import('@/lib/platform/db/client')
  await disconnect()
  project.provide('databaseUrl', server.url)
  return async () => {
    await server.stop()
    for (const used of [server.folder, folder]) await rm(used, { recursive: true, force: true })
  }
}
