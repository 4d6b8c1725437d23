import { io, type Socket } from 'socket.io-client'
import { prisma } from '@/lib/platform/db/client'
import type { Acknowledgement } from '@/lib/platform/realtime/wire'
import { priceNow } from '@/lib/sourcing/auction/rules/formats/price-now'
import type { BidAnswer, BidderView, RoomSnapshot } from '@/lib/sourcing/auction/rules/wire'
import { DEMO_PASSWORD } from '@/prisma/demo/accounts'

interface Tally {
  bidders: number
  accepted: number
  rejected: number
}

/** Signs the invited suppliers in as a browser would, joins the room and bids down to a limit of each one's own. */
export async function runBidders(eventId: string, url: string, note: (line: string) => void): Promise<Tally> {
  const event = await prisma().sourcingEvent.findUnique({
    where: { id: eventId },
    include: {
      invitations: {
        where: { state: 'accepted' },
        include: { supplier: { include: { memberships: { where: { roles: { has: 'sales' } }, include: { user: true }, take: 1 } } } },
      },
    },
  })
  if (!event) throw new Error(`There is no auction ${eventId}; copy the id from the address of its page.`)
  if (event.invitations.length === 0) throw new Error('No supplier has accepted the terms of this auction yet.')
  const tally: Tally = { bidders: event.invitations.length, accepted: 0, rejected: 0 }
  const ended = event.invitations.map(async (invitation, place) => {
    const email = invitation.supplier.memberships[0]?.user.email
    if (!email) return
    const socket = io(url, { transports: ['websocket'], extraHeaders: { cookie: await signIn(url, email) } })
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve)
        socket.once('connect_error', reject)
      })
      note(`${invitation.supplier.name} is in the room as ${invitation.alias}`)
      await bidUntilEnd(socket, eventId, invitation.supplier.name, 0.72 + ((place * 37) % 20) / 100, tally, note)
    } finally {
      socket.disconnect()
    }
  })
  await Promise.all(ended)
  return tally
}

async function signIn(url: string, email: string): Promise<string> {
  const csrf = await fetch(`${url}/api/auth/csrf`)
  const cookies = csrf.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '')
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: cookies.join('; ') },
    body: new URLSearchParams({ csrfToken, email, password: DEMO_PASSWORD, json: 'true' }),
  })
  const session = answer.headers.getSetCookie().find((cookie) => cookie.includes('stoa.session='))
  if (!session) throw new Error(`${email} could not sign in; this works with the demo's suppliers only.`)
  return session.split(';', 1)[0] ?? ''
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

async function bidUntilEnd(
  socket: Socket,
  eventId: string,
  name: string,
  share: number,
  tally: Tally,
  note: (line: string) => void,
): Promise<void> {
  const views = new Map<string, BidderView>()
  const take = (view: BidderView) => views.set(view.lotId, view)
  socket.on('lot', take)
  const snapshot = await send<RoomSnapshot>(socket, 'event:join', { eventId })
  for (const view of snapshot.lots) if (view.side === 'bidder') take(view)
  while ([...views.values()].some((view) => view.phase !== 'closed')) {
    const interval = Math.min(4000, ...[...views.values()].map((view) => (view.priceClock?.interval ?? 8000) / 2))
    await pause(0.3 * interval + Math.random() * interval)
    for (const view of views.values()) {
      const limit = Number(view.ceiling) * share
      const offer = view.phase !== 'open' ? null : view.priceClock ? acceptance(view, limit) : bid(view, limit)
      if (offer === null) continue
      const answer = await send<BidAnswer>(socket, offer.event, { lotId: view.lotId, id: crypto.randomUUID(), ...offer.input })
      take(answer.view)
      if (answer.accepted) tally.accepted++
      else tally.rejected++
      note(`${name}: ${offer.input.amount ?? answer.view.standing} ${answer.accepted ? 'accepted' : answer.code}`)
    }
  }
}

interface Offer {
  event: 'bid' | 'accept'
  input: { amount?: string }
}

/** What a bidder would offer now who goes no lower than the limit; a sealed bid is made once. */
function bid(view: BidderView, limit: number): Offer | null {
  const offer = (amount: number): Offer => ({ event: 'bid', input: { amount: amount.toFixed(2) } })
  if (view.sealed) return view.standing === null ? offer(limit * (1 + Math.random() * 0.05)) : null
  if (view.leading || view.next === null || Number(view.next) < limit) return null
  return offer(Math.max(limit, Number(view.next) * (1 - Math.random() * 0.006)))
}

/** Accepts a falling price down to the limit, and a rising one from the limit on. */
function acceptance(view: BidderView, limit: number): Offer | null {
  const price = Number(priceNow(view, Date.now())?.price)
  return !view.accepted && !view.eliminated && price >= limit ? { event: 'accept', input: {} } : null
}

async function send<Data>(socket: Socket, event: string, input: unknown): Promise<Data> {
  const answer = (await socket.timeout(8000).emitWithAck(event, input)) as Acknowledgement
  if (!answer.ok) throw new Error(`${event}: ${answer.problem.code} ${answer.problem.detail ?? ''}`)
  return answer.data as Data
}
