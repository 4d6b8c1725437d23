import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { headers } from 'next/headers'
import type { Actor, ReadContext } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { AppError, forbidden, toProblem } from '@/lib/platform/errors'
import { readSmallTable } from '@/lib/platform/files/small-table'
import { log, withRequestId } from '@/lib/platform/log'
import { currentActor } from '../request-context'

/** Runs a route's work for the signed-in user; typed errors become problem+json. */
export async function respond(work: (ctx: ReadContext) => Promise<Response>): Promise<Response> {
  const run = async () => {
    try {
      const actor = await currentActor()
      if (!actor) throw new AppError('not_signed_in')
      return await work({ actor, db: prisma(), now: new Date() })
    } catch (error) {
      const problem = toProblem(error)
      if (problem.code === 'unexpected') log.error({ err: error }, 'a request failed')
      const { status, code, ...rest } = problem
      return Response.json(
        { type: `/errors/${code}`, title: code, status, code, ...rest },
        { status, headers: { 'content-type': 'application/problem+json' } },
      )
    }
  }
  // server.ts has put the caller's address there, whatever the caller wrote.
  return withRequestId(randomUUID(), run, (await headers()).get('x-forwarded-for') ?? undefined)
}

/** Refuses a changing request that another site's page has sent. @throws AppError forbidden */
export function requireSameOrigin(request: Request): void {
  const origin = request.headers.get('origin')
  if (origin && new URL(origin).host !== request.headers.get('host')) throw new AppError('forbidden')
}

/**
 * The rows of the table that a request has as its body.
 * @param allows whether the actor may do what the rows are for: asked before anything is read
 * @throws AppError forbidden, file_refused
 */
export async function sentTable(request: Request, actor: Actor, allows: (actor: Actor) => boolean): Promise<string[][]> {
  if (!allows(actor)) throw forbidden()
  if (!request.body) throw new AppError('file_refused', { detail: 'empty' })
  return readSmallTable(Readable.fromWeb(request.body as ReadableStream), actor.numberFormat)
}

/** What a file is called on screen: the last part of whatever the browser says, never used as a path. */
export const fileLabel = (name: string | null): string => (name ?? 'file').replace(/^.*[\\/]/, '').slice(0, 200) || 'file'
