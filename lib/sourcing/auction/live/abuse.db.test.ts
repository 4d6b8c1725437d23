import { randomUUID } from 'node:crypto'
import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import type { BidAnswer, RoomSnapshot } from '@/lib/sourcing/auction/rules/wire'
import { amountIn } from '@/scripts/testing/amount-in'
import { ask, send, startLiveNode } from '@/scripts/testing/live-node'
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

const handlers = [
  'bid',
  'proxy',
  'accept',
  'practice',
  'control',
  'event:join',
  'event:leave',
  'clock',
  'toString',
  '__proto__',
  'nonsense',
]

test('ten thousand malformed, replayed, forged and flooding messages change nothing, and everybody else goes on', async () => {
  const mine = await node.auction()
  const other = await node.auction()
  const { lotId } = mine
  const { rival, supplier } = await node.openRoom(mine.eventId)
  const first = { lotId: mine.lotId, id: randomUUID(), amount: '950' }
  expect(await ask<BidAnswer>(supplier, 'bid', first)).toMatchObject({ accepted: true })
  const entriesOf = () => prisma().ledgerEntry.count({ where: { lotId, type: { not: 'lot.opened' } } })
  const before = await entriesOf()
  const deep = JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`)
  const messages: unknown[] = [
    null,
    0,
    'text',
    [],
    {},
    deep,
    { lotId },
    { lotId, id: 'x', amount: 5 },
    { lotId, id: 'x', amount: '1e9' },
    { lotId, id: 'x', amount: '-1' },
    { lotId, id: 'x', amount: 'NaN' },
    { lotId, id: 'x', amount: `9${'0'.repeat(60)}` },
    { lotId: "' or 1=1 --", id: 'x', amount: '1' },
    { lotId, id: 'x'.repeat(5000), amount: '1' },
    JSON.parse('{"__proto__": {"admin": true}}'),
    // Replayed: it was answered before.
    first,
    // Forged: another's bid, the buyer's orders, a lot that is not open to this room.
    { ...first, by: 'A', of: 'A', alias: 'A', organizationId: world.rival.organizationId },
    { lotId, do: 'close' },
    { lotId, do: 'retract', of: 'A', bid: first.id, reason: 'because' },
    { lotId: other.lotId, id: randomUUID(), amount: '1' },
    { lotId: randomUUID(), id: randomUUID(), amount: '1' },
    { eventId: randomUUID() },
  ]
  let sent = 0
  let slowed = 0
  for (let round = 0; sent < 10_000; round++) {
    const socket = await node.connect(world.supplier)
    // More than a socket may send in a second: the rest is the flood.
    const batch = Array.from(
      { length: 100 },
      (_, index) => [handlers[(round * 3 + index) % handlers.length] as string, messages[(round + index) % messages.length]] as const,
    )
    const answers = await Promise.all(batch.map(([event, input]) => send(socket, event, input)))
    sent += answers.length
    slowed += answers.filter((answer) => !answer.ok && answer.problem.code === 'rate_limited').length
    socket.disconnect()
  }
  expect(sent).toBeGreaterThanOrEqual(10_000)
  expect(slowed).toBeGreaterThan(1000)
  expect(await entriesOf()).toBe(before)
  expect(await prisma().ledgerEntry.count({ where: { lotId: other.lotId, type: { not: 'lot.opened' } } })).toBe(0)
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
  expect(await ask<BidAnswer>(rival, 'bid', { lotId, id: randomUUID(), amount: '900' })).toMatchObject({
    accepted: true,
    view: { rank: 1 },
  })
  const { entries, state } = await getLedger({ db: prisma() }, lotId)
  expect(verifyLedger(entries).valid).toBe(true)
  expect(state.bids).toHaveLength(2)
  supplier.disconnect()
}, 120_000)

test('who opens five hundred sockets gets twenty, and nobody else notices', async () => {
  const { eventId, lotId } = await node.auction()
  const { rival } = await node.openRoom(eventId)
  const tries = await Promise.allSettled(Array.from({ length: 500 }, () => node.connect(world.supplier)))
  const open = tries.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []))
  // One of the twenty is in the room already.
  expect(open).toHaveLength(19)
  for (const attempt of tries) if (attempt.status === 'rejected') expect(String(attempt.reason)).toContain('rate_limited')
  expect(await ask<BidAnswer>(rival, 'bid', { lotId, id: randomUUID(), amount: '940' })).toMatchObject({ accepted: true })
  for (const socket of open) socket.disconnect()
  await expect
    .poll(() =>
      node.connect(world.supplier).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true)
})

test('who guesses ids of other events, lots and bids learns and moves nothing', async () => {
  const { eventId, lotId } = await node.auction()
  const { rival, buyer } = await node.openRoom(eventId)
  const bid = { lotId, id: randomUUID(), amount: '931.17' }
  await ask<BidAnswer>(rival, 'bid', bid)
  const guesses = async (socket: Socket) => [
    await send(socket, 'event:join', { eventId }),
    await send(socket, 'event:join', { eventId, as: 'screen' }),
    await send(socket, 'event:leave', { eventId }),
    await send(socket, 'bid', bid),
    await send(socket, 'bid', { ...bid, id: randomUUID() }),
    await send(socket, 'proxy', { lotId, id: randomUUID(), limit: '1' }),
    await send(socket, 'accept', { lotId, id: randomUUID() }),
    await send(socket, 'practice', { lotId, amount: '900' }),
    await send(socket, 'control', { lotId, do: 'close' }),
    await send(socket, 'control', { lotId, do: 'retract', of: 'A', bid: bid.id, reason: 'because' }),
  ]
  const answers = await guesses(await node.connect(world.outsider))
  expect(answers.map((answer) => (answer.ok ? 'ok' : answer.problem.code))).toEqual([
    'not_found',
    'not_found',
    // Leaving a room that one is not in does nothing.
    'ok',
    ...Array.from({ length: 7 }, () => 'not_found'),
  ])
  expect(JSON.stringify(answers)).not.toMatch(amountIn('931'))

  // A rival's own bid sent under another's name is one's own bid, or nothing.
  const supplier = await node.connect(world.supplier)
  await ask<RoomSnapshot>(supplier, 'event:join', { eventId })
  const copied = await ask<BidAnswer>(supplier, 'bid', bid)
  expect(copied).toMatchObject({ accepted: false, duplicate: false, receipt: null })
  const { lots } = await ask<RoomSnapshot>(buyer, 'event:join', { eventId })
  expect(lots[0]).toMatchObject({ side: 'buyer', bids: 1, phase: 'open' })
})
