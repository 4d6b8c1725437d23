import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ColumnTargets } from '@/lib/catalog/formats/model'
import { checkImport } from '@/lib/catalog/imports/commands/check-import'
import { publishImport } from '@/lib/catalog/imports/commands/publish-import'
import { uploadImport } from '@/lib/catalog/imports/commands/upload-import'
import { createCatalog, publishCatalog } from '@/lib/catalog/offers/commands/manage-catalog'
import { createVirtualCatalog } from '@/lib/catalog/virtual/commands/save-virtual-catalog'
import { pool, prisma } from '@/lib/platform/db/client'
import { toProblem } from '@/lib/platform/errors'
import { storeFile } from '@/lib/platform/files/storage'
import { type JobTable, startWorker } from '@/lib/platform/jobs/worker'
import type { Acknowledgement } from '@/lib/platform/realtime/wire'
import { addToCart } from '@/lib/purchasing/cart/commands/change-cart'
import { getLedger } from '@/lib/sourcing/auction/live/ledger-queries'
import { answerInvitation } from '@/lib/sourcing/events/commands/participate'
import { createEvent, publishEvent } from '@/lib/sourcing/events/commands/save-event'
import { connect, FaultLab, pause, until } from './testing/fault-lab'
import { content, makeWorld, offerId, publish, reading, type World } from './testing/world'

let lab: FaultLab
let world: World
beforeAll(async () => {
  lab = await FaultLab.open()
  world = await makeWorld()
})
afterAll(() => lab.close())

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

  const reader = await lab.startServer()
  await until('the first rows', async () => (await state()).rowsDone > 0, 3)
  await reader.kill()
  expect((await state()).state).toBe('checking')

  const publisher = await lab.startServer()
  await until('the check', async () => (await state()).state === 'checked')
  expect(await state()).toMatchObject({ added: rows, bad: 0, rowsDone: rows })
  await publishImport(as, { importId })
  const writing = `select 1 from pg_stat_activity where state = 'active' and query like '%insert into offer (%' and pid <> pg_backend_pid()`
  await until('writing offers', async () => (await pool().query(writing)).rows.length > 0, 3)
  await publisher.kill()
  await until('the rollback', async () => (await pool().query(writing)).rows.length === 0)
  expect(await prisma().offer.count({ where: { catalogId } })).toBe(0)
  expect(await prisma().catalogVersion.count({ where: { catalogId } })).toBe(0)

  const last = await lab.startServer()
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
    const { lines, kill } = lab.start('orders', world.buyer.email)
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
  const next = await lab.startServer()
  await until('the outbox', async () => (await prisma().outboxEvent.count({ where: { dispatchedAt: null } })) === 0)
  await next.kill()
  expect(await prisma().notification.count({ where: { kind: 'order_placed' } })).toBeGreaterThanOrEqual(orders.length)
}, 120_000)

test('killed while a virtual catalog is published: the version before or the next one, nothing between', async () => {
  const parts = Array.from({ length: 400 }, (_, index) => content(`V-${index}`, '1.00', { name: { en: `Part ${index}` } }))
  await publish(world, world.rival, parts)
  const { id: catalogId } = await createVirtualCatalog({ actor: world.buyer }, { name: 'Killed' })
  const supplierId = world.rival.organizationId
  const all = await prisma().searchEntry.count({ where: { supplierId } })
  let last = 0
  for (const enough of [3, 5, 8, 4, 6]) {
    const { lines, kill } = lab.start('catalogs', world.buyer.email, supplierId)
    await until('some versions', async () => lines.length >= enough, 5)
    await kill()
    const { publishedVersion, versions } = await prisma().catalog.findUniqueOrThrow({
      where: { id: catalogId },
      include: { versions: true },
    })
    const said = Math.max(last, ...lines.map((line) => Number(line.replace(/\D/g, ''))))
    last = publishedVersion as number
    expect(last - said).toBeGreaterThanOrEqual(0)
    expect(last - said).toBeLessThanOrEqual(1)
    expect(versions.map(({ number }) => number).sort((a, b) => a - b)).toEqual(Array.from({ length: last }, (_, index) => index + 1))
    // odd versions hold everything, even ones nothing
    expect(await prisma().catalogEntry.count({ where: { catalogId, toVersion: null } })).toBe(last % 2 === 1 ? all : 0)
  }
}, 120_000)

test('the database is gone for ten seconds: clear errors meanwhile, everything goes on afterwards without a restart', async () => {
  const server = await lab.startServer()
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
  await lab.stopPostgres()
  const unanswered = randomUUID()
  expect(await bid(unanswered, '890')).toMatchObject({ ok: false, problem: { code: 'unavailable' } })
  const refused = await addToCart({ actor: world.buyer }, { offerId: part, quantity: '1' }).then(
    () => null,
    (error) => toProblem(error).code,
  )
  expect(refused).toBe('unavailable')
  await pause(10_000)
  await lab.startPostgresAgain()

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

/** Jobs of the tests alone, which the server does not know. */
const testTable = (jobs: Record<string, () => Promise<void>>): JobTable => ({ jobs: jobs as JobTable['jobs'], reactions: [], crontab: '' })
const addTestJob = (name: string) => pool().query("select graphile_worker.add_job($1, payload := '{}')", [name])

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
  const worker = await startWorker(testTable({ 'sleep-in-database': asleep }))
  for (let job = 0; job < JOBS; job++) await addTestJob('sleep-in-database')
  await until('the first tries', async () => tries === JOBS)
  await pause(200)
  await lab.stopPostgres()
  await pause(1500)
  await lab.startPostgresAgain()
  const left = async () => {
    const { rows } = await pool().query("select 1 from graphile_worker.jobs where task_identifier = 'sleep-in-database'")
    return rows.length
  }
  await until('the second tries', async () => tries === 2 * JOBS && (await left()) === 0)
  await worker.stop()
}, 60_000)

test('a worker that is stopped finishes its job and says so', async () => {
  let begun = false
  const worker = await startWorker(
    testTable({
      short: async () => {
        begun = true
        await pause(300)
      },
    }),
  )
  await addTestJob('short')
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
  const worker = await startWorker(testTable({ long }))
  await addTestJob('long')
  await until('its end', async () => over)
  expect(tries).toBe(1)
  await worker.stop()
}, 60_000)
