import { createAdapter } from '@socket.io/redis-adapter'
import { createClient } from 'redis'
import type { Server } from 'socket.io'
import { log } from '../log'

/**
 * Joins the sockets of all nodes through Redis, when there is one: then a user's connections count over all nodes. What the
 * auctions need travels by the database in any case, so that nothing is lost while Redis is away.
 * @returns null without an address
 */
export function shareSockets(io: Server, url: string | undefined): { stop(): void } | null {
  if (!url) return null
  const publisher = createClient({ url, socket: { reconnectStrategy: (tries) => Math.min(2_000, 100 * 2 ** tries) } })
  const subscriber = publisher.duplicate()
  let away = false
  for (const client of [publisher, subscriber]) {
    client.on('error', (error) => {
      if (!away) log.warn({ err: error }, 'Redis is away; the database carries the news alone')
      away = true
    })
    client.on('ready', () => {
      if (away) log.info('Redis is back')
      away = false
    })
  }
  // Not waited for: a node starts without Redis too.
  for (const client of [publisher, subscriber]) client.connect().catch(() => undefined)
  // The adapter leaves these promises alone: a connection that breaks off must not end the process.
  for (const name of ['publish', 'subscribe', 'pSubscribe', 'unsubscribe', 'pUnsubscribe'] as const)
    for (const client of [publisher, subscriber]) {
      const send = client[name].bind(client) as (...args: unknown[]) => Promise<unknown>
      Object.assign(client, { [name]: (...args: unknown[]) => send(...args).catch(() => undefined) })
    }
  io.adapter(createAdapter(publisher, subscriber))
  return {
    stop: () => {
      publisher.destroy()
      subscriber.destroy()
    },
  }
}
