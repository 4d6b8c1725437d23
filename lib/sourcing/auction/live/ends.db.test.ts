import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import type { BidAnswer, BuyerView } from '@/lib/sourcing/auction/rules/wire'
import { getEvent } from '@/lib/sourcing/events/queries'
import { ask, heard, startLiveNode } from '@/scripts/testing/live-node'
import { makeWorld, reading, type World } from '@/scripts/testing/world'
import { Lane } from './lane'
import { getLedger } from './ledger-queries'

let world: World
let node: Awaited<ReturnType<typeof startLiveNode>>
beforeAll(async () => {
  world = await makeWorld()
  node = await startLiveNode(world)
})
afterAll(() => node.stop())

const HOUR = 3_600_000
const three = [1, 2, 3].map((number) => ({ title: `Lot ${number}`, ceiling: '1000', lines: [{ name: 'x', quantity: '1' }] }))
const lotsOf = (eventId: string) => prisma().lot.findMany({ where: { eventId }, orderBy: { number: 'asc' } })

describe('an overtime for all open lots', () => {
  const overtime = { rank: 1, window: 7200, extend: 7200, from: 'receipt', scope: 'event' } as const

  test('moves every lot at once, but none beyond its hard stop, and does not use up a lot’s own extensions', async () => {
    const { eventId } = await node.auction({ lots: three, overtime: { ...overtime, hardStopMinutes: 30 } })
    const [first, second, third] = (await lotsOf(eventId)).map(({ id }) => id) as [string, string, string]
    const { buyer, supplier } = await node.openRoom(eventId)
    await ask(buyer, 'control', { lotId: third, do: 'close' })
    const before = (await lotsOf(eventId)).map(({ endsAt }) => endsAt.getTime())
    const moved = heard<BuyerView>(buyer, 'lot', (view) => view.lotId === second && Date.parse(view.endsAt ?? '') > (before[1] ?? 0))
    const { endsAt } = await ask<BidAnswer>(supplier, 'bid', { lotId: first, id: randomUUID(), amount: '900' })
    // Two hours were asked for, but half an hour after the planned end nothing moves it any more.
    expect(Date.parse(endsAt ?? '')).toBe((before[0] ?? 0) + HOUR / 2)
    expect(await moved).toMatchObject({ endsAt, extensions: 0 })
    const { entries } = await getLedger({ db: prisma() }, second)
    expect(entries.at(-1)).toMatchObject({ type: 'lot.extended', actor: 'system', payload: { cause: 'event' } })
    expect((await lotsOf(eventId))[2]).toMatchObject({ phase: 'closed' })
  })

  test('is made good by the clock when the news of it was lost', async () => {
    const opensAt = Date.now() + 1500
    const { eventId } = await node.auction({
      opensAt: new Date(opensAt).toISOString(),
      endsAt: new Date(opensAt + 2500).toISOString(),
      lots: three.slice(0, 2),
      overtime,
    })
    const [first, second] = (await lotsOf(eventId)).map(({ id }) => id) as [string, string]
    await node.openRoom(eventId)
    const [mine] = await prisma().eventInvitation.findMany({ where: { eventId, supplierId: world.supplier.organizationId } })
    // A lane of a node that goes down before it can tell.
    await new Lane(first).submit({ do: 'bid', by: mine?.alias ?? '', id: randomUUID(), amount: '900' }, node.live.time.now())
    await new Promise((resolve) => setTimeout(resolve, opensAt + 3200 - Date.now()))
    const [one, two] = await lotsOf(eventId)
    expect([one?.phase, two?.phase]).toEqual(['open', 'open'])
    expect(two?.endsAt).toEqual(one?.endsAt)
    expect((await getLedger({ db: prisma() }, second)).entries.at(-1)).toMatchObject({ type: 'lot.extended', payload: { cause: 'event' } })
  })

  test('without the setting each lot is on its own', async () => {
    const { eventId } = await node.auction({ lots: three.slice(0, 2), overtime: { ...overtime, scope: 'lot' } })
    const [first] = (await lotsOf(eventId)).map(({ id }) => id) as [string]
    const { supplier } = await node.openRoom(eventId)
    const before = await lotsOf(eventId)
    await ask<BidAnswer>(supplier, 'bid', { lotId: first, id: randomUUID(), amount: '900' })
    const after = await lotsOf(eventId)
    expect(after[0]?.endsAt.getTime()).toBeGreaterThan(before[0]?.endsAt.getTime() ?? 0)
    expect(after[1]?.endsAt).toEqual(before[1]?.endsAt)
  })
})

describe('an end that passed while no server ran', () => {
  test('gives the lot the minutes that were set, once, and bids count in them', async () => {
    const { eventId, lotId } = await node.auction({ outageMinutes: 5 })
    await node.openRoom(eventId)
    const [mine] = await prisma().eventInvitation.findMany({ where: { eventId, supplierId: world.supplier.organizationId } })
    const ended = (await lotsOf(eventId))[0]?.endsAt.getTime() ?? 0
    const back = ended + HOUR
    const bid = (amount: string, at: number) => new Lane(lotId).submit({ do: 'bid', by: mine?.alias ?? '', id: randomUUID(), amount }, at)
    expect(await bid('900', back)).toMatchObject({ ok: true })
    expect((await lotsOf(eventId))[0]).toMatchObject({ phase: 'open', endsAt: new Date(back + 300_000) })
    expect(await bid('890', back + 300_000)).toMatchObject({ ok: false, code: 'RECEIVED_AFTER_END' })
    const { entries } = await getLedger({ db: prisma() }, lotId)
    expect(entries.map(({ type }) => type)).toEqual(['lot.opened', 'lot.extended', 'bid.accepted', 'lot.closed'])
    expect(entries.at(-1)?.at).toBe(new Date(back + 300_000).toISOString())
  })

  test('also to a lot that was to open meanwhile', async () => {
    const opensAt = Date.now() + HOUR
    const { lotId, eventId } = await node.auction({
      outageMinutes: 5,
      opensAt: new Date(opensAt).toISOString(),
      endsAt: new Date(opensAt + HOUR).toISOString(),
    })
    const [mine] = await prisma().eventInvitation.findMany({ where: { eventId, supplierId: world.supplier.organizationId } })
    const bid = { do: 'bid' as const, by: mine?.alias ?? '', id: randomUUID(), amount: '900' }
    expect(await new Lane(lotId).submit(bid, opensAt + 3 * HOUR)).toMatchObject({ ok: true })
    const { entries } = await getLedger({ db: prisma() }, lotId)
    expect(entries.map(({ type }) => type)).toEqual(['lot.opened', 'lot.extended', 'bid.accepted'])
    expect(entries[0]?.at).toBe(new Date(opensAt).toISOString())
  })

  test('is an end like any other when a server was there to see it, and without the setting', async () => {
    const seen = await node.auction({ outageMinutes: 5 })
    await node.openRoom(seen.eventId)
    const end = (await lotsOf(seen.eventId))[0]?.endsAt.getTime() ?? 0
    await new Lane(seen.lotId).tick(end + 9_000)
    expect((await lotsOf(seen.eventId))[0]).toMatchObject({ phase: 'closed', endsAt: new Date(end) })
  })
})

test('the buyer who hides names from itself sees them when all lots are over', async () => {
  const { eventId } = await node.auction({ lots: three.slice(0, 2), namesHidden: true })
  const lots = await lotsOf(eventId)
  const { buyer, supplier } = await node.openRoom(eventId)
  await ask<BidAnswer>(supplier, 'bid', { lotId: lots[0]?.id, id: randomUUID(), amount: '900' })
  const hidden = await getEvent(reading(world.buyer), eventId)
  expect(hidden.invitations.map(({ name, supplierId }) => [name, supplierId])).toEqual([
    [null, null],
    [null, null],
  ])
  expect(JSON.stringify(hidden)).not.toContain(world.supplier.organizationId)
  await ask(buyer, 'control', { lotId: lots[0]?.id, do: 'close' })
  expect((await getEvent(reading(world.buyer), eventId)).invitations[0]?.name).toBeNull()
  await ask(buyer, 'control', { lotId: lots[1]?.id, do: 'close' })
  await expect.poll(async () => (await getEvent(reading(world.buyer), eventId)).invitations.every(({ name }) => name !== null)).toBe(true)
})
