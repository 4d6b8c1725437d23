import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { AppError } from '@/lib/platform/errors'
import { addLines } from '@/lib/purchasing/cart/commands/change-cart'
import { getSplit } from '../queries'
import { takeSplitInput } from '../schemas'

/**
 * Puts what a split chose into the cart, in place of whatever the cart holds of the same products: pressing twice, or taking
 * another split of the same list, does not order twice. Prices count as they are now.
 * @throws AppError not_found when an offer is gone since, not_possible_now for a split that was not found
 */
export const takeSplit = command('splitting.take', takeSplitInput, may('use', 'Cart'), async (ctx, { splitId, scenario }) => {
  const split = await getSplit(ctx, splitId)
  const chosen = split.scenarios.find(({ kind }) => kind === scenario)
  if (!chosen) throw new AppError('not_possible_now', { detail: 'no_such_split' })
  const { userId, organizationId, joinsOf } = ctx.actor
  await ctx.db.$executeRaw`
    delete from cart_line l using cart c, offer o
    where c.id = l.cart_id and c.user_id = ${userId}::uuid and c.organization_id = ${organizationId}::uuid and o.id = l.offer_id
      and o.product_id in (select joined_products(${organizationId}::uuid, ${joinsOf}::uuid[], p.product_id)
                           from offer p where p.id = any(${chosen.picks.map(({ offerId }) => offerId)}::uuid[]))`
  await addLines(ctx, chosen.picks)
  ctx.audit({ entity: 'Split', entityId: splitId, after: { taken: scenario } })
  return { lines: chosen.picks.length }
})
