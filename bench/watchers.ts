import { fork } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import type { Lane } from '@/lib/auction/lane'
import { UNKNOWN_WORTH } from '@/lib/auction/savings'
import { buyerView } from '@/lib/auction/views'
import { startLiveSide } from '@/live-side'
import { root } from '@/scripts/setup/install.js'
import type { World } from '@/scripts/testing/world'
import { quantile, report } from './measure'

const WATCHERS = 1000
const UPDATES = 50
/** a little above the tenth of a second within which news of a lot are put together */
const INTERVAL_MS = 105

interface Lot {
  eventId: string
  lotId: string
  aliases: string[]
  lane: Lane
}

const now = () => performance.timeOrigin + performance.now()
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Delivery of a lot's news to a thousand watchers, beside a bare Socket.IO server that sends the same payload. */
export async function watchers({
  world,
  lot,
  bid,
}: {
  world: World
  lot: Lot
  bid(lot: Lot, bidder: number): Promise<void>
}): Promise<void> {
  await bid(lot, 0)
  const bare = await bareServer(lot)
  const ours = await ourServer(world, lot, bid)
  report({ name: 'auction.p99_delivery_1000_watchers', value: ours, unit: 'ms', limit: bare, goal: 'ratio <= 1.5', atMost: 1.5 })
}

async function bareServer(lot: Lot): Promise<number> {
  const http = createServer()
  const io = new Server(http, { serveClient: false })
  io.on('connection', (socket) => socket.join('lot'))
  const crowd = await gather(await listen(http), null)
  const { state, seq } = await lot.lane.read()
  const sent = new Map<number, number>()
  for (let update = 1; update <= UPDATES; update++) {
    sent.set(seq + update, now())
    io.to('lot').emit('lot', buyerView(state, lot.lotId, seq + update, UNKNOWN_WORTH, state.bids.length - 1))
    await pause(INTERVAL_MS)
  }
  const p99 = await crowd.delays(sent)
  await new Promise<void>((resolve) => io.close(() => resolve()))
  return p99
}

async function ourServer(world: World, lot: Lot, bid: (lot: Lot, bidder: number) => Promise<void>): Promise<number> {
  const http = createServer()
  let users = 0
  const live = await startLiveSide(http, async () => ({ ...world.buyer, userId: `watcher-${users++}` }))
  const crowd = await gather(await listen(http), lot.eventId)
  // The lane of the live side answers the bids, as in the server.
  const lane = live.auctions.desk.lane(lot.lotId)
  const sent = new Map<number, number>()
  for (let update = 0; update < UPDATES; update++) {
    await bid({ ...lot, lane }, update)
    sent.set((await lane.read()).seq, now())
    await pause(INTERVAL_MS)
  }
  const p99 = await crowd.delays(sent)
  await live.stop()
  return p99
}

function listen(http: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve) => http.listen(0, '127.0.0.1', () => resolve((http.address() as AddressInfo).port)))
}

/** A thousand clients in a process of their own. */
async function gather(port: number, eventId: string | null) {
  const child = fork('scripts/run.js', ['bench/watcher-crowd.ts'], {
    cwd: root,
    env: { ...process.env, BENCH_PORT: String(port), BENCH_EVENT: eventId ?? '', BENCH_WATCHERS: String(WATCHERS) },
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
