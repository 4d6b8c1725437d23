import { z } from 'zod'
import { may, mayAny } from '@/lib/parties/identity/abilities'
import { networksWith, type ReadContext } from '@/lib/platform/context'
import type { Prisma } from '@/lib/platform/db/generated/client'
import type { EventState } from '@/lib/platform/db/generated/enums'
import { forbidden, notFound } from '@/lib/platform/errors'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { sortedByName } from '@/lib/platform/i18n/collation'
import { amountUnit, traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import { lotRules } from '@/lib/sourcing/auction/rules/schemas'
import { listsLead } from '@/lib/sourcing/auction/rules/views'
import { awardView, shareOrder, summaryOf } from './award-views'

const mayRead = mayAny(['read', 'Auction'], ['bid', 'Bid'])

export interface EventFilter {
  states?: readonly EventState[]
  /** the id of the last event of the page before; one that the actor may not see starts from the beginning */
  after?: string | undefined
}

/** The states in which there is something to do before the award, and those after. */
export const OPEN_STATES = ['draft', 'published', 'closed'] as const satisfies readonly EventState[]
export const DONE_STATES = ['continued', 'awarded', 'unsuccessful', 'cancelled'] as const satisfies readonly EventState[]

const listedFields = (organizationId: string) =>
  ({
    id: true,
    number: true,
    title: true,
    state: true,
    currency: true,
    visibility: true,
    round: true,
    training: true,
    buyerId: true,
    buyer: { select: { name: true } },
    lots: {
      select: {
        id: true,
        title: true,
        phase: true,
        opensAt: true,
        endsAt: true,
        leadAmount: true,
        bidCount: true,
        rules: true,
        award: { select: { savings: true, shares: shareOrder } },
      },
      orderBy: { number: 'asc' },
    },
    invitations: { where: { supplierId: organizationId }, select: { state: true } },
    _count: { select: { invitations: true } },
  }) satisfies Prisma.SourcingEventSelect

/** Sourcing events of the actor's organization, its own and those it is invited to; newest first, in keyset pages. */
export async function listEvents(ctx: ReadContext, filter: EventFilter = {}, pageSize = 100) {
  if (!mayRead(ctx.actor)) throw forbidden()
  const { organizationId } = ctx.actor
  const visible = {
    OR: [
      ...(may('source', 'Auction')(ctx.actor) || ctx.actor.kinds.includes('buyer') ? [{ buyerId: organizationId }] : []),
      { invitations: { some: { supplierId: organizationId } }, state: { not: 'draft' as const } },
    ],
  }
  const after = z.uuid().safeParse(filter.after).success
    ? await ctx.db.sourcingEvent.findFirst({ where: { AND: [visible, { id: filter.after as string }] }, select: { id: true } })
    : null
  const events = await ctx.db.sourcingEvent.findMany({
    where: { AND: [visible, filter.states ? { state: { in: [...filter.states] } } : {}] },
    select: listedFields(organizationId),
    // Ids grow with time.
    orderBy: { id: 'desc' },
    ...(after && { cursor: after, skip: 1 }),
    take: pageSize + 1,
  })
  const page = events.slice(0, pageSize).map((event) => {
    const own = event.buyerId === organizationId
    return {
      ...event,
      own,
      // A bidder's list says nothing that its room would not show.
      lots: event.lots.map(({ rules, leadAmount, award, bidCount, ...lot }) => ({
        ...lot,
        unit: amountUnit(lotRules.parse(rules)),
        leadAmount: (own || listsLead(lotRules.parse(rules), event.visibility) ? leadAmount?.toString() : null) ?? null,
        bidCount: own ? bidCount : null,
        award: summaryOf(award, own, organizationId),
      })),
    }
  })
  return { events: page, next: events.length > pageSize ? (page.at(-1)?.id ?? null) : null }
}

const roundFields = (supplierId: string) => ({
  id: true,
  number: true,
  round: true,
  state: true,
  invitations: { where: { supplierId }, select: { alias: true } },
})

/** An event as the actor may see it: the buyer everything, a bidder its own side. @throws AppError not_found */
export async function getEvent(ctx: ReadContext, eventId: string) {
  if (!mayRead(ctx.actor)) throw forbidden()
  const { organizationId } = ctx.actor
  const event = await storedEvent(ctx, eventId)
  if (!event) throw notFound()
  const own = event.buyerId === organizationId
  // Set so by the buyer itself, and taken up again when all lots are over. Source: auction rules, 7.
  const nameless = event.namesHidden && event.state === 'published' && event.lots.some((lot) => lot.phase !== 'closed')
  const reader: Reader = { organizationId, own, nameless }
  const mine = event.invitations.find((invitation) => invitation.supplierId === organizationId) ?? null
  return {
    id: event.id,
    number: event.number,
    title: event.title,
    description: event.description,
    terms: event.terms,
    state: event.state,
    visibility: event.visibility,
    currency: event.currency,
    gap: event.gap,
    networkId: event.networkId,
    round: event.round,
    training: event.training,
    namesHidden: event.namesHidden,
    standstillDays: event.standstillDays,
    otherRounds: roundsFor(event, reader),
    buyer: event.buyer,
    side: own ? ('buyer' as const) : ('bidder' as const),
    invitation: mine && { alias: mine.alias, state: mine.state },
    invitations: own ? event.invitations.map((entry) => invitationFor(entry, reader)) : [],
    lots: event.lots.map((lot) => lotFor(lot, reader)),
    questions: questionsFor(event, reader),
    messages: event.messages.map((message) => ({ id: message.id, text: message.text, at: message.at.toISOString() })),
  }
}

/** Who looks at an event: its buyer or a bidder, and whether the buyer keeps names from itself. */
interface Reader {
  organizationId: string
  own: boolean
  nameless: boolean
}

type StoredEvent = NonNullable<Awaited<ReturnType<typeof storedEvent>>>

const storedEvent = (ctx: ReadContext, eventId: string) => {
  const { organizationId } = ctx.actor
  return ctx.db.sourcingEvent.findFirst({
    where: {
      id: eventId,
      OR: [{ buyerId: organizationId }, { state: { not: 'draft' }, invitations: { some: { supplierId: organizationId } } }],
    },
    include: {
      buyer: { select: { id: true, name: true } },
      lots: { orderBy: { number: 'asc' }, include: { lines: { orderBy: { line: 'asc' } }, award: { include: { shares: shareOrder } } } },
      invitations: { orderBy: { alias: 'asc' }, include: { supplier: { select: { id: true, name: true } } } },
      questions: { orderBy: { askedAt: 'asc' } },
      messages: { orderBy: { at: 'asc' } },
      previous: { select: roundFields(organizationId) },
      next: { where: { state: { not: 'cancelled' } }, orderBy: { id: 'asc' }, select: roundFields(organizationId) },
    },
  })
}

/** The rounds before and after. Who was not asked again does not learn that there is a next one. */
const roundsFor = ({ previous, next }: StoredEvent, { own }: Reader) =>
  [...(previous ? [previous] : []), ...next]
    .filter((round) => own || (round.state !== 'draft' && round.invitations.length > 0))
    .map(({ id, number, round, state }) => ({ id, number, round, state }))

const invitationFor = ({ supplierId, supplier, alias, state }: StoredEvent['invitations'][number], { nameless }: Reader) => ({
  supplierId: nameless ? null : supplierId,
  name: nameless ? null : supplier.name,
  alias,
  state,
})

function lotFor(lot: StoredEvent['lots'][number], { own, organizationId }: Reader) {
  const rules = lotRules.parse(lot.rules)
  return {
    id: lot.id,
    number: lot.number,
    title: lot.title,
    phase: lot.phase,
    opensAt: lot.opensAt.toISOString(),
    endsAt: lot.endsAt.toISOString(),
    // The reserve is the buyer's secret.
    rules: own ? rules : { ...rules, reserve: null, adjustments: null },
    lines: lot.lines.map((line) => ({
      id: line.id,
      productId: line.productId,
      name: line.name as LocalizedText,
      quantity: line.quantity.toString(),
      unit: line.unit,
      // What a discount is taken off is known to all; what was paid last is the buyer's secret.
      lastPrice: own || traitsOf(rules.format).discount ? (line.lastPrice?.toString() ?? null) : null,
    })),
    baseline: own ? (lot.baseline?.toString() ?? null) : null,
    award: lot.award && awardView(lot.award, own ? null : organizationId),
    decided: lot.award !== null,
  }
}

/** Questions are answered to all; who asked stays unknown to rivals. */
const questionsFor = (event: StoredEvent, { own, nameless, organizationId }: Reader) =>
  event.questions
    .filter((question) => own || question.answer !== null || question.supplierId === organizationId)
    .map((question) => ({
      id: question.id,
      text: question.text,
      answer: question.answer,
      askedAt: question.askedAt.toISOString(),
      by: own && !nameless ? (event.invitations.find((entry) => entry.supplierId === question.supplierId)?.supplier.name ?? null) : null,
      own: question.supplierId === organizationId,
    }))

/** Suppliers that can be invited: active in the network with the right to bid. */
export async function invitableSuppliers(ctx: ReadContext, networkIds: string[], productIds: string[] = []) {
  if (!may('source', 'Auction')(ctx.actor)) throw forbidden()
  const allowed = networksWith(ctx.actor, 'source').filter((id) => networkIds.includes(id))
  const suppliers = await ctx.db.$queryRaw<{ id: string; name: string; networkId: string; offers: number }[]>`
    select o.id, o.name, m.network_id as "networkId",
           (select count(*)::int from offer f where f.supplier_id = o.id and f.withdrawn_at is null and f.product_id = any(${productIds}::uuid[])) as offers
    from network_membership m join organization o on o.id = m.organization_id
    where m.network_id = any(${allowed}::uuid[]) and m.state = 'active' and 'bid' = any(m.rights) and o.id <> ${ctx.actor.organizationId}::uuid
`
  // Array.sort keeps the order of names among those that offer as much.
  return sortedByName(suppliers, ctx.actor).sort((a, b) => b.offers - a.offers)
}

/** The networks in which the organization may source. */
export async function sourcingNetworks(ctx: ReadContext) {
  const where = { id: { in: networksWith(ctx.actor, 'source') } }
  return sortedByName(await ctx.db.network.findMany({ where, select: { id: true, name: true } }), ctx.actor)
}

/** Last price that the organization paid for each product, one unit, with its currency. */
export const lastPricesPaid = (ctx: ReadContext, productIds: string[]) =>
  ctx.db.$queryRaw<{ productId: string; unitPrice: string; currency: string }[]>`
    select distinct on (l.product_id) l.product_id as "productId", trim_scale(l.unit_price)::text as "unitPrice", o.currency
    from order_line l join effective_order o on o.id = l.order_id
    where o.buyer_id = ${ctx.actor.organizationId}::uuid and l.product_id = any(${productIds}::uuid[])
    order by l.product_id, o.placed_at desc`
