import { stateAfter } from '@/lib/documents/lifecycle/state-after'
import type { CommandContext } from '@/lib/platform/context'
import { toDecimal } from '@/lib/platform/money/decimal'
import { pricingFacts } from '@/lib/pricing/quotes/pricing-facts'
import { stepAt } from '../model'
import { dealSteps } from '../schemas'
import { dealLifecycle } from '../states'

type Context = Pick<CommandContext, 'db' | 'now' | 'audit' | 'emit'>

/** What all orders of a deal share. */
export async function soldDeal(ctx: Pick<CommandContext, 'db' | 'now'>, dealId: string) {
  const deal = await ctx.db.deal.findUniqueOrThrow({
    where: { id: dealId },
    include: { offer: { select: { productId: true, supplierPartNumber: true, taxCategory: true, product: { select: { name: true } } } } },
  })
  const { terms } = await pricingFacts(ctx, '', [deal.supplierId])
  return { ...deal, terms }
}

export type SoldDeal = Awaited<ReturnType<typeof soldDeal>>

/**
 * Ends a deal whose time is over, in the caller's transaction: sold when its first step was reached and its supplier is still a member
 * where the joiners are, called off otherwise. Repeated, or before the end, it does nothing.
 * @returns who is to get an order, at which price; null when nobody is
 */
export async function settleDeal(ctx: Context, dealId: string) {
  await ctx.db.$queryRaw`select 1 from deal where id = ${dealId}::uuid for update`
  const deal = await ctx.db.deal.findUnique({ where: { id: dealId }, include: { joins: { orderBy: { joinedAt: 'asc' } } } })
  if (deal?.state !== 'open' || deal.endsAt > ctx.now) return null
  const { reached } = stepAt(dealSteps.parse(deal.steps), toDecimal(deal.taken))
  const active = await ctx.db.networkMembership.findMany({
    where: { organizationId: deal.supplierId, state: 'active', networkId: { in: deal.joins.map(({ networkId }) => networkId) } },
    select: { networkId: true },
  })
  const isMember = (networkId: string) => active.some((entry) => entry.networkId === networkId)
  const stands = deal.kind === 'limited' || (reached !== null && deal.joins.every(({ networkId }) => isMember(networkId)))
  const facts = { ended: true, stands }
  const state = stateAfter(dealLifecycle, { state: deal.state, step: 'settle', side: 'clock', before: facts })
  await ctx.db.deal.update({ where: { id: dealId }, data: { state, closedAt: ctx.now, price: stands ? (reached?.price ?? null) : null } })
  ctx.audit({ entity: 'Deal', entityId: dealId, after: { state, price: reached?.price ?? null } })
  ctx.emit({ type: 'deal.changed', dealId })
  if (!stands) ctx.emit({ type: 'deal.called-off', dealId })
  return stands && reached && deal.kind === 'group' ? { joins: deal.joins, price: reached.price } : null
}

/** Notes which order each join has become. */
export async function markOrdered(ctx: Pick<CommandContext, 'db'>, ordered: readonly { joinId: string; orderId: string }[]): Promise<void> {
  await ctx.db.$executeRaw`
    update deal_join j set order_id = o."orderId"
    from jsonb_to_recordset(${JSON.stringify(ordered)}::jsonb) as o("joinId" uuid, "orderId" uuid) where j.id = o."joinId"`
}
