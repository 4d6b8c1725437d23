import { fork } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Server } from 'socket.io'
import { UNKNOWN_WORTH } from '@/lib/sourcing/auction/rules/savings'
import { buyerView } from '@/lib/sourcing/auction/rules/views'
import { startLiveSide } from '@/live-side'
import { root } from '@/scripts/setup/install.js'
import type { World } from '@/scripts/testing/world'
import type { BenchLot } from './auction-world'
import { quantile, report } from './measure'

const UPDATES = 50
/** a little above the tenth of a second within which news of a lot are put together */
const INTERVAL_MS = 105

const now = () => performance.timeOrigin + performance.now()
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
/** Both servers get their updates by one timetable, however long sending one takes. */
const due = (begin: number, update: number) => pause(Math.max(0, begin + update * INTERVAL_MS - now()))

/**
 * Delivery of a lot's news to so many watchers, and what a connection costs in memory, beside a bare Socket.IO server that sends
 * the same payload.
 */
export async function watchers({
  world,
  lot,
  bid,
  count,
}: {
  world: World
  lot: BenchLot
  bid(lot: BenchLot, bidder: number): Promise<void>
  count: number
}): Promise<void> {
  // Everybody has a bid before either is measured: news list them all, and so are as long here as there.
  for (const bidder of lot.aliases.keys()) await bid(lot, bidder)
  const bare = await bareServer(lot, count)
  const ours = await ourServer(world, lot, bid, count)
  report({
    name: `auction.p99_delivery_${count}_watchers`,
    value: ours.p99,
    unit: 'ms',
    limit: bare.p99,
    goal: 'ratio <= 1.5',
    atMost: 1.5,
  })
  report({
    name: `auction.memory_per_connection_${count}_watchers`,
    value: ours.bytes / 1024,
    unit: 'KiB',
    limit: bare.bytes / 1024,
    goal: 'ratio <= 1.5',
    atMost: 1.5,
  })
}

interface Delivery {
  /** milliseconds */
  p99: number
  /** of the server's memory, for each connection */
  bytes: number
}

async function bareServer(lot: BenchLot, count: number): Promise<Delivery> {
  const http = createServer()
  const io = new Server(http, { serveClient: false })
  io.on('connection', (socket) => socket.join('lot'))
  const before = memory()
  const crowd = await gather(await listen(http), null, count)
  const bytes = (memory() - before) / count
  const { state, seq } = await lot.lane.read()
  const sent = new Map<number, number>()
  const begin = now()
  for (let update = 1; update <= UPDATES; update++) {
    await due(begin, update)
    sent.set(seq + update, now())
    io.to('lot').emit('lot', buyerView(state, lot.lotId, seq + update, UNKNOWN_WORTH, state.bids.length - 1))
  }
  const p99 = await crowd.delays(sent)
  await new Promise<void>((resolve) => io.close(() => resolve()))
  return { p99, bytes }
}

async function ourServer(
  world: World,
  lot: BenchLot,
  bid: (lot: BenchLot, bidder: number) => Promise<void>,
  count: number,
): Promise<Delivery> {
  const http = createServer()
  let users = 0
  const live = await startLiveSide(http, async () => ({ ...world.buyer, userId: `watcher-${users++}` }))
  const before = memory()
  const crowd = await gather(await listen(http), lot.eventId, count)
  const bytes = (memory() - before) / count
  // The lane of the live side answers the bids, as in the server.
  const lane = live.auctions.desk.lots.lane(lot.lotId)
  const sent = new Map<number, number>()
  const begin = now()
  for (let update = 1; update <= UPDATES; update++) {
    await due(begin, update)
    await bid({ ...lot, lane }, update)
    sent.set((await lane.read()).seq, now())
  }
  const p99 = await crowd.delays(sent)
  await live.stop()
  return { p99, bytes }
}

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** Bytes that the process cannot do without. */
function memory(): number {
  // Code that is no longer used is let go of only after several collections.
  for (let round = 0; round < 8; round++) collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function listen(http: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve) => http.listen(0, '127.0.0.1', () => resolve((http.address() as AddressInfo).port)))
}

/** The clients, in a process of their own. */
async function gather(port: number, eventId: string | null, count: number) {
  const child = fork('scripts/run.js', ['bench/watcher-crowd.ts'], {
    cwd: root,
    env: { ...process.env, BENCH_PORT: String(port), BENCH_EVENT: eventId ?? '', BENCH_WATCHERS: String(count) },
  })
  const message = <T>() => new Promise<T>((resolve) => child.once('message', (value) => resolve(value as T)))
  await message()
  await pause(500)
  return {
    async delays(sent: Map<number, number>): Promise<number> {
      await pause(500)
      const answer = message<[seq: number, at: number][]>()
      child.send('report')
      const received = await answer
      child.kill()
      return quantile(
        received.flatMap(([seq, at]) => (sent.has(seq) ? [at - (sent.get(seq) as number)] : [])),
        0.99,
      )
    },
  }
}
