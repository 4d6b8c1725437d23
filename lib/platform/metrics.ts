import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { collectDefaultMetrics, register } from 'prom-client'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Begins to measure the process: CPU, memory, garbage collection, event loop. */
export const startMetrics = (): void => collectDefaultMetrics()

/**
 * Answers with what Prometheus reads, to who has the token; without a token in the settings there is nothing at this address.
 * The figures tell how busy an installation is, and so are not for everybody.
 */
export async function answerMetrics(request: IncomingMessage, response: ServerResponse, token: string | undefined): Promise<void> {
  if (!token) {
    response.writeHead(404).end()
  } else if (!timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`))) {
    response.writeHead(401, { 'www-authenticate': 'Bearer' }).end()
  } else {
    const figures = await register.metrics()
    response.writeHead(200, { 'content-type': register.contentType, 'cache-control': 'no-store' }).end(figures)
  }
}
