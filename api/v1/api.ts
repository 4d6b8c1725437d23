import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { AppError, fieldErrors, notFound } from '@/lib/platform/errors'
import type { ServerClock } from '@/lib/platform/realtime/server-clock'
import type { AuctionDesk } from '@/lib/sourcing/auction/live/desk'
import { admit, arrive } from './admit'
import { asyncApiDocument } from './asyncapi'
import { serveBids, serveEvents, serveLots } from './auctions/handlers'
import { serveCatalogs } from './catalogs/handlers'
import type { ApiEnv } from './environment'
import { openApiDocument } from './openapi'
import { serveOrderDocuments, serveOrders } from './orders/handlers'
import { problemResponse } from './problem'

const MAX_BODY = 1024 * 1024

/** What of a body that is too large is still read, so that its sender comes to read the answer. */
const MAX_DISCARDED = 16 * MAX_BODY

export const API_PATH = '/api/v1'

/**
 * The REST API for programs. It stands beside the pages, not among them, because a bid has to reach the lanes of this very
 * process, the same as by socket.
 */
export function restApi(parts: { desk: AuctionDesk; time: ServerClock }): (request: IncomingMessage, response: ServerResponse) => void {
  const api = new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (!result.success) throw new AppError('invalid_input', { fields: fieldErrors(result.error) })
    },
  }).basePath(API_PATH)
  api.onError(problemResponse)
  api.notFound((c) => problemResponse(notFound(), c))
  const tooLarge = async (c: Context) => {
    await discard(c.req.raw.body)
    throw new HTTPException(413)
  }
  api.use(bodyLimit({ maxSize: MAX_BODY, onError: tooLarge }), arrive(parts.time))
  const openApi = openApiDocument()
  const asyncApi = asyncApiDocument()
  api.get('/openapi.json', (c) => c.json(openApi))
  api.get('/asyncapi.json', (c) => c.json(asyncApi))
  api.use(admit())
  serveEvents(api)
  serveLots(api, parts.desk)
  serveBids(api, parts.desk)
  serveCatalogs(api)
  serveOrders(api)
  serveOrderDocuments(api)
  return getRequestListener(api.fetch, { overrideGlobalObjects: false })
}

async function discard(body: ReadableStream<Uint8Array> | null): Promise<void> {
  if (!body || body.locked) return
  let left = MAX_DISCARDED
  for await (const chunk of body) {
    left -= chunk.length
    if (left <= 0) return
  }
}
