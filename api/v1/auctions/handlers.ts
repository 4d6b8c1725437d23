import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Actor } from '@/lib/platform/context'
import { AppError, invalidInput } from '@/lib/platform/errors'
import { localText } from '@/lib/platform/i18n/locales'
import type { AuctionDesk, BidderAction } from '@/lib/sourcing/auction/live/desk'
import { getOwnLedger } from '@/lib/sourcing/auction/live/ledger-queries'
import { awardLot, leaveUnawarded } from '@/lib/sourcing/awards/commands/award-lot'
import { answerInvitation, answerQuestion, askQuestion, sendMessage } from '@/lib/sourcing/events/commands/participate'
import { cancelEvent, changeEvent, createEvent, publishEvent } from '@/lib/sourcing/events/commands/save-event'
import { getEvent, listEvents } from '@/lib/sourcing/events/queries'
import type { EventDetails } from '@/lib/sourcing/events/views'
import { type ApiEnv, caller, type Key, reading } from '../environment'
import { bidRoutes, eventRoutes, lotRoutes } from './routes'
import { bidAnswer, bidPage, eventDetail, eventPage, ledger, lotView } from './schemas'

type Api = OpenAPIHono<ApiEnv>

export function serveEvents(api: Api): void {
  api.openapi(eventRoutes.list, async (c) => {
    const { limit, cursor, state } = c.req.valid('query')
    const { events, next } = await listEvents(reading(c.get('actor')), { after: cursor, ...(state && { states: [state] }) }, limit)
    return c.json(eventPage.parse({ items: events, next }), 200)
  })
  api.openapi(eventRoutes.create, async (c) => c.json(await createEvent(caller(c, c.req.valid('header')), c.req.valid('json')), 201))
  api.openapi(eventRoutes.get, async (c) =>
    c.json(eventDetail.parse(withPlainNames(await getEvent(reading(c.get('actor')), c.req.valid('param').id))), 200),
  )
  api.openapi(eventRoutes.change, async (c) => {
    const input = { eventId: c.req.valid('param').id, event: c.req.valid('json') }
    return c.json(await changeEvent(caller(c, c.req.valid('header')), input), 200)
  })
  api.openapi(eventRoutes.publish, async (c) => {
    await publishEvent(caller(c, c.req.valid('header')), { eventId: c.req.valid('param').id })
    return c.body(null, 204)
  })
  api.openapi(eventRoutes.cancel, async (c) => {
    await cancelEvent(caller(c, c.req.valid('header')), { eventId: c.req.valid('param').id })
    return c.body(null, 204)
  })
  api.openapi(eventRoutes.answerInvitation, async (c) => {
    await answerInvitation(caller(c, c.req.valid('header')), { eventId: c.req.valid('param').id, ...c.req.valid('json') })
    return c.body(null, 204)
  })
  api.openapi(eventRoutes.ask, async (c) => {
    await askQuestion(caller(c, c.req.valid('header')), { eventId: c.req.valid('param').id, ...c.req.valid('json') })
    return c.body(null, 204)
  })
  api.openapi(eventRoutes.answerQuestion, async (c) => {
    await answerQuestion(caller(c, c.req.valid('header')), { questionId: c.req.valid('param').id, ...c.req.valid('json') })
    return c.body(null, 204)
  })
  api.openapi(eventRoutes.message, async (c) => {
    await sendMessage(caller(c, c.req.valid('header')), { eventId: c.req.valid('param').id, ...c.req.valid('json') })
    return c.body(null, 204)
  })
  api.openapi(lotRoutes.leaveUnawarded, async (c) => {
    await leaveUnawarded(caller(c, c.req.valid('header')), { eventId: c.req.valid('param').id })
    return c.body(null, 204)
  })
}

/** Programs get the names of lines as one text; `names` has them by language. */
const withPlainNames = (event: EventDetails) => ({
  ...event,
  lots: event.lots.map((lot) => ({
    ...lot,
    lines: lot.lines.map((line) => ({ ...line, name: localText(line.name, 'en'), names: line.name })),
  })),
})

export function serveLots(api: Api, desk: AuctionDesk): void {
  api.openapi(lotRoutes.get, async (c) => {
    const at = await desk.seatAtLot(c.get('actor'), c.req.valid('param').id)
    return c.json(lotView.parse(await desk.view(at)), 200)
  })
  api.openapi(lotRoutes.control, async (c) => {
    const actor = c.get('actor')
    const at = await desk.seatAtLot(actor, c.req.valid('param').id)
    return c.json(await desk.control(actor, at, c.req.valid('json'), c.get('receivedAt')), 200)
  })
  api.openapi(lotRoutes.award, async (c) => {
    const input = { lotId: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(await awardLot(caller(c, c.req.valid('header')), input), 201)
  })
  api.openapi(lotRoutes.ledger, async (c) =>
    c.json(ledger.parse(await getOwnLedger(reading(c.get('actor')), c.req.valid('param').id)), 200),
  )
}

export function serveBids(api: Api, desk: AuctionDesk): void {
  api.openapi(bidRoutes.list, async (c) => {
    const { limit, cursor } = c.req.valid('query')
    const from = Number(cursor ?? 0)
    if (!Number.isSafeInteger(from) || from < 0) throw invalidInput('cursor', 'invalid')
    const at = await desk.seatAtLot(c.get('actor'), c.req.valid('param').id)
    const view = await desk.view(at, from)
    const bids = view.side === 'bidder' ? view.ownBids.map((bid) => ({ ...bid, bidder: null })) : view.side === 'buyer' ? view.log : []
    const items = bids.filter(({ index }) => index >= from)
    return c.json(bidPage.parse({ items: items.slice(0, limit), next: items[limit] ? String(items[limit].index) : null }), 200)
  })

  /** The same desk as for sockets; what it does not accept becomes a problem that says why. */
  async function act(actor: Actor, lotId: string, action: BidderAction, receivedAt: number) {
    const answer = await desk.bid(actor, await desk.seatAtLot(actor, lotId), action, receivedAt)
    if (!answer.accepted) throw new AppError('bid_rejected', { ...(answer.code && { detail: answer.code }), data: answer })
    return bidAnswer.parse(answer)
  }
  api.openapi(bidRoutes.bid, async (c) => {
    const { amount, confirm, id } = c.req.valid('json')
    const action: BidderAction = { do: 'bid', id: bidId(id, c.req.valid('header')), amount, ...(confirm && { confirm }) }
    const answer = await act(c.get('actor'), c.req.valid('param').id, action, c.get('receivedAt'))
    return c.json(answer, answer.duplicate ? 200 : 201)
  })
  api.openapi(bidRoutes.proxy, async (c) => {
    const { limit, id } = c.req.valid('json')
    const action: BidderAction = { do: 'proxy', id: bidId(id, c.req.valid('header')), limit }
    const answer = await act(c.get('actor'), c.req.valid('param').id, action, c.get('receivedAt'))
    return c.json(answer, answer.duplicate ? 200 : 201)
  })
  api.openapi(bidRoutes.accept, async (c) => {
    const action: BidderAction = { do: 'accept', id: bidId(c.req.valid('json').id, c.req.valid('header')) }
    const answer = await act(c.get('actor'), c.req.valid('param').id, action, c.get('receivedAt'))
    return c.json(answer, answer.duplicate ? 200 : 201)
  })
}

/** What makes the repetition of a bid harmless is its id, in the ledger itself. */
function bidId(id: string | undefined, headers: Key): string {
  const known = id ?? headers['idempotency-key']
  if (!known) throw invalidInput('id', 'required')
  return known
}
