import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { AppError } from '@/lib/platform/errors'
import { addLines, takeOutProducts } from '@/lib/purchasing/cart/commands/change-cart'
import { getAllocation } from '../queries'
import { applyAllocationInput } from '../schemas'

/**
 * Puts what a split chose into the cart, in place of whatever the cart holds of the same products: pressing twice, or taking
 * another split of the same list, does not order twice. Prices count as they are now.
 * @throws AppError not_found when an offer is gone since, not_possible_now for a split that was not found
 */
export const applyAllocation = command(
  'allocation.apply',
  applyAllocationInput,
  may('use', 'Cart'),
  async (ctx, { allocationId, scenario }) => {
    const split = await getAllocation(ctx, allocationId)
    const chosen = split.scenarios.find(({ kind }) => kind === scenario)
    if (!chosen) throw new AppError('not_possible_now', { detail: 'no_such_split' })
    await takeOutProducts(
      ctx,
      chosen.picks.map(({ offerId }) => offerId),
    )
    await addLines(ctx, chosen.picks)
    ctx.audit({ entity: 'Split', entityId: allocationId, after: { taken: scenario } })
    return { lines: chosen.picks.length }
  },
)
