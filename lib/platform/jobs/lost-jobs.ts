import { Client } from 'pg'
import { log } from '../log'

/** How often jobs are looked for whose worker is gone, and how long a job is left alone after it was taken. */
const LOOK_MS = 5_000
const GRACE_SECONDS = 5

const lockKey = "hashtextextended('job-pool:' || $1, 0)"

/**
 * Shows that a pool of workers is alive, by a lock that its connection holds, and gives back the jobs of pools that are
 * not: a process that was killed lets go of its lock at once, where its jobs would stay taken for hours.
 */
export class JobKeeper {
  private client: Client | null = null
  private timer: NodeJS.Timeout | null = null
  private stopped = false

  constructor(private readonly poolId: string) {}

  async start(): Promise<void> {
    if (this.stopped) return
    const client = new Client({ connectionString: process.env.DATABASE_URL, keepAlive: true })
    client.on('error', () => undefined)
    client.on('end', () => this.client === client && this.again())
    await client.connect()
    await client.query(`select pg_advisory_lock(${lockKey})`, [this.poolId])
    this.client = client
    await this.look()
  }

  async stop(): Promise<void> {
    this.stopped = true
    if (this.timer) clearTimeout(this.timer)
    await this.client?.end().catch(() => undefined)
  }

  private again(): void {
    this.client = null
    if (this.timer) clearTimeout(this.timer)
    if (!this.stopped) this.timer = setTimeout(() => this.start().catch(() => this.again()), 1000)
  }

  private async look(): Promise<void> {
    const { client } = this
    if (!client || this.stopped) return
    try {
      await freeLostJobs(client, this.poolId)
    } catch (error) {
      log.warn({ err: error }, 'lost jobs could not be looked for')
    }
    this.timer = setTimeout(() => this.look(), LOOK_MS)
  }
}

/** @param ownPool whose lock this connection holds: to try it again would succeed, and take jobs from workers at work */
async function freeLostJobs(client: Client, ownPool: string): Promise<void> {
  const { rows } = await client.query<{ holder: string }>(
    `select distinct locked_by as holder from graphile_worker.jobs where locked_at < now() - make_interval(secs => ${GRACE_SECONDS}) and locked_by <> $1`,
    [ownPool],
  )
  for (const { holder } of rows) {
    const { rows: answer } = await client.query<{ gone: boolean }>(`select pg_try_advisory_lock(${lockKey}) as gone`, [holder])
    if (!answer[0]?.gone) continue
    await client.query('select graphile_worker.force_unlock_workers($1)', [[holder]])
    await client.query(`select pg_advisory_unlock(${lockKey})`, [holder])
    log.warn({ holder }, 'jobs of a worker that is gone were given back')
  }
}
