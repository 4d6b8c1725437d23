import { createRoute, z } from '@hono/zod-openapi'
import {
  answerInvitationInput,
  answerQuestionInput,
  askInput,
  awardInput,
  createEventInput,
  eventInput,
  messageInput,
} from '@/lib/auction/event-schemas'
import type { Scope } from '@/lib/identity/model'
import { EventState } from '@/lib/platform/db/generated/enums'
import messages from '@/messages/en.json'
import {
  acceptBody,
  bidAnswer,
  bidBody,
  bidPage,
  controlBody,
  done,
  eventDetail,
  eventPage,
  ledger,
  lotView,
  ordered,
  problemSchema,
  proxyBody,
  saved,
} from './schemas'

const summaries = messages.developers.operation

/** Every operation of the API: path, what it takes and answers, the scope that it needs. The document is made from these. */

const id = z.object({ id: z.uuid() })
const repeatable = z.object({
  'idempotency-key': z.string().min(1).max(64).optional().describe('a request that is repeated with the same key does nothing again'),
})
const paging = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(100).optional().describe('next of the page before'),
})

const body = <Schema extends z.ZodType>(schema: Schema) => ({ required: true, content: { 'application/json': { schema } } })
const answer = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})
const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: problemSchema } } })
const readProblems = {
  400: problem('a field is wrong: fields names it'),
  401: problem('no token, or one that is unknown, revoked or at its end'),
  403: problem('the token lacks the scope'),
  404: problem('there is no such thing, or it is somebody else’s'),
  429: problem('too many requests: wait as Retry-After says'),
}
const problems = {
  ...readProblems,
  409: problem('not possible in the present state'),
  422: problem('the idempotency key stands for another request'),
}
const nothing = { description: 'done' }
const needs = (scope: Scope) => [{ token: [scope] }]

const events = { tags: ['Events'] }
const lots = { tags: ['Lots'] }
const bids = { tags: ['Bids'] }

export const eventRoutes = {
  list: createRoute({
    ...events,
    method: 'get',
    path: '/events',
    operationId: 'listEvents',
    summary: summaries.listEvents,
    description: 'The organization’s own events and those it is invited to, newest first.',
    security: needs('auctions:read'),
    request: { query: paging.extend({ state: z.enum(EventState).optional() }) },
    responses: { 200: answer(eventPage, 'a page of events'), ...readProblems },
  }),
  create: createRoute({
    ...events,
    method: 'post',
    path: '/events',
    operationId: 'createEvent',
    summary: summaries.createEvent,
    security: needs('auctions:source'),
    request: { headers: repeatable, body: body(createEventInput.meta({ id: 'NewEvent' })) },
    responses: { 201: answer(saved, 'the draft'), ...problems },
  }),
  get: createRoute({
    ...events,
    method: 'get',
    path: '/events/{id}',
    operationId: 'getEvent',
    summary: summaries.getEvent,
    description: 'The buyer gets everything, a bidder its own side: no rivals, no reserve, no other’s award.',
    security: needs('auctions:read'),
    request: { params: id },
    responses: { 200: answer(eventDetail, 'the event'), ...readProblems },
  }),
  change: createRoute({
    ...events,
    method: 'put',
    path: '/events/{id}',
    operationId: 'changeEvent',
    summary: summaries.changeEvent,
    security: needs('auctions:source'),
    request: { params: id, headers: repeatable, body: body(eventInput.meta({ id: 'EventInput' })) },
    responses: { 200: answer(saved, 'the draft'), ...problems },
  }),
  publish: createRoute({
    ...events,
    method: 'post',
    path: '/events/{id}/publish',
    operationId: 'publishEvent',
    summary: summaries.publishEvent,
    description: 'Freezes the rules and tells the invited suppliers.',
    security: needs('auctions:source'),
    request: { params: id, headers: repeatable },
    responses: { 204: nothing, ...problems },
  }),
  cancel: createRoute({
    ...events,
    method: 'post',
    path: '/events/{id}/cancel',
    operationId: 'cancelEvent',
    summary: summaries.cancelEvent,
    security: needs('auctions:source'),
    request: { params: id, headers: repeatable },
    responses: { 204: nothing, ...problems },
  }),
  answerInvitation: createRoute({
    ...events,
    method: 'post',
    path: '/events/{id}/invitation',
    operationId: 'answerInvitation',
    summary: summaries.answerInvitation,
    description: 'Who has accepted the terms may bid. An acceptance stands; who declined may still accept.',
    security: needs('auctions:bid'),
    request: { params: id, headers: repeatable, body: body(answerInvitationInput.omit({ eventId: true })) },
    responses: { 204: nothing, ...problems },
  }),
  ask: createRoute({
    ...events,
    method: 'post',
    path: '/events/{id}/questions',
    operationId: 'ask',
    summary: summaries.ask,
    description: 'The answer goes to all bidders, who do not learn who asked.',
    security: needs('auctions:bid'),
    request: { params: id, headers: repeatable, body: body(askInput.omit({ eventId: true })) },
    responses: { 204: nothing, ...problems },
  }),
  answerQuestion: createRoute({
    ...events,
    method: 'post',
    path: '/questions/{id}/answer',
    operationId: 'answerQuestion',
    summary: summaries.answerQuestion,
    security: needs('auctions:source'),
    request: { params: id, headers: repeatable, body: body(answerQuestionInput.omit({ questionId: true })) },
    responses: { 204: nothing, ...problems },
  }),
  message: createRoute({
    ...events,
    method: 'post',
    path: '/events/{id}/messages',
    operationId: 'sendMessage',
    summary: summaries.sendMessage,
    security: needs('auctions:source'),
    request: { params: id, headers: repeatable, body: body(messageInput.omit({ eventId: true })) },
    responses: { 204: nothing, ...problems },
  }),
}

export const lotRoutes = {
  get: createRoute({
    ...lots,
    method: 'get',
    path: '/lots/{id}',
    operationId: 'getLot',
    summary: summaries.getLot,
    description: 'What the caller’s side sees on its screen at this moment. For news of every change listen on the socket.',
    security: needs('auctions:read'),
    request: { params: id },
    responses: { 200: answer(lotView, 'the buyer’s or the bidder’s view'), ...readProblems },
  }),
  control: createRoute({
    ...lots,
    method: 'post',
    path: '/lots/{id}/control',
    operationId: 'controlLot',
    summary: summaries.controlLot,
    security: needs('auctions:source'),
    request: { params: id, body: body(controlBody) },
    responses: { 200: answer(done, 'done'), ...problems },
  }),
  award: createRoute({
    ...lots,
    method: 'post',
    path: '/lots/{id}/award',
    operationId: 'awardLot',
    summary: summaries.awardLot,
    description:
      'Places the purchase orders, or agrees contract prices, in the same step; after the standstill if the event has one. To others than the best bidder only with a reason.',
    security: needs('auctions:source'),
    request: { params: id, headers: repeatable, body: body(awardInput.omit({ lotId: true })) },
    responses: { 201: answer(ordered, 'the order'), ...problems },
  }),
  leaveUnawarded: createRoute({
    ...events,
    method: 'post',
    path: '/events/{id}/leave-unawarded',
    operationId: 'leaveUnawarded',
    summary: summaries.leaveUnawarded,
    security: needs('auctions:source'),
    request: { params: id, headers: repeatable },
    responses: { 204: nothing, ...problems },
  }),
  ledger: createRoute({
    ...lots,
    method: 'get',
    path: '/lots/{id}/ledger',
    operationId: 'getLedger',
    summary: summaries.getLedger,
    description:
      'For its buyer: every entry with its hash, as the command line’s auction verify reads it. Keys: /.well-known/auction-keys.json.',
    security: needs('auctions:read'),
    request: { params: id },
    responses: { 200: answer(ledger, 'the ledger'), ...problems },
  }),
}

const offered = {
  200: answer(bidAnswer, 'accepted before under the same id'),
  201: answer(bidAnswer, 'accepted, with a signed receipt'),
  ...problems,
  409: problem('not accepted: detail says why, as in LOT_NOT_OPEN; data is the answer'),
}

export const bidRoutes = {
  list: createRoute({
    ...bids,
    method: 'get',
    path: '/lots/{id}/bids',
    operationId: 'listBids',
    summary: summaries.listBids,
    description: 'A bidder gets its own, the buyer all; while bids are sealed the buyer gets none.',
    security: needs('auctions:read'),
    request: { params: id, query: paging },
    responses: { 200: answer(bidPage, 'a page of bids, oldest first'), ...readProblems },
  }),
  bid: createRoute({
    ...bids,
    method: 'post',
    path: '/lots/{id}/bids',
    operationId: 'placeBid',
    summary: summaries.placeBid,
    description: 'Takes the same way as a bid by socket. In time is what has reached the server whole before the end.',
    security: needs('auctions:bid'),
    request: { params: id, headers: repeatable, body: body(bidBody) },
    responses: offered,
  }),
  proxy: createRoute({
    ...bids,
    method: 'put',
    path: '/lots/{id}/proxy',
    operationId: 'setProxy',
    summary: summaries.setProxy,
    security: needs('auctions:bid'),
    request: { params: id, headers: repeatable, body: body(proxyBody) },
    responses: offered,
  }),
  accept: createRoute({
    ...bids,
    method: 'post',
    path: '/lots/{id}/accept',
    operationId: 'acceptPrice',
    summary: summaries.acceptPrice,
    security: needs('auctions:bid'),
    request: { params: id, headers: repeatable, body: body(acceptBody) },
    responses: offered,
  }),
}
