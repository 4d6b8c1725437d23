import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { AppError, toProblem } from '@/lib/platform/errors'
import { log } from '@/lib/platform/log'
import messages from '@/messages/en'
import type { ApiEnv } from './environment'

/** Any error as application/problem+json (RFC 9457). What the caller did not cause is logged and not told. */
export function problemResponse(error: unknown, c: Context<ApiEnv>): Response {
  const known = error instanceof HTTPException ? fromHono(error) : error
  const problem = toProblem(known)
  if (problem.code === 'unexpected') log.error({ err: error, path: c.req.path }, 'an API request failed')
  const { code, status, ...rest } = problem
  const retryAfter = (problem.data as { retryAfter?: number } | undefined)?.retryAfter
  return c.body(
    JSON.stringify({ type: `/developers#${code}`, title: messages.errors[code], status, code, ...rest, requestId: c.get('requestId') }),
    status as 400,
    {
      'content-type': 'application/problem+json',
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    },
  )
}

/** The framework's own refusals: a body that is no JSON or too large. */
function fromHono({ status, message }: HTTPException): AppError {
  if (status === 413) return new AppError('invalid_input', { detail: 'body_too_large' })
  return new AppError('invalid_input', { detail: message })
}
