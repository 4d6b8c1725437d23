import { visibleOffers } from '@/lib/catalog/offers/offer-queries'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { notFound } from '@/lib/platform/errors'
import { inTurn, mergeUnder, standAlone } from '../internal/merges'
import { ownProposal } from '../queries'
import { decideDuplicateInput, mergeProductsInput, mergeSureInput, unmergeProductInput } from '../schemas'

const decides = may('manage', 'VirtualCatalog')

/**
 * Decides on a proposal: shows the two products as one, keeps them apart, or lets it wait again. A decision is remembered; the next
 * search does not ask again.
 * @throws AppError not_found, not_possible_now as `mergeUnder` says
 */
export const decideDuplicate = command('duplicates.decide', decideDuplicateInput, decides, async (ctx, input) => {
  await inTurn(ctx)
  const proposal = await ownProposal(ctx, input.proposalId)
  if (!proposal) throw notFound()
  const { firstId, secondId } = proposal
  if (input.decision === 'merge') {
    if (input.headId !== firstId && input.headId !== secondId) throw notFound()
    await mergeUnder(ctx, [[input.headId, firstId, secondId]])
  } else if (proposal.state === 'merged') {
    // What stands for the group stays; the other leaves it.
    const join = await ctx.db.productMerge.findFirst({ where: { organizationId: proposal.organizationId, productId: firstId } })
    await standAlone(ctx, join?.headId === firstId ? secondId : firstId)
  }
  const state = { merge: 'merged', apart: 'apart', reopen: 'open' } as const
  await ctx.db.duplicateProposal.update({
    where: { id: proposal.id },
    data: { state: state[input.decision], decidedBy: ctx.actor.userId, decidedAt: ctx.now },
  })
  ctx.audit({ entity: 'Product', entityId: firstId, after: { ...input, secondId } })
})

/** Merges all open proposals that rest on a code which only one product has. @returns how many */
export const mergeSure = command('duplicates.merge-sure', mergeSureInput, decides, async (ctx) => {
  await inTurn(ctx)
  const { organizationId, userId } = ctx.actor
  const proposals = await ctx.db.duplicateProposal.findMany({
    where: { organizationId, state: 'open', reason: { in: ['gtin', 'maker_part'] } },
    orderBy: [{ score: 'desc' }, { id: 'asc' }],
    select: { id: true, firstId: true, secondId: true },
    take: 500,
  })
  await mergeUnder(
    ctx,
    proposals.map(({ firstId, secondId }) => [firstId, secondId]),
  )
  await ctx.db.duplicateProposal.updateMany({
    where: { id: { in: proposals.map(({ id }) => id) } },
    data: { state: 'merged', decidedBy: userId, decidedAt: ctx.now },
  })
  ctx.audit({ entity: 'Organization', entityId: organizationId, after: { merged: proposals.length } })
  return { merged: proposals.length }
})

/**
 * Shows products under one of them, by hand.
 * @throws AppError not_found for a product that the actor does not see, not_possible_now as `mergeUnder` says
 */
export const mergeProducts = command('duplicates.merge', mergeProductsInput, decides, async (ctx, { headId, productIds }) => {
  await inTurn(ctx)
  const asked = [...new Set([headId, ...productIds])]
  const seen = new Set((await visibleOffers(ctx, { productIds: asked })).map(({ productId }) => productId))
  if (asked.some((id) => !seen.has(id))) throw notFound()
  const group = await mergeUnder(ctx, [[headId, ...productIds]])
  await ctx.db.duplicateProposal.updateMany({
    where: { organizationId: ctx.actor.organizationId, state: 'open', firstId: { in: group }, secondId: { in: group } },
    data: { state: 'merged', decidedBy: ctx.actor.userId, decidedAt: ctx.now },
  })
  ctx.audit({ entity: 'Product', entityId: headId, after: { merged: asked } })
})

/**
 * Takes a product out of its group again: from now on it stands alone, whatever an operator has merged. Offers, carts and orders are
 * not touched. Does nothing for what is in no group.
 */
export const unmergeProduct = command('duplicates.unmerge', unmergeProductInput, decides, async (ctx, { productId }) => {
  await inTurn(ctx)
  if ((await visibleOffers(ctx, { productIds: [productId] })).length === 0) throw notFound()
  await standAlone(ctx, productId)
  await ctx.db.duplicateProposal.updateMany({
    where: { organizationId: ctx.actor.organizationId, state: 'merged', OR: [{ firstId: productId }, { secondId: productId }] },
    data: { state: 'apart', decidedBy: ctx.actor.userId, decidedAt: ctx.now },
  })
  ctx.audit({ entity: 'Product', entityId: productId, after: { unmerged: true } })
})
