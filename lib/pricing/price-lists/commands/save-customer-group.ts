import { mayAny } from '@/lib/parties/identity/abilities'
import { networkMembers, tradingPartners } from '@/lib/parties/network/queries'
import { command } from '@/lib/platform/command'
import { invalidInput, notFound } from '@/lib/platform/errors'
import { customerGroupIdInput, customerGroupInput } from '../schemas'

const manage = mayAny(['manage', 'PriceList'], ['manage', 'VirtualCatalog'])

/** Makes or changes a supplier's group of customers, or an operator's of members; what is made for it reaches exactly its members from now on. */
export const saveCustomerGroup = command('pricing.save-customer-group', customerGroupInput, manage, async (ctx, input) => {
  const supplierId = ctx.actor.organizationId
  const operates = ctx.actor.kinds.includes('operator')
  if (!operates && !ctx.actor.kinds.includes('supplier')) throw notFound()
  const namesake = await ctx.db.customerGroup.findUnique({ where: { supplierId_name: { supplierId, name: input.name } } })
  if (namesake && namesake.id !== input.groupId) throw invalidInput('name', 'taken')
  const before = input.groupId
    ? await ctx.db.customerGroup.findFirst({ where: { id: input.groupId, supplierId }, include: { members: true } })
    : null
  if (input.groupId && !before) throw notFound()
  const known = new Set([
    ...(await (operates ? networkMembers(ctx) : tradingPartners(ctx, 'supplier'))).map(({ id }) => id),
    ...(before?.members ?? []).map(({ organizationId }) => organizationId),
  ])
  if (input.organizationIds.some((id) => !known.has(id))) throw notFound()
  const group = before
    ? await ctx.db.customerGroup.update({ where: { id: before.id }, data: { name: input.name } })
    : await ctx.db.customerGroup.create({ data: { supplierId, name: input.name } })
  await ctx.db.customerGroupMember.deleteMany({ where: { groupId: group.id } })
  await ctx.db.customerGroupMember.createMany({
    data: [...new Set(input.organizationIds)].map((organizationId) => ({ groupId: group.id, organizationId })),
  })
  ctx.audit({ entity: 'CustomerGroup', entityId: group.id, before, after: { name: input.name, organizationIds: input.organizationIds } })
  return { id: group.id }
})

/** Removes a group; lists no longer reach its members by it. */
export const removeCustomerGroup = command('pricing.remove-customer-group', customerGroupIdInput, manage, async (ctx, input) => {
  const group = await ctx.db.customerGroup.findFirst({ where: { id: input.groupId, supplierId: ctx.actor.organizationId } })
  if (!group) throw notFound()
  await ctx.db.customerGroup.delete({ where: { id: group.id } })
  ctx.audit({ entity: 'CustomerGroup', entityId: group.id, before: group })
})
