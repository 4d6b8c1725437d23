import { createServer } from 'node:net'
import { ensureBuilt, ensureBundled } from './setup/build'
import { openDatabase } from './setup/postgres'
import { ensureClient, migrate } from './setup/prisma'
import { tellingOf } from './setup/progress.js'
import { type Mode, settle } from './setup/settings'
import { orExplain, StartError } from './setup/steps'

// Everything between an installed checkout and a server that can start: the database, its structure, the demo, the build. In a
// process of its own, since what it takes in memory is not needed to serve. The database goes on running for the server.
await orExplain(() => prepare(process.argv[2] as Mode))
process.exit(0)

async function prepare(mode: Mode): Promise<void> {
  settle(mode)
  if (mode !== 'worker') await portFree(Number(process.env.PORT || 3000))
  const server = await tellingOf({ doing: 'starting PostgreSQL', done: 'PostgreSQL ready' }, () => openDatabase({ own: mode !== 'worker' }))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.stop().finally(() => process.exit(1)))
  try {
    await tellingOf({ doing: 'generating the database client', done: 'database client' }, async () => ensureClient())
    await tellingOf({ doing: 'migrating the database', done: 'migrations' }, () => migrate(server.url))
    const { migrateJobs } = await import('@/lib/platform/jobs/worker')
    await migrateJobs()
    if (process.env.STOA_DEMO === '1' && mode !== 'worker') {
      const { loadDemoOnce } = await import('@/prisma/demo/load')
      await tellingOf({ doing: 'loading the demo, half a minute, this once', done: 'demo data' }, loadDemoOnce)
    }
    if (mode === 'start')
      await tellingOf({ doing: 'building pages, about a minute when something has changed', done: 'pages built' }, ensureBuilt)
    if (mode !== 'dev') await ensureBundled()
  } catch (error) {
    await server.stop()
    throw error
  }
}

function portFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EACCES' ? 'may not be used by this user' : 'is in use; is Stoa running already?'
      reject(new StartError(`Port ${port} ${reason} Set PORT to another one, such as PORT=3001 npm start.`))
    })
    probe.listen(port, () => probe.close(() => resolve()))
  })
}
