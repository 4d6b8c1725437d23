import { publicCommand } from '@/lib/platform/command'
import { Decimal } from '@/lib/platform/decimal'
import { stepAt } from '@/lib/pricing/deals/model'
import { dealIdInput, dealSteps } from '@/lib/pricing/deals/schemas'
import { dealOrder, soldDeal } from '../internal/deal-order'

/**
 * At the end of a deal, by a job: of a group whose first step was reached every joiner gets an order at the price of the last step that all
 * of them together reached, in one transaction; one that reached none, or whose supplier has been suspended since, is called off.
 * Repeated, or before the end, it does nothing.
 */
export const closeDeal = publicCommand('deals.close', dealIdInput, async (ctx, { dealId }) => {
  await ctx.db.$queryRaw`select 1 from deal where id = ${dealId}::uuid for update`
  const deal = await ctx.db.deal.findUnique({ where: { id: dealId }, include: { joins: { orderBy: { joinedAt: 'asc' } } } })
  if (deal?.state !== 'open' || deal.endsAt > ctx.now) return
  const { reached } = stepAt(dealSteps.parse(deal.steps), new Decimal(deal.taken.toString()))
  const active = await ctx.db.networkMembership.findMany({
    where: { organizationId: deal.supplierId, state: 'active', networkId: { in: deal.joins.map(({ networkId }) => networkId) } },
    select: { networkId: true },
  })
  const stands =
    deal.kind === 'limited' ||
    (reached !== null && deal.joins.every(({ networkId }) => active.some((entry) => entry.networkId === networkId)))
  await ctx.db.deal.update({
    where: { id: dealId },
    data: { state: stands ? 'closed' : 'called_off', closedAt: ctx.now, price: stands ? (reached?.price ?? null) : null },
  })
  if (stands && reached && deal.kind === 'group') {
    const sold = await soldDeal(ctx, dealId)
    for (const join of deal.joins) await dealOrder(ctx, sold, join, new Decimal(reached.price))
  }
  ctx.audit({ entity: 'Deal', entityId: dealId, after: { state: stands ? 'closed' : 'called_off', price: reached?.price ?? null } })
  ctx.emit({ type: 'deal.changed', dealId })
  if (!stands) ctx.emit({ type: 'deal.called-off', dealId })
})
