import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { io, type Socket } from 'socket.io-client'
import type { Actor } from '@/lib/platform/context'
import { disconnect, pool } from '@/lib/platform/db/client'
import { migrateJobs } from '@/lib/platform/jobs/worker'
import { root } from '../setup/install.js'
import { type RunningPostgres, startPostgres } from '../setup/postgres'
import { migrate } from '../setup/prisma'

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Waits until something holds. @throws Error after `limit` milliseconds, with what it was */
export async function until(what: string, holds: () => Promise<boolean>, every = 50, limit = 40_000): Promise<void> {
  for (const end = Date.now() + limit; Date.now() < end; await pause(every)) if (await holds()) return
  throw new Error(`${what} did not happen within ${limit / 1000} s`)
}

/** A process that is there to be killed; `lines` collects what it has said. */
export interface Subject {
  lines: string[]
  kill(): Promise<void>
  /** It stands still, as a machine does that is out of memory or being moved, and everybody's connections to it stay. */
  freeze(): void
  thaw(): void
}

/** A durable database of its own and servers on it, all of which may be killed at any time. */
export class FaultLab {
  private readonly children = new Set<ChildProcess>()

  private constructor(
    private readonly folder: string,
    /** where PostgreSQL has its own */
    private readonly data: string,
    private postgres: RunningPostgres,
  ) {}

  /** Sets `DATABASE_URL`, so that the test itself works on the lab's database too. */
  static async open(): Promise<FaultLab> {
    const folder = mkdtempSync(path.join(tmpdir(), 'stoa-faults-'))
    const postgres = await startPostgres(path.join(folder, 'postgres'), { own: true })
    process.env.DATABASE_URL = postgres.url
    await migrate(postgres.url)
    await migrateJobs()
    const { rows } = await pool().query<{ data_directory: string }>('show data_directory')
    return new FaultLab(folder, rows[0]?.data_directory ?? '', postgres)
  }

  async close(): Promise<void> {
    for (const child of this.children) child.kill('SIGKILL')
    await disconnect()
    await this.postgres.stop()
    for (const used of [this.postgres.folder, this.folder]) rmSync(used, { recursive: true, force: true })
  }

  stopPostgres(): Promise<void> {
    return this.postgres.stop()
  }

  /** kill -9, as the system does when memory runs out. */
  killPostgres(): void {
    const [pid] = readFileSync(path.join(this.data, 'postmaster.pid'), 'utf8').split('\n')
    process.kill(Number(pid), 'SIGKILL')
  }

  async startPostgresAgain(): Promise<void> {
    const { port } = new URL(this.postgres.url)
    this.postgres = await startPostgres(path.join(this.folder, 'postgres'), { own: true, port: Number(port) })
  }

  start(...args: string[]): Subject {
    const child = spawn(process.execPath, ['scripts/run.js', 'scripts/testing/crash-subject.ts', ...args], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'test', LOG_LEVEL: 'fatal' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.children.add(child)
    const lines: string[] = []
    createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
    const kill = () =>
      new Promise<void>((resolve) => {
        child.once('close', () => resolve())
        child.kill('SIGKILL')
      })
    return { lines, kill, freeze: () => child.kill('SIGSTOP'), thaw: () => child.kill('SIGCONT') }
  }

  async startServer(): Promise<Subject & { port: number }> {
    const subject = this.start('server')
    await until('the server', async () => subject.lines.length > 0)
    return { ...subject, port: Number(subject.lines[0]?.split(' ')[1]) }
  }
}

/** A socket of somebody to a server of the lab. */
export async function connect(port: number, actor: Actor): Promise<Socket> {
  const socket = io(`http://127.0.0.1:${port}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { cookie: actor.email },
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve())
    socket.once('connect_error', (error) => {
      socket.disconnect()
      reject(error)
    })
  })
  return socket
}
