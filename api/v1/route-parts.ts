import { z } from '@hono/zod-openapi'
import type { Scope } from '@/lib/parties/identity/model'
import messages from '@/messages/en'
import { withScope } from './admit'
import { problemSchema } from './common-schemas'

/** What the routes of the API are put together from. */
export const summaries = messages.developers.operation

export const id = z.object({ id: z.uuid() })
export const repeatable = z.object({
  'idempotency-key': z.string().min(1).max(64).optional().describe('a request that is repeated with the same key does nothing again'),
})
export const paging = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(100).optional().describe('next of the page before'),
})

export const body = <Schema extends z.ZodType>(schema: Schema) => ({ required: true, content: { 'application/json': { schema } } })
export const answer = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})
export const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: problemSchema } } })
export const readProblems = {
  400: problem('a field is wrong: fields names it'),
  401: problem('no token, or one that is unknown, revoked or at its end'),
  403: problem('the token lacks the scope'),
  404: problem('there is no such thing, or it is somebody else’s'),
  429: problem('too many requests: wait as Retry-After says'),
}

export const problems = {
  ...readProblems,
  409: problem('not possible in the present state'),
  422: problem('the idempotency key stands for another request'),
}

export const nothing = { description: 'done' }

/** What a token has to have for an operation: described, and asked before anything that was sent is looked at. */
export const needs = (scope: Scope) => ({ security: [{ token: [scope] }], middleware: withScope(scope) })
