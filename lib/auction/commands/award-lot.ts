import { may } from '@/lib/identity/abilities'
import { command } from '@/lib/platform/command'
import { ZERO } from '@/lib/platform/decimal'
import { AppError, invalidInput, notFound } from '@/lib/platform/errors'
import { worthOf } from '../event-facts'
import { awardInput, eventIdInput } from '../event-schemas'
import { getLedger } from '../ledger-queries'
import { awardOf } from '../model'
import { savedBy } from '../savings'
import { lotRules } from '../schemas'
import { placeAwardOrder, priceLines } from './place-award-order'
import { returnToRoundBefore } from './rounds'

/**
 * Awards a closed lot and places the purchase order, in one step; of a forward auction the winner's, of practice none.
 * To another than the best bidder only with a reason. Source: auction rules, 14 and 16.
 * @throws AppError not_possible_now for an award that was made already, invalid_input
 */
export const awardLot = command('auction.award-lot', awardInput, may('award', 'Auction'), async (ctx, input) => {
  // The event, not the lot: a next round that is published at this moment comes before or after as well.
  await ctx.db.$queryRaw`select 1 from lot l join sourcing_event e on e.id = l.event_id where l.id = ${input.lotId}::uuid for update of e`
  const lot = await ctx.db.lot.findFirst({
    where: { id: input.lotId, event: { buyerId: ctx.actor.organizationId } },
    include: { award: true, lines: { orderBy: { line: 'asc' } }, event: { include: { invitations: true } } },
  })
  if (!lot) throw notFound()
  if (lot.award || lot.phase !== 'closed' || !['closed', 'published'].includes(lot.event.state)) throw new AppError('not_possible_now')
  const { state } = await getLedger(ctx, lot.id)
  const invitation = lot.event.invitations.find((entry) => entry.supplierId === input.supplierId)
  const standing = invitation && state.bidders.get(invitation.alias)?.standing
  if (!invitation || !standing) throw invalidInput('supplierId', 'no_bid')
  const best = awardOf(state).award
  const isBest = best?.bidder === invitation.alias
  if (!isBest && !input.reason) throw invalidInput('reason', 'reason_for_other')

  const price = isBest && best ? best.price : standing.amount
  const rules = lotRules.parse(lot.rules)
  const order = lot.event.training ? null : await placeAwardOrder(ctx, lot, rules, invitation.supplierId, price)
  const total = order?.net ?? priceLines(rules, price, lot.lines, lot.event.currency).reduce((sum, net) => sum.add(net), ZERO)
  const baseline = worthOf(lot).baseline ?? state.rules.ceiling
  const savings = baseline && savedBy(state.rules, total, baseline)
  await ctx.db.lotAward.create({
    data: {
      lotId: lot.id,
      supplierId: invitation.supplierId,
      price: price.toFixed(),
      total: total.toFixed(),
      baseline: baseline?.toFixed() ?? null,
      savings: savings?.toFixed() ?? null,
      reason: input.reason ?? null,
      orderId: order?.id ?? null,
      awardedBy: ctx.actor.userId,
      awardedAt: ctx.now,
    },
  })
  const open = await ctx.db.lot.count({ where: { eventId: lot.eventId, award: null } })
  if (open === 0) await ctx.db.sourcingEvent.update({ where: { id: lot.eventId }, data: { state: 'awarded' } })
  ctx.audit({
    entity: 'Lot',
    entityId: lot.id,
    after: { supplierId: invitation.supplierId, price: price.toFixed(), reason: input.reason ?? null },
  })
  ctx.emit('auction.awarded', { eventId: lot.eventId, lotId: lot.id, supplierId: invitation.supplierId })
  ctx.emit('auction.changed', { eventId: lot.eventId })
  if (order) ctx.emit('order.placed', { orderId: order.id })
  return { orderId: order?.id ?? null, number: order?.number ?? null }
})

/** Ends a closed event without an award. */
export const leaveUnawarded = command('auction.leave-unawarded', eventIdInput, may('award', 'Auction'), async (ctx, input) => {
  const own = { id: input.eventId, buyerId: ctx.actor.organizationId }
  const { count } = await ctx.db.sourcingEvent.updateMany({ where: { ...own, state: 'closed' }, data: { state: 'unsuccessful' } })
  const event = await ctx.db.sourcingEvent.findFirst({ where: own, select: { id: true, previousId: true } })
  if (!event) throw notFound()
  if (count === 0) throw new AppError('not_possible_now')
  await returnToRoundBefore(ctx, event)
  ctx.audit({ entity: 'SourcingEvent', entityId: input.eventId, after: { state: 'unsuccessful' } })
  ctx.emit('auction.unsuccessful', { eventId: input.eventId })
  ctx.emit('auction.changed', { eventId: input.eventId })
})
