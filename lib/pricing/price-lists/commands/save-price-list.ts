import { stateAfter } from '@/lib/documents/lifecycle/state-after'
import { may } from '@/lib/parties/identity/abilities'
import { tradingPartners } from '@/lib/parties/network/queries'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, invalidInput, notFound } from '@/lib/platform/errors'
import type { Id } from '@/lib/platform/fields/ids'
import { isEditable, lifecycleOf, sideOf } from '../model'
import { createPriceListInput, describePriceListInput, priceListIdInput } from '../schemas'

const manage = may('manage', 'PriceList')

/**
 * Holds a list that concerns the actor's organization until the transaction ends, so that what both sides do at once comes
 * one after the other. @throws AppError not_found
 */
export async function lockPriceList(ctx: CommandContext, listId: Id<'PriceList'>) {
  await ctx.db.$queryRaw`select 1 from price_list where id = ${listId}::uuid for update`
  const list = await ctx.db.priceList.findUnique({ where: { id: listId } })
  const side = list && sideOf(list, ctx.actor.organizationId)
  if (!list || !side) throw notFound()
  return { ...list, side }
}

/** The same, if its prices may be changed. @throws AppError not_found, not_possible_now */
export async function lockEditableList(ctx: CommandContext, listId: Id<'PriceList'>) {
  const list = await lockPriceList(ctx, listId)
  if (!isEditable(list, ctx.actor.organizationId)) throw new AppError('not_possible_now', { detail: 'price_list_fixed' })
  return list
}

/** A draft. A supplier makes lists of any kind, a buyer contracts alone. @throws AppError invalid_input, not_found */
export const createPriceList = command('pricing.create-price-list', createPriceListInput, manage, async (ctx, input) => {
  const { organizationId, kinds } = ctx.actor
  const sells = kinds.includes('supplier')
  if (input.kind !== 'contract' && !sells) throw invalidInput('kind', 'invalid')
  const partner = input.kind === 'contract' ? await partnerOf(ctx, input.partnerId ?? null, sells ? 'supplier' : 'buyer') : null
  const list = await ctx.db.priceList.create({
    data: {
      kind: input.kind,
      name: input.name,
      supplierId: partner && !sells ? partner : organizationId,
      buyerId: partner && (sells ? partner : organizationId),
      proposedBy: organizationId,
      createdAt: ctx.now,
      changedAt: ctx.now,
    },
  })
  ctx.audit({ entity: 'PriceList', entityId: list.id, after: list })
  return { id: list.id }
})

async function partnerOf(ctx: CommandContext, partnerId: string | null, side: 'supplier' | 'buyer'): Promise<string> {
  if (!partnerId) throw invalidInput('partnerId', 'required')
  const partners = await tradingPartners(ctx, side)
  if (!partners.some(({ id }) => id === partnerId)) throw notFound()
  return partnerId
}

/** Its name, dates and, of a list for customers, who they are. @throws AppError not_found, not_possible_now */
export const describePriceList = command('pricing.describe-price-list', describePriceListInput, manage, async (ctx, input) => {
  const { listId, organizationIds, groupIds, ...data } = input
  const before = await lockEditableList(ctx, listId)
  if (before.kind === 'audience') await setAudience(ctx, listId, organizationIds, groupIds)
  const after = await ctx.db.priceList.update({ where: { id: listId }, data: { ...data, changedAt: ctx.now } })
  ctx.audit({ entity: 'PriceList', entityId: listId, before, after: { ...after, organizationIds, groupIds } })
})

async function setAudience(ctx: CommandContext, listId: Id<'PriceList'>, organizationIds: string[], groupIds: string[]): Promise<void> {
  const customers = new Set((await tradingPartners(ctx, 'supplier')).map(({ id }) => id))
  const kept = await ctx.db.priceListAudience.findMany({ where: { listId }, select: { organizationId: true } })
  for (const { organizationId } of kept) if (organizationId) customers.add(organizationId)
  const groups = await ctx.db.customerGroup.count({ where: { id: { in: groupIds }, supplierId: ctx.actor.organizationId } })
  if (organizationIds.some((id) => !customers.has(id)) || groups !== new Set(groupIds).size) throw notFound()
  await ctx.db.priceListAudience.deleteMany({ where: { listId } })
  await ctx.db.priceListAudience.createMany({
    data: [
      ...[...new Set(organizationIds)].map((organizationId) => ({ listId, organizationId })),
      ...[...new Set(groupIds)].map((groupId) => ({ listId, groupId })),
    ],
  })
}

/**
 * A new draft with the same prices: to go on after a contract's end, or to answer a proposal with another. The proposal
 * that is answered so is declined by it. Counted quantities begin anew.
 */
export const copyPriceList = command('pricing.copy-price-list', priceListIdInput, manage, async (ctx, input) => {
  const { side: _, ...list } = await lockPriceList(ctx, input.listId)
  const { organizationId } = ctx.actor
  const copy = await ctx.db.priceList.create({
    data: {
      kind: list.kind,
      name: list.name,
      supplierId: list.supplierId,
      buyerId: list.buyerId,
      priority: list.priority,
      validFrom: list.validFrom,
      validTo: list.validTo,
      proposedBy: organizationId,
      createdAt: ctx.now,
      changedAt: ctx.now,
    },
  })
  await ctx.db.$executeRaw`
    insert into price_list_entry (id, list_id, offer_id, price, breaks, discount, agreed, currency, price_base)
    select gen_random_uuid(), ${copy.id}::uuid, offer_id, price, breaks, discount, agreed, currency, price_base
    from price_list_entry where list_id = ${list.id}::uuid`
  await ctx.db.$executeRaw`
    insert into price_list_audience (id, list_id, organization_id, group_id)
    select gen_random_uuid(), ${copy.id}::uuid, organization_id, group_id from price_list_audience where list_id = ${list.id}::uuid`
  ctx.audit({ entity: 'PriceList', entityId: copy.id, after: { ...copy, copyOf: list.id } })
  if (list.state === 'proposed' && list.proposedBy !== organizationId) {
    const state = stateAfter(lifecycleOf(list), { state: list.state, step: 'decline', side: 'partner', before: null })
    await ctx.db.priceList.update({ where: { id: list.id }, data: { state, changedAt: ctx.now } })
    ctx.audit({ entity: 'PriceList', entityId: list.id, before: list, after: { state, answeredBy: copy.id } })
  }
  return { id: copy.id }
})
