import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { ensureBuilt } from './setup/build'
import { root } from './setup/install.js'
import { dataFolder, openDatabase } from './setup/postgres'
import { ensureClient, migrate } from './setup/prisma'
import { tellingOf } from './setup/progress.js'
import { StartError } from './setup/steps'

type Mode = 'start' | 'dev' | 'worker'

/** npm start, npm run dev, npm run worker: everything from an installed checkout to a running server. */
export async function launch(mode: Mode): Promise<void> {
  try {
    await launchSteps(mode)
  } catch (error) {
    const message =
      error instanceof StartError || (error instanceof Error && error.message.startsWith('Settings are wrong')) ? error.message : error
    process.stderr.write(`${message instanceof Error ? (message.stack ?? message.message) : message}\n`)
    process.exit(1)
  }
}

async function launchSteps(mode: Mode): Promise<void> {
  const began = performance.now()
  if (existsSync(path.join(root, '.env'))) process.loadEnvFile(path.join(root, '.env'))
  const production = process.env.NODE_ENV === 'production'
  settle(production, mode)
  if (mode !== 'worker') await portFree(Number(process.env.PORT || 3000))

  const server = await tellingOf({ doing: 'starting PostgreSQL', done: 'PostgreSQL ready' }, () => openDatabase({ own: mode !== 'worker' }))
  const stopping: (() => Promise<void>)[] = [server.stop]
  const stop = once(async (code: number) => {
    for (const part of stopping.reverse()) await part().catch(() => undefined)
    process.exit(code)
  })
  process.on('SIGINT', () => stop(0))
  process.on('SIGTERM', () => stop(0))
  try {
    await tellingOf({ doing: 'generating the database client', done: 'database client' }, async () => ensureClient())
    await tellingOf({ doing: 'migrating the database', done: 'migrations' }, () => migrate(process.env.DATABASE_URL as string))
    const { migrateJobs } = await import('@/lib/platform/jobs/worker')
    await migrateJobs()
    const demo = process.env.STOA_DEMO === '1'
    if (demo && mode !== 'worker') {
      const { loadDemoOnce } = await import('@/prisma/demo/load')
      await tellingOf({ doing: 'loading the demo, half a minute, this once', done: 'demo data' }, loadDemoOnce)
    }
    Object.assign(process.env, { NODE_ENV: mode === 'dev' ? 'development' : 'production' })
    if (mode === 'start')
      await tellingOf({ doing: 'building pages, about a minute when something has changed', done: 'pages built' }, ensureBuilt)
    if (mode === 'worker') {
      const { startWorker } = await import('@/lib/platform/jobs/worker')
      const { jobTable } = await import('@/worker')
      const worker = await startWorker(jobTable({ demo }))
      stopping.push(() => worker.stop())
      process.stdout.write('  working on jobs; Ctrl-C stops\n')
      return
    }
    const { startServer } = await import('@/server')
    const running = await tellingOf({ doing: 'starting the server', done: 'server started' }, () => startServer({ dev: mode === 'dev' }))
    stopping.push(running.stop)
    await greet(running.port, demo, began)
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Decides between demo and production, and fills in what the demo needs. Production brings its own. */
function settle(production: boolean, mode: Mode): void {
  if (production && !process.env.DATABASE_URL)
    throw new StartError('With NODE_ENV=production Stoa needs DATABASE_URL; leave NODE_ENV unset for the demo.')
  process.env.STOA_DEMO = production ? '0' : (process.env.STOA_DEMO ?? '1')
  process.env.STOA_DATA = dataFolder()
  if (!production) {
    process.env.NEXTAUTH_SECRET ??= demoSecret()
    if (mode !== 'worker') process.env.LOG_LEVEL ??= 'warn'
  }
  const secret = process.env.NEXTAUTH_SECRET ?? ''
  if (secret.length < 32 || new Set(secret).size < 10)
    throw new StartError(
      'NEXTAUTH_SECRET is missing or weak: set it to at least 32 random characters, such as the output of `openssl rand -base64 32`.',
    )
  const port = process.env.PORT || '3000'
  process.env.NEXTAUTH_URL = process.env.PUBLIC_URL ?? `http://localhost:${port}`
}

/** The demo's own secret, made once, so that sessions outlive a restart. */
function demoSecret(): string {
  const file = path.join(dataFolder(), 'session-secret')
  if (!existsSync(file)) {
    try {
      mkdirSync(dataFolder(), { recursive: true })
      writeFileSync(file, randomBytes(36).toString('base64'), { mode: 0o600 })
    } catch {
      throw new StartError(
        `The data folder ${dataFolder()} cannot be written. Make it writable for this user, or set STOA_DATA to another folder.`,
      )
    }
  }
  return readFileSync(file, 'utf8')
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

async function greet(port: number, demo: boolean, began: number): Promise<void> {
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  process.stdout.write(`\n  Stoa is ready after ${seconds} s:  ${process.env.PUBLIC_URL ?? `http://localhost:${port}`}\n`)
  if (!demo) return
  const { demoAccounts, DEMO_PASSWORD } = await import('@/prisma/demo/accounts')
  process.stdout.write(`\n  Demo accounts, all with the password ${DEMO_PASSWORD}\n`)
  for (const account of demoAccounts) process.stdout.write(`    ${account.email.padEnd(38)} ${account.title}\n`)
  process.stdout.write('\n  Ctrl-C stops everything.\n')
}

function once<Argument>(work: (argument: Argument) => Promise<void>): (argument: Argument) => void {
  let begun = false
  return (argument) => {
    if (begun) return
    begun = true
    void work(argument)
  }
}
