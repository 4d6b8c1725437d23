import { randomUUID } from 'node:crypto'
import type { Server } from 'socket.io'
import { log } from '@/lib/platform/log'
import { announce, type Bus } from '@/lib/platform/realtime/bus'

/** How often a node repeats who is in its rooms, and when one that has fallen silent no longer counts. */
const REPEAT_MS = 10_000
const SILENT_MS = 25_000

interface News {
  node: string
  eventId: string
  present: string[]
}

declare module '@/lib/platform/realtime/bus' {
  interface Announcements {
    presence: News
  }
}

/**
 * Whose rooms are open, on all nodes: each tells the others who is in its own. A bidder counts once however many windows it
 * has; a node that was killed is forgotten soon after.
 */
export class Presence {
  private readonly node = randomUUID()
  private readonly windows = new Map<string, Map<string, number>>()
  private readonly elsewhere = new Map<string, Map<string, { present: string[]; at: number }>>()
  private timer: NodeJS.Timeout | null = null

  constructor(
    private readonly io: Server,
    private readonly bus: Bus,
  ) {}

  start(): void {
    this.bus.on('presence', (news) => this.hear(news))
    this.timer = setInterval(() => {
      for (const eventId of this.windows.keys()) this.tell(eventId)
      this.forgetSilent()
    }, REPEAT_MS)
    this.timer.unref()
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer)
    for (const eventId of [...this.windows.keys()]) {
      this.windows.delete(eventId)
      this.tell(eventId)
    }
  }

  arrive(eventId: string, alias: string): void {
    const counts = this.windows.get(eventId) ?? new Map<string, number>()
    counts.set(alias, (counts.get(alias) ?? 0) + 1)
    this.windows.set(eventId, counts)
    this.changed(eventId)
  }

  depart(eventId: string, alias: string): void {
    const counts = this.windows.get(eventId)
    const left = (counts?.get(alias) ?? 1) - 1
    if (left > 0) counts?.set(alias, left)
    else counts?.delete(alias)
    if (counts?.size === 0) this.windows.delete(eventId)
    this.changed(eventId)
  }

  in(eventId: string): string[] {
    const others = [...(this.elsewhere.get(eventId)?.values() ?? [])].flatMap(({ present }) => present)
    return [...new Set([...this.here(eventId), ...others])]
  }

  private here(eventId: string): string[] {
    return [...(this.windows.get(eventId)?.keys() ?? [])]
  }

  private changed(eventId: string): void {
    this.show(eventId)
    this.tell(eventId)
  }

  /** To the buyer's side on this node. */
  private show(eventId: string): void {
    this.io.local.to(`event:${eventId}:buyer`).emit('presence', { eventId, present: this.in(eventId) })
  }

  private tell(eventId: string): void {
    const news: News = { node: this.node, eventId, present: this.here(eventId) }
    announce('presence', [{ ...news }]).catch((error) => log.debug({ err: error }, 'presence could not be told'))
  }

  private hear({ node, eventId, present }: News): void {
    if (node === this.node) return
    const nodes = this.elsewhere.get(eventId) ?? new Map<string, { present: string[]; at: number }>()
    const before = nodes.get(node)?.present.join() ?? ''
    if (present.length > 0) nodes.set(node, { present, at: performance.now() })
    else nodes.delete(node)
    if (nodes.size > 0) this.elsewhere.set(eventId, nodes)
    else this.elsewhere.delete(eventId)
    if (present.join() !== before) this.show(eventId)
  }

  private forgetSilent(): void {
    for (const [eventId, nodes] of this.elsewhere)
      for (const [node, { at }] of nodes)
        if (performance.now() - at > SILENT_MS) {
          nodes.delete(node)
          if (nodes.size === 0) this.elsewhere.delete(eventId)
          this.show(eventId)
        }
  }
}
