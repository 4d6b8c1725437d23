import { randomUUID } from 'node:crypto'
import type { Socket } from 'socket.io-client'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import type { BidAnswer, BuyerView, RoomSnapshot } from '@/lib/sourcing/auction/rules/wire'
import { answerInvitation } from '@/lib/sourcing/events/commands/participate'
import { ask, heard, startLiveNode } from '@/scripts/testing/live-node'
import { redisProgram, TestRedis } from '@/scripts/testing/redis'
import { makeWorld, type World } from '@/scripts/testing/world'
import { verifyLedger } from './ledger'
import { getLedger } from './ledger-queries'

type Node = Awaited<ReturnType<typeof startLiveNode>>
let world: World
const nodes: Node[] = []
beforeAll(async () => {
  world = await makeWorld()
})
afterEach(async () => {
  vi.useRealTimers()
  for (const node of nodes.splice(0)) await node.stop()
})

async function twoNodes(redisUrl?: string): Promise<[Node, Node]> {
  const pair: [Node, Node] = [await startLiveNode(world, redisUrl), await startLiveNode(world, redisUrl)]
  nodes.push(...pair)
  return pair
}

async function enter(node: Node, actor: World['buyer'], eventId: string): Promise<Socket> {
  const socket = await node.connect(actor)
  const snapshot = await ask<RoomSnapshot>(socket, 'event:join', { eventId })
  if (snapshot.lots[0]?.phase !== 'open') await heard<BuyerView>(socket, 'lot', (view) => view.phase === 'open')
  return socket
}

describe('one auction on two nodes', () => {
  test('each takes bids, one order results, and all rooms hear of all bids and of who is there', async () => {
    const [one, two] = await twoNodes()
    const { eventId, lotId } = await one.auction({ mustBeat: 'own', step: { minimum: '1', unit: 'absolute' }, ties: true })
    await answerInvitation({ actor: world.rival }, { eventId, accept: true })
    const buyer = await enter(one, world.buyer, eventId)
    const both = heard<{ present: string[] }>(buyer, 'presence', ({ present }) => present.length === 2)
    const supplier = await enter(one, world.supplier, eventId)
    const rival = await enter(two, world.rival, eventId)
    expect((await both).present).toHaveLength(2)
    const bids = Array.from({ length: 40 }, (_, index) =>
      ask<BidAnswer>(index % 2 ? supplier : rival, 'bid', { lotId, id: randomUUID(), amount: String(990 - index) }),
    )
    const accepted = (await Promise.all(bids)).filter((answer) => answer.accepted)
    const { entries, state } = await getLedger({ db: prisma() }, lotId)
    expect(verifyLedger(entries).valid).toBe(true)
    expect(state.bids).toHaveLength(accepted.length)
    expect(new Set(accepted.map(({ receipt }) => receipt?.seq)).size).toBe(accepted.length)
    const gone = heard<{ present: string[] }>(buyer, 'presence', ({ present }) => present.length === 1)
    rival.disconnect()
    await gone
  })

  test.each([3_600_000, -3_600_000])('a machine clock that is moved by %i ms changes nobody’s being in time', async (step) => {
    const [one, two] = await twoNodes()
    const { eventId, lotId } = await one.auction()
    await answerInvitation({ actor: world.rival }, { eventId, accept: true })
    await enter(one, world.supplier, eventId)
    // Straight to the desk: the test's own sockets take fright at such a clock and connect anew.
    const bid = async ({ live }: Node, actor: World['buyer'], amount: string) =>
      live.auctions.desk.bid(actor, await live.auctions.desk.seatAtLot(actor, lotId), { do: 'bid', id: amount, amount }, live.time.now())
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + step })
    const first = await bid(one, world.supplier, '950')
    const answer = await bid(two, world.rival, '940')
    vi.useRealTimers()
    expect([first.accepted, answer.accepted]).toEqual([true, true])
    expect(Math.abs(answer.receivedAt - Date.now())).toBeLessThan(5_000)
    const lot = await prisma().lot.findUniqueOrThrow({ where: { id: lotId } })
    expect(lot.phase).toBe('open')
  })

  test('a bidder whose node is gone goes on at the other one and has missed nothing', async () => {
    const [one, two] = await twoNodes()
    const { eventId, lotId } = await one.auction()
    await answerInvitation({ actor: world.rival }, { eventId, accept: true })
    const supplier = await enter(one, world.supplier, eventId)
    const rival = await enter(two, world.rival, eventId)
    const id = randomUUID()
    const first = await ask<BidAnswer>(supplier, 'bid', { lotId, id, amount: '950' })
    await nodes.shift()?.stop()
    expect(await ask<BidAnswer>(rival, 'bid', { lotId, id: 'r', amount: '940' })).toMatchObject({ accepted: true })
    const again = await two.connect(world.supplier)
    const { lots } = await ask<RoomSnapshot>(again, 'event:join', { eventId })
    expect(lots[0]).toMatchObject({ rank: 2, standing: '950.00', lead: '940.00' })
    expect(await ask<BidAnswer>(again, 'bid', { lotId, id, amount: '950' })).toMatchObject({ duplicate: true, receipt: first.receipt })
  })
})

describe.skipIf(!redisProgram)('with Redis', () => {
  test('a user’s connections count over all nodes; when Redis is killed, bids go on', async () => {
    const redis = await TestRedis.start()
    try {
      const [one, two] = await twoNodes(redis.url)
      const { eventId, lotId } = await one.auction()
      for (let count = 0; count < 10; count++) await Promise.all([one.connect(world.supplier), two.connect(world.supplier)])
      await expect(two.connect(world.supplier)).rejects.toThrow('rate_limited')
      await answerInvitation({ actor: world.rival }, { eventId, accept: true })
      const rival = await enter(two, world.rival, eventId)
      await redis.kill()
      const buyer = await enter(one, world.buyer, eventId)
      const news = heard<BuyerView>(buyer, 'lot', (view) => view.lead === '930.00')
      expect(await ask<BidAnswer>(rival, 'bid', { lotId, id: 'r', amount: '930' })).toMatchObject({ accepted: true })
      await news
    } finally {
      await redis.kill()
    }
  })
})
