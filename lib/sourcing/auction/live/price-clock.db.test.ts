import { randomUUID } from 'node:crypto'
import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import type { BidAnswer, BidderView, BuyerView } from '@/lib/sourcing/auction/rules/wire'
import { awardLot } from '@/lib/sourcing/awards/commands/award-lot'
import { ask, heard, send, startLiveNode } from '@/scripts/testing/live-node'
import { makeWorld, type World } from '@/scripts/testing/world'
import { verifyLedger } from './ledger'
import { getLedger } from './ledger-queries'

let world: World
let node: Awaited<ReturnType<typeof startLiveNode>>
beforeAll(async () => {
  world = await makeWorld()
  node = await startLiveNode(world)
})
afterAll(() => node.stop())

describe('a price clock', () => {
  const clock = (format: 'japanese-reverse' | 'dutch-reverse', floor: string) =>
    node.auction({
      format,
      endsAt: null,
      interval: 3,
      step: { minimum: '50', unit: 'absolute' },
      lots: [{ title: 'Lot', ceiling: '1000', floor, lines: [{ name: 'x', quantity: '1' }] }],
    })
  const accept = (socket: Socket, lotId: string) => ask<BidAnswer>(socket, 'accept', { lotId, id: randomUUID() })
  const price = (socket: Socket, first: string) =>
    heard<BidderView>(socket, 'lot', (view) => view.phase === 'open' && view.priceClock?.prices[0] === first)

  test('falls by itself; who does not accept is out, and the last one in wins', async () => {
    const { eventId, lotId } = await clock('japanese-reverse', '800')
    const { buyer, supplier, rival, told } = await node.openRoom(eventId)
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
    const { buyer, supplier, rival } = await node.openRoom(eventId)
    const lot = await prisma().lot.findUniqueOrThrow({ where: { id: lotId } })
    expect(lot.endsAt.getTime() - lot.opensAt.getTime()).toBe(11 * 3000)
    await new Promise((resolve) => setTimeout(resolve, lot.opensAt.getTime() + 3300 - Date.now()))
    const closed = heard<BuyerView>(buyer, 'lot', (view) => view.phase === 'closed')
    const answers = await Promise.all([accept(supplier, lotId), accept(rival, lotId)])
    expect(answers.map(({ accepted }) => accepted).sort()).toEqual([false, true])
    expect(answers.find(({ accepted }) => !accepted)).toMatchObject({ code: 'LOT_NOT_OPEN', receipt: null })
    expect(answers.find(({ accepted }) => accepted)).toMatchObject({ view: { standing: '550.00', won: true, phase: 'closed' } })
    expect(await closed).toMatchObject({ lead: '550.00', award: { price: '550.00' }, log: [{ amount: '550.00' }] })
  })

  test('a pause holds the price, and nobody falls out meanwhile', async () => {
    const { eventId, lotId } = await clock('japanese-reverse', '800')
    const { buyer, supplier, rival } = await node.openRoom(eventId)
    await ask(buyer, 'control', { lotId, do: 'pause' })
    expect((await prisma().lot.findUniqueOrThrow({ where: { id: lotId } })).dueAt).toBeNull()
    await new Promise((resolve) => setTimeout(resolve, 3500))
    expect(await accept(supplier, lotId)).toMatchObject({ code: 'PAUSED', view: { eliminated: false } })
    await ask(buyer, 'control', { lotId, do: 'resume' })
    const next = price(supplier, '950.00')
    expect((await accept(supplier, lotId)).accepted).toBe(true)
    expect((await accept(rival, lotId)).accepted).toBe(true)
    await next
    const closed = heard<BidderView>(supplier, 'lot', (view) => view.phase === 'closed')
    await ask(buyer, 'control', { lotId, do: 'close' })
    expect((await getLedger({ db: prisma() }, lotId)).award).toBeNull()
    expect((await closed).won).toBeNull()
  })

  test('a rising price that nobody accepts runs out, and nobody has lost to anybody', async () => {
    const { eventId, lotId } = await clock('dutch-reverse', '950')
    const { buyer, rival } = await node.openRoom(eventId)
    const closed = heard<BuyerView>(buyer, 'lot', (view) => view.phase === 'closed')
    const over = heard<BidderView>(rival, 'lot', (view) => view.phase === 'closed')
    expect(await closed).toMatchObject({ award: null, lead: null, log: [] })
    expect(await over).toMatchObject({ won: null, standing: null })
    const lot = await prisma().lot.findUniqueOrThrow({ where: { id: lotId } })
    expect([lot.endsAt.getTime() - lot.opensAt.getTime(), lot.dueAt]).toEqual([6000, null])
  })

  test.each([
    ['no interval', { interval: null }, 'interval'],
    ['a floor that is not below the ceiling', { floor: '1000' }, 'lots.0.floor'],
    ['a rising price without a start', { floor: null }, 'lots.0.floor'],
    ['too many steps', { floor: '1', minimum: '0.01' }, 'lots.0.floor'],
  ])('%s is refused by name', async (_, wrong: { interval?: null; floor?: string | null; minimum?: string }, field) => {
    await expect(
      node.auction({
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
      node.auction({ format: 'japanese-reverse', endsAt: null, interval: 5, opensAt: new Date(Date.now() - 1000).toISOString() }),
    ).rejects.toMatchObject({ code: 'invalid_input' })
  })
})
