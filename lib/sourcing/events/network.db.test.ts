import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import type { BidAnswer, RoomSnapshot } from '@/lib/sourcing/auction/rules/wire'
import { BadNetwork } from '@/scripts/testing/bad-network'
import { ask, startLiveNode } from '@/scripts/testing/live-node'
import { makeWorld, type World } from '@/scripts/testing/world'

let world: World
let node: Awaited<ReturnType<typeof startLiveNode>>
let network: BadNetwork
const sockets: Socket[] = []
beforeAll(async () => {
  world = await makeWorld()
  node = await startLiveNode(world)
  network = await BadNetwork.before(Number(new URL(node.url).port))
})
afterEach(() => {
  network.delay = { to: 0, from: 0 }
  network.deaf = false
  for (const socket of sockets.splice(0)) socket.disconnect()
})
afterAll(async () => {
  await network.close()
  await node.stop()
})

/** A client behind the bad network that comes back by itself, as a browser's does. */
async function behind(actor: Actor): Promise<Socket> {
  const socket = io(`http://127.0.0.1:${network.port}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 100,
    extraHeaders: { cookie: actor.userId },
  })
  sockets.push(socket)
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
  return socket
}

const reconnected = (socket: Socket) => new Promise<void>((resolve) => socket.once('connect', () => resolve()))
const bidsIn = (lotId: string) => prisma().ledgerEntry.count({ where: { lotId, type: 'bid.accepted' } })

test('a bid whose answer is lost with the connection counts once: sent again under its id it is answered as the first time', async () => {
  const { eventId, lotId } = await node.auction()
  const { rival } = await node.openRoom(eventId)
  const supplier = await behind(world.supplier)
  await ask<RoomSnapshot>(supplier, 'event:join', { eventId })
  for (let round = 0; round < 5; round++) {
    const bid = { lotId, id: randomUUID(), amount: String(950 - round * 20) }
    network.deaf = true
    const lost = supplier.timeout(500).emitWithAck('bid', bid)
    await expect(lost).rejects.toThrow()
    await expect.poll(() => bidsIn(lotId)).toBe(2 * round + 1)
    const back = reconnected(supplier)
    network.cut()
    network.deaf = false
    await back
    const { lots } = await ask<RoomSnapshot>(supplier, 'event:join', { eventId })
    expect(lots[0]).toMatchObject({ rank: 1, standing: `${bid.amount}.00` })
    expect(await ask<BidAnswer>(supplier, 'bid', bid)).toMatchObject({ accepted: true, duplicate: true, receipt: { seq: 2 * round + 2 } })
    expect(await ask<BidAnswer>(rival, 'bid', { lotId, id: randomUUID(), amount: String(940 - round * 20) })).toMatchObject({
      accepted: true,
    })
  }
  expect(await bidsIn(lotId)).toBe(10)
})

test('who has a slow network bids as it reaches the server: in time it counts, late it is told with the two times', async () => {
  const opensAt = Date.now() + 1500
  const { eventId, lotId } = await node.auction({
    opensAt: new Date(opensAt).toISOString(),
    endsAt: new Date(opensAt + 4000).toISOString(),
  })
  await node.openRoom(eventId)
  const supplier = await behind(world.supplier)
  await ask<RoomSnapshot>(supplier, 'event:join', { eventId })
  network.delay = { to: 900, from: 400 }
  const end = opensAt + 4000
  await new Promise((resolve) => setTimeout(resolve, end - 1600 - Date.now()))
  const early = ask<BidAnswer>(supplier, 'bid', { lotId, id: randomUUID(), amount: '950' })
  await new Promise((resolve) => setTimeout(resolve, end - 500 - Date.now()))
  const sentAt = Date.now()
  const late = await ask<BidAnswer>(supplier, 'bid', { lotId, id: randomUUID(), amount: '900' })
  expect(await early).toMatchObject({ accepted: true })
  expect(late).toMatchObject({ accepted: false, code: 'RECEIVED_AFTER_END', endsAt: new Date(end).toISOString() })
  // Sent before the end, there after it: both times are known.
  expect(sentAt).toBeLessThan(end)
  expect(late.receivedAt).toBeGreaterThan(end)
  expect(await bidsIn(lotId)).toBe(1)
})

test('a slow reader does not hold up the others, and gets a whole picture when it is back', async () => {
  const { eventId, lotId } = await node.auction({ mustBeat: 'own', step: { minimum: '1', unit: 'absolute' } })
  const { supplier, rival } = await node.openRoom(eventId)
  const slow = await behind(world.buyer)
  await ask<RoomSnapshot>(slow, 'event:join', { eventId })
  network.delay = { to: 0, from: 3000 }
  const begun = performance.now()
  for (let step = 0; step < 30; step++)
    await ask<BidAnswer>(step % 2 ? supplier : rival, 'bid', { lotId, id: randomUUID(), amount: String(990 - step * 2) })
  expect(performance.now() - begun).toBeLessThan(3000)
  const back = reconnected(slow)
  network.cut()
  network.delay = { to: 0, from: 0 }
  await back
  const { lots } = await ask<RoomSnapshot>(slow, 'event:join', { eventId })
  expect(lots[0]).toMatchObject({ bids: 30, lead: '932.00' })
})
