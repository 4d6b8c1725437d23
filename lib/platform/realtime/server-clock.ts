import { pool } from '../db/client'
import { log } from '../log'

/** Between two looks at the database's clock, and how many of the last looks count. */
const SAMPLE_MS = 5_000
const KEPT = 8
/** A change of the offset beyond this is somebody setting a clock, not drift. */
const STEP_MS = 1_000

export interface ClockSample {
  /** database time less monotonic time, milliseconds */
  offset: number
  /** how long the look took: the answer lies within half of it */
  trip: number
}

interface Source {
  /** milliseconds on a clock that nobody can set */
  monotonic(): number
  /** the database's time, milliseconds since 1970 */
  databaseTime(): Promise<number>
}

/**
 * The one time that decides: the database's, so that a node whose own clock is wrong changes nothing. Between two looks
 * time goes on by a clock that cannot be set, and a database whose clock is set while the node runs is not followed: all
 * ends that were announced are in the time from before.
 */
export class ServerClock {
  private samples: ClockSample[] = []
  private timer: NodeJS.Timeout | null = null
  private ahead = false

  constructor(private readonly source: Source = { monotonic: () => performance.now(), databaseTime }) {}

  /** Looks once, so that `now` is right from here on, and then every few seconds. @throws when the database is away */
  async start(): Promise<void> {
    await this.look()
    this.timer = setInterval(() => void this.look().catch(() => undefined), SAMPLE_MS)
    this.timer.unref()
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer)
    this.timer = null
  }

  /** Milliseconds since 1970, whole. Before the first look the node's own clock. */
  now(): number {
    return Math.floor(this.source.monotonic() + this.offset())
  }

  async look(): Promise<void> {
    const before = this.source.monotonic()
    const time = await this.source.databaseTime()
    const after = this.source.monotonic()
    const sample = { offset: time - (before + after) / 2, trip: after - before }
    const step = Math.abs(sample.offset - this.offset()) - sample.trip / 2
    if (this.samples.length > 0 && step > STEP_MS) {
      if (!this.ahead) log.error({ stepMs: Math.round(step) }, 'the clock of the database was set; this node keeps the time from before')
      this.ahead = true
      return
    }
    this.ahead = false
    this.samples = [...this.samples, sample].slice(-KEPT)
  }

  /** Of the quickest look: it is the most exact. */
  private offset(): number {
    let best: ClockSample | undefined
    for (const sample of this.samples) if (!best || sample.trip < best.trip) best = sample
    return best?.offset ?? performance.timeOrigin
  }
}

async function databaseTime(): Promise<number> {
  const { rows } = await pool().query<{ now: number }>({
    name: 'clock',
    text: 'select extract(epoch from clock_timestamp())::float8 * 1000 as now',
  })
  return Number(rows[0]?.now)
}
