import { z } from '@hono/zod-openapi'
import { instant } from '@/api/v1/common-schemas'
import { EventState, EventVisibility, InvitationState, LotPhase } from '@/lib/platform/db/generated/enums'
import { localizedText } from '@/lib/platform/fields/localized-text'
import { lotRules } from '@/lib/sourcing/auction/rules/schemas'
import {
  acceptInput,
  bidAnswerSchema,
  bidderViewSchema,
  bidInput,
  buyerViewSchema,
  controlOrder,
  proxyInput,
} from '@/lib/sourcing/auction/rules/wire'

/** What the API answers, and where it differs from what sockets and forms take: bodies without the id that the path names. */
const decimal = z.string().describe('a decimal number as text')
const state = z.enum(EventState)
const phase = z.enum(LotPhase)
const round = z.int().describe('from 1')
const training = z.boolean().describe('for practice: awarded without an order, and in no report')

export const eventSummary = z
  .object({
    id: z.uuid(),
    number: z.string(),
    title: z.string(),
    state,
    currency: z.string(),
    buyer: z.object({ name: z.string() }),
    own: z.boolean().describe('whether the caller’s organization is the buyer'),
    round,
    training,
    lots: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        phase,
        opensAt: instant,
        endsAt: instant,
        unit: z.string().describe('what amounts are: a currency, or % where a discount is bid'),
        leadAmount: decimal.nullable(),
        bidCount: z.int().nullable(),
        award: z.object({ own: z.boolean(), price: decimal, savings: decimal.nullable() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'EventSummary' })

export const eventPage = z
  .object({ items: z.array(eventSummary), next: z.string().nullable().describe('the cursor of the next page; null on the last one') })
  .meta({ id: 'EventPage' })

export const eventDetail = z
  .object({
    id: z.uuid(),
    number: z.string(),
    title: z.string(),
    description: z.string(),
    terms: z.string(),
    state,
    visibility: z.enum(EventVisibility),
    round,
    training,
    standstillDays: z.int().nullable().describe('days between an award and its effect'),
    namesHidden: z.boolean().describe('not even the buyer’s side sees who bids before the close'),
    otherRounds: z
      .array(z.object({ id: z.uuid(), number: z.string(), round, state }))
      .describe('the round before and those after, as far as the caller takes part in them'),
    currency: z.string(),
    gap: z.int().nullable(),
    networkId: z.uuid(),
    buyer: z.object({ id: z.uuid(), name: z.string() }),
    side: z.enum(['buyer', 'bidder']),
    invitation: z
      .object({ alias: z.string(), state: z.enum(InvitationState) })
      .nullable()
      .describe('the caller’s own'),
    invitations: z
      .array(z.object({ supplierId: z.uuid().nullable(), name: z.string().nullable(), alias: z.string(), state: z.enum(InvitationState) }))
      .describe('for the buyer only; without names while they are hidden'),
    lots: z.array(
      z.object({
        id: z.uuid(),
        number: z.int(),
        title: z.string(),
        phase,
        opensAt: instant,
        endsAt: instant,
        rules: lotRules,
        lines: z.array(
          z.object({
            id: z.uuid(),
            productId: z.uuid().nullable(),
            name: z.string(),
            names: localizedText(4000).describe('by language'),
            quantity: decimal,
            unit: z.string().describe('UN/ECE Recommendation 20'),
            lastPrice: decimal.nullable(),
          }),
        ),
        baseline: decimal.nullable(),
        award: z
          .object({
            supplierId: z.uuid(),
            price: decimal,
            savings: decimal.nullable(),
            orderId: z.uuid().nullable(),
            reason: z.string().nullable(),
            as: z.enum(['order', 'contract']),
            standstillEndsAt: instant.nullable().describe('until when the decision can be taken back; then it takes effect'),
            shares: z
              .array(
                z.object({
                  supplierId: z.uuid(),
                  percent: decimal,
                  price: decimal,
                  total: decimal,
                  orderId: z.uuid().nullable(),
                  contractId: z.uuid().nullable(),
                }),
              )
              .describe('who gets how much of the lot; a bidder reads its own share'),
          })
          .nullable(),
      }),
    ),
    questions: z.array(z.object({ id: z.uuid(), text: z.string(), answer: z.string().nullable(), askedAt: instant, own: z.boolean() })),
    messages: z.array(z.object({ id: z.uuid(), text: z.string(), at: instant })),
  })
  .meta({ id: 'Event' })

const chosenId = bidInput.shape.id.optional().describe('chosen by the sender; without it the Idempotency-Key is taken')
export const bidBody = bidInput.extend({ id: chosenId }).meta({ id: 'Bid' })
export const proxyBody = proxyInput.extend({ id: chosenId }).meta({ id: 'ProxyBid' })
export const acceptBody = acceptInput.extend({ id: chosenId }).meta({ id: 'Acceptance' })
export const controlBody = controlOrder.meta({ id: 'Control' })

export const bidderView = bidderViewSchema.meta({ id: 'BidderView' })
export const buyerView = buyerViewSchema.meta({ id: 'BuyerView' })
export const lotView = z.discriminatedUnion('side', [bidderView, buyerView]).meta({ id: 'LotView' })
export const bidAnswer = bidAnswerSchema.extend({ view: bidderView }).meta({ id: 'BidAnswer' })

export const bidPage = z
  .object({
    items: z.array(
      z.object({
        index: z.int(),
        bidder: z.string().nullable().describe('the alias; null in the bidder’s own list'),
        id: z.string().nullable(),
        amount: decimal,
        at: instant,
        source: z.enum(['bidder', 'proxy']),
        surrogate: z.string().nullable(),
        retracted: z.boolean(),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'BidPage' })

export const ledger = z
  .object({
    lot: z.uuid(),
    rules: lotRules,
    entries: z.array(
      z.object({
        seq: z.int(),
        at: z.string(),
        actor: z.string(),
        type: z.string(),
        payload: z.record(z.string(), z.unknown()),
        prev: z.string(),
        hash: z.string(),
      }),
    ),
    award: z.object({ bidder: z.string(), price: decimal }).nullable(),
  })
  .meta({ id: 'Ledger' })

export const saved = z.object({ id: z.uuid(), number: z.string() }).meta({ id: 'SavedEvent' })
export const ordered = z
  .object({ orderId: z.uuid().nullable().describe('null after an award in practice'), number: z.string().nullable() })
  .meta({ id: 'PlacedOrder' })
export const done = z.object({ seq: z.int().nullable().describe('of the ledger entry') }).meta({ id: 'Done' })
