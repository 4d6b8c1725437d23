import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { forbidden } from '@/lib/platform/errors'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { sortedBy } from '@/lib/platform/i18n/collation'
import { pricedCart } from './priced-cart'
import type { CartView } from './views'

/** The actor's cart, priced as it stands now, with what changed since each line was last accepted. */
export async function getCart(ctx: ReadContext, deliverTo?: string): Promise<CartView> {
  if (!may('use', 'Cart')(ctx.actor)) throw forbidden()
  const { view } = await pricedCart(ctx, deliverTo ?? ctx.actor.country)
  return view
}

/** Lines of the cart, for the badge in the navigation. */
export const countCartLines = (ctx: ReadContext) =>
  ctx.db.cartLine.count({ where: { cart: { userId: ctx.actor.userId, organizationId: ctx.actor.organizationId } } })
/** The user's favourite lists with their products' ids and names. */
export async function listFavourites(ctx: ReadContext) {
  const rows = await ctx.db.$queryRaw<{ listId: string; list: string; productId: string | null; name: LocalizedText | null }[]>`
    select l.id as "listId", l.name as list, i.product_id as "productId", p.name
    from favourite_list l left join favourite_item i on i.list_id = l.id left join product p on p.id = i.product_id
    where l.user_id = ${ctx.actor.userId}::uuid and l.organization_id = ${ctx.actor.organizationId}::uuid
    order by i.added_at`
  return sortedBy(rows, ctx.actor.locale, ({ list }) => list)
}
