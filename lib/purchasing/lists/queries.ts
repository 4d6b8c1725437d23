import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { forbidden, notFound } from '@/lib/platform/errors'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { Decimal, toDecimal } from '@/lib/platform/money/decimal'
import { quoteProducts } from '@/lib/pricing/quotes/queries'
import type { QuotedOffer } from '@/lib/pricing/quotes/views'

function requireBuyer(ctx: ReadContext): void {
  if (!may('use', 'Cart')(ctx.actor)) throw forbidden()
}

/** The organization's lists, those changed last first. Served by (organization, changed_at). */
export async function listBuyingLists(ctx: ReadContext, take = 200) {
  requireBuyer(ctx)
  return ctx.db.buyingList.findMany({
    where: { organizationId: ctx.actor.organizationId },
    select: { id: true, name: true, changedAt: true, _count: { select: { lines: true } } },
    orderBy: [{ changedAt: 'desc' }, { id: 'desc' }],
    take,
  })
}

/** A list of the actor's organization with its lines in order. @throws AppError not_found */
export async function getBuyingList(ctx: ReadContext, listId: string) {
  requireBuyer(ctx)
  const list = await ctx.db.buyingList.findFirst({
    where: { id: listId, organizationId: ctx.actor.organizationId },
    include: {
      lines: {
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
        select: { id: true, text: true, guessed: true, quantity: true, product: { select: { id: true, name: true, brand: true } } },
      },
    },
  })
  if (!list) throw notFound()
  return {
    ...list,
    lines: list.lines.map((line) => ({
      ...line,
      quantity: toDecimal(line.quantity).toFixed(),
      product: line.product && { ...line.product, name: line.product.name as LocalizedText },
    })),
  }
}

export type BuyingListView = Awaited<ReturnType<typeof getBuyingList>>

/** What each line of a list can be bought for, best total first; lines by product. Three queries, whatever the list. */
export const quoteList = (ctx: ReadContext, list: BuyingListView): Promise<Map<string, QuotedOffer[]>> => {
  const quantities = new Map(list.lines.flatMap(({ product, quantity }) => (product ? [[product.id, new Decimal(quantity)] as const] : [])))
  return quoteProducts(ctx, [...quantities.keys()], quantities)
}
