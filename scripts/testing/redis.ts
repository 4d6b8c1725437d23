import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { freePort } from '../setup/free-port'

/** Where this machine has Redis; undefined where it has none. */
export const redisProgram = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'].find((path) =>
  existsSync(path),
)

/** A Redis of a test's own, which keeps nothing and may be killed at any time. */
export class TestRedis {
  private process: ChildProcess | null = null

  private constructor(private readonly port: number) {}

  /** @throws Error where there is none, see `redisProgram` */
  static async start(): Promise<TestRedis> {
    const redis = new TestRedis(await freePort())
    await redis.startAgain()
    return redis
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  /** kill -9 */
  async kill(): Promise<void> {
    const { process } = this
    this.process = null
    if (!process) return
    await new Promise((resolve) => {
      process.once('exit', resolve)
      process.kill('SIGKILL')
    })
  }

  async startAgain(): Promise<void> {
    if (!redisProgram) throw new Error('There is no redis-server on this machine.')
    const options = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
    const server = spawn(redisProgram, options, { stdio: ['ignore', 'pipe', 'inherit'] })
    this.process = server
    await new Promise<void>((resolve, reject) => {
      server.once('exit', (code) => reject(new Error(`Redis ended with ${code}`)))
      server.stdout.on('data', (text) => String(text).includes('Ready to accept') && resolve())
    })
  }
}
