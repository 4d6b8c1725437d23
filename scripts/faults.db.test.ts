import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEvent, publishEvent } from '@/lib/auction/commands/save-event'
import { answerInvitation } from '@/lib/auction/commands/take-part'
import { verifyLedger } from '@/lib/auction/ledger'
import { getLedger } from '@/lib/auction/ledger-queries'
import type { ColumnTargets } from '@/lib/catalog/columns'
import { checkImport } from '@/lib/catalog/commands/check-import'
import { createCatalog, publishCatalog } from '@/lib/catalog/commands/manage-catalog'
import { publishImport } from '@/lib/catalog/commands/publish-import'
import { uploadImport } from '@/lib/catalog/commands/upload-import'
import { addToCart } from '@/lib/ordering/commands/change-cart'
import type { Actor } from '@/lib/platform/context'
import { disconnect, pool, prisma } from '@/lib/platform/db/client'
import { toProblem } from '@/lib/platform/errors'
import { addJob, migrateJobs, startWorker } from '@/lib/platform/jobs/worker'
import type { Acknowledgement } from '@/lib/platform/realtime/wire'
import { storeFile } from '@/lib/platform/storage'
import { root } from './setup/install.js'
import { type RunningPostgres, startPostgres } from './setup/postgres'
import { migrate } from './setup/prisma'
import { content, join, makeWorld, offerId, publish, reading, renewed, type World } from './testing/world'

const folder = mkdtempSync(path.join(tmpdir(), 'stoa-faults-'))
const children = new Set<ChildProcess>()
let postgres: RunningPostgres
let world: World

beforeAll(async () => {
  // A durable server of its own: it will be stopped on purpose.
  postgres = await startPostgres(path.join(folder, 'postgres'), { own: true })
  process.env.DATABASE_URL = postgres.url
  await migrate(postgres.url)
  await migrateJobs()
  world = await makeWorld()
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await disconnect()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function startPostgresAgain(): Promise<void> {
  const { port } = new URL(postgres.url)
  postgres = await startPostgres(path.join(folder, 'postgres'), { own: true, port: Number(port) })
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

async function until(what: string, holds: () => Promise<boolean>, every = 50, limit = 40_000): Promise<void> {
  for (const end = Date.now() + limit; Date.now() < end; await pause(every)) if (await holds()) return
  throw new Error(`${what} did not happen within ${limit / 1000} s`)
}

/** Starts the process that is to be killed; `lines` collects what it has said. */
function start(...args: string[]) {
  const child = spawn(process.execPath, ['scripts/run.js', 'scripts/testing/crash-subject.ts', ...args], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'test', LOG_LEVEL: 'fatal' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child)
  const lines: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  const kill = () =>
    new Promise<void>((resolve) => {
      child.once('close', () => resolve())
      child.kill('SIGKILL')
    })
  return { lines, kill }
}

async function startServer() {
  const subject = start('server')
  await until('the server', async () => subject.lines.length > 0)
  return { ...subject, port: Number(subject.lines[0]?.split(' ')[1]) }
}

async function connect(port: number, actor: Actor): Promise<Socket> {
  const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie: actor.email } })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve())
    socket.once('connect_error', reject)
  })
  return socket
}

test('killed while it reads and while it publishes a file: the import goes on, as one version or none', async () => {
  const rows = 20_000
  const as = { actor: world.supplier }
  const { id: catalogId } = await createCatalog(as, { name: 'Killed' })
  await publishCatalog(as, {
    catalogId,
    publications: [{ networkId: world.networkId, startsAt: new Date(Date.now() - 1000).toISOString() }],
  })
  const text = `sku,name,price\n${Array.from({ length: rows }, (_, row) => `K-${row},Part ${row},${row + 1}.5`).join('\n')}\n`
  const stored = await storeFile(Readable.from([Buffer.from(text)]), 1e8)
  const { importId } = await uploadImport(as, { catalogId, fileName: 'killed.csv', stored })
  const state = async () => await prisma().catalogImport.findUniqueOrThrow({ where: { id: importId } })
  const targets: ColumnTargets = ['part', 'nameEn', 'price']
  await checkImport(as, { importId, targets })

  const reader = await startServer()
  await until('the first rows', async () => (await state()).rowsDone > 0, 3)
  await reader.kill()
  expect((await state()).state).toBe('checking')

  const publisher = await startServer()
  await until('the check', async () => (await state()).state === 'checked')
  expect(await state()).toMatchObject({ added: rows, bad: 0, rowsDone: rows })
  await publishImport(as, { importId })
  const writing = `select 1 from pg_stat_activity where state = 'active' and query like '%insert into offer (%' and pid <> pg_backend_pid()`
  await until('writing offers', async () => (await pool().query(writing)).rows.length > 0, 3)
  await publisher.kill()
  await until('the rollback', async () => (await pool().query(writing)).rows.length === 0)
  expect(await prisma().offer.count({ where: { catalogId } })).toBe(0)
  expect(await prisma().catalogVersion.count({ where: { catalogId } })).toBe(0)

  const last = await startServer()
  await until('the version', async () => (await state()).state === 'published')
  expect(await prisma().offer.count({ where: { catalogId } })).toBe(rows)
  expect(await prisma().catalogVersion.count({ where: { catalogId } })).toBe(1)
  await until('the index', async () => (await prisma().searchEntry.count({ where: { catalogId } })) === rows)
  await last.kill()
}, 150_000)

test('killed while orders are placed: every acknowledged one is there whole, none is there half, no number is missing', async () => {
  await publish(world, world.supplier, [content('A-1', '5.00'), content('A-2', '7.00')])
  const acknowledged = new Set<string>()
  for (const enough of [4, 7, 11]) {
    const { lines, kill } = start('orders', world.buyer.email)
    await until('some orders', async () => lines.length >= enough, 5)
    await kill()
    for (const line of lines) acknowledged.add(line.replace('placed ', ''))
  }
  const orders = await prisma().purchaseOrder.findMany({ include: { lines: true }, orderBy: { number: 'asc' } })
  expect(acknowledged.size).toBeGreaterThanOrEqual(22)
  expect([...acknowledged].filter((id) => !orders.some((order) => order.id === id))).toEqual([])
  // At most one a kill was written without its acknowledgement getting out.
  expect(orders.length - acknowledged.size).toBeLessThanOrEqual(3)
  for (const order of orders) expect(order.lines.length).toBe(2)
  expect(orders.map((order) => Number(order.number.replace(/\D/g, '')))).toEqual(orders.map((_, index) => index + 1))
  // What the orders set off is done by whoever starts next.
  const next = await startServer()
  await until('the outbox', async () => (await prisma().outboxEvent.count({ where: { dispatchedAt: null } })) === 0)
  await next.kill()
  expect(await prisma().notification.count({ where: { kind: 'order_placed' } })).toBeGreaterThanOrEqual(orders.length)
}, 120_000)

test('killed twice in an auction at 200 bids a second: no acknowledged bid is missing, and it closes as of its end', async () => {
  const bidders: Actor[] = []
  for (let index = 0; index < 12; index++) {
    const actor = await join(`Crash bidder ${index}`, 'supplier', ['sales'])
    await prisma().networkMembership.create({
      data: { networkId: world.networkId, organizationId: actor.organizationId, state: 'active', rights: ['bid'], acceptedTerms: 1 },
    })
    bidders.push(await renewed(actor))
  }
  const first = await startServer()
  const opensAt = Date.now() + 1000
  const endsAt = opensAt + 15_000
  const event = await createEvent(
    { actor: world.buyer },
    {
      title: 'Crash',
      networkId: world.networkId,
      currency: 'EUR',
      opensAt: new Date(opensAt).toISOString(),
      endsAt: new Date(endsAt).toISOString(),
      step: { minimum: '0.01', unit: 'absolute' },
      mustBeat: 'own',
      overtime: null,
      lots: [{ title: 'Lot', ceiling: '900000', lines: [{ name: 'x', quantity: '1' }] }],
      invite: bidders.map((actor) => actor.organizationId),
    },
  )
  await publishEvent({ actor: world.buyer }, { eventId: event.id })
  for (const actor of bidders) await answerInvitation({ actor }, { eventId: event.id, accept: true })
  const lot = await prisma().lot.findFirstOrThrow({ where: { eventId: event.id } })
  await until('the opening', async () => (await prisma().lot.findUniqueOrThrow({ where: { id: lot.id } })).phase === 'open')

  let amount = 800_000
  const acknowledged = new Set<string>()
  let unanswered: { bidder: number; id: string; amount: string }[] = []
  /** Bids 200 times a second until told to stop; first repeats what got no answer, under the same ids. */
  const bidOn = async (port: number, repeat: typeof unanswered) => {
    const sockets = await Promise.all(bidders.map((actor) => connect(port, actor)))
    for (const socket of sockets) await socket.timeout(5000).emitWithAck('event:join', { eventId: event.id })
    const open = new Map<string, { bidder: number; id: string; amount: string }>()
    const send = (bid: { bidder: number; id: string; amount: string }) => {
      open.set(bid.id, bid)
      sockets[bid.bidder]?.emitWithAck('bid', { lotId: lot.id, id: bid.id, amount: bid.amount }).then(
        (answer: Acknowledgement) => {
          if (!answer.ok) return
          open.delete(bid.id)
          if ((answer.data as { accepted: boolean }).accepted) acknowledged.add(bid.id)
        },
        // The connection broke: the bid stays open and is repeated.
        () => undefined,
      )
    }
    for (const bid of repeat) send(bid)
    let turn = 0
    const timer = setInterval(() => {
      amount -= 0.01
      send({ bidder: turn++ % bidders.length, id: randomUUID(), amount: amount.toFixed(2) })
    }, 5)
    return {
      stop() {
        clearInterval(timer)
        for (const socket of sockets) socket.disconnect()
        return [...open.values()]
      },
    }
  }
  const before = await bidOn(first.port, [])
  await pause(2500)
  await first.kill()
  unanswered = before.stop()
  const reached = acknowledged.size
  expect(reached).toBeGreaterThan(100)

  const second = await startServer()
  const again = await bidOn(second.port, unanswered)
  await pause(2000)
  await second.kill()
  again.stop()
  expect(acknowledged.size).toBeGreaterThan(reached + 100)

  await pause(Math.max(0, endsAt - Date.now()) + 700)
  const third = await startServer()
  await until('the close', async () => (await prisma().lot.findUniqueOrThrow({ where: { id: lot.id } })).phase === 'closed')
  const { entries: ledger } = await getLedger(reading(world.buyer), lot.id)
  expect(verifyLedger(ledger)).toMatchObject({ valid: true })
  const written = new Set(ledger.filter((entry) => entry.type === 'bid.accepted').map((entry) => (entry.payload as { id: string }).id))
  expect([...acknowledged].filter((id) => !written.has(id))).toEqual([])
  expect(written.size).toBe(ledger.filter((entry) => entry.type === 'bid.accepted').length)
  const last = ledger.at(-1)
  expect(last?.type).toBe('lot.closed')
  expect(new Date(last?.at ?? 0).getTime()).toBe(endsAt)
  await third.kill()
}, 120_000)

test('the database is gone for ten seconds: clear errors meanwhile, everything goes on afterwards without a restart', async () => {
  const server = await startServer()
  const now = Date.now()
  const event = await createEvent(
    { actor: world.buyer },
    {
      title: 'Gone',
      networkId: world.networkId,
      currency: 'EUR',
      opensAt: new Date(now + 300).toISOString(),
      endsAt: new Date(now + 3_600_000).toISOString(),
      step: { minimum: '1', unit: 'absolute' },
      overtime: null,
      lots: [{ title: 'Lot', ceiling: '1000', lines: [{ name: 'x', quantity: '1' }] }],
      invite: [world.supplier.organizationId],
    },
  )
  await publishEvent({ actor: world.buyer }, { eventId: event.id })
  await answerInvitation({ actor: world.supplier }, { eventId: event.id, accept: true })
  const lot = await prisma().lot.findFirstOrThrow({ where: { eventId: event.id } })
  await until('the opening', async () => (await prisma().lot.findUniqueOrThrow({ where: { id: lot.id } })).phase === 'open')
  const socket = await connect(server.port, world.supplier)
  await socket.timeout(5000).emitWithAck('event:join', { eventId: event.id })
  const bid = (id: string, price: string): Promise<Acknowledgement> =>
    socket.timeout(8000).emitWithAck('bid', { lotId: lot.id, id, amount: price })
  expect(await bid(randomUUID(), '900')).toMatchObject({ ok: true, data: { accepted: true } })

  await publish(world, world.supplier, [content('G-1', '5.00')])
  const part = await offerId(world.supplier, 'G-1')
  await postgres.stop()
  const unanswered = randomUUID()
  expect(await bid(unanswered, '890')).toMatchObject({ ok: false, problem: { code: 'unavailable' } })
  const refused = await addToCart({ actor: world.buyer }, { offerId: part, quantity: '1' }).then(
    () => null,
    (error) => toProblem(error).code,
  )
  expect(refused).toBe('unavailable')
  await pause(10_000)
  await startPostgresAgain()

  await until('the first answer', async () => (await bid(unanswered, '890').catch(() => ({ ok: false }))).ok, 200)
  const { entries: ledger } = await getLedger(reading(world.buyer), lot.id)
  expect(ledger.filter((entry) => entry.type === 'bid.accepted').map((entry) => (entry.payload as { amount: string }).amount)).toEqual([
    '900',
    '890',
  ])
  await addToCart({ actor: world.buyer }, { offerId: part, quantity: '1' })
  // The worker in the same process takes up jobs again.
  await prisma().outboxEvent.deleteMany({ where: { dispatchedAt: null } })
  await createCatalog({ actor: world.supplier }, { name: 'After' })
  const { id: catalogId } = await createCatalog({ actor: world.supplier }, { name: 'Indexed after' })
  await publishCatalog(
    { actor: world.supplier },
    { catalogId, publications: [{ networkId: world.networkId, startsAt: new Date().toISOString() }] },
  )
  await until('the outbox', async () => (await prisma().outboxEvent.count({ where: { dispatchedAt: null } })) === 0)
  socket.disconnect()
  await server.kill()
}, 120_000)

test('jobs that were under way when the database went are done when it is back', async () => {
  const JOBS = 4
  let tries = 0
  const asleep = async () => {
    const mine = ++tries
    // One after the other, so that each tries by itself to say how it ended.
    await pool()
      .query(`select pg_sleep(${mine <= JOBS ? 60 : 0})`)
      .catch((error) => pause(mine * 25).then(() => Promise.reject(error)))
  }
  const worker = await startWorker({ jobs: { 'sleep-in-database': asleep }, subscribers: {}, crontab: '' })
  for (let job = 0; job < JOBS; job++) await addJob('sleep-in-database', {})
  await until('the first tries', async () => tries === JOBS)
  await pause(200)
  await postgres.stop()
  await pause(1500)
  await startPostgresAgain()
  const left = async () => {
    const { rows } = await pool().query("select 1 from graphile_worker.jobs where task_identifier = 'sleep-in-database'")
    return rows.length
  }
  await until('the second tries', async () => tries === 2 * JOBS && (await left()) === 0)
  await worker.stop()
}, 60_000)

test('a worker that is stopped finishes its job and says so', async () => {
  let begun = false
  const worker = await startWorker({
    jobs: {
      short: async () => {
        begun = true
        await pause(300)
      },
    },
    subscribers: {},
    crontab: '',
  })
  await addJob('short', {})
  await until('its begin', async () => begun)
  await worker.stop()
  const { rows } = await pool().query("select 1 from graphile_worker.jobs where task_identifier = 'short'")
  expect(rows).toHaveLength(0)
})

test('a long job is left to the worker that is at it', async () => {
  let tries = 0
  let over = false
  const long = async () => {
    tries += 1
    await pause(12_000)
    over = true
  }
  const worker = await startWorker({ jobs: { long }, subscribers: {}, crontab: '' })
  await addJob('long', {})
  await until('its end', async () => over)
  expect(tries).toBe(1)
  await worker.stop()
}, 60_000)
