import { createServer, type Server } from 'node:http'
import next from 'next'
import { API_PATH, restApi } from './api/v1/api'
import { loadActor, loadProgram } from './lib/parties/identity/actor'
import { certificateFrom } from './lib/parties/identity/client-certificate'
import { firstRunCode, isFirstRun } from './lib/parties/identity/first-run'
import { sessionIdFromHeader } from './lib/parties/identity/session-cookie'
import { clientAddress } from './lib/platform/client-address'
import { disconnect } from './lib/platform/db/client'
import { env } from './lib/platform/env'
import { addJob } from './lib/platform/jobs/queue'
import { migrateJobs, startWorker } from './lib/platform/jobs/worker'
import { log } from './lib/platform/log'
import { begun, watchLoop } from './lib/platform/loop-watch'
import { answerMetrics, startMetrics } from './lib/platform/metrics'
import type { Credentials } from './lib/platform/realtime/gateway'
import { securityHeaders } from './lib/platform/security-headers'
import { securityTxt } from './lib/platform/security-txt'
import { StripeStandIn } from './lib/purchasing/payments/stand-in'
import { publicKeys } from './lib/sourcing/auction/live/receipts'
import { type LiveSide, startLiveSide } from './live-side'
import { jobTable } from './worker'

export interface RunningServer {
  port: number
  /** finishes what is in flight, then closes everything; ends within five seconds */
  stop(): Promise<void>
}

/** Starts pages, sockets, live auctions and (unless switched off) the job worker on one port. */
export async function startServer(options: { dev: boolean }): Promise<RunningServer> {
  const settings = env()
  const app = next({ dev: options.dev, port: settings.PORT, turbopack: true })
  await quietly(options.dev, () => app.prepare())
  const handle = app.getRequestHandler()
  const standIn = settings.STOA_DEMO && !settings.STRIPE_SECRET_KEY ? new StripeStandIn() : null

  const headers = Object.entries(securityHeaders(settings.PUBLIC_URL))
  startMetrics()
  const watch = watchLoop()
  const http = createServer((request, response) => {
    const url = request.url ?? '/'
    const { end } = begun(`${request.method} ${url.split('?', 1)[0]}`)
    response.once('close', end)
    for (const [name, value] of headers) response.setHeader(name, value)
    // What programs and scripts are answered is of its asker and its moment; a file never changes, and says so itself.
    if (url.startsWith('/api/') && !url.startsWith('/api/files/')) response.setHeader('cache-control', 'no-store')
    request.headers['x-forwarded-for'] = clientAddress(request, settings.TRUSTED_PROXIES)
    if (url === '/.well-known/auction-keys.json') {
      publicKeys().then(
        (keys) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(keys)),
        () => response.writeHead(503).end(),
      )
    } else if (url === '/.well-known/security.txt' && settings.SECURITY_CONTACT) {
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
      response.end(securityTxt(settings.SECURITY_CONTACT, settings.PUBLIC_URL, new Date()))
    } else if (url === '/api/metrics') {
      answerMetrics(request, response, settings.METRICS_TOKEN).catch(() => response.writeHead(500).end())
    } else if (url.startsWith(`${API_PATH}/`)) api(request, response)
    else if (standIn?.takes(url)) {
      standIn.handle(request, response).catch((error) => {
        log.error({ err: error }, 'the stand-in for Stripe failed')
        response.writeHead(500).end()
      })
    } else handle(request, response)
  })
  const live = await startLiveSide(http, authenticate)
  const api = restApi({ desk: live.auctions.desk, time: live.time })
  await migrateJobs()
  await addJob('ensure-search', {}, { key: 'ensure-search' })
  if (settings.MEILI_URL) await addJob('ensure-meilisearch', {}, { key: 'ensure-meilisearch' })
  const worker = settings.STOA_WORKER ? await startWorker(jobTable({ demo: settings.STOA_DEMO })) : null
  const port = await listen(http, settings.PORT)
  if (await isFirstRun())
    log.warn(
      `nobody runs this installation yet: open ${settings.PUBLIC_URL ?? `http://localhost:${port}`}/first-run, code ${firstRunCode()}`,
    )
  return { port, stop: () => stopAll({ http, live, worker, watch }) }
}

/** Next says how long its own settings took to read, whatever it is told: nothing to who starts a server. What goes wrong is said. */
async function quietly(dev: boolean, work: () => Promise<void>): Promise<void> {
  const { log: say } = console
  if (!dev) console.log = () => undefined
  try {
    await work()
  } finally {
    console.log = say
  }
}

async function authenticate({ cookie, token, headers }: Credentials, use: 'counts' | 'looks') {
  if (token) return loadProgram({ secret: token })
  const certificate = certificateFrom(headers)
  if (certificate && !cookie) return loadProgram({ certificate })
  const sessionId = await sessionIdFromHeader(cookie)
  return sessionId ? loadActor(sessionId, use) : null
}

function listen(http: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, () => {
      const address = http.address()
      resolve(address && typeof address === 'object' ? address.port : port)
    })
  })
}

interface Parts {
  http: Server
  live: LiveSide
  worker: { stop(): Promise<void> } | null
  watch: { stop(): void }
}

async function stopAll({ http, live, worker, watch }: Parts): Promise<void> {
  watch.stop()
  const deadline = new Promise<void>((resolve) => setTimeout(resolve, 4000).unref())
  const orderly = async () => {
    http.closeIdleConnections()
    await Promise.all([live.stop(), new Promise<void>((resolve) => http.close(() => resolve())), worker?.stop()])
    await disconnect()
  }
  await Promise.race([orderly().catch((error) => log.error({ err: error }, 'stopping failed')), deadline])
  http.closeAllConnections()
}
