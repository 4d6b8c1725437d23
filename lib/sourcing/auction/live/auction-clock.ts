import { pool } from '@/lib/platform/db/client'
import { log } from '@/lib/platform/log'
import type { ServerClock } from '@/lib/platform/realtime/server-clock'
import type { Overtime } from './lane'
import type { Lots } from './lots'

/** How often lots are looked for in which the clock has something to do. */
const TICK_MS = 200
/** How late a lot may be before a node that is not its home sees to it. */
const LATE_MS = 1_000

/** The latest overtime of the other lots of an event; served by ledger_entry(lot_id) where lots were extended. */
const OVERTIME = `
  select json_build_object('at', extract(epoch from x.at) * 1000, 'to', (x.payload ->> 'to')::float8)
  from lot other join ledger_entry x on x.lot_id = other.id and x.type = 'lot.extended' and x.payload ->> 'cause' = 'overtime'
  where other.event_id = l.event_id and other.id <> l.id order by (x.payload ->> 'to')::float8 desc limit 1`

/** Opens, moves on and closes what is due at home here, by the server's clock; elsewhere what its home has left undone. */
export class AuctionClock {
  private timer: NodeJS.Timeout | null = null
  private blind = false

  constructor(
    private readonly lots: Lots,
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
    const { rows } = await pool().query<{ id: string; dueAt: Date; overtime: Overtime | null }>(
      `select l.id, l.due_at as "dueAt", case when l.phase = 'open' and l.rules -> 'overtime' ->> 'scope' = 'event' then (${OVERTIME}) end as overtime
       from lot l join sourcing_event e on e.id = l.event_id
       where e.state = 'published' and l.phase in ('pending', 'open') and l.due_at <= to_timestamp($1::float8 / 1000)`,
      [now],
    )
    const own = rows.filter(({ id, dueAt }) => this.lots.isHome(id) || dueAt.getTime() < now - LATE_MS)
    await Promise.all(
      own.map(async ({ id, overtime }) => {
        try {
          if (overtime) await this.lots.follow(id, overtime)
          await this.lots.lane(id).tick(now)
        } catch (error) {
          log.error({ err: error, lotId: id }, 'a lot could not be opened, moved on or closed')
        }
      }),
    )
  }
}
