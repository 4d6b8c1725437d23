import { visibleOffers } from '@/lib/catalog/offers/offer-queries'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { notFound } from '@/lib/platform/errors'
import { favouriteInput } from '../schemas'

/** Puts a product on one of the user's lists, made if new; takes it off when it is there. */
export const toggleFavourite = command('ordering.toggle-favourite', favouriteInput, may('read', 'Search'), async (ctx, input) => {
  const { userId, organizationId } = ctx.actor
  if ((await visibleOffers(ctx, { productIds: [input.productId] })).length === 0) throw notFound()
  const key = { userId, organizationId, name: input.list }
  const list = await ctx.db.favouriteList.upsert({ where: { userId_organizationId_name: key }, create: key, update: {} })
  const { count } = await ctx.db.favouriteItem.deleteMany({ where: { listId: list.id, productId: input.productId } })
  if (count === 0) await ctx.db.favouriteItem.create({ data: { listId: list.id, productId: input.productId } })
  return { kept: count === 0 }
})
