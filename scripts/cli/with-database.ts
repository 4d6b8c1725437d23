import { loadEnvironment } from '../setup/environment'
import { dataFolder, openDatabase } from '../setup/postgres'
import { ensureClient, migrate } from '../setup/prisma'
import { keptSecret } from '../setup/settings'

/** Runs work on the database, the running one or one started for it, as it is found. */
export async function onDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  loadEnvironment()
  process.env.NEXTAUTH_SECRET ??= keptSecret()
  process.env.STOA_DATA = dataFolder()
  process.env.LOG_LEVEL ??= 'warn'
  ensureClient()
  const server = await openDatabase({ own: false })
  try {
    return await work(server.url)
  } finally {
    const { disconnect } = await import('@/lib/platform/db/client')
    await disconnect()
    await server.stop()
  }
}

/** Runs work on the database, migrated. */
export const withDatabase = <T>(work: () => Promise<T>): Promise<T> =>
  onDatabase(async (url) => {
    await migrate(url)
    const { migrateJobs } = await import('@/lib/platform/jobs/worker')
    await migrateJobs()
    return work()
  })
