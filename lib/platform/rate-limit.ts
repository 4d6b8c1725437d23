import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { pool } from './db/client'
import { AppError } from './errors'

const limiters = new Map<string, RateLimiterPostgres>()

/**
 * Counts one use of `key` and refuses beyond the limit. Counted in the database, so that all nodes count together.
 * @returns the uses so far, this one among them
 * @throws AppError rate_limited with the seconds to wait
 */
export async function limitRate(kind: string, key: string, points: number, seconds: number): Promise<number> {
  let limiter = limiters.get(kind)
  if (!limiter) {
    limiter = new RateLimiterPostgres({
      storeClient: pool(),
      keyPrefix: kind,
      points,
      duration: seconds,
      tableName: 'rate_limit',
      tableCreated: true,
    })
    limiters.set(kind, limiter)
  }
  try {
    return (await limiter.consume(key)).consumedPoints
  } catch (reason) {
    if (reason instanceof RateLimiterRes)
      throw new AppError('rate_limited', { data: { retryAfter: Math.ceil(reason.msBeforeNext / 1000) } })
    throw reason
  }
}

/** Refuses any use for so long, whatever was counted. */
export async function blockRate(kind: string, key: string, seconds: number): Promise<void> {
  await limiters.get(kind)?.block(key, seconds)
}

/** Begins to count anew: what was counted turned out to be in order. */
export async function forgetRate(kind: string, key: string): Promise<void> {
  await pool().query('delete from rate_limit where key = $1', [`${kind}:${key}`])
}

/** Takes one use back: it turned out to be in order, and others that were not still count. */
export async function giveBackRate(kind: string, key: string): Promise<void> {
  await limiters.get(kind)?.reward(key)
}
