import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import { lotRules } from '@/lib/sourcing/auction/rules/schemas'
import type { BidAnswer } from '@/lib/sourcing/auction/rules/wire'
import { getEvent } from '@/lib/sourcing/events/queries'
import { ask, startLiveNode } from '@/scripts/testing/live-node'
import { makeWorld, reading, type World } from '@/scripts/testing/world'

let world: World
let node: Awaited<ReturnType<typeof startLiveNode>>
beforeAll(async () => {
  world = await makeWorld()
  node = await startLiveNode(world)
})
afterAll(() => node.stop())

const criteria = [
  { name: 'Quality', weight: 20 },
  { name: 'Delivery', weight: 10 },
]

test('weighted points rank as the sum of points does, with the ceiling of each lot; bidders see the weights and nobody’s points', async () => {
  const { supplier, rival } = world
  const { eventId, lotId } = await node.auction({
    criteria,
    adjustments: [
      { supplierId: supplier.organizationId, points: [100, 100] },
      { supplierId: rival.organizationId, points: [50, 80], addend: '3' },
    ],
    lots: [
      { title: 'Small', ceiling: '1000', lines: [{ name: 'x', quantity: '1' }] },
      { title: 'Large', ceiling: '7000', lines: [{ name: 'y', quantity: '1' }] },
    ],
  })
  const event = await getEvent(reading(world.buyer), eventId)
  const alias = (id: string) => event.invitations.find(({ supplierId }) => supplierId === id)?.alias as string
  const [mine, theirs] = [alias(supplier.organizationId), alias(rival.organizationId)]
  const terms = event.lots.map((lot) => lotRules.parse(lot.rules).adjustments)
  expect(terms[0]?.[mine]).toMatchObject({ addend: '0', points: [100, 100] })
  // Fifty points short of 20 % and twenty of 10 %: 12 % of the whole, where the price has 70 %; and three beside it.
  expect(terms[0]?.[theirs]).toMatchObject({ addend: '174.428571', base: '3' })
  expect(terms[1]?.[theirs]).toMatchObject({ addend: '1203' })

  const { supplier: better, rival: cheaper } = await node.openRoom(eventId)
  const bid = (socket: typeof better, amount: string) => ask<BidAnswer>(socket, 'bid', { lotId, id: randomUUID(), amount })
  expect(await bid(better, '900')).toMatchObject({ accepted: true })
  expect(await bid(cheaper, '730')).toMatchObject({ accepted: false, code: 'NOT_BETTER_THAN_LEADER' })
  // What there is to beat, in its own terms.
  expect(await bid(cheaper, '720')).toMatchObject({ accepted: true, view: { rank: 1, lead: '720.00' } })

  const seen = await getEvent(reading(world.rival), eventId)
  expect(seen.lots[0]?.rules).toMatchObject({ criteria, adjustments: null })
})

test('weights must leave something to the price', async () => {
  const tooMuch = [
    { name: 'Quality', weight: 60 },
    { name: 'Delivery', weight: 40 },
  ]
  await expect(node.auction({ criteria: tooMuch })).rejects.toMatchObject({
    options: { fields: [{ field: 'criteria', reason: 'weights_too_high' }] },
  })
})

test('where bids rise, missing points lower what a bid is worth', async () => {
  const { eventId } = await node.auction({ format: 'english-forward', criteria: [{ name: 'Pick-up', weight: 50 }] })
  const lot = await prisma().lot.findFirstOrThrow({ where: { eventId } })
  const addends = Object.values(lotRules.parse(lot.rules).adjustments ?? {}).map(({ addend }) => addend)
  // Nobody has a point: half the whole is missing, as much as the start price again.
  expect(addends).toEqual(['-1000', '-1000'])
})
