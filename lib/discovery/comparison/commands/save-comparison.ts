import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { newId } from '@/lib/platform/ids'
import { getComparison } from '../queries'
import { comparisonIdInput, saveComparisonInput } from '../schemas'

/** Saves a comparison for everybody in the organization, or changes one. @throws AppError not_found for another's */
export const saveComparison = command('comparison.save', saveComparisonInput, may('read', 'Search'), async (ctx, input) => {
  const { organizationId, userId } = ctx.actor
  const { comparisonId, name, spec } = input
  if (comparisonId) await getComparison(ctx, comparisonId)
  const id = comparisonId ?? newId()
  const now = { name, spec, changedAt: ctx.now }
  await ctx.db.comparison.upsert({ where: { id }, create: { id, organizationId, createdBy: userId, ...now }, update: now })
  ctx.audit({ entity: 'Comparison', entityId: id, after: { name } })
  return { id }
})

/** Removes a saved comparison. @throws AppError not_found for another's */
export const removeComparison = command('comparison.remove', comparisonIdInput, may('read', 'Search'), async (ctx, { comparisonId }) => {
  await getComparison(ctx, comparisonId)
  await ctx.db.comparison.delete({ where: { id: comparisonId } })
  ctx.audit({ entity: 'Comparison', entityId: comparisonId, after: { removed: true } })
})
