import { z } from 'zod'
import {
  acceptMessage,
  bidAnswerSchema,
  bidMessage,
  clockMessage,
  controlMessage,
  joinMessage,
  leaveMessage,
  practiceAnswerSchema,
  practiceMessage,
  proxyMessage,
  roomSnapshotSchema,
  roomViewSchema,
} from '@/lib/sourcing/auction/rules/wire'
import texts from '@/messages/en'
import { problemSchema } from './common-schemas'

/** What a client may send, and what the acknowledgement holds. */
const requests = {
  clock: { summary: 'Compare clocks', takes: clockMessage, answers: z.object({ sentAt: z.number(), serverTime: z.number() }) },
  'event:join': { summary: 'Enter the room of an event', takes: joinMessage, answers: roomSnapshotSchema },
  'event:leave': { summary: 'Leave it', takes: leaveMessage, answers: z.null() },
  bid: { summary: 'Bid', takes: bidMessage, answers: bidAnswerSchema },
  proxy: { summary: 'Set the limit of a proxy bid', takes: proxyMessage, answers: bidAnswerSchema },
  accept: { summary: 'Accept the price that a price clock shows', takes: acceptMessage, answers: bidAnswerSchema },
  practice: { summary: 'Before the opening: would this be accepted?', takes: practiceMessage, answers: practiceAnswerSchema },
  control: {
    summary: 'For the buyer: pause, resume, extend, close, retract, bid for somebody',
    takes: controlMessage,
    answers: z.object({ seq: z.int().nullable() }),
  },
} as const

/** What a client hears in a room. */
const news = {
  lot: { summary: 'A lot as the listener’s side sees it from now on; at most ten a second', schema: roomViewSchema },
  event: { summary: 'The event has changed: read it again', schema: z.object({ eventId: z.uuid() }) },
  presence: { summary: 'For the buyer: whose room is open', schema: z.object({ eventId: z.uuid(), present: z.array(z.string()) }) },
  'access-changed': { summary: 'The token or its organization lost access; the socket closes', schema: z.null() },
} as const

const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

/** The socket's messages in AsyncAPI 3.0, made from the schemas by which the server checks them. */
export function asyncApiDocument() {
  const answer = (schema: z.ZodType) => ({
    oneOf: [
      { type: 'object', required: ['ok', 'data'], properties: { ok: { const: true }, data: schemaOf(schema, 'output') } },
      {
        type: 'object',
        required: ['ok', 'problem'],
        properties: { ok: { const: false }, problem: schemaOf(problemSchema.omit({ type: true, title: true, requestId: true }), 'output') },
      },
    ],
  })
  const messages: Record<string, { name: string; summary?: string; payload: object }> = Object.fromEntries([
    ...Object.entries(requests).flatMap(([name, { summary, takes, answers }]) => [
      [name, { name, summary, payload: schemaOf(takes, 'input') }],
      [`${name} acknowledgement`, { name: `${name} acknowledgement`, payload: answer(answers) }],
    ]),
    ...Object.entries(news).map(([name, { summary, schema }]) => [name, { name, summary, payload: schemaOf(schema, 'output') }]),
  ])
  const reference = (name: string) => ({ $ref: `#/channels/socket/messages/${name.replaceAll('/', '~1').replaceAll(' ', '%20')}` })
  const channel = { $ref: '#/channels/socket' }
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Stoa live',
      version: '1',
      description: texts.developers.liveAbout,
    },
    channels: { socket: { address: '/socket.io', messages } },
    operations: Object.fromEntries([
      ...Object.keys(requests).map((name) => [
        `send ${name}`,
        {
          action: 'receive',
          channel,
          messages: [reference(name)],
          reply: { channel, messages: [reference(`${name} acknowledgement`)] },
        },
      ]),
      ...Object.keys(news).map((name) => [`hear ${name}`, { action: 'send', channel, messages: [reference(name)] }]),
    ]),
  }
}
