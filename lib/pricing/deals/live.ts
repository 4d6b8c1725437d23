import type { Server, Socket } from 'socket.io'
import { z } from 'zod'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { idOf } from '@/lib/platform/fields/ids'
import { log } from '@/lib/platform/log'
import type { Bus } from '@/lib/platform/realtime/bus'
import { type SocketHandler, socketHandler } from '@/lib/platform/realtime/gateway'
import type { ServerClock } from '@/lib/platform/realtime/server-clock'
import { getDeal, readCounter } from './queries'
import type { DealCounter } from './views'

/** Between two messages about one deal; what happens meanwhile goes into the next. */
const PAUSE_MS = 100

/** Deals as browsers watch them: the counters of one node's rooms, read again when the bus says that one has changed. */
export class LiveDeals {
  private io: Server | null = null
  private readonly waiting = new Map<string, NodeJS.Timeout>()

  constructor(private readonly time: ServerClock) {}

  readonly handlers: Record<string, SocketHandler> = {
    'deal:watch': socketHandler(z.object({ dealId: idOf('Deal') }), (actor, { dealId }, socket) => this.watch(actor, dealId, socket), {
      isUse: false,
    }),
    'deal:leave': socketHandler(z.object({ dealId: idOf('Deal') }), async (_actor, { dealId }, socket) => socket.leave(room(dealId)), {
      isUse: false,
    }),
  }

  start(io: Server, bus: Bus): void {
    this.io = io
    bus.on('deal.changed', ({ dealId }) => this.touch(dealId))
    bus.on('reconnected', () => {
      for (const name of io.of('/').adapter.rooms.keys()) if (name.startsWith('deal:')) this.touch(name.slice(5))
    })
  }

  stop(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer)
  }

  private async watch(actor: Actor, dealId: string, socket: Socket): Promise<DealCounter & { serverTime: number }> {
    const { id, state, taken, left, joiners, price, next } = await getDeal({ actor, db: prisma(), now: new Date(this.time.now()) }, dealId)
    await socket.join(room(dealId))
    return { id, state, taken, left, joiners, price, next, serverTime: this.time.now() }
  }

  private touch(dealId: string): void {
    if (this.waiting.has(dealId)) return
    const timer = setTimeout(() => {
      this.waiting.delete(dealId)
      readCounter(dealId).then(
        (counter) => counter && this.io?.local.to(room(dealId)).emit('deal', counter),
        (error) => log.warn({ err: error, dealId }, 'a counter could not be read'),
      )
    }, PAUSE_MS)
    this.waiting.set(dealId, timer)
  }
}

const room = (dealId: string) => `deal:${dealId}`
