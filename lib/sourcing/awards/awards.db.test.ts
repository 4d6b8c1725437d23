import { afterAll, beforeAll, expect, test } from 'vitest'
import { auctionSavings } from '@/lib/insight/reports/auction-savings'
import { winRate } from '@/lib/insight/reports/win-rate'
import { prisma } from '@/lib/platform/db/client'
import { getPriceList, listEntries } from '@/lib/pricing/price-lists/queries'
import { pricedOffers } from '@/lib/pricing/quotes/priced-offers'
import { getOrder } from '@/lib/purchasing/orders/queries'
import type { BidAnswer, BuyerView } from '@/lib/sourcing/auction/rules/wire'
import { getEvent } from '@/lib/sourcing/events/queries'
import { ask, heard, startLiveNode } from '@/scripts/testing/live-node'
import { content, makeWorld, offerId, publish, reading, type World } from '@/scripts/testing/world'
import { awardLot, takeAwardBack } from './commands/award-lot'
import { executeDueAward } from './commands/execute-award'
import { awardReactions } from './jobs'
import { awardNotices } from './notices'

const DAY = 86_400_000
let world: World
let node: Awaited<ReturnType<typeof startLiveNode>>
let bolt: string
beforeAll(async () => {
  world = await makeWorld()
  node = await startLiveNode(world)
  await publish(world, world.supplier, [content('BOLT', '12.00', { name: { en: 'Hex bolt' }, brand: 'Tenax', makerPart: 'T-1' })])
  await publish(world, world.rival, [
    content('R-BOLT', '1150', { name: { en: 'Hex bolt' }, brand: 'Tenax', makerPart: 'T-1', priceBase: '100' }),
  ])
  bolt = await offerId(world.supplier, 'BOLT')
})
afterAll(() => node.stop())
const buyer = () => ({ actor: world.buyer })

/** A sealed lot of 101 bolts that is over: the supplier bid 880, the rival 900. */
async function closedLot(changes: Parameters<typeof node.auction>[0] = {}) {
  const { productId } = await prisma().offer.findUniqueOrThrow({ where: { id: bolt } })
  const { eventId } = await node.auction({
    format: 'sealed-first',
    step: null,
    lots: [{ title: 'Bolts', ceiling: '1010', lines: [{ name: 'Hex bolt', productId, quantity: '101' }] }],
    ...changes,
  })
  const { id: lotId } = await prisma().lot.findFirstOrThrow({ where: { eventId } })
  const room = await node.openRoom(eventId)
  for (const [socket, amount] of [
    [room.rival, '900'],
    [room.supplier, '880'],
  ] as const)
    expect(await ask<BidAnswer>(socket, 'bid', { lotId, id: `${lotId}-${amount}`, amount })).toMatchObject({ accepted: true })
  const closed = heard<BuyerView>(room.buyer, 'lot', (view) => view.lotId === lotId && view.phase === 'closed')
  await ask(room.buyer, 'control', { lotId, do: 'close' })
  await closed
  await expect.poll(async () => (await prisma().sourcingEvent.findUniqueOrThrow({ where: { id: eventId } })).state).toBe('closed')
  return { eventId, lotId }
}

const halves = (percent = '60') => ({
  shares: [
    { supplierId: world.supplier.organizationId, percent },
    { supplierId: world.rival.organizationId, percent: String(100 - Number(percent)) },
  ],
  reason: 'Two sources for a part that stops the line.',
})

test('a lot is split: whole pieces, each at its own bid, an order each; every winner sees its own share alone', async () => {
  const { eventId, lotId } = await closedLot()
  await expect(awardLot(buyer(), { lotId, ...halves(), reason: null })).rejects.toMatchObject({
    options: { fields: [{ field: 'reason', reason: 'reason_for_other' }] },
  })
  const one = { supplierId: world.supplier.organizationId, percent: '50' }
  for (const [shares, reason] of [
    [[one], 'not_a_hundred'],
    [[one, one], 'supplier_twice'],
    [[{ ...one, supplierId: world.outsider.organizationId }, one], 'no_bid'],
  ] as const)
    await expect(awardLot(buyer(), { lotId, shares: [...shares], reason: 'Why' })).rejects.toMatchObject({
      options: { fields: [{ reason }] },
    })
  await awardLot(buyer(), { lotId, ...halves() })

  const award = (await getEvent(reading(world.buyer), eventId)).lots[0]?.award
  // 60 % of 101 are 60.6: 61 pieces, and 40 for the other; 880 × 61/101 and 900 × 40/101
  expect(award?.shares.map(({ percent, price, total }) => [percent, price, total])).toEqual([
    ['60', '880', '531.49'],
    ['40', '900', '356.44'],
  ])
  expect(award?.savings).toBe('122.07')
  const [first, second] = award?.shares ?? []
  const order = await getOrder(reading(world.rival), second?.orderId ?? '')
  expect(order.lines.map((line) => [line.quantity.toString(), line.net.toString(), line.priceSource])).toEqual([['40', '356.44', 'award']])
  await expect(getOrder(reading(world.rival), first?.orderId ?? '')).rejects.toMatchObject({ code: 'not_found' })
  const seen = (await getEvent(reading(world.rival), eventId)).lots[0]?.award
  expect(seen).toMatchObject({ price: '900', savings: null, reason: null, shares: [{ percent: '40' }] })
  expect(seen?.shares).toHaveLength(1)
  expect((await auctionSavings(reading(world.buyer))).find((row) => row.eventId === eventId)?.saved).toBe('122.07')
  for (const actor of [world.supplier, world.rival]) expect((await winRate(reading(actor))).won).toBe(1)
})

test('a bidder who has been suspended since is awarded nothing, not even a share', async () => {
  const { lotId } = await closedLot()
  const rival = (state: 'active' | 'suspended') =>
    prisma().networkMembership.updateMany({
      where: { networkId: world.networkId, organizationId: world.rival.organizationId },
      data: { state },
    })
  await rival('suspended')
  await expect(awardLot(buyer(), { lotId, ...halves() })).rejects.toMatchObject({ options: { detail: 'winner_suspended' } })
  await rival('active')
  await awardLot(buyer(), { lotId, ...halves() })
})

test('an award becomes contract prices for what was won, in the offer’s own price base', async () => {
  const { eventId, lotId } = await closedLot()
  const contractTo = new Date(Date.now() + 100 * DAY).toISOString()
  await expect(awardLot(buyer(), { lotId, ...halves(), as: 'contract' })).rejects.toMatchObject({
    options: { fields: [{ field: 'contractTo', reason: 'required' }] },
  })
  await awardLot(buyer(), { lotId, ...halves(), as: 'contract', contractTo })
  const shares = (await getEvent(reading(world.buyer), eventId)).lots[0]?.award?.shares ?? []
  expect(shares.map(({ orderId }) => orderId)).toEqual([null, null])
  const prices = await Promise.all(
    shares.map(async ({ contractId }) =>
      (await listEntries(reading(world.buyer), contractId ?? '')).entries.map(({ part, price, agreed }) => [part, price, agreed]),
    ),
  )
  expect(prices).toEqual([[['BOLT', '8.712951', '61']], [['R-BOLT', '891.1', '40']]])
  expect((await getPriceList(reading(world.supplier), shares[0]?.contractId ?? '')).state).toBe('active')
  expect((await pricedOffers(reading(world.buyer), { offerIds: [bolt] }))[0]?.prices?.map(({ kind, price }) => [kind, price])).toEqual([
    ['contract', '8.712951'],
  ])
})

test('lines of which the winner offers nothing cannot become contract prices: nothing is awarded', async () => {
  const { lotId } = await closedLot({ lots: [{ title: 'Odd', ceiling: '1010', lines: [{ name: 'Something else', quantity: '1' }] }] })
  const contractTo = new Date(Date.now() + DAY).toISOString()
  await expect(awardLot(buyer(), { lotId, supplierId: world.supplier.organizationId, as: 'contract', contractTo })).rejects.toMatchObject({
    options: { detail: 'no_offer_for_contract', data: { lines: ['Something else'] } },
  })
  expect(await prisma().lotAward.count({ where: { lotId } })).toBe(0)
})

test('at the end of a standstill a suspended winner gets no order: the buyer is told, and the award waits or is taken back', async () => {
  const { eventId, lotId } = await closedLot({ standstillDays: 10 })
  await awardLot(buyer(), { lotId, supplierId: world.supplier.organizationId })
  const key = { networkId: world.networkId, organizationId: world.supplier.organizationId }
  const membership = { where: { networkId_organizationId: key } }
  const { id } = await prisma().networkMembership.update({ ...membership, data: { state: 'suspended' } })
  const over = new Date(Date.now() - 120_000)
  await prisma().lotAward.update({ where: { lotId }, data: { standstillEndsAt: over } })

  await executeDueAward({ lotId })
  expect(await prisma().purchaseOrder.count({ where: { lotId } })).toBe(0)
  expect((await getEvent(reading(world.buyer), eventId)).lots[0]?.award).toMatchObject({ held: true, standstillEndsAt: over.toISOString() })
  await awardNotices['auction.award-held']?.({ type: 'auction.award-held', eventId, lotId })
  expect(await prisma().notification.count({ where: { kind: 'auction_award_held', userId: world.buyer.userId } })).toBe(1)

  await prisma().networkMembership.update({ ...membership, data: { state: 'active' } })
  await awardReactions['network.membership-decided']?.({ type: 'network.membership-decided', membershipId: id, state: 'active' })
  const jobs = await prisma().$queryRaw<{ key: string }[]>`select key from graphile_worker.jobs where key = ${`execute-award:${lotId}`}`
  expect(jobs).toHaveLength(1)
  await executeDueAward({ lotId })
  expect(await prisma().purchaseOrder.count({ where: { lotId } })).toBe(1)
  expect((await getEvent(reading(world.buyer), eventId)).lots[0]?.award).toMatchObject({ held: false, standstillEndsAt: null })
})

test('in a standstill nothing is ordered; the award can be taken back, and takes effect once when the time is over', async () => {
  const { eventId, lotId } = await closedLot({ standstillDays: 10 })
  const award = { lotId, supplierId: world.supplier.organizationId }
  expect(await awardLot(buyer(), award)).toEqual({ orderId: null, number: null })
  const stateNow = async () => (await getEvent(reading(world.buyer), eventId)).state
  expect(await stateNow()).toBe('awarded')
  expect(await prisma().purchaseOrder.count({ where: { lotId } })).toBe(0)
  await expect(takeAwardBack({ actor: world.rival }, { lotId, reason: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' })
  await takeAwardBack(buyer(), { lotId, reason: 'A bidder has objected' })
  expect(await stateNow()).toBe('closed')

  await awardLot(buyer(), award)
  const later = new Date(Date.now() + 10 * DAY + 1000)
  await executeDueAward({ lotId })
  expect(await prisma().purchaseOrder.count({ where: { lotId } })).toBe(0)
  await Promise.all([executeDueAward({ lotId }, later), executeDueAward({ lotId }, later)])
  await executeDueAward({ lotId }, later)
  const orders = await prisma().purchaseOrder.findMany({ where: { lotId } })
  expect(orders.map(({ net, buyerId, placedBy }) => [net.toString(), buyerId, placedBy])).toEqual([
    ['880', world.buyer.organizationId, world.buyer.userId],
  ])
  await expect(takeAwardBack(buyer(), { lotId, reason: 'Too late' })).rejects.toMatchObject({ code: 'not_possible_now' })
})
