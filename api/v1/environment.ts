import type { Actor, ReadContext } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'

/** What the steps before a handler have found out about a request. */
export interface ApiEnv {
  Variables: {
    requestId: string
    /** milliseconds since 1970 by the server's clock, when all of the request had arrived */
    receivedAt: number
    actor: Actor
  }
}

export type Key = { 'idempotency-key'?: string | undefined }

/** Who calls, and with which key, as commands take it. */
export const caller = (c: { get(name: 'actor'): Actor }, headers: Key) => ({
  actor: c.get('actor'),
  idempotencyKey: headers['idempotency-key'],
})

export const reading = (actor: Actor): ReadContext => ({ actor, db: prisma(), now: new Date() })
