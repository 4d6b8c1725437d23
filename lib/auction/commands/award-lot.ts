import { may } from '@/lib/identity/abilities'
import { command } from '@/lib/platform/command'
import { AppError, invalidInput, notFound } from '@/lib/platform/errors'
import { worthOf } from '../event-facts'
import { awardInput, eventIdInput } from '../event-schemas'
import { awardOf } from '../model'
import { getLedger } from '../queries'
import { savedBy } from '../savings'
import { lotRules } from '../schemas'
import { placeAwardOrder } from './place-award-order'

/**
 * Awards a closed lot and places the purchase order, in one step; of a forward auction the winner's. To another than the best bidder only with a reason.
 * Source: auction rules, 14 and 16. An award that was made already is not made again.
 */
export const awardLot = command('auction.award-lot', awardInput, may('award', 'Auction'), async (ctx, input) => {
  await ctx.db.$queryRaw`select 1 from lot where id = ${input.lotId}::uuid for update`
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
  const order = await placeAwardOrder(ctx, lot, lotRules.parse(lot.rules), invitation.supplierId, price)
  const baseline = worthOf(lot).baseline ?? state.rules.ceiling
  const savings = baseline && savedBy(state.rules, order.net, baseline)
  await ctx.db.lotAward.create({
    data: {
      lotId: lot.id,
      supplierId: invitation.supplierId,
      price: price.toFixed(),
      total: order.net.toFixed(),
      baseline: baseline?.toFixed() ?? null,
      savings: savings?.toFixed() ?? null,
      reason: input.reason ?? null,
      orderId: order.id,
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
  ctx.emit('order.placed', { orderId: order.id })
  return { orderId: order.id, number: order.number }
})

/** Ends a closed event without an award. */
export const leaveUnawarded = command('auction.leave-unawarded', eventIdInput, may('award', 'Auction'), async (ctx, input) => {
  const { count } = await ctx.db.sourcingEvent.updateMany({
    where: { id: input.eventId, buyerId: ctx.actor.organizationId, state: 'closed' },
    data: { state: 'unsuccessful' },
  })
  if (count === 0) {
    if (await ctx.db.sourcingEvent.count({ where: { id: input.eventId, buyerId: ctx.actor.organizationId } }))
      throw new AppError('not_possible_now')
    throw notFound()
  }
  ctx.audit({ entity: 'SourcingEvent', entityId: input.eventId, after: { state: 'unsuccessful' } })
  ctx.emit('auction.unsuccessful', { eventId: input.eventId })
  ctx.emit('auction.changed', { eventId: input.eventId })
})
