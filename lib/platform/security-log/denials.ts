import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Actor } from '../context'
import { log } from '../log'
import { noteSecurity } from './note'

/** Refusals of one user or token that are noted within an hour: enough to see that somebody tries doors, too few to fill a disk. */
const limiter = new RateLimiterMemory({ points: 20, duration: 3600 })

/** Notes that somebody asked for what their rights do not allow. What goes wrong here must not change the refusal. */
export async function noteDenial(actor: Actor, command: string): Promise<void> {
  const { organizationId, userId, token } = actor
  try {
    await limiter.consume(token?.id ?? userId)
  } catch {
    return
  }
  const note = { kind: 'denied' as const, organizationIds: [organizationId], userId, apiTokenId: token?.id ?? null, about: { command } }
  await noteSecurity(note).catch((error) => log.error({ err: error }, 'a refusal could not be noted'))
}
