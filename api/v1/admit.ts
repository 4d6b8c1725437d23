import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { loadProgram } from '@/lib/parties/identity/actor'
import { certificateFrom } from '@/lib/parties/identity/client-certificate'
import type { Scope } from '@/lib/parties/identity/model'
import { AppError, forbidden } from '@/lib/platform/errors'
import { withRequestId } from '@/lib/platform/log'
import type { ServerClock } from '@/lib/platform/realtime/server-clock'
import type { ApiEnv } from './environment'

/** Requests of one token to one node. */
const REQUESTS = 1_200
const WINDOW_SECONDS = 60

/** Notes when the request had arrived, before anything that takes time, and the id that its traces carry. */
export const arrive =
  (time: ServerClock): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const requestId = randomUUID()
    c.set('requestId', requestId)
    c.header('x-request-id', requestId)
    if (c.req.method !== 'GET') await c.req.arrayBuffer()
    c.set('receivedAt', time.now())
    // server.ts has put the caller's address there, whatever the caller wrote.
    await withRequestId(requestId, next, c.req.header('x-forwarded-for'))
  }

/** Lets in who has a token that works, as often as its limit allows. */
export function admit(): MiddlewareHandler<ApiEnv> {
  const limiter = new RateLimiterMemory({ points: REQUESTS, duration: WINDOW_SECONDS })
  return async (c, next) => {
    const [scheme, secret] = (c.req.header('authorization') ?? '').split(' ')
    const certificate = certificateFrom(c.req.header())
    const shown = scheme?.toLowerCase() === 'bearer' && secret ? { secret } : certificate && { certificate }
    const actor = shown && (await loadProgram(shown))
    if (!actor?.token) throw new AppError('not_signed_in')
    const use = await limiter.consume(actor.token.id).catch((refusal: RateLimiterRes) => refusal)
    const seconds = Math.ceil(use.msBeforeNext / 1000)
    c.header('ratelimit-policy', `"token";q=${REQUESTS};w=${WINDOW_SECONDS}`)
    c.header('ratelimit', `"token";r=${use.remainingPoints};t=${seconds}`)
    if (use.consumedPoints > REQUESTS) throw new AppError('rate_limited', { data: { retryAfter: seconds } })
    c.set('actor', actor)
    await next()
  }
}

/** Lets on whose token has the scope; whoever may do something may read it, too. */
export const withScope = (scope: Scope): MiddlewareHandler<ApiEnv> => {
  const [group, action] = scope.split(':') as [string, string]
  return async (c, next) => {
    const scopes = c.get('actor').token?.scopes ?? []
    if (!scopes.some((own) => own === scope || (action === 'read' && own.startsWith(`${group}:`)))) throw forbidden()
    await next()
  }
}
