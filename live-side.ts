import type { Server } from 'node:http'
import { env } from './lib/platform/env'
import { Bus } from './lib/platform/realtime/bus'
import { type Authenticate, Gateway } from './lib/platform/realtime/gateway'
import { Peers } from './lib/platform/realtime/peers'
import { shareSockets } from './lib/platform/realtime/redis'
import { ServerClock } from './lib/platform/realtime/server-clock'
import { LiveDeals } from './lib/pricing/deals/live'
import { LiveAuctions } from './lib/sourcing/auction/live/live'
import { Lots } from './lib/sourcing/auction/live/lots'

export interface LiveSide {
  gateway: Gateway
  auctions: LiveAuctions
  lots: Lots
  bus: Bus
  time: ServerClock
  stop(): Promise<void>
}

/**
 * The live side of a node on an HTTP server: sockets, auctions and their clock, what nodes tell each other. The server is
 * all of this and the pages.
 * @param authenticate who is behind a cookie or a token; null for nobody
 * @param redisUrl where the nodes' sockets meet, if anywhere
 */
export async function startLiveSide(http: Server, authenticate: Authenticate, redisUrl = env().REDIS_URL): Promise<LiveSide> {
  const time = new ServerClock()
  const bus = new Bus()
  const peers = new Peers(http, bus, time)
  const lots = new Lots(peers)
  const auctions = new LiveAuctions(time, lots)
  const deals = new LiveDeals(time)
  const gateway = new Gateway(http, authenticate, { ...auctions.handlers, ...deals.handlers }, time)
  bus.on('access.changed', (event) => gateway.revoke(event))
  bus.on('notification', ({ userId }) => gateway.io.local.to(`user:${userId}`).emit('notification'))
  await time.start()
  await bus.start()
  const shared = shareSockets(gateway.io, redisUrl)
  peers.start(gateway.io, lots.answer)
  auctions.start(gateway.io, bus)
  deals.start(gateway.io, bus)
  const stop = async () => {
    auctions.stop()
    deals.stop()
    time.stop()
    await peers.stop()
    await gateway.close()
    shared?.stop()
    await bus.stop()
  }
  return { gateway, auctions, lots, bus, time, stop }
}
