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

export const reading = (actor: Actor): ReadContext => ({ actor, db: prisma(), now: new Date() })
