import { openDatabase } from './setup/postgres'
import { tellingOf } from './setup/progress.js'
import { type Mode, settle } from './setup/settings'
import { orExplain } from './setup/steps'

/** Serves what was prepared, or works on its jobs, until the process is told to stop. */
export async function serve(mode: Mode): Promise<void> {
  await orExplain(async () => {
    settle(mode)
    const database = await openDatabase({ own: mode !== 'worker' })
    const stopping: (() => Promise<void>)[] = [database.stop]
    const stop = once(async () => {
      for (const part of stopping.reverse()) await part().catch(() => undefined)
      process.exit(0)
    })
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
    try {
      const demo = process.env.STOA_DEMO === '1'
      Object.assign(process.env, { NODE_ENV: mode === 'dev' ? 'development' : 'production' })
      if (mode === 'worker') stopping.push(await work(demo))
      else stopping.push(await startPages(mode, demo))
    } catch (error) {
      await database.stop()
      throw error
    }
  })
}

async function work(demo: boolean): Promise<() => Promise<void>> {
  const { startWorker } = await import('@/lib/platform/jobs/worker')
  const { jobTable } = await import('@/worker')
  const worker = await startWorker(jobTable({ demo }))
  process.stdout.write('  working on jobs; Ctrl-C stops\n')
  return () => worker.stop()
}

async function startPages(mode: Mode, demo: boolean): Promise<() => Promise<void>> {
  const { startServer } = await import('@/server')
  const running = await tellingOf({ doing: 'starting the server', done: 'server started' }, () => startServer({ dev: mode === 'dev' }))
  await greet(running.port, demo)
  return running.stop
}

async function greet(port: number, demo: boolean): Promise<void> {
  const seconds = (performance.now() / 1000).toFixed(1)
  process.stdout.write(`\n  Stoa is ready after ${seconds} s:  ${process.env.PUBLIC_URL ?? `http://localhost:${port}`}\n`)
  if (!demo) return
  const { demoAccounts, DEMO_PASSWORD } = await import('@/prisma/demo/accounts')
  process.stdout.write(`\n  Demo accounts, all with the password ${DEMO_PASSWORD}\n`)
  for (const account of demoAccounts) process.stdout.write(`    ${account.email.padEnd(38)} ${account.title}\n`)
  process.stdout.write('\n  Ctrl-C stops everything.\n')
}

/** @returns what does the work at its first call, and nothing at the others */
function once(work: () => Promise<void>): () => void {
  let begun = false
  return () => {
    if (begun) return
    begun = true
    void work()
  }
}
