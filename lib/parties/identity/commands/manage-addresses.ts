import { command } from '@/lib/platform/command'
import { invalidInput, notFound } from '@/lib/platform/errors'
import { may } from '../abilities'
import { addressIdInput, addressInput, costCentreInput } from '../schemas'

/** A place that goods are delivered to. */
export const addAddress = command('identity.add-address', addressInput, may('manage', 'Organization'), async (ctx, input) => {
  const address = await ctx.db.address.create({ data: { ...input, organizationId: ctx.actor.organizationId } })
  ctx.audit({ entity: 'Address', entityId: address.id, after: address })
  return { id: address.id }
})

/** Takes an address from the choice; orders keep the copy that they were placed with. */
export const removeAddress = command('identity.remove-address', addressIdInput, may('manage', 'Organization'), async (ctx, input) => {
  const where = { id: input.addressId, organizationId: ctx.actor.organizationId }
  const { count } = await ctx.db.address.deleteMany({ where })
  if (count === 0) throw notFound()
  ctx.audit({ entity: 'Address', entityId: input.addressId })
})

/** A cost centre that orders can be booked on. */
export const addCostCentre = command('identity.add-cost-centre', costCentreInput, may('manage', 'Organization'), async (ctx, input) => {
  const { organizationId } = ctx.actor
  if (await ctx.db.costCentre.findUnique({ where: { organizationId_code: { organizationId, code: input.code } } }))
    throw invalidInput('code', 'taken')
  const row = await ctx.db.costCentre.create({ data: { ...input, organizationId } })
  ctx.audit({ entity: 'CostCentre', entityId: row.id, after: row })
  return { id: row.id }
})
