import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import canonicalize from 'canonicalize'
import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import type { BidAnswer, BidderView, RoomSnapshot } from '@/lib/sourcing/auction/rules/wire'
import { answerInvitation, askQuestion } from '@/lib/sourcing/events/commands/participate'
import { listEvents } from '@/lib/sourcing/events/queries'
import { ask, send, startLiveNode } from '@/scripts/testing/live-node'
import { makeWorld, reading, type World } from '@/scripts/testing/world'
import { getLedger } from './ledger-queries'
import { publicKeys, type Receipt, receiptValid } from './receipts'

let world: World
let node: Awaited<ReturnType<typeof startLiveNode>>
beforeAll(async () => {
  world = await makeWorld()
  node = await startLiveNode(world)
})
afterAll(() => node.stop())

/** News come within a tenth of a second; several times that tells that none comes. */
const QUIET_MS = 300

/** What is told of one event, without the instants that differ from run to run. */
const recording = (socket: Socket, room: { eventId: string; lotId: string }) => {
  const told: string[] = []
  socket.onAny((event, news) => {
    if (news.eventId !== room.eventId && news.lotId !== room.lotId) return
    const { seq: _, lotId: __, opensAt: ___, endsAt: ____, ownBids, ...rest } = news as BidderView
    told.push(JSON.stringify([event, rest, ownBids?.map(({ index, amount }) => [index, amount])]))
  })
  return told
}

interface Hidden {
  format?: 'sealed-first' | 'sealed-second' | 'rank-reverse'
  visibility: 'rank' | 'nothing' | 'lead_and_rank'
}

/** Two own bids with time after each, while the rival does what is given; what the bidder was sent and answered. */
async function watched(setting: Hidden, rivalDoes: (rival: Socket, lotId: string) => Promise<void>) {
  const { eventId, lotId } = await node.auction({
    ...setting,
    step: setting.format?.startsWith('sealed') ? null : { minimum: '1', unit: 'absolute' },
  })
  const { buyer, supplier, rival } = await node.openRoom(eventId)
  await pause(QUIET_MS)
  const told = recording(supplier, { eventId, lotId })
  const answers: BidAnswer[] = []
  for (const amount of ['900', '880']) {
    answers.push(await ask<BidAnswer>(supplier, 'bid', { lotId, id: randomUUID(), amount }))
    await pause(QUIET_MS)
    await rivalDoes(rival, lotId)
    await pause(QUIET_MS)
  }
  supplier.offAny()
  // Who comes back later and finds nothing new is told nothing new either.
  const again = recording(supplier, { eventId, lotId })
  await send(supplier, 'event:leave', { eventId })
  await ask<RoomSnapshot>(supplier, 'event:join', { eventId })
  await rivalDoes(rival, lotId)
  await pause(QUIET_MS)
  supplier.offAny()
  return { buyer, lotId, told, again, answers }
}

const PAUSES = 3
const PAUSE_MS = 120
/** Better each time than its own bid before, and never as good as the other's. */
const bidsOften = () => {
  let amount = 990
  return async (rival: Socket, lotId: string) => {
    for (let bid = 0; bid < PAUSES; bid++) {
      amount -= 1
      const answer = await ask<BidAnswer>(rival, 'bid', { lotId, id: randomUUID(), amount: String(amount) })
      expect(answer).toMatchObject({ accepted: true })
      await pause(PAUSE_MS)
    }
  }
}
const isSilent = () => pause(PAUSES * PAUSE_MS)

test.each<Hidden>([
  { format: 'sealed-first', visibility: 'nothing' },
  { format: 'sealed-second', visibility: 'lead_and_rank' },
  { format: 'rank-reverse', visibility: 'rank' },
  { visibility: 'rank' },
  { visibility: 'nothing' },
])(
  'a bidder’s room is the same whether a rival behind it is silent or busy: %o',
  async (setting) => {
    const [silent, busy] = await Promise.all([watched(setting, isSilent), watched(setting, bidsOften())])
    expect(silent.told).toHaveLength(2)
    expect(busy.told).toEqual(silent.told)
    expect([silent.again, busy.again]).toEqual([[], []])
    const views = (answers: BidAnswer[]) =>
      answers.map(({ view }) => [view.bids, view.rank, view.next, view.ownBids.map(({ index }) => index)])
    expect(views(busy.answers)).toEqual(views(silent.answers))
    expect(busy.answers.map(({ receipt }) => receipt?.seq)).toEqual([1, 2])
  },
  30_000,
)

test('where nothing is shown, being overtaken is told by nothing', async () => {
  const overtakes = async (rival: Socket, lotId: string) => {
    await send(rival, 'bid', { lotId, id: randomUUID(), amount: '870' })
    await isSilent()
  }
  const [silent, overtaken] = await Promise.all([
    watched({ visibility: 'nothing' }, isSilent),
    watched({ visibility: 'nothing' }, overtakes),
  ])
  expect(overtaken.told).toEqual(silent.told)
  expect(overtaken.again).toEqual([])
}, 30_000)

test('a receipt that counts own entries alone is found again in the ledger', async () => {
  const { buyer, lotId, answers } = await watched({ format: 'sealed-first', visibility: 'nothing' }, bidsOften())
  await ask(buyer, 'control', { lotId, do: 'close' })
  const { entries } = await getLedger({ db: prisma() }, lotId)
  const { alias } = await prisma().eventInvitation.findFirstOrThrow({
    where: { supplierId: world.supplier.organizationId, event: { lots: { some: { id: lotId } } } },
  })
  const own = entries.filter(({ actor }) => actor === alias)
  expect(own).toHaveLength(2)
  for (const [place, { receipt }] of answers.entries()) {
    const { at, actor, type, payload } = own[place] as (typeof own)[number]
    const said = canonicalize({ seq: place + 1, at, actor, type, payload }) as string
    expect(receipt).toMatchObject({ seq: place + 1, hash: createHash('sha256').update(said).digest('hex') })
    expect(receiptValid(receipt as Receipt, (await publicKeys()).keys)).toBe(true)
  }
}, 30_000)

test('that a rival takes part, and what it asks, is told to nobody else before the buyer answers', async () => {
  const { eventId, lotId } = await node.auction()
  const [supplier, rival] = [await node.connect(world.supplier), await node.connect(world.rival)]
  await ask<RoomSnapshot>(supplier, 'event:join', { eventId })
  await pause(QUIET_MS)
  const told = [recording(supplier, { eventId, lotId }), recording(rival, { eventId, lotId })]
  await answerInvitation({ actor: world.rival }, { eventId, accept: true })
  await askQuestion({ actor: world.rival }, { eventId, text: 'Is the thread metric?' })
  await pause(QUIET_MS)
  // The lot's opening, which everybody is told, may fall into this.
  expect(told.map((news) => news.filter((each) => each.startsWith('["event"')).length)).toEqual([0, 2])
}, 20_000)

test('a list shows the lead where amounts mean the same to all, and leaves it to the room where they are evaluated', async () => {
  const plain = await node.auction()
  const evaluated = await node.auction({ adjustments: [{ supplierId: world.rival.organizationId, factor: '1.2' }] })
  for (const { eventId, lotId } of [plain, evaluated]) {
    const { rival } = await node.openRoom(eventId)
    await ask<BidAnswer>(rival, 'bid', { lotId, id: randomUUID(), amount: '500' })
  }
  const { events } = await listEvents(reading(world.supplier))
  const lead = ({ eventId }: { eventId: string }) => events.find(({ id }) => id === eventId)?.lots[0]?.leadAmount
  expect([lead(plain), lead(evaluated)]).toEqual(['500', null])
}, 20_000)
