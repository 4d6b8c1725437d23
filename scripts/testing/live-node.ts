import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import { restApi } from '@/api/v1/api'
import { loadProgram } from '@/lib/parties/identity/actor'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import type { Acknowledgement } from '@/lib/platform/realtime/wire'
import type { BuyerView, RoomSnapshot } from '@/lib/sourcing/auction/rules/wire'
import { answerInvitation } from '@/lib/sourcing/events/commands/participate'
import { createEvent, publishEvent } from '@/lib/sourcing/events/commands/save-event'
import { startLiveSide } from '@/live-side'
import type { World } from './world'

export const send = (socket: Socket, event: string, input: unknown): Promise<Acknowledgement> =>
  socket.timeout(5000).emitWithAck(event, input)
export async function ask<Data>(socket: Socket, event: string, input: unknown): Promise<Data> {
  const answer = await send(socket, event, input)
  if (!answer.ok) throw Object.assign(new Error(answer.problem.code), { problem: answer.problem })
  return answer.data as Data
}

export const heard = <Data>(socket: Socket, event: string, when: (data: Data) => boolean) =>
  new Promise<Data>((resolve) => {
    const listen = (data: Data) => {
      if (!when(data)) return
      socket.off(event, listen)
      resolve(data)
    }
    socket.on(event, listen)
  })

type EventChanges = Partial<Parameters<typeof createEvent>[1]>

/** An auction that opens by the server's clock in a moment. */
async function soonOpenAuction({ buyer, supplier, rival, networkId }: World, changes: EventChanges) {
  const opensAt = Date.now() + 1500
  const event = await createEvent(
    { actor: buyer },
    {
      title: 'Live',
      networkId,
      currency: 'EUR',
      opensAt: new Date(opensAt).toISOString(),
      endsAt: new Date(opensAt + 3_600_000).toISOString(),
      step: { minimum: '5', unit: 'absolute' },
      overtime: null,
      lots: [{ title: 'Lot', ceiling: '1000', lines: [{ name: 'x', quantity: '1' }] }],
      invite: [supplier.organizationId, rival.organizationId],
      ...changes,
    },
  )
  await publishEvent({ actor: buyer }, { eventId: event.id })
  await answerInvitation({ actor: supplier }, { eventId: event.id, accept: true })
  const lot = await prisma().lot.findFirstOrThrow({ where: { eventId: event.id } })
  return { eventId: event.id, lotId: lot.id }
}

/** A node with live auctions and the API on a real port; everybody of the world can connect to it. */
export async function startLiveNode(world: World, redisUrl?: string) {
  const sockets: Socket[] = []
  const actors = new Map<string, Actor>()
  for (const actor of Object.values(world)) if (typeof actor === 'object') actors.set(actor.userId, actor)
  const http = createServer((request, response) => api(request, response))
  const live = await startLiveSide(
    http,
    async ({ cookie, token }) => (token ? loadProgram({ secret: token }) : (actors.get(cookie ?? '') ?? null)),
    redisUrl,
  )
  const api = restApi({ desk: live.auctions.desk, time: live.time })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo

  async function connect(actor: Actor | null): Promise<Socket> {
    const socket = io(`http://127.0.0.1:${port}`, {
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: { cookie: actor?.userId ?? 'nobody' },
    })
    sockets.push(socket)
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve())
      socket.once('connect_error', reject)
    })
    return socket
  }

  const auction = (changes: EventChanges = {}) => soonOpenAuction(world, changes)

  /** All three in the room of an open lot; `told` collects whatever the buyer and the rival are sent. */
  async function openRoom(eventId: string) {
    await answerInvitation({ actor: world.rival }, { eventId, accept: true })
    const [buyer, supplier, rival] = [await connect(world.buyer), await connect(world.supplier), await connect(world.rival)]
    const told: string[] = []
    for (const socket of [buyer, rival]) socket.onAny((...news) => told.push(JSON.stringify(news)))
    const opened = heard<BuyerView>(buyer, 'lot', (view) => view.phase === 'open')
    const snapshots = await Promise.all([buyer, supplier, rival].map((socket) => ask<RoomSnapshot>(socket, 'event:join', { eventId })))
    told.push(...snapshots.map((snapshot) => JSON.stringify(snapshot)))
    if (snapshots[0]?.lots[0]?.phase !== 'open') await opened
    return { buyer, supplier, rival, told }
  }

  async function stop() {
    for (const socket of sockets) socket.disconnect()
    await live.stop()
  }
  return { live, http, url: `http://127.0.0.1:${port}`, gateway: live.gateway, connect, auction, openRoom, stop }
}
