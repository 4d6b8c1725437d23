import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { send, startLiveNode } from '@/scripts/testing/live-node'
import { makeWorld, type World } from '@/scripts/testing/world'

let world: World
let node: Awaited<ReturnType<typeof startLiveNode>>
let eventId: string
let lotId: string
beforeAll(async () => {
  world = await makeWorld()
  node = await startLiveNode(world)
  const auction = await node.auction()
  eventId = auction.eventId
  lotId = auction.lotId
})
afterAll(() => node.stop())

type Seat = 'buyer' | 'requester' | 'supplier' | 'outsider'

/**
 * Every message that a socket can send, with what it is answered: in the room, by who may enter it, and by who has no business there. One
 * that is not listed fails the test. `open` asks for nothing that anybody owns.
 */
const messages: Record<string, { input(): unknown; open?: string; may?: Seat[] }> = {
  clock: { input: () => ({ sentAt: 1 }), open: 'what time it is' },
  'event:join': { input: () => ({ eventId }), may: ['buyer', 'supplier'] },
  'event:leave': { input: () => ({ eventId }), open: 'nobody else hears of it' },
  bid: { input: () => ({ lotId, id: randomUUID(), amount: '900' }), may: ['supplier'] },
  proxy: { input: () => ({ lotId, id: randomUUID(), limit: '800' }), may: ['supplier'] },
  accept: { input: () => ({ lotId, id: randomUUID() }), may: ['supplier'] },
  practice: { input: () => ({ lotId }), may: ['supplier'] },
  control: { input: () => ({ lotId, do: 'extend', seconds: 60 }), may: ['buyer'] },
  'deal:watch': { input: () => ({ dealId: randomUUID() }), may: [] },
  'deal:leave': { input: () => ({ dealId: randomUUID() }), open: 'nobody else hears of it' },
}

/** What is answered by who may not, whatever else is wrong with what was sent. */
const REFUSALS = ['not_found', 'forbidden']

test('every message says for whom it is, and answers nobody else', async () => {
  expect(node.gateway.events.toSorted()).toEqual(Object.keys(messages).toSorted())
  // Time for the lot to open: what the rules then say is theirs.
  while ((await prisma().lot.findUniqueOrThrow({ where: { id: lotId } })).phase === 'pending')
    await new Promise((resolve) => setTimeout(resolve, 200))
  const actors: Record<Seat, Actor> = world
  const wrong: string[] = []
  for (const seat of ['buyer', 'requester', 'supplier', 'outsider'] as const) {
    const socket = await node.connect(actors[seat])
    const joined = await send(socket, 'event:join', { eventId })
    for (const [event, { input, open, may = [] }] of Object.entries(messages)) {
      if (event === 'event:leave') continue
      const answer = await send(socket, event, input())
      const isRefused = !answer.ok && REFUSALS.includes(answer.problem.code)
      const isAllowed = open !== undefined || may.includes(seat)
      if (isAllowed === isRefused) wrong.push(`${seat} ${event}: ${JSON.stringify(answer).slice(0, 120)} (joined: ${joined.ok})`)
    }
  }
  expect(wrong).toEqual([])
})

test('nobody who is not signed in sends anything at all', async () => {
  await expect(node.connect(null)).rejects.toThrow('not_signed_in')
})
