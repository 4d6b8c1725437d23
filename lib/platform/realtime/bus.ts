import { Client } from 'pg'
import { pool } from '../db/client'
import { log } from '../log'

type Listener = (payload: Record<string, unknown>) => void

/**
 * What nodes and processes tell each other: PostgreSQL's notifications on one channel. At most once, after the commit;
 * a listener that was away looks at the rows instead. Domain events arrive here too, by their type.
 */
export class Bus {
  private readonly listeners = new Map<string, Listener[]>()
  private client: Client | null = null
  private stopped = false

  on(topic: string, listener: Listener): void {
    this.listeners.set(topic, [...(this.listeners.get(topic) ?? []), listener])
  }

  /** Listens until stopped; a lost connection is opened again, and `reconnected` listeners can catch up. */
  async start(): Promise<void> {
    if (this.stopped) return
    const client = new Client({ connectionString: process.env.DATABASE_URL, keepAlive: true })
    try {
      await client.connect()
      client.on('notification', ({ payload }) => this.hear(payload))
      client.on('error', () => undefined)
      client.on('end', () => this.again())
      await client.query('listen stoa')
      this.client = client
    } catch (error) {
      client.end().catch(() => undefined)
      throw error
    }
  }

  async stop(): Promise<void> {
    this.stopped = true
    await this.client?.end().catch(() => undefined)
  }

  private again(): void {
    this.client = null
    if (this.stopped) return
    setTimeout(() => {
      this.start().then(
        () => this.tell('reconnected', {}),
        () => this.again(),
      )
    }, 500)
  }

  private hear(text: string | undefined): void {
    try {
      const { topic, payload } = JSON.parse(text ?? '') as { topic: string; payload: Record<string, unknown> }
      this.tell(topic, payload)
    } catch (error) {
      log.error({ err: error }, 'a notification could not be read')
    }
  }

  private tell(topic: string, payload: Record<string, unknown>): void {
    for (const listener of this.listeners.get(topic) ?? []) listener(payload)
  }
}

/** Tells all nodes something now, outside of any transaction; several payloads in one statement. */
export async function announce(topic: string, payloads: Record<string, unknown>[]): Promise<void> {
  const messages = payloads.map((payload) => JSON.stringify({ topic, payload }))
  await pool().query("select pg_notify('stoa', message) from unnest($1::text[]) message", [messages])
}
