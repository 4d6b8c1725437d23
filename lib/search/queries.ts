import { may } from '@/lib/identity/abilities'
import { cheapestOffer, quoteProducts } from '@/lib/ordering/queries'
import type { QuotedOffer } from '@/lib/ordering/views'
import { networksWith, type ReadContext } from '@/lib/platform/context'
import { forbidden } from '@/lib/platform/errors'
import type { Found } from './engine'
import { postgresEngine } from './postgres-engine'
import type { SearchParams } from './schemas'

export const PAGE_SIZE = 24

export interface ProductCard {
  id: string
  name: { en?: string; zh?: string }
  brand: string | null
  partNumber: string | null
  categoryCode: string | null
  pictureFileId: string | null
  offers: number
  /** the best visible offer at its smallest quantity */
  best: QuotedOffer | null
}

export interface SearchPage extends Found {
  products: ProductCard[]
  names: { category: Record<string, { en: string; zh: string }>; supplier: Record<string, string> }
}

/** A page of search results: found, counted and priced as the actor may see and buy. Five queries, whatever the page. */
export async function searchProducts(ctx: ReadContext, params: SearchParams, take = PAGE_SIZE): Promise<SearchPage> {
  if (!may('read', 'Search')(ctx.actor)) throw forbidden()
  const found = await postgresEngine.search(
    params,
    {
      networkIds: networksWith(ctx.actor, 'browse'),
      organizationId: ctx.actor.organizationId,
      userId: ctx.actor.userId,
      catalogsOnly: ctx.actor.catalogsOnly,
    },
    take,
  )
  const [rows, quotes, categories, suppliers] = await Promise.all([
    ctx.db.product.findMany({
      where: { id: { in: found.productIds } },
      select: { id: true, name: true, brand: true, partNumber: true, categoryCode: true, pictureFileId: true },
    }),
    quoteProducts(ctx, found.productIds),
    ctx.db.category.findMany({
      where: { code: { in: found.facets.category.map(({ value }) => value) } },
      select: { code: true, nameEn: true, nameZh: true },
    }),
    ctx.db.organization.findMany({
      where: { id: { in: found.facets.supplier.map(({ value }) => value) } },
      select: { id: true, name: true },
    }),
  ])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const products = found.productIds.flatMap((id): ProductCard[] => {
    const row = byId.get(id)
    if (!row) return []
    const offers = quotes.get(id) ?? []
    return [{ ...row, name: row.name as ProductCard['name'], offers: offers.length, best: cheapestOffer(offers) }]
  })
  return {
    ...found,
    products,
    names: {
      category: Object.fromEntries(categories.map((row) => [row.code, { en: row.nameEn, zh: row.nameZh }])),
      supplier: Object.fromEntries(suppliers.map((row) => [row.id, row.name])),
    },
  }
}
