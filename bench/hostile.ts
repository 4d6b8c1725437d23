import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { encode } from 'next-auth/jwt'
import sharp from 'sharp'
import { io, type Socket } from 'socket.io-client'
import { z } from 'zod'
import { openApiDocument } from '@/api/v1/openapi'
import { actorFor } from '@/lib/parties/identity/actor'
import { createApiToken } from '@/lib/parties/identity/commands/manage-api-tokens'
import { scopesFor } from '@/lib/parties/identity/model'
import type { Actor } from '@/lib/platform/context'
import { disconnect, prisma } from '@/lib/platform/db/client'
import { migrateJobs } from '@/lib/platform/jobs/worker'
import type { Acknowledgement } from '@/lib/platform/realtime/wire'
import * as wire from '@/lib/sourcing/auction/rules/wire'
import { loadDemoOnce } from '@/prisma/demo/load'
import { root } from '@/scripts/setup/install.js'
import { type BenchLot, manyBidders, openLots } from './auction-world'
import { hostileFor, inputSchemas, numbersFrom, spoiled } from './hostile/values'
import { quantile, report } from './measure'

/**
 * Hostile input at every door while an auction goes on: no failure of ours, no growth of memory, no standstill, and bids at their pace.
 * What is sent is the same in every run.
 */
const PORT = 3978
const BASE = `http://localhost:${PORT}`
const BIDS_PER_SECOND = 100
/** Requests that are under way at once, and cases for each door. */
const ABREAST = 4
const CASES = { operation: 90, action: 32, message: 130, file: 60 }
const METRICS = randomBytes(24).toString('base64')

Object.assign(process.env, { PORT: String(PORT), STOA_DEMO: '1', METRICS_TOKEN: METRICS })
await migrateJobs()
await loadDemoOnce()
// As everybody starts it, in a process of its own: what it suffers is measured from outside. Production would load no demo.
const { NODE_ENV: _, ...settings } = process.env
const server = spawn(process.execPath, [...process.execArgv, 'scripts/start.js'], {
  cwd: root,
  env: settings as NodeJS.ProcessEnv,
  stdio: ['ignore', 'ignore', 'inherit'],
})
process.once('exit', () => server.kill())
while (!(await fetch(`${BASE}/api/ready`).catch(() => null))?.ok) await new Promise((resolve) => setTimeout(resolve, 200))

const random = numbersFrom(20261128)
/** They rage; who bids is somebody else, for what they do to their own sessions is theirs. */
const [lin, petra] = (await Promise.all(
  ['lin@northwind-rail.example', 'petra@ostrava-fasteners.example'].map((email) => actorFor(email)),
)) as [Actor, Actor]

async function cookieOf({ userId }: Pick<Actor, 'userId'>): Promise<string> {
  const session = await prisma().session.create({ data: { userId, expiresAt: new Date(Date.now() + 1e8) } })
  return `stoa.session=${await encode({ token: { sub: userId, sid: session.id }, secret: process.env.NEXTAUTH_SECRET as string })}`
}
const cookies = { lin: await cookieOf(lin), petra: await cookieOf(petra) }

/** A token has its own limit of requests a minute: enough of them for all cases. */
async function tokensOf(actor: Actor): Promise<string[]> {
  const admin = { ...actor, roles: ['buyer_admin', 'supplier_admin'] }
  const scopes = scopesFor(actor.kinds)
  const made = Array.from({ length: 8 }, (_, index) => createApiToken({ actor: admin }, { name: `hostile ${index}`, scopes, days: 1 }))
  return (await Promise.all(made)).map(({ secret }) => secret)
}
const tokens = [...(await tokensOf(lin)), ...(await tokensOf(petra))]

// ------------------------------------------------------------------- bids that go on

const connect = async (cookie: string): Promise<Socket> => {
  const socket = io(BASE, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie } })
  await new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(null))
    socket.once('connect_error', reject)
  })
  return socket
}

/** One bidder alone may send so many bids a second that it takes several. */
const { world, suppliers } = await manyBidders(8)
const [lot] = (await openLots(world, suppliers, 1)) as [BenchLot]
const { eventId, lotId } = lot
const members = await prisma().membership.findMany({ where: { organizationId: { in: suppliers } }, select: { userId: true } })
const bidders = await Promise.all(members.map(async (member) => connect(await cookieOf(member))))
await new Promise((resolve) => setTimeout(resolve, 500))
for (const socket of bidders) await socket.timeout(5000).emitWithAck('event:join', { eventId })
const bids = { taken: 0, waits: [] as number[], begun: performance.now() }
const refusals = new Map<string, number>()
const noteRefusal = (code: string) => refusals.set(code, (refusals.get(code) ?? 0) + 1)
let step = 0
const bidding = setInterval(() => {
  const due = ((performance.now() - bids.begun) / 1000) * BIDS_PER_SECOND
  for (; step < due; step++) {
    const sent = performance.now()
    const amount = (8_000_000 - step * 0.01).toFixed(2)
    bidders[step % bidders.length]
      ?.timeout(10_000)
      .emitWithAck('bid', { lotId, id: randomUUID(), amount })
      .then(
        (answer: Acknowledgement) => {
          bids.waits.push(performance.now() - sent)
          if (answer.ok) bids.taken++
          else noteRefusal(answer.problem.detail ?? answer.problem.code)
        },
        () => noteRefusal('no answer'),
      )
  }
}, 10)

// ------------------------------------------------------------------- what is sent

interface Case {
  door: string
  /** @returns what went wrong on our side; null when we answered as we should */
  send(): Promise<string | null>
}

/** Statuses that say of a failure of ours; what was sent is never one. */
const sent = (door: string, url: string, init: RequestInit): Case => ({
  door,
  async send() {
    const response = await fetch(`${BASE}${url}`, { ...init, redirect: 'manual' })
    const body = await response.text()
    const isOurs = response.status >= 500 || body.includes('"code":"unexpected"')
    return isOurs ? `${response.status} ${body.slice(0, 150)}` : null
  },
})

/** Text that an address can carry: of half a pair of surrogates something is left. */
const wellFormed = (value: string): string => Buffer.from(value).toString()

/** Text that JSON can carry: half a pair of surrogates is sent as it would be by who writes JSON by hand. */
const text = (value: unknown): string => JSON.stringify(value) ?? 'null'

function operationCases(): Case[] {
  const { paths } = openApiDocument() as unknown as {
    paths: Record<string, Record<string, { requestBody?: unknown; parameters?: unknown[] }>>
  }
  const operations = Object.entries(paths).flatMap(([url, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ url, method, operation })),
  )
  return operations.flatMap(({ url, method, operation }) =>
    Array.from({ length: CASES.operation }, (_, index) => {
      const query = new URLSearchParams()
      const parameters = (operation.parameters ?? []) as { name: string; in: string; schema: unknown }[]
      for (const { name, schema } of parameters.filter((each) => each.in === 'query'))
        if (random() < 0.7) query.set(name, String(hostileFor(schema, random) ?? '').slice(0, 4000))
      const filled = url.replace(/\{(\w+)\}/g, () =>
        encodeURIComponent(wellFormed(String(hostileFor({ format: 'uuid' }, random)).slice(0, 200))).replace(/^$/, 'x'),
      )
      const content = (operation.requestBody as { content?: Record<string, { schema: unknown }> } | undefined)?.content
      const schema = content?.['application/json']?.schema
      const body = method === 'get' ? undefined : random() < 0.05 ? '{"a":' : text(hostileFor(schema ?? { type: 'object' }, random))
      return sent(`${method} ${url}`, `/api/v1${filled.replace(/^\/api\/v1/, '')}?${query}`, {
        method: method.toUpperCase(),
        headers: {
          authorization: `Bearer ${tokens[index % tokens.length]}`,
          ...(body && { 'content-type': 'application/json' }),
          'idempotency-key': randomUUID(),
        },
        ...(body !== undefined && { body }),
      })
    }),
  )
}

/** Would end the sessions that the others need. */
const NOT_SENT = ['erasePersonAction', 'setSecurityPolicyAction', 'setNetworkSecurityAction']

/** A value as a browser sends it to an action: a text that begins with `$` would be a reference, and is written with two of them. */
function asAction(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('$') ? `$${value}` : value
  if (Array.isArray(value)) return value.map(asAction)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asAction(part)]))
}

interface Manifest {
  node: Record<string, { exportedName: string; workers: Record<string, unknown> }>
}

/** Server actions as a browser calls them, without the browser. Which there are, the build says. */
async function actionCases(): Promise<Case[]> {
  const manifest = JSON.parse(readFileSync(path.join(root, '.next/server/server-reference-manifest.json'), 'utf8')) as Manifest
  const schemas = await inputSchemas()
  const names = [...schemas.keys()]
  return (
    Object.entries(manifest.node)
      // What stands inside a page has its first value sealed by the framework.
      .filter(([, { exportedName }]) => !NOT_SENT.includes(exportedName) && !exportedName.startsWith('$$'))
      .flatMap(([id, { exportedName, workers }]) => {
        const page = Object.keys(workers)[0] ?? ''
        const url = page
          .replace('app/[locale]', '/en')
          .replace(/\/\([^)]*\)/g, '')
          .replace(/\/page$/, '')
          .replace(/\[[^\]]*\]/g, '01890000-0000-7000-8000-000000000000')
        const stem = exportedName.replace(/Action$/, '').toLowerCase()
        const likely = names.filter((name) => name.toLowerCase().startsWith(stem))
        return Array.from({ length: CASES.action }, (_, index) => {
          const choices = likely.length > 0 && random() < 0.8 ? likely : names
          const schema = schemas.get(choices[Math.floor(random() * choices.length)] as string)
          return sent(exportedName, url, {
            method: 'POST',
            headers: {
              cookie: index % 2 ? cookies.lin : cookies.petra,
              origin: BASE,
              'next-action': id,
              'content-type': 'text/plain;charset=UTF-8',
            },
            body: text([asAction(hostileFor(schema, random))]),
          })
        })
      })
  )
}

const events = [
  'clock',
  'event:join',
  'event:leave',
  'bid',
  'proxy',
  'accept',
  'retract',
  'practice',
  'control',
  'deal:watch',
  'deal:leave',
  'constructor',
]

async function messageCases(): Promise<Case[]> {
  const sockets = await Promise.all(Array.from({ length: 8 }, (_, index) => connect(index % 2 ? cookies.lin : cookies.petra)))
  const schemas = Object.entries(wire)
    .map(([, exported]) => exported as unknown)
    .filter((exported) => exported instanceof z.ZodType)
    .map((schema) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
  return events.flatMap((event) =>
    Array.from({ length: CASES.message }, (_, index): Case => {
      const input = hostileFor(schemas[Math.floor(random() * schemas.length)], random)
      return {
        door: event,
        async send() {
          const socket = sockets[index % sockets.length] as Socket
          if (!socket.connected) await new Promise((resolve) => socket.connect().once('connect', () => resolve(null)))
          // Too long a message ends the connection, without an answer.
          const answer = (await socket
            .timeout(3000)
            .emitWithAck(event, input)
            .catch(() => null)) as { problem?: { status: number } } | null
          return (answer?.problem?.status ?? 0) >= 500 ? text(answer) : null
        },
      }
    }),
  )
}

async function workbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Prices')
  sheet.addRow(['Part', 'Name', 'Price', 'Unit', 'Currency'])
  for (let row = 0; row < 40; row++) sheet.addRow([`P-${row}`, `Bolt ${row}`, row * 1.25, 'C62', 'EUR'])
  return Buffer.from(await book.xlsx.writeBuffer())
}

async function fileCases(): Promise<Case[]> {
  const catalog = await prisma().catalog.findFirstOrThrow({ where: { organizationId: petra.organizationId, managedBy: 'supplier' } })
  const offer = await prisma().offer.findFirstOrThrow({ where: { catalogId: catalog.id }, select: { productId: true } })
  const list = await prisma().priceList.findFirst({ where: { supplierId: petra.organizationId } })
  const csv = Buffer.from(`Part;Name;Price\n${Array.from({ length: 50 }, (_, row) => `P-${row};Bolt "${row};${row},5`).join('\n')}`)
  const xml = Buffer.from(`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "${'x'.repeat(100)}">]><a>${'&b;'.repeat(200)}</a>`)
  const picture = await sharp({ create: { width: 80, height: 60, channels: 3, background: '#246' } })
    .png()
    .toBuffer()
  const photo = await sharp(picture).jpeg().toBuffer()
  const paper = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF')
  const seeds = [await workbook(), csv, xml, picture, photo, paper, randomBytes(4000)]
  const doors = [
    { url: `/api/imports?catalog=${catalog.id}&name=a.xlsx`, cookie: cookies.petra },
    { url: `/api/imports?catalog=${catalog.id}&name=a.csv`, cookie: cookies.petra },
    { url: '/api/lot-files', cookie: cookies.lin },
    { url: `/api/catalogs/${catalog.id}/availability`, cookie: cookies.petra },
    { url: `/api/price-lists/${list?.id}/prices`, cookie: cookies.petra },
    { url: `/api/products/${offer.productId}/files?name=a.png`, cookie: cookies.petra },
    { url: `/api/events/${eventId}/bid-file`, cookie: cookies.petra },
  ]
  return doors.flatMap(({ url, cookie }) =>
    Array.from({ length: CASES.file }, (_, index) =>
      sent(`file ${url.split('?')[0]}`, url, {
        method: 'POST',
        headers: { cookie, origin: BASE, 'content-type': 'application/octet-stream' },
        body: new Uint8Array(spoiled(seeds[index % seeds.length] as Buffer, random)),
      }),
    ),
  )
}

// ------------------------------------------------------------------- and what comes of it

async function figures(): Promise<{ memory: number; loop: number }> {
  const response = await fetch(`${BASE}/api/metrics`, { headers: { authorization: `Bearer ${METRICS}` } })
  const lines = (await response.text()).split('\n')
  const of = (name: string) => Number(lines.find((line) => line.startsWith(`${name} `))?.split(' ')[1])
  return { memory: of('process_resident_memory_bytes'), loop: of('nodejs_eventloop_lag_p99_seconds') * 1000 }
}

const failures = new Map<string, string[]>()
async function send(cases: readonly Case[]): Promise<void> {
  const waiting = [...cases]
  await Promise.all(
    Array.from({ length: ABREAST }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const wrong = await next.send().catch((error) => `${error} ${error.cause ?? ''}`)
        if (wrong) failures.set(next.door, [...(failures.get(next.door) ?? []), wrong])
      }
    }),
  )
}

/** Mixed, so that doors are tried beside each other, as a crowd would. */
const cases = [...operationCases(), ...(await actionCases()), ...(await messageCases()), ...(await fileCases())]
  .map((each) => ({ each, place: random() }))
  .sort((a, b) => a.place - b.place)
  .map(({ each }) => each)
// What is loaded at first use is there after a third; from then on nothing should grow.
const third = Math.floor(cases.length / 3)
await send(cases.slice(0, third))
const before = await figures()
await send(cases.slice(third))
const after = await figures()
const seconds = (performance.now() - bids.begun) / 1000
clearInterval(bidding)
await new Promise((resolve) => setTimeout(resolve, 2000))
for (const [door, wrong] of failures) process.stderr.write(`  ${door}: ${wrong.length} failures of ours, such as ${wrong[0]}\n`)
const failed = [...failures.values()].flat().length
for (const [code, count] of refusals) process.stderr.write(`  ${count} bids refused: ${code}\n`)
report({ name: 'hostile.failures', value: failed, unit: 'cases', limit: cases.length, goal: 'none', atMost: 0 })
report({
  name: 'hostile.memory',
  value: after.memory / 2 ** 20,
  unit: 'MiB',
  limit: before.memory / 2 ** 20,
  goal: 'ratio <= 1.1',
  atMost: 1.1,
})
report({ name: 'hostile.loop_p99', value: after.loop, unit: 'ms', limit: 200, goal: 'below 200 ms', atMost: 1 })
report({ name: 'hostile.bids', value: bids.taken / seconds, unit: '1/s', limit: BIDS_PER_SECOND, goal: 'ratio >= 0.98', atLeast: 0.98 })
report({ name: 'hostile.bid_p99', value: quantile(bids.waits, 0.99), unit: 'ms', limit: 200, goal: 'for comparison' })
server.kill('SIGTERM')
for (const socket of bidders) socket.disconnect()
await disconnect()
process.exit(failed > 0 ? 1 : 0)
