import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import { listOrders } from '@/lib/purchasing/orders/queries'
import type { BidAnswer, BuyerView } from '@/lib/sourcing/auction/rules/wire'
import { ask, heard, startLiveNode } from '@/scripts/testing/live-node'
import { makeWorld, reading, type World } from '@/scripts/testing/world'
import { awardLot } from './commands/award-lot'

let world: World
let node: Awaited<ReturnType<typeof startLiveNode>>
beforeAll(async () => {
  world = await makeWorld()
  node = await startLiveNode(world)
})
afterAll(() => node.stop())

describe('a forward auction', () => {
  test('goes up from the start price, and its award is a sale: the winner buys from who held it', async () => {
    const { eventId, lotId } = await node.auction({
      format: 'english-forward',
      lots: [{ title: 'Surplus', ceiling: '500', reserve: '520', lines: [{ name: 'Used racks', quantity: '4', lastPrice: '100' }] }],
    })
    const { buyer, supplier, rival } = await node.openRoom(eventId)
    const bid = (socket: typeof supplier, amount: string) => ask<BidAnswer>(socket, 'bid', { lotId, id: randomUUID(), amount })
    expect(await bid(supplier, '499')).toMatchObject({ accepted: false, code: 'BELOW_START' })
    expect(await bid(supplier, '500')).toMatchObject({ accepted: true, view: { rank: 1 } })
    expect(await bid(rival, '504')).toMatchObject({ accepted: false, code: 'BELOW_MINIMUM_STEP', view: { next: '505.00' } })
    const lead = heard<BuyerView>(buyer, 'lot', (view) => view.lead === '560.00')
    expect(await bid(rival, '560')).toMatchObject({ accepted: true })
    expect(await lead).toMatchObject({ savingsToBaseline: { amount: '160.00', percent: '40.0' }, savingsToCeiling: { amount: '60.00' } })
    const closed = heard<BuyerView>(buyer, 'lot', (view) => view.phase === 'closed')
    await ask(buyer, 'control', { lotId, do: 'close' })
    expect(await closed).toMatchObject({ award: { price: '560.00' }, reserveMet: true })

    await awardLot({ actor: world.buyer }, { lotId, supplierId: world.rival.organizationId })
    const order = await prisma().purchaseOrder.findFirstOrThrow({ where: { lotId } })
    expect([order.buyerId, order.supplierId, order.net.toString()]).toEqual([world.rival.organizationId, world.buyer.organizationId, '560'])
    const award = await prisma().lotAward.findUniqueOrThrow({ where: { lotId } })
    expect([award.total.toString(), award.savings?.toString()]).toEqual(['560', '160'])
    const bought = await listOrders(reading(world.rival), { side: 'buyer' })
    expect(bought.orders.map(({ id }) => id)).toContain(order.id)
    const sold = await listOrders(reading(world.buyer), { side: 'supplier' })
    expect(sold.orders.map(({ id }) => id)).toContain(order.id)
  })
})

describe('an index auction', () => {
  test('one discount for all lines: the better leads, each line is ordered at its own price less the discount', async () => {
    const lines = [
      { name: 'Copper wire', quantity: '120', lastPrice: '9.50' },
      { name: 'Copper tube', quantity: '30', lastPrice: '14.20' },
    ]
    const { eventId, lotId } = await node.auction({
      format: 'index-reverse',
      step: { minimum: '0.5', unit: 'absolute' },
      lots: [{ title: 'Copper', ceiling: '1', lines }],
    })
    const { buyer, supplier, rival } = await node.openRoom(eventId)
    const bid = (socket: typeof supplier, amount: string) => ask<BidAnswer>(socket, 'bid', { lotId, id: randomUUID(), amount })
    expect(await bid(supplier, '0.5')).toMatchObject({ accepted: false, code: 'BELOW_START' })
    expect(await bid(supplier, '3.333')).toMatchObject({ accepted: false, code: 'WRONG_SCALE' })
    expect(await bid(supplier, '3.25')).toMatchObject({ accepted: true })
    const lead = heard<BuyerView>(buyer, 'lot', (view) => view.lead === '4.75')
    expect(await bid(rival, '4.75')).toMatchObject({ accepted: true, view: { rank: 1 } })
    // 1,566.00 at the reference prices
    expect(await lead).toMatchObject({ savingsToCeiling: null, savingsToBaseline: { amount: '74.39', percent: '4.8' } })
    const closed = heard<BuyerView>(buyer, 'lot', (view) => view.phase === 'closed')
    await ask(buyer, 'control', { lotId, do: 'close' })
    await closed
    await awardLot({ actor: world.buyer }, { lotId, supplierId: world.rival.organizationId })
    const order = await prisma().purchaseOrder.findFirstOrThrow({
      where: { lotId },
      include: { lines: { orderBy: { line: 'asc' } } },
    })
    expect(order.lines.map(({ net }) => net.toString())).toEqual(['1085.85', '405.77'])
    const award = await prisma().lotAward.findUniqueOrThrow({ where: { lotId } })
    expect([award.price.toString(), award.total.toString(), award.savings?.toString()]).toEqual(['4.75', '1491.62', '74.38'])
  })

  test('an amount off each unit may have four decimals, and a line without a reference price cannot be set up', async () => {
    const rules = { format: 'index-reverse', discount: 'amount', step: { minimum: '0.01', unit: 'absolute' } } as const
    await expect(node.auction({ ...rules, lots: [{ title: 'Steel', lines: [{ name: 'Coil', quantity: '10' }] }] })).rejects.toMatchObject({
      options: { fields: [{ field: 'lots.0.lines.0.lastPrice', reason: 'required' }] },
    })
    const { eventId, lotId } = await node.auction({
      ...rules,
      lots: [{ title: 'Steel', lines: [{ name: 'Coil', quantity: '10', lastPrice: '2.5' }] }],
    })
    const { buyer, supplier } = await node.openRoom(eventId)
    expect(await ask<BidAnswer>(supplier, 'bid', { lotId, id: 'd', amount: '0.1234' })).toMatchObject({ accepted: true })
    await ask(buyer, 'control', { lotId, do: 'close' })
    await awardLot({ actor: world.buyer }, { lotId, supplierId: world.supplier.organizationId })
    expect((await prisma().purchaseOrder.findFirstOrThrow({ where: { lotId } })).net.toString()).toBe('23.77')
  })
})

describe('a bid by telephone', () => {
  test('is decided like the bidder’s own, marked with its reason in the ledger, and refused where bids are sealed', async () => {
    const { eventId, lotId } = await node.auction()
    const { buyer, supplier, rival } = await node.openRoom(eventId)
    const { alias } = await prisma().eventInvitation.findFirstOrThrow({
      where: { eventId, supplierId: world.supplier.organizationId },
      select: { alias: true },
    })
    await ask(buyer, 'control', { lotId, do: 'bid-for', of: alias, id: 'phone', amount: '950', reason: 'their line is down' })
    const entry = await prisma().ledgerEntry.findFirstOrThrow({ where: { lotId, type: 'bid.accepted' } })
    expect(entry).toMatchObject({ actor: 'buyer', payload: { bidder: alias, amount: '950', surrogate: 'their line is down' } })
    const own = await ask<BidAnswer>(supplier, 'bid', { lotId, id: 'own', amount: '940' })
    expect(own.view.ownBids.map(({ surrogate }) => surrogate)).toEqual(['their line is down', null])
    const refused = ask(buyer, 'control', { lotId, do: 'bid-for', of: alias, id: 'worse', amount: '945', reason: 'by phone' })
    await expect(refused).rejects.toMatchObject({ problem: { code: 'not_possible_now', detail: 'NOT_BETTER_THAN_OWN' } })
    const forged = ask(rival, 'control', { lotId, do: 'bid-for', of: alias, id: 'forged', amount: '1', reason: 'ruin them' })
    await expect(forged).rejects.toMatchObject({ problem: { code: 'forbidden' } })

    const sealed = await node.auction({ format: 'sealed-first', step: null })
    const room = await node.openRoom(sealed.eventId)
    const peek = ask(room.buyer, 'control', { lotId: sealed.lotId, do: 'bid-for', of: 'A', id: 's', amount: '9', reason: 'by phone' })
    await expect(peek).rejects.toMatchObject({ problem: { detail: 'WRONG_COMMAND' } })
  })
})

describe('lots one after the other', () => {
  test('the next opens a gap after the one before is over, and no bid gets in before', async () => {
    const lot = (title: string) => ({ title, ceiling: '1000', lines: [{ name: 'x', quantity: '1' }] })
    const { eventId, lotId } = await node.auction({ gap: 1, lots: [lot('First'), lot('Second'), lot('Third')] })
    const { buyer, supplier } = await node.openRoom(eventId)
    const lots = () => prisma().lot.findMany({ where: { eventId }, orderBy: { number: 'asc' } })
    const [, second, third] = await lots()
    expect([second?.dueAt, third?.dueAt]).toEqual([null, null])
    const early = await ask<BidAnswer>(supplier, 'bid', { lotId: second?.id, id: 'early', amount: '900' })
    expect(early).toMatchObject({ accepted: false, code: 'LOT_NOT_OPEN' })
    const opened = heard<BuyerView>(buyer, 'lot', (view) => view.lotId === second?.id && view.phase === 'open')
    const closedAt = Date.now()
    await ask(buyer, 'control', { lotId, do: 'close' })
    await opened
    const [, now, later] = await lots()
    const gap = (now?.opensAt.getTime() ?? 0) - closedAt
    expect(gap).toBeGreaterThan(900)
    expect(gap).toBeLessThan(5000)
    expect(now?.rules).toMatchObject({ opensAt: now?.opensAt.toISOString(), endsAt: now?.endsAt.toISOString() })
    expect([later?.phase, later?.dueAt]).toEqual(['pending', null])
    expect((later?.opensAt.getTime() ?? 0) - (now?.endsAt.getTime() ?? 0)).toBe(1000)
    expect(await ask<BidAnswer>(supplier, 'bid', { lotId: second?.id, id: 'now', amount: '900' })).toMatchObject({ accepted: true })
  })
})
