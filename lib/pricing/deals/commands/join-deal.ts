import type { z } from 'zod'
import { type VisibleOffer, visibleOffers } from '@/lib/catalog/offers/offer-queries'
import { mayDecide } from '@/lib/parties/approvals/policy'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, invalidInput, notFound } from '@/lib/platform/errors'
import type { Id } from '@/lib/platform/fields/ids'
import { newId } from '@/lib/platform/ids'
import { Decimal, toDecimal } from '@/lib/platform/money/decimal'
import { toPricedOffer } from '@/lib/pricing/quotes/pricing-facts'
import { checkQuantity } from '@/lib/pricing/rules/line'
import { dealIdInput, type joinDealInput } from '../schemas'

/**
 * Takes part in a deal with a quantity, in the caller's transaction. Takers come one after the other, so that nothing is sold twice;
 * repeated with the same key it does nothing again and says so.
 * @throws AppError not_found, not_possible_now before and after its time, invalid_input for a quantity that cannot be ordered or is not left
 */
export async function takePart(ctx: CommandContext, input: z.output<typeof joinDealInput>) {
  const { deal, offer } = await lockedDeal(ctx, input.dealId)
  const { organizationId, userId } = ctx.actor
  const repeated = await ctx.db.dealJoin.findUnique({ where: { dealId_key: { dealId: deal.id, key: input.key } } })
  if (repeated) return { deal, join: repeated, repeated: true }
  if (deal.state !== 'open' || deal.opensAt > ctx.now || deal.endsAt <= ctx.now)
    throw new AppError('not_possible_now', { detail: 'deal_not_open' })
  const quantity = new Decimal(input.quantity)
  const problem = checkQuantity(toPricedOffer(offer), quantity)
  if (problem)
    throw new AppError('invalid_input', {
      fields: [{ field: 'quantity', reason: problem.code }],
      data: { nearest: problem.nearest?.toFixed() ?? null },
    })
  if (offer.approval && !mayDecide(ctx.actor, { kind: 'order', requestedBy: userId }))
    throw new AppError('not_possible_now', { detail: 'deal_needs_approval' })
  const own = deal.kind === 'group' ? await ctx.db.dealJoin.findFirst({ where: { dealId: deal.id, buyerId: organizationId } }) : null
  const taken = toDecimal(deal.taken)
    .sub(own?.quantity.toString() ?? 0)
    .add(quantity)
  if (deal.total && taken.gt(deal.total.toString())) throw invalidInput('quantity', 'not_enough_left')
  if (input.addressId && !(await ctx.db.address.findFirst({ where: { id: input.addressId, organizationId } })))
    throw invalidInput('addressId', 'required')
  const fresh = {
    userId,
    key: input.key,
    quantity: quantity.toFixed(),
    networkId: offer.networkId,
    addressId: input.addressId ?? null,
    joinedAt: ctx.now,
  }
  const id = own?.id ?? newId()
  const join = await ctx.db.dealJoin.upsert({
    where: { id },
    create: { id, dealId: deal.id, buyerId: organizationId, ...fresh },
    update: fresh,
  })
  await ctx.db.deal.update({ where: { id: deal.id }, data: { taken: taken.toFixed() } })
  ctx.audit({ entity: 'Deal', entityId: deal.id, after: { quantity: quantity.toFixed() } })
  ctx.emit({ type: 'deal.changed', dealId: deal.id })
  return { deal, join, repeated: false }
}

/** Leaves a group before its end. @throws AppError not_found, not_possible_now after the end */
export const leaveDeal = command('deals.leave', dealIdInput, may('place', 'PurchaseOrder'), async (ctx, { dealId }) => {
  const { deal } = await lockedDeal(ctx, dealId)
  const own = await ctx.db.dealJoin.findFirst({ where: { dealId, buyerId: ctx.actor.organizationId, orderId: null } })
  if (!own) throw notFound()
  if (deal.state !== 'open' || deal.endsAt <= ctx.now) throw new AppError('not_possible_now', { detail: 'deal_not_open' })
  await ctx.db.dealJoin.delete({ where: { id: own.id } })
  await ctx.db.deal.update({
    where: { id: dealId },
    data: { taken: toDecimal(deal.taken).sub(own.quantity.toString()).toFixed() },
  })
  ctx.audit({ entity: 'Deal', entityId: dealId, after: { left: own.quantity.toFixed() } })
  ctx.emit({ type: 'deal.changed', dealId })
})

/** The deal, locked until the end of the transaction, with its offer as the actor sees it. */
async function lockedDeal(ctx: CommandContext, dealId: Id<'Deal'>) {
  await ctx.db.$queryRaw`select 1 from deal where id = ${dealId}::uuid for update`
  const deal = await ctx.db.deal.findUnique({ where: { id: dealId } })
  const [offer] = deal ? await visibleOffers(ctx, { offerIds: [deal.offerId] }) : []
  if (!deal || !offer) throw notFound()
  return { deal, offer: offer as VisibleOffer }
}
