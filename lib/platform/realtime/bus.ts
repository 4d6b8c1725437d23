import { Client } from 'pg'
import { pool } from '../db/client'
import type { EventOf, EventType } from '../events'
import { log } from '../log'

/** What nodes tell each other beside domain events. A domain adds its own as it does with its events. */
export interface Announcements {
  /** this node listens again after it was cut off, and may have missed anything */
  reconnected: object
}

type Topic = keyof Announcements | EventType
type News<Name extends Topic> = Name extends EventType ? EventOf<Name> : Name extends keyof Announcements ? Announcements[Name] : never
type Listener = (news: object) => void

/**
 * What nodes and processes tell each other: PostgreSQL's notifications on one channel. At most once, after the commit;
 * a listener that was away looks at the rows instead. Domain events arrive here too, by their type.
 */
export class Bus {
  private readonly listeners = new Map<string, Listener[]>()
  private client: Client | null = null
  private stopped = false

  on<Name extends Topic>(topic: Name, listener: (news: News<Name>) => void): void {
    // What is told under a topic is what its type says: only `announce` and the outbox write there.
    this.listeners.set(topic, [...(this.listeners.get(topic) ?? []), listener as Listener])
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
      const { topic, payload } = JSON.parse(text ?? '') as { topic: string; payload: object }
      this.tell(topic, { ...payload, type: topic })
    } catch (error) {
      log.error({ err: error }, 'a notification could not be read')
    }
  }

  private tell(topic: string, news: object): void {
    for (const listener of this.listeners.get(topic) ?? []) listener(news)
  }
}

/** Tells all nodes something now, outside of any transaction; several payloads in one statement. */
export async function announce<Name extends keyof Announcements>(topic: Name, payloads: readonly Announcements[Name][]): Promise<void> {
  const messages = payloads.map((payload) => JSON.stringify({ topic, payload }))
  await pool().query("select pg_notify('stoa', message) from unnest($1::text[]) message", [messages])
}
