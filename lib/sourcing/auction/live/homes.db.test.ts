import { randomUUID } from 'node:crypto'
import { io } from 'socket.io-client'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import { makePass, PEERS_PATH } from '@/lib/platform/realtime/peer'
import type { BidAnswer, BuyerView, RoomSnapshot } from '@/lib/sourcing/auction/rules/wire'
import { until } from '@/scripts/testing/fault-lab'
import { ask, heard, startLiveNode } from '@/scripts/testing/live-node'
import { makeWorld, type World } from '@/scripts/testing/world'
import { verifyLedger } from './ledger'
import { getLedger } from './ledger-queries'
import { Lots } from './lots'

type Node = Awaited<ReturnType<typeof startLiveNode>>
let world: World
const nodes: Node[] = []
beforeAll(async () => {
  world = await makeWorld()
})
afterEach(async () => {
  vi.restoreAllMocks()
  for (const node of nodes.splice(0)) await node.stop()
})

/** Two nodes that know each other, and an open lot: where it is at home, and from where it is bid on. */
async function openLot(changes: Parameters<Node['auction']>[0] = {}) {
  const [one, two] = [await startLiveNode(world), await startLiveNode(world)]
  nodes.push(one, two)
  const { eventId, lotId } = await one.auction(changes)
  await until('the nodes to meet', async () => one.live.lots.isHome(lotId) !== two.live.lots.isHome(lotId))
  const [home, away] = one.live.lots.isHome(lotId) ? [one, two] : [two, one]
  const [buyer, supplier] = [await away.connect(world.buyer), await away.connect(world.supplier)]
  const opened = heard<BuyerView>(buyer, 'lot', (view) => view.phase === 'open')
  const snapshots = await Promise.all([buyer, supplier].map((socket) => ask<RoomSnapshot>(socket, 'event:join', { eventId })))
  if (snapshots[0]?.lots[0]?.phase !== 'open') await opened
  const bid = (amount: string, id: string = randomUUID()) => ask<BidAnswer>(supplier, 'bid', { lotId, id, amount })
  return { eventId, lotId, home, away, buyer, supplier, bid }
}

const bidsOf = async (lotId: string) => {
  const { entries } = await getLedger({ db: prisma() }, lotId)
  expect(verifyLedger(entries).valid).toBe(true)
  return entries.filter(({ type }) => type === 'bid.accepted')
}

test('what any node receives is decided at the lot’s home, and answered where it was received', async () => {
  const { lotId, home, away, buyer, bid } = await openLot()
  const here = vi.spyOn(away.live.lots.lane(lotId), 'submit')
  const there = vi.spyOn(home.live.lots.lane(lotId), 'submit')
  const news = heard<BuyerView>(buyer, 'lot', (view) => view.lead === '900.00')
  const first = await bid('900', 'first')
  expect(first).toMatchObject({ accepted: true, view: { standing: '900.00', rank: 1 }, receipt: { lot: lotId } })
  await news
  expect(await bid('899')).toMatchObject({ accepted: false, code: 'BELOW_MINIMUM_STEP', view: { standing: '900.00' } })
  expect(await bid('900', 'first')).toMatchObject({ accepted: true, duplicate: true, receipt: first.receipt })
  expect([here.mock.calls.length, there.mock.calls.length]).toEqual([0, 3])
  expect(await bidsOf(lotId)).toHaveLength(1)
})

test('an order that could be carried out twice is not handed over, and counts once', async () => {
  const { lotId, home, buyer, bid } = await openLot()
  const there = vi.spyOn(home.live.lots.lane(lotId), 'submit')
  await ask(buyer, 'control', { lotId, do: 'extend', seconds: 60 })
  expect(there).not.toHaveBeenCalled()
  expect(await bid('900')).toMatchObject({ accepted: true })
  const { entries } = await getLedger({ db: prisma() }, lotId)
  expect(entries.filter(({ type }) => type === 'lot.extended')).toHaveLength(1)
})

test('a home that does not answer is done without, and what it had done already is not done again', async () => {
  const { lotId, home, away, bid } = await openLot()
  const lane = home.live.lots.lane(lotId)
  const submit = lane.submit.bind(lane)
  const lost = vi.spyOn(lane, 'submit').mockImplementation(async (...given) => {
    await submit(...given)
    return new Promise(() => undefined)
  })
  const answer = await bid('900')
  expect(answer).toMatchObject({ accepted: true, duplicate: true, receipt: { seq: 2 } })
  // It is left alone for a while, so that the next one need not wait for it too.
  expect(away.live.lots.isHome(lotId)).toBe(true)
  expect(await bid('890')).toMatchObject({ accepted: true, duplicate: false })
  expect(lost).toHaveBeenCalledTimes(1)
  expect(await bidsOf(lotId)).toHaveLength(2)
})

test('when the home is gone in the middle of a bid, the node that received it decides', async () => {
  const { lotId, home, away, bid } = await openLot()
  vi.spyOn(home.live.lots.lane(lotId), 'submit').mockImplementation(() => {
    home.gateway.io.disconnectSockets(true)
    home.gateway.io.of(PEERS_PATH).disconnectSockets(true)
    return new Promise(() => undefined)
  })
  expect(await bid('900')).toMatchObject({ accepted: true, duplicate: false })
  await home.stop()
  await until('the other node to take over', async () => away.live.lots.isHome(lotId))
  expect(await bid('890')).toMatchObject({ accepted: true })
  expect(await bidsOf(lotId)).toHaveLength(2)
})

test('a lot whose home sleeps over its end is closed by the other node, as of that end', async () => {
  const endsAt = new Date(Date.now() + 5_000).toISOString()
  const { lotId, home } = await openLot({ endsAt })
  home.live.auctions.stop()
  await until('the close', async () => (await prisma().lot.findUniqueOrThrow({ where: { id: lotId } })).phase === 'closed')
  const { entries } = await getLedger({ db: prisma() }, lotId)
  expect(entries.at(-1)).toMatchObject({ type: 'lot.closed', at: endsAt })
})

test('three nodes agree on the home of every lot, and what was one’s own is shared out when it leaves', async () => {
  const three = [await startLiveNode(world), await startLiveNode(world), await startLiveNode(world)]
  nodes.push(...three)
  const lots = Array.from({ length: 60 }, () => randomUUID())
  const homesOf = (lotId: string) => nodes.filter((node) => node.live.lots.isHome(lotId))
  await until('the nodes to agree', async () => lots.every((lotId) => homesOf(lotId).length === 1))
  const before = new Map(lots.map((lotId) => [lotId, homesOf(lotId)[0]]))
  expect(new Set(before.values()).size).toBe(3)
  const left = nodes.shift() as Node
  await left.stop()
  await until('the others to agree', async () => lots.every((lotId) => homesOf(lotId).length === 1))
  for (const [lotId, home] of before) if (home !== left) expect(homesOf(lotId)[0]).toBe(home)
})

test('a lane that nobody has used for an hour is given up, and the others stay', () => {
  const lots = new Lots()
  const now = vi.spyOn(performance, 'now')
  const at = (minutes: number) => now.mockReturnValue(minutes * 60_000)
  at(0)
  const idle = lots.lane('idle')
  at(50)
  const used = lots.lane('used')
  at(61)
  lots.lane('new')
  expect(lots.lane('idle')).not.toBe(idle)
  expect(lots.lane('used')).toBe(used)
})

test('only who holds the nodes’ secret gets in among them', async () => {
  const node = await startLiveNode(world)
  nodes.push(node)
  for (const pass of [undefined, 'x.y', makePass(randomUUID(), Date.now())]) {
    const socket = io(`${node.url}${PEERS_PATH}`, { transports: ['websocket'], forceNew: true, reconnection: false, auth: { pass } })
    const refused = await new Promise<Error>((resolve) => socket.once('connect_error', resolve))
    expect(refused.message).toBe('forbidden')
    socket.disconnect()
  }
})
