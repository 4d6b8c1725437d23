import { nextNumber } from '@/lib/documents/numbering/next-numbers'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { type CommandContext, networksWith } from '@/lib/platform/context'
import { AppError, invalidInput, notFound } from '@/lib/platform/errors'
import type { Id } from '@/lib/platform/fields/ids'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { newId } from '@/lib/platform/ids'
import { shuffledAliases } from '@/lib/sourcing/auction/rules/alias'
import { traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import { lotRules } from '@/lib/sourcing/auction/rules/schemas'
import { advanceEvent } from '../advance-event'
import { changeEventInput, createEventInput, eventIdInput, type eventInput } from '../schemas'
import { lotRows, visibilityOf } from '../set-up'
import { leaveRoundBefore, returnToRoundBefore } from './rounds'

type Input = Parameters<Parameters<typeof command<typeof eventInput, unknown>>[3]>[1]

/**
 * Sets up an event with its lots and the suppliers to invite, as a draft; of its own accord or as the next round of a closed one.
 * Source: auction rules, 15.
 */
export const createEvent = command('auction.create-event', createEventInput, may('source', 'Auction'), async (ctx, input) => {
  const previous = input.previousId ? await roundBefore(ctx, input.previousId) : null
  if (!networksWith(ctx.actor, 'source').includes(input.networkId)) throw notFound()
  await requireInvitable(ctx, input)
  const number = await nextNumber(ctx, ctx.actor.organizationId, 'sourcing_event')
  const id = newId()
  await ctx.db.sourcingEvent.create({
    data: {
      id,
      buyerId: ctx.actor.organizationId,
      networkId: input.networkId,
      number: number as string,
      title: input.title,
      description: input.description,
      terms: input.terms,
      state: 'draft',
      visibility: visibilityOf(input),
      currency: input.currency,
      gap: input.gap ?? null,
      previousId: previous?.id ?? null,
      round: previous ? previous.round + 1 : 1,
      // What began as practice cannot become an order in a later round, nor the other way round.
      training: previous?.training ?? input.training,
      namesHidden: input.namesHidden,
      standstillDays: input.standstillDays ?? null,
      createdBy: ctx.actor.userId,
      ...(await lotsAndInvitations(ctx, input)),
    },
  })
  ctx.audit({ entity: 'SourcingEvent', entityId: id, after: { title: input.title, lots: input.lots.length, invited: input.invite.length } })
  return { id, number: number as string }
})

/** Changes a draft as a whole: its lots and invitations are set up anew. A published event stays as it is. */
export const changeEvent = command(
  'auction.change-event',
  changeEventInput,
  may('source', 'Auction'),
  async (ctx, { eventId, event: input }) => {
    const before = await ownEvent(ctx, eventId)
    if (!networksWith(ctx.actor, 'source').includes(input.networkId)) throw notFound()
    await requireInvitable(ctx, input)
    const { networkId, title, description, terms, currency } = input
    const { count } = await ctx.db.sourcingEvent.updateMany({
      where: { id: eventId, state: 'draft' },
      data: {
        networkId,
        title,
        description,
        terms,
        visibility: visibilityOf(input),
        currency,
        gap: input.gap ?? null,
        namesHidden: input.namesHidden,
        standstillDays: input.standstillDays ?? null,
        ...(before.previousId === null && { training: input.training }),
      },
    })
    if (count === 0) throw new AppError('not_possible_now')
    await ctx.db.lot.deleteMany({ where: { eventId } })
    await ctx.db.eventInvitation.deleteMany({ where: { eventId } })
    await ctx.db.sourcingEvent.update({
      where: { id: eventId },
      data: await lotsAndInvitations(ctx, input),
    })
    ctx.audit({
      entity: 'SourcingEvent',
      entityId: eventId,
      before: { title: before.title, lots: before.lots.length, invited: before.invitations.length },
      after: { title, lots: input.lots.length, invited: input.invite.length },
    })
    return { id: eventId, number: before.number }
  },
)

async function roundBefore(ctx: CommandContext, id: string) {
  const event = await ctx.db.sourcingEvent.findFirst({
    where: { id, buyerId: ctx.actor.organizationId },
    select: { id: true, round: true, training: true, state: true },
  })
  if (!event) throw notFound()
  if (event.state !== 'closed') throw new AppError('not_possible_now')
  return event
}

async function requireInvitable(ctx: CommandContext, input: Input): Promise<void> {
  const active = await ctx.db.networkMembership.count({
    where: { networkId: input.networkId, organizationId: { in: input.invite }, state: 'active', rights: { has: 'bid' } },
  })
  if (active < new Set(input.invite).size) throw notFound()
}

async function lotsAndInvitations(ctx: CommandContext, input: Input) {
  const invitations = shuffledAliases(input.invite)
  const aliases = new Map(invitations.map(({ supplierId, alias }) => [supplierId, alias]))
  const productIds = input.lots.flatMap(({ lines }) => lines.flatMap(({ productId }) => productId ?? []))
  const products = await ctx.db.product.findMany({ where: { id: { in: productIds } }, select: { id: true, name: true } })
  const naming = { locale: ctx.actor.locale, products: new Map(products.map(({ id, name }) => [id, name as LocalizedText])) }
  return { lots: { create: lotRows(input, aliases, naming) }, invitations: { create: invitations } }
}

/** The organization's own event, held until the transaction ends: changing and publishing at once come one after the other. */
async function ownEvent(ctx: CommandContext, eventId: Id<'SourcingEvent'>) {
  await ctx.db.$queryRaw`select 1 from sourcing_event where id = ${eventId}::uuid for update`
  const event = await ctx.db.sourcingEvent.findFirst({
    where: { id: eventId, buyerId: ctx.actor.organizationId },
    include: { lots: true, invitations: true },
  })
  if (!event) throw notFound()
  return event
}

/** 'Now' is typed a while before it is published. */
const LATE_MS = 10 * 60_000

/** Publishes a draft: the rules are frozen, the invited suppliers are told. */
export const publishEvent = command('auction.publish-event', eventIdInput, may('source', 'Auction'), async (ctx, input) => {
  const event = await ownEvent(ctx, input.eventId)
  if (event.invitations.length === 0) throw invalidInput('invite', 'required')
  if (event.lots.some((lot) => lot.endsAt <= ctx.now)) throw invalidInput('endsAt', 'past')
  // Whoever comes after the first step of a falling price is out, and a rising one has given away its first prices.
  if (event.lots.some((lot) => lot.opensAt <= ctx.now && traitsOf(lotRules.parse(lot.rules).format).kind === 'clock'))
    throw invalidInput('opensAt', 'past')
  if (event.lots.some((lot) => lot.opensAt.getTime() < ctx.now.getTime() - LATE_MS)) throw invalidInput('opensAt', 'past')
  await advanceEvent(ctx, event.id, 'publish')
  await leaveRoundBefore(ctx, event)
  ctx.emit({ type: 'auction.published', eventId: event.id })
})

/** Calls an event off before any of its lots has opened; a draft simply goes. */
export const cancelEvent = command('auction.cancel-event', eventIdInput, may('source', 'Auction'), async (ctx, input) => {
  const event = await ownEvent(ctx, input.eventId)
  const { before } = await advanceEvent(ctx, event.id, 'cancel')
  if (before === 'published') {
    await returnToRoundBefore(ctx, event)
    ctx.emit({ type: 'auction.cancelled', eventId: event.id })
  }
  ctx.emit({ type: 'auction.changed', eventId: event.id })
})
