import { afterAll, beforeAll, expect, test } from 'vitest'
import { auctionSavings } from '@/lib/insight/reports/auction-savings'
import { winRate } from '@/lib/insight/reports/win-rate'
import { prisma } from '@/lib/platform/db/client'
import { standingBidsInClosedLots } from '@/lib/sourcing/auction/live/ledger-queries'
import type { BidAnswer, BuyerView } from '@/lib/sourcing/auction/rules/wire'
import { awardLot, leaveUnawarded } from '@/lib/sourcing/awards/commands/award-lot'
import { ask, heard, startLiveNode } from '@/scripts/testing/live-node'
import { makeWorld, reading, type World } from '@/scripts/testing/world'
import { answerInvitation } from './commands/participate'
import { cancelEvent, createEvent, publishEvent } from './commands/save-event'
import { getEvent, listEvents } from './queries'

let world: World
let node: Awaited<ReturnType<typeof startLiveNode>>
beforeAll(async () => {
  world = await makeWorld()
  node = await startLiveNode(world)
})
afterAll(() => node.stop())

const HOUR = 3_600_000
const two = [
  { title: 'Bolts', ceiling: '1000', lines: [{ name: 'Bolt', quantity: '10' }] },
  { title: 'Nuts', ceiling: '500', lines: [{ name: 'Nut', quantity: '10' }] },
]

/** A sealed round with two lots that is over: the supplier is best in the first, alone in the second. */
async function closedRound(changes: Parameters<typeof node.auction>[0] = {}) {
  const { eventId } = await node.auction({ format: 'sealed-first', step: null, lots: two, ...changes })
  const lots = await prisma().lot.findMany({ where: { eventId }, orderBy: { number: 'asc' } })
  const [bolts, nuts] = lots.map((lot) => lot.id) as [string, string]
  const { buyer, supplier, rival } = await node.openRoom(eventId)
  for (const [socket, lotId, amount] of [
    [rival, bolts, '900'],
    [supplier, bolts, '880'],
    [supplier, nuts, '450'],
  ] as const)
    expect(await ask<BidAnswer>(socket, 'bid', { lotId, id: `${lotId}-${amount}`, amount })).toMatchObject({ accepted: true })
  for (const lotId of [bolts, nuts]) {
    const closed = heard<BuyerView>(buyer, 'lot', (view) => view.lotId === lotId && view.phase === 'closed')
    await ask(buyer, 'control', { lotId, do: 'close' })
    await closed
  }
  await expect.poll(() => stateOf(eventId)).toBe('closed')
  return { eventId, bolts, nuts }
}

const stateOf = async (id: string) => (await prisma().sourcingEvent.findUniqueOrThrow({ where: { id } })).state

const nextRound = (previousId: string, invite: string[], changes: Partial<Parameters<typeof createEvent>[1]> = {}, actor = world.buyer) =>
  createEvent(
    { actor },
    {
      previousId,
      title: 'Second round',
      networkId: world.networkId,
      currency: 'EUR',
      opensAt: new Date(Date.now() + HOUR).toISOString(),
      endsAt: new Date(Date.now() + 2 * HOUR).toISOString(),
      step: { minimum: '5', unit: 'absolute' },
      overtime: null,
      lots: [{ title: 'Bolts', ceiling: '880', lines: [{ name: 'Bolt', quantity: '10' }] }],
      invite,
      ...changes,
    },
  )

test('a next round takes over from the one before, for those on the short list; cancelled, it gives the round before back', async () => {
  const as = { actor: world.buyer }
  const { eventId, bolts } = await closedRound()
  expect((await standingBidsInClosedLots(reading(world.buyer), eventId))[bolts]).toEqual([
    { supplierId: world.supplier.organizationId, amount: '880.00' },
    { supplierId: world.rival.organizationId, amount: '900.00' },
  ])
  expect(await standingBidsInClosedLots(reading(world.supplier), eventId)).toEqual({})

  const second = await nextRound(eventId, [world.supplier.organizationId])
  expect(await stateOf(eventId)).toBe('closed')
  expect((await getEvent(reading(world.buyer), second.id)).round).toBe(2)
  await publishEvent(as, { eventId: second.id })
  expect(await stateOf(eventId)).toBe('continued')
  await expect(awardLot(as, { lotId: bolts, supplierId: world.supplier.organizationId })).rejects.toMatchObject({
    code: 'not_possible_now',
  })

  const rounds = async (actor: typeof world.buyer, id: string) => (await getEvent(reading(actor), id)).otherRounds.map(({ id }) => id)
  expect(await rounds(world.buyer, eventId)).toEqual([second.id])
  expect(await rounds(world.supplier, second.id)).toEqual([eventId])
  expect(await rounds(world.rival, eventId)).toEqual([])
  await expect(getEvent(reading(world.rival), second.id)).rejects.toMatchObject({ code: 'not_found' })
  expect((await listEvents(reading(world.rival))).events.map(({ id }) => id)).not.toContain(second.id)

  await cancelEvent(as, { eventId: second.id })
  expect(await stateOf(eventId)).toBe('closed')
  const { orderId } = await awardLot(as, { lotId: bolts, supplierId: world.supplier.organizationId })
  expect(orderId).not.toBeNull()
})

test('only one of two next rounds takes over, and none after an award', async () => {
  const as = { actor: world.buyer }
  const { eventId, nuts } = await closedRound()
  const invite = [world.supplier.organizationId]
  const [a, b] = [await nextRound(eventId, invite), await nextRound(eventId, invite)]
  const outcomes = await Promise.allSettled([publishEvent(as, { eventId: a.id }), publishEvent(as, { eventId: b.id })])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(outcomes.find((outcome) => outcome.status === 'rejected')).toMatchObject({ reason: { options: { detail: 'round_over' } } })
  const published = (await stateOf(a.id)) === 'published' ? a : b
  await cancelEvent(as, { eventId: published.id })

  const third = await nextRound(eventId, invite)
  await awardLot(as, { lotId: nuts, supplierId: world.supplier.organizationId })
  await expect(publishEvent(as, { eventId: third.id })).rejects.toMatchObject({ code: 'not_possible_now' })
  expect([await stateOf(third.id), await stateOf(eventId)]).toEqual(['draft', 'closed'])

  await leaveUnawarded(as, { eventId })
  await expect(nextRound(eventId, invite)).rejects.toMatchObject({ code: 'not_possible_now' })
})

test('a round of which a lot was awarded does not give the round before back: nothing is bought twice', async () => {
  const as = { actor: world.buyer }
  const { eventId, bolts } = await closedRound()
  const opensAt = new Date(Date.now() + 1500).toISOString()
  const second = await nextRound(eventId, [world.supplier.organizationId], { opensAt, lots: two })
  await publishEvent(as, { eventId: second.id })
  await answerInvitation({ actor: world.supplier }, { eventId: second.id, accept: true })
  const [first, other] = await prisma().lot.findMany({ where: { eventId: second.id }, orderBy: { number: 'asc' } })
  const [buyer, supplier] = [await node.connect(world.buyer), await node.connect(world.supplier)]
  for (const socket of [buyer, supplier]) await ask(socket, 'event:join', { eventId: second.id })
  await expect
    .poll(async () => (await prisma().lot.findUniqueOrThrow({ where: { id: first?.id ?? '' } })).phase, { timeout: 5000 })
    .toBe('open')
  await ask<BidAnswer>(supplier, 'bid', { lotId: first?.id, id: 'only', amount: '870' })
  for (const lot of [first, other]) await ask(buyer, 'control', { lotId: lot?.id, do: 'close' })
  await expect.poll(() => stateOf(second.id)).toBe('closed')
  await awardLot(as, { lotId: first?.id ?? '', supplierId: world.supplier.organizationId })
  await leaveUnawarded(as, { eventId: second.id })
  expect([await stateOf(second.id), await stateOf(eventId)]).toEqual(['unsuccessful', 'continued'])
  await expect(awardLot(as, { lotId: bolts, supplierId: world.supplier.organizationId })).rejects.toMatchObject({
    code: 'not_possible_now',
  })
})

test('nobody else goes on with an event', async () => {
  const { eventId } = await closedRound()
  await expect(nextRound(eventId, [], {}, { ...world.buyer, organizationId: world.rival.organizationId })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('practice is awarded without an order and leaves no trace in the reports, nor does its next round', async () => {
  const as = { actor: world.buyer }
  const before = [await auctionSavings(reading(world.buyer)), await winRate(reading(world.supplier))]
  const { eventId, bolts } = await closedRound({ training: true })
  const second = await nextRound(eventId, [world.supplier.organizationId], { training: false })
  expect((await getEvent(reading(world.supplier), eventId)).training).toBe(true)
  expect((await getEvent(reading(world.buyer), second.id)).training).toBe(true)
  const orders = await prisma().purchaseOrder.count()
  const award = await awardLot(as, { lotId: bolts, supplierId: world.supplier.organizationId })
  expect(award).toEqual({ orderId: null, number: null })
  const row = await prisma().lotAward.findUniqueOrThrow({ where: { lotId: bolts }, include: { shares: true } })
  expect([row.total.toString(), row.savings?.toString(), row.shares[0]?.orderId]).toEqual(['880', '120', null])
  expect(await prisma().purchaseOrder.count()).toBe(orders)
  expect([await auctionSavings(reading(world.buyer)), await winRate(reading(world.supplier))]).toEqual(before)
})
