import { pool } from '@/lib/platform/db/client'
import { log } from '@/lib/platform/log'
import type { ServerClock } from '@/lib/platform/server-clock'
import type { Lane } from './lane'

/** How often lots are looked for in which the clock has something to do. */
const TICK_MS = 200

/** Opens, moves on and closes what is due, by the server's clock. Every node runs one; the lot's row says who was first. */
export class AuctionClock {
  private timer: NodeJS.Timeout | null = null
  private blind = false

  constructor(
    private readonly lane: (lotId: string) => Lane,
    private readonly time: ServerClock,
  ) {}

  start(): void {
    this.timer = setTimeout(() => void this.tick().then(() => this.timer && this.start()), TICK_MS)
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }

  /** Never rejects: while the database is away the clock goes on looking, and says so once. */
  private async tick(): Promise<void> {
    try {
      await this.moveOn()
      if (this.blind) log.info('the auction clock reads the database again')
      this.blind = false
    } catch (error) {
      if (!this.blind) log.warn({ err: error }, 'the auction clock cannot read the database')
      this.blind = true
    }
  }

  /** Served by lot(phase, due_at). */
  private async moveOn(): Promise<void> {
    const now = this.time.now()
    const { rows } = await pool().query<{ id: string }>(
      `select l.id from lot l join sourcing_event e on e.id = l.event_id
       where e.state = 'published' and l.phase in ('pending', 'open') and l.due_at <= to_timestamp($1::float8 / 1000)`,
      [now],
    )
    await Promise.all(
      rows.map((row) =>
        this.lane(row.id)
          .tick(now)
          .catch((error) => log.error({ err: error, lotId: row.id }, 'a lot could not be opened, moved on or closed')),
      ),
    )
  }
}
