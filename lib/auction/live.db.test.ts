import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { Bus } from '@/lib/platform/realtime/bus'
import { Gateway } from '@/lib/platform/realtime/gateway'
import type { Acknowledgement } from '@/lib/platform/realtime/wire'
import { makeWorld, reading, type World } from '@/scripts/testing/world'
import { awardLot } from './commands/award-lot'
import { createEvent, publishEvent } from './commands/save-event'
import { answerInvitation } from './commands/take-part'
import { verifyLedger } from './ledger'
import { LiveAuctions } from './live'
import { getLedger, listEvents } from './queries'
import { publicKeys, type Receipt, receiptValid } from './receipts'
import type { BidAnswer, BidderView, BuyerView, RoomSnapshot } from './wire'

let world: World
let port: number
let gateway: Gateway
const live = new LiveAuctions()
const bus = new Bus()
const sockets: Socket[] = []
const actors = new Map<string, Actor>()

beforeAll(async () => {
  world = await makeWorld()
  for (const actor of Object.values(world)) if (typeof actor === 'object') actors.set(actor.userId, actor)
  const http = createServer()
  gateway = new Gateway(http, async (cookie) => actors.get(cookie ?? '') ?? null, live.handlers)
  await bus.start()
  live.start(gateway.io, bus)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  port = (http.address() as AddressInfo).port
})
afterAll(async () => {
  for (const socket of sockets) socket.disconnect()
  live.stop()
  await gateway.close()
  await bus.stop()
})

async function connect(actor: Actor | null): Promise<Socket> {
  const socket = io(`http://127.0.0.1:${port}`, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie: actor?.userId ?? 'nobody' },
  })
  sockets.push(socket)
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve())
    socket.once('connect_error', reject)
  })
  return socket
}

const send = (socket: Socket, event: string, input: unknown): Promise<Acknowledgement> => socket.timeout(5000).emitWithAck(event, input)
async function ask<Data>(socket: Socket, event: string, input: unknown): Promise<Data> {
  const answer = await send(socket, event, input)
  if (!answer.ok) throw Object.assign(new Error(answer.problem.code), { problem: answer.problem })
  return answer.data as Data
}
const heard = <Data>(socket: Socket, event: string, when: (data: Data) => boolean) =>
  new Promise<Data>((resolve) => {
    const listen = (data: Data) => {
      if (!when(data)) return
      socket.off(event, listen)
      resolve(data)
    }
    socket.on(event, listen)
  })

/** An auction that opens by the server's clock in a moment. */
async function auction(changes: Partial<Parameters<typeof createEvent>[1]> = {}) {
  const { buyer, supplier, rival, networkId } = world
  const opensAt = Date.now() + 1500
  const event = await createEvent(
    { actor: buyer },
    {
      title: 'Live',
      networkId,
      currency: 'EUR',
      opensAt: new Date(opensAt).toISOString(),
      endsAt: new Date(opensAt + 3_600_000).toISOString(),
      step: { minimum: '5', unit: 'absolute' },
      overtime: null,
      lots: [{ title: 'Lot', ceiling: '1000', lines: [{ name: 'x', quantity: '1' }] }],
      invite: [supplier.organizationId, rival.organizationId],
      ...changes,
    },
  )
  await publishEvent({ actor: buyer }, { eventId: event.id })
  await answerInvitation({ actor: supplier }, { eventId: event.id, accept: true })
  const lot = await prisma().lot.findFirstOrThrow({ where: { eventId: event.id } })
  return { eventId: event.id, lotId: lot.id }
}

/** All three in the room of an open lot; `told` collects whatever the buyer and the rival are sent. */
async function openRoom(eventId: string) {
  await answerInvitation({ actor: world.rival }, { eventId, accept: true })
  const [buyer, supplier, rival] = [await connect(world.buyer), await connect(world.supplier), await connect(world.rival)]
  const told: string[] = []
  for (const socket of [buyer, rival]) socket.onAny((...news) => told.push(JSON.stringify(news)))
  const opened = heard<BuyerView>(buyer, 'lot', (view) => view.phase === 'open')
  for (const socket of [buyer, supplier, rival]) told.push(JSON.stringify(await ask<RoomSnapshot>(socket, 'event:join', { eventId })))
  await opened
  return { buyer, supplier, rival, told }
}

describe('a room', () => {
  test('opens by itself, takes bids with receipts, tells the buyer, refuses who has not accepted', async () => {
    const { eventId, lotId } = await auction()
    const [buyer, supplier, rival] = [await connect(world.buyer), await connect(world.supplier), await connect(world.rival)]
    const opened = heard<BuyerView>(buyer, 'lot', (view) => view.phase === 'open')
    await ask<RoomSnapshot>(buyer, 'event:join', { eventId })
    await ask<RoomSnapshot>(supplier, 'event:join', { eventId })
    await ask<RoomSnapshot>(rival, 'event:join', { eventId })
    await opened
    const news = heard<BuyerView>(buyer, 'lot', (view) => view.lead === '990.00')
    const id = randomUUID()
    const answer = await ask<BidAnswer>(supplier, 'bid', { lotId, id, amount: '990' })
    expect(answer).toMatchObject({ accepted: true, code: null, duplicate: false, view: { rank: 1, standing: '990.00' } })
    expect(receiptValid(answer.receipt as Receipt, (await publicKeys()).keys)).toBe(true)
    expect((await news).log.at(-1)).toMatchObject({ amount: '990.00' })
    const again = await ask<BidAnswer>(supplier, 'bid', { lotId, id, amount: '990' })
    expect([again.duplicate, again.receipt]).toEqual([true, answer.receipt])
    expect(await ask<BidAnswer>(rival, 'bid', { lotId, id: 'r', amount: '900' })).toMatchObject({
      accepted: false,
      code: 'TERMS_NOT_ACCEPTED',
    })
    await ask(buyer, 'control', { lotId, do: 'pause' })
    expect(await ask<BidAnswer>(supplier, 'bid', { lotId, id: 'p', amount: '900' })).toMatchObject({ accepted: false, code: 'PAUSED' })
    expect(verifyLedger((await getLedger({ db: prisma() }, lotId)).entries).valid).toBe(true)
  })

  test('a limit bids by itself, and nobody but its owner hears of it while the lot is open', async () => {
    const { eventId, lotId } = await auction()
    const { buyer, supplier, rival, told } = await openRoom(eventId)

    const set = await ask<BidAnswer>(supplier, 'proxy', { lotId, id: 'limit', limit: '903' })
    expect(set).toMatchObject({ accepted: true, view: { proxies: true, limit: '903.00', standing: '1000.00', rank: 1 } })
    expect(receiptValid(set.receipt as Receipt, (await publicKeys()).keys)).toBe(true)
    expect((await ask<BidAnswer>(supplier, 'proxy', { lotId, id: 'limit', limit: '903' })).receipt).toEqual(set.receipt)
    const answer = await ask<BidAnswer>(rival, 'bid', { lotId, id: 'r1', amount: '950' })
    told.push(JSON.stringify(answer))
    expect(answer).toMatchObject({ accepted: true, view: { rank: 2, lead: '945.00', limit: null } })
    expect(await ask<BidAnswer>(supplier, 'proxy', { lotId, id: 'worse', limit: '920' })).toMatchObject({
      accepted: false,
      code: 'NOT_BETTER_THAN_OWN',
    })
    const lead = heard<BuyerView>(buyer, 'lot', (view) => view.lead === '890.00')
    told.push(JSON.stringify(await ask<BidAnswer>(rival, 'bid', { lotId, id: 'r2', amount: '890' })))
    await lead
    expect(told.join()).toContain('890.00')
    expect(told.join()).not.toContain('903')
    const refused = await prisma().auditEntry.findFirst({ where: { action: 'auction.bid-rejected', entityId: lotId } })
    expect(refused?.after).toEqual({ code: 'NOT_BETTER_THAN_OWN' })
  })

  test('sealed bids are seen by their bidder alone until all are opened; the best pays the second-best', async () => {
    const { eventId, lotId } = await auction({ format: 'sealed-second', step: null, visibility: 'lead_and_rank' })
    const { buyer, supplier, rival, told } = await openRoom(eventId)

    const handedIn = heard<BuyerView>(buyer, 'lot', (view) => view.handedIn.length === 2)
    const bid = (socket: Socket, amount: string) => ask<BidAnswer>(socket, 'bid', { lotId, id: randomUUID(), amount })
    expect(await bid(supplier, '777.70')).toMatchObject({
      accepted: true,
      view: { sealed: true, standing: '777.70', rank: null, next: null },
    })
    expect(await bid(supplier, '788.80')).toMatchObject({ accepted: true, view: { standing: '788.80', bids: 2 } })
    expect(await bid(supplier, '1777.70')).toMatchObject({ accepted: false, code: 'ABOVE_CEILING' })
    told.push(JSON.stringify(await bid(rival, '801')))
    expect(await handedIn).toMatchObject({ sealed: true, lead: null, standing: [], log: [], bids: 0, award: null })
    expect(told.join()).not.toMatch(/777|788/)
    const summary = await prisma().lot.findUniqueOrThrow({ where: { id: lotId } })
    expect(summary.leadAmount).toBeNull()
    await expect(getLedger({ db: prisma() }, lotId)).rejects.toMatchObject({ options: { detail: 'sealed' } })
    const audited = await prisma().auditEntry.findMany({ where: { entityId: lotId } })
    expect(JSON.stringify(audited.map(({ after }) => after))).not.toContain('777')

    const closed = heard<BuyerView>(buyer, 'lot', (view) => view.phase === 'closed')
    const learned = heard<BidderView>(rival, 'lot', (view) => view.phase === 'closed')
    await ask(buyer, 'control', { lotId, do: 'close' })
    expect(await learned).toMatchObject({ rank: 2, lead: '788.80', won: false })
    expect(await closed).toMatchObject({ sealed: false, lead: '788.80', award: { price: '801.00' }, bidsFrom: 0 })
    expect((await closed).log.map(({ amount }) => amount)).toEqual(['777.70', '788.80', '801.00'])
    const order = await awardLot({ actor: world.buyer }, { lotId, supplierId: world.supplier.organizationId })
    const { net } = await prisma().purchaseOrder.findUniqueOrThrow({ where: { id: order.orderId } })
    expect(net.toString()).toBe('801')
  })

  test('rank only: nobody learns the lead, each betters its own bid', async () => {
    const { eventId, lotId } = await auction({ format: 'rank-reverse', visibility: 'lead_and_rank' })
    await answerInvitation({ actor: world.rival }, { eventId, accept: true })
    const [supplier, rival] = [await connect(world.supplier), await connect(world.rival)]
    const opened = heard<BidderView>(rival, 'lot', (view) => view.phase === 'open')
    for (const socket of [supplier, rival]) await ask<RoomSnapshot>(socket, 'event:join', { eventId })
    await opened
    await ask<BidAnswer>(supplier, 'bid', { lotId, id: 's', amount: '900' })
    const answer = await ask<BidAnswer>(rival, 'bid', { lotId, id: 'r', amount: '950' })
    expect(answer).toMatchObject({ accepted: true, view: { rank: 2, lead: null, next: '945.00', proxies: false } })
    const events = await listEvents(reading(world.rival))
    expect(JSON.stringify(events.find(({ id }) => id === eventId))).not.toContain('900')
  })

  test('strangers see and do nothing', async () => {
    const { eventId, lotId } = await auction()
    await expect(connect(null)).rejects.toThrow('not_signed_in')
    const outsider = await connect(world.outsider)
    expect(await send(outsider, 'event:join', { eventId })).toMatchObject({ ok: false, problem: { code: 'not_found' } })
    expect(await send(outsider, 'bid', { lotId, id: 'x', amount: '1' })).toMatchObject({ ok: false, problem: { code: 'not_found' } })
    const supplier = await connect(world.supplier)
    await ask(supplier, 'event:join', { eventId })
    expect(await send(supplier, 'control', { lotId, do: 'close' })).toMatchObject({ ok: false, problem: { code: 'forbidden' } })
  })

  test('five hundred malformed messages are refused, and the server goes on', async () => {
    const { eventId, lotId } = await auction()
    const deep = JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`)
    const junk: unknown[] = [
      null,
      0,
      'text',
      [],
      {},
      deep,
      { lotId },
      { lotId, id: 'x', amount: 5 },
      { lotId, id: 'x', amount: '1e9' },
      { lotId, id: 'x', amount: 'NaN' },
      { lotId: randomUUID(), id: 'x', amount: '1' },
      { lotId: "' or 1=1 --", id: 'x', amount: '1' },
      JSON.parse('{"__proto__": {"admin": true}}'),
      { lotId, id: 'x'.repeat(5000), amount: '1' },
    ]
    const events = ['bid', 'control', 'event:join', 'event:leave', 'clock', 'toString', '__proto__', 'constructor', 'nonsense']
    for (let round = 0; round < 25; round++) {
      const socket = await connect(world.supplier)
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          send(socket, events[(round + index) % events.length] as string, junk[(round * 7 + index) % junk.length]),
        ),
      )
      for (const answer of answers) expect(answer.ok).toBe(false)
      socket.disconnect()
    }
    const supplier = await connect(world.supplier)
    const snapshot = await ask<RoomSnapshot>(supplier, 'event:join', { eventId })
    expect(snapshot.lots).toHaveLength(1)
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  test('who loses access loses the socket', async () => {
    const rival = await connect(world.rival)
    const gone = new Promise<string>((resolve) => rival.on('disconnect', resolve))
    gateway.revoke({ organizationId: world.rival.organizationId })
    expect(await gone).toBe('io server disconnect')
  })
})

describe('a price clock', () => {
  const clock = (format: 'japanese-reverse' | 'dutch-reverse', floor: string) =>
    auction({
      format,
      endsAt: null,
      interval: 2,
      step: { minimum: '50', unit: 'absolute' },
      lots: [{ title: 'Lot', ceiling: '1000', floor, lines: [{ name: 'x', quantity: '1' }] }],
    })
  const accept = (socket: Socket, lotId: string) => ask<BidAnswer>(socket, 'accept', { lotId, id: randomUUID() })
  const price = (socket: Socket, first: string) =>
    heard<BidderView>(socket, 'lot', (view) => view.phase === 'open' && view.priceClock?.prices[0] === first)

  test('falls by itself; who does not accept is out, and the last one in wins', async () => {
    const { eventId, lotId } = await clock('japanese-reverse', '800')
    const { buyer, supplier, rival, told } = await openRoom(eventId)
    const second = price(supplier, '950.00')
    expect(await accept(supplier, lotId)).toMatchObject({
      accepted: true,
      view: {
        accepted: true,
        eliminated: false,
        standing: '1000.00',
        rank: null,
        lead: null,
        priceClock: { prices: ['1000.00', '950.00'] },
      },
    })
    const id = randomUUID()
    const first = await ask<BidAnswer>(rival, 'accept', { lotId, id })
    const again = await ask<BidAnswer>(rival, 'accept', { lotId, id })
    expect([first.accepted, again.duplicate, again.receipt]).toEqual([true, true, first.receipt])
    expect(await accept(rival, lotId)).toMatchObject({ accepted: false, code: 'NOT_BETTER_THAN_OWN' })
    expect(await ask<BidAnswer>(rival, 'bid', { lotId, id: 'b', amount: '900' })).toMatchObject({ accepted: false, code: 'WRONG_COMMAND' })
    expect(await send(buyer, 'control', { lotId, do: 'extend', seconds: 60 })).toMatchObject({
      ok: false,
      problem: { code: 'not_possible_now' },
    })
    expect((await second).accepted).toBe(false)
    const closed = heard<BuyerView>(buyer, 'lot', (view) => view.phase === 'closed')
    const out = heard<BidderView>(rival, 'lot', (view) => view.eliminated)
    expect(await accept(supplier, lotId)).toMatchObject({ accepted: true, view: { standing: '950.00' } })
    expect(await closed).toMatchObject({
      award: { price: '950.00' },
      eliminated: [(await out).won === false ? expect.any(String) : 'the rival must have lost'],
    })
    expect((await accept(rival, lotId)).code).toBe('LOT_NOT_OPEN')
    // A bidder hears of prices and of its own standing alone.
    const rivalHeard = told.filter((news) => news.includes('"side":"bidder"')).join()
    expect(rivalHeard).not.toMatch(/"rank":[0-9]|"lead":"/)
    const entries = (await getLedger({ db: prisma() }, lotId)).entries
    expect(verifyLedger(entries).valid).toBe(true)
    expect(entries.map(({ type }) => type)).toEqual([
      'lot.opened',
      'bid.accepted',
      'bid.accepted',
      'step.ended',
      'bid.accepted',
      'step.ended',
      'lot.closed',
    ])
    const awarded = await awardLot({ actor: world.buyer }, { lotId, supplierId: world.supplier.organizationId })
    expect(awarded).toMatchObject({ orderId: expect.any(String) })
  })

  test('rises by itself; the first to accept takes the lot, whoever comes at the same time is late', async () => {
    const { eventId, lotId } = await clock('dutch-reverse', '500')
    const { buyer, supplier, rival } = await openRoom(eventId)
    const lot = await prisma().lot.findUniqueOrThrow({ where: { id: lotId } })
    expect(lot.endsAt.getTime() - lot.opensAt.getTime()).toBe(11 * 2000)
    await new Promise((resolve) => setTimeout(resolve, lot.opensAt.getTime() + 2200 - Date.now()))
    const closed = heard<BuyerView>(buyer, 'lot', (view) => view.phase === 'closed')
    const answers = await Promise.all([accept(supplier, lotId), accept(rival, lotId)])
    expect(answers.map(({ accepted }) => accepted).sort()).toEqual([false, true])
    expect(answers.find(({ accepted }) => !accepted)).toMatchObject({ code: 'LOT_NOT_OPEN', receipt: null })
    expect(answers.find(({ accepted }) => accepted)).toMatchObject({ view: { standing: '550.00', won: true, phase: 'closed' } })
    expect(await closed).toMatchObject({ lead: '550.00', award: { price: '550.00' }, log: [{ amount: '550.00' }] })
  })

  test('a pause holds the price, and nobody falls out meanwhile', async () => {
    const { eventId, lotId } = await clock('japanese-reverse', '800')
    const { buyer, supplier, rival } = await openRoom(eventId)
    await ask(buyer, 'control', { lotId, do: 'pause' })
    expect((await prisma().lot.findUniqueOrThrow({ where: { id: lotId } })).dueAt).toBeNull()
    await new Promise((resolve) => setTimeout(resolve, 2500))
    expect(await accept(supplier, lotId)).toMatchObject({ code: 'PAUSED', view: { eliminated: false } })
    await ask(buyer, 'control', { lotId, do: 'resume' })
    expect((await accept(supplier, lotId)).accepted).toBe(true)
    expect((await accept(rival, lotId)).accepted).toBe(true)
    await price(supplier, '950.00')
    await ask(buyer, 'control', { lotId, do: 'close' })
    expect((await getLedger({ db: prisma() }, lotId)).award).toBeNull()
  })

  test.each([
    ['no interval', { interval: null }, 'interval'],
    ['a floor that is not below the ceiling', { floor: '1000' }, 'lots.0.floor'],
    ['a rising price without a start', { floor: null }, 'lots.0.floor'],
    ['too many steps', { floor: '1', minimum: '0.01' }, 'lots.0.floor'],
  ])('%s is refused by name', async (_, wrong: { interval?: null; floor?: string | null; minimum?: string }, field) => {
    await expect(
      auction({
        format: 'dutch-reverse',
        endsAt: null,
        interval: wrong.interval === undefined ? 5 : null,
        step: { minimum: wrong.minimum ?? '50', unit: 'absolute' },
        lots: [
          { title: 'Lot', ceiling: '1000', floor: wrong.floor === undefined ? '500' : wrong.floor, lines: [{ name: 'x', quantity: '1' }] },
        ],
      }),
    ).rejects.toMatchObject({ options: { fields: [expect.objectContaining({ field })] } })
  })

  test('a clock that should run already cannot be published', async () => {
    await expect(
      auction({ format: 'japanese-reverse', endsAt: null, interval: 5, opensAt: new Date(Date.now() - 1000).toISOString() }),
    ).rejects.toMatchObject({ code: 'invalid_input' })
  })
})
