import { randomUUID } from 'node:crypto'
import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import type { Acknowledgement } from '@/lib/platform/realtime/wire'
import { awardLot } from '@/lib/sourcing/awards/commands/award-lot'
import { answerInvitation } from '@/lib/sourcing/events/commands/participate'
import { createEvent, publishEvent } from '@/lib/sourcing/events/commands/save-event'
import { connect, FaultLab, pause, type Subject, until } from '@/scripts/testing/fault-lab'
import { redisProgram, TestRedis } from '@/scripts/testing/redis'
import { join, makeWorld, reading, renewed, type World } from '@/scripts/testing/world'
import { verifyLedger } from './ledger'
import { getLedger } from './ledger-queries'

const BIDDERS = 12
const BIDS_PER_SECOND = 200
const MINUTE = 60_000

let lab: FaultLab
let redis: TestRedis | null = null
let world: World
let bidders: Actor[]
beforeAll(async () => {
  lab = await FaultLab.open()
  if (redisProgram) redis = await TestRedis.start()
  if (redis) process.env.REDIS_URL = redis.url
  world = await makeWorld()
  bidders = await invited()
})
afterAll(async () => {
  await lab.close()
  await redis?.kill()
})

async function invited(): Promise<Actor[]> {
  const actors: Actor[] = []
  for (let index = 0; index < BIDDERS; index++) {
    const actor = await join(`Crash bidder ${index}`, 'supplier', ['sales'])
    await prisma().networkMembership.create({
      data: { networkId: world.networkId, organizationId: actor.organizationId, state: 'active', rights: ['bid'], acceptedTerms: 1 },
    })
    actors.push(await renewed(actor))
  }
  return actors
}

async function openAuction(length: number) {
  const opensAt = Date.now() + 1000
  const event = await createEvent(
    { actor: world.buyer },
    {
      title: 'Crash',
      networkId: world.networkId,
      currency: 'EUR',
      opensAt: new Date(opensAt).toISOString(),
      endsAt: new Date(opensAt + length).toISOString(),
      step: { minimum: '0.01', unit: 'absolute' },
      mustBeat: 'own',
      overtime: null,
      lots: [{ title: 'Lot', ceiling: '900000', lines: [{ name: 'x', quantity: '1' }] }],
      invite: bidders.map((actor) => actor.organizationId),
    },
  )
  await publishEvent({ actor: world.buyer }, { eventId: event.id })
  for (const actor of bidders) await answerInvitation({ actor }, { eventId: event.id, accept: true })
  const lot = await prisma().lot.findFirstOrThrow({ where: { eventId: event.id } })
  return { eventId: event.id, lotId: lot.id, endsAt: opensAt + length }
}

/** A bidder's program: when its connection is lost it takes another node and repeats, under the same ids, what got no answer. */
class StubbornBidder {
  private socket: Socket | null = null
  private connecting = false
  private stopped = false
  private readonly open = new Map<string, string>()

  constructor(
    private readonly actor: Actor,
    private readonly auction: { eventId: string; lotId: string },
    private readonly ports: () => number[],
    private readonly acknowledged: Set<string>,
  ) {}

  bid(amount: string): void {
    const id = randomUUID()
    this.open.set(id, amount)
    if (this.socket?.connected) this.send(this.socket, id, amount)
    else void this.connect()
  }

  stop(): void {
    this.stopped = true
    this.leave()
  }

  /** Takes another node with the next bid. */
  leave(): void {
    this.socket?.disconnect()
    this.socket = null
  }

  private send(socket: Socket, id: string, amount: string): void {
    socket
      .timeout(4000)
      .emitWithAck('bid', { lotId: this.auction.lotId, id, amount })
      .then((answer: Acknowledgement) => {
        if (!answer.ok) return
        this.open.delete(id)
        if ((answer.data as { accepted: boolean }).accepted) this.acknowledged.add(id)
      })
      // Unanswered: it is repeated on the next connection.
      .catch(() => undefined)
  }

  private async connect(): Promise<void> {
    if (this.connecting || this.stopped) return
    this.connecting = true
    try {
      const ports = this.ports()
      const port = ports[Math.floor(Math.random() * ports.length)]
      if (port === undefined) return
      const socket = await connect(port, this.actor)
      const joined: Acknowledgement = await socket.timeout(3000).emitWithAck('event:join', { eventId: this.auction.eventId })
      if (!joined.ok) socket.disconnect()
      else {
        this.socket = socket
        for (const [id, amount] of [...this.open].slice(-50)) this.send(socket, id, amount)
      }
    } catch {
      // Nobody is there; the next bid tries again.
    } finally {
      this.connecting = false
    }
  }
}

type Node = Subject & { port: number }
type Auction = Awaited<ReturnType<typeof openAuction>>

/** Two hundred bids a second on one lot, sent to any of the nodes that are alive. */
async function startBidding(alive: ReadonlySet<Node>, length: number) {
  const auction = await openAuction(length)
  await until('the opening', async () => (await prisma().lot.findUniqueOrThrow({ where: { id: auction.lotId } })).phase === 'open')
  const acknowledged = new Set<string>()
  const programs = bidders.map((actor) => new StubbornBidder(actor, auction, () => [...alive].map(({ port }) => port), acknowledged))
  let cents = 80_000_000
  let turn = 0
  const timer = setInterval(() => programs[turn++ % BIDDERS]?.bid((--cents / 100).toFixed(2)), 1000 / BIDS_PER_SECOND)
  const biddingGoesOn = async () => {
    const before = acknowledged.size
    // a slow machine may take longer to start a node than the auction has left
    await until('a bid after the fault', async () => acknowledged.size > before + BIDDERS || Date.now() > auction.endsAt)
    await pause(1000)
  }
  const stopAfterEnd = async () => {
    await pause(Math.max(0, auction.endsAt - Date.now()) + 500)
    clearInterval(timer)
    for (const program of programs) program.stop()
  }
  return { auction, acknowledged, programs, biddingGoesOn, stopAfterEnd }
}

/** The lot is closed as of its end, every bid that was acknowledged is in its ledger, and none is there twice. */
async function nothingLost(auction: Auction, acknowledged: ReadonlySet<string>) {
  await until('the close', async () => (await prisma().lot.findUniqueOrThrow({ where: { id: auction.lotId } })).phase === 'closed')
  const { entries, state } = await getLedger(reading(world.buyer), auction.lotId)
  expect(verifyLedger(entries)).toMatchObject({ valid: true })
  const bids = entries.filter((entry) => entry.type === 'bid.accepted')
  const written = new Set(bids.map((entry) => String(entry.payload.id)))
  expect([...acknowledged].filter((id) => !written.has(id))).toEqual([])
  expect(written.size).toBe(bids.length)
  expect(acknowledged.size).toBeGreaterThan(1000)
  expect(entries.at(-1)).toMatchObject({ type: 'lot.closed', at: new Date(auction.endsAt).toISOString() })
  return { bids, state }
}

/** With Redis where the machine has it: the nodes join their sockets through it, and it is killed too. */
test('nodes, the database and Redis are killed for a minute at 200 bids a second: nothing acknowledged is lost, nothing is there twice, one order', async () => {
  const nodes: Node[] = [await lab.startServer(), await lab.startServer()]
  const alive = new Set(nodes)
  const { auction, acknowledged, biddingGoesOn, stopAfterEnd } = await startBidding(alive, MINUTE)
  const kills = { node: 0, database: 0, redis: 0 }
  while (Date.now() < auction.endsAt - 6000) {
    const index = kills.node % 2
    const victim = nodes[index] as Node
    alive.delete(victim)
    await victim.kill()
    kills.node++
    await pause(800)
    nodes[index] = await lab.startServer()
    alive.add(nodes[index] as Node)
    await biddingGoesOn()
    if (Date.now() > auction.endsAt - 12_000) continue
    lab.killPostgres()
    kills.database++
    await pause(500)
    await lab.startPostgresAgain()
    await biddingGoesOn()
    if (!redis || Date.now() > auction.endsAt - 12_000) continue
    await redis.kill()
    kills.redis++
    await biddingGoesOn()
    await redis.startAgain()
    await biddingGoesOn()
  }
  await stopAfterEnd()
  // Some machines start a node so slowly that a minute has room for no more than this.
  expect(kills.node).toBeGreaterThanOrEqual(2)
  expect(kills.database).toBeGreaterThanOrEqual(1)
  expect(kills.redis).toBeGreaterThanOrEqual(redis ? 1 : 0)

  const { bids, state } = await nothingLost(auction, acknowledged)

  // The lowest amount in the ledger wins, and two who award at once place one order.
  const lowest = bids.reduce((best, entry) => (Number(entry.payload.amount) < Number(best.payload.amount) ? entry : best))
  expect(state.ranking[0]).toBe(lowest.payload.bidder)
  const winner = await prisma().eventInvitation.findFirstOrThrow({ where: { eventId: auction.eventId, alias: state.ranking[0] as string } })
  await until(
    'the end of the event',
    async () => (await prisma().sourcingEvent.findUniqueOrThrow({ where: { id: auction.eventId } })).state === 'closed',
  )
  const award = () => awardLot({ actor: world.buyer }, { lotId: auction.lotId, supplierId: winner.supplierId })
  const awards = await Promise.allSettled([award(), award()])
  expect(awards.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await prisma().purchaseOrder.count({ where: { lotId: auction.lotId } })).toBe(1)
}, 240_000)

test('nodes stand still in turn, with all their connections: the others go on, and what comes back late changes nothing', async () => {
  const nodes: Node[] = [await lab.startServer(), await lab.startServer()]
  const alive = new Set(nodes)
  const { auction, acknowledged, programs, biddingGoesOn, stopAfterEnd } = await startBidding(alive, 45_000)
  await biddingGoesOn()
  for (const node of nodes) {
    alive.delete(node)
    node.freeze()
    for (const program of programs) program.leave()
    await biddingGoesOn()
    await pause(6000)
    await biddingGoesOn()
    node.thaw()
    alive.add(node)
    await biddingGoesOn()
  }
  expect(Date.now()).toBeLessThan(auction.endsAt)
  await stopAfterEnd()
  await nothingLost(auction, acknowledged)
  for (const node of nodes) await node.kill()
}, 120_000)
