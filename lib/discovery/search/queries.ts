import { addedPictures } from '@/lib/catalog/internal-content/queries'
import { categoriesOf, type InternalCategory, internalCategoryOf } from '@/lib/catalog/mapping/model'
import { internalCategories } from '@/lib/catalog/mapping/queries'
import { visibleOffers } from '@/lib/catalog/offers/offer-queries'
import { may } from '@/lib/parties/identity/abilities'
import { networksWith, type ReadContext } from '@/lib/platform/context'
import { env } from '@/lib/platform/env'
import { forbidden } from '@/lib/platform/errors'
import { cheapestOffer, quoteProducts } from '@/lib/pricing/quotes/queries'
import type { Audience } from './engine'
import { meilisearchEngine } from './meilisearch/engine'
import { queryWords, textCondition } from './model'
import { lookUpWords, postgresEngine, searchByWish } from './postgres-engine'
import { type SearchParams, searchParams } from './schemas'
import type { Found, FoundProduct } from './views'

export const PAGE_SIZE = 24

export interface SearchPage extends Found {
  products: FoundProduct[]
  /** the organization's own categories that have something of it, with how much */
  own: (InternalCategory & { count: number })[]
  names: { category: Record<string, { en: string; zh: string }>; supplier: Record<string, string> }
}

/** Ids, counts and facets of what is found as the actor may see and buy. Two queries, three with a text. */
export async function findProducts(
  ctx: ReadContext,
  params: SearchParams,
  take: number,
  categories?: Audience['categories'],
): Promise<Found> {
  if (!may('read', 'Search')(ctx.actor)) throw forbidden()
  const engine = env().MEILI_URL ? meilisearchEngine : postgresEngine
  return engine.search(params, { ...audienceOf(ctx), ...(categories && { categories }) }, take)
}

const audienceOf = ({ actor }: ReadContext): Audience => ({
  networkIds: networksWith(actor, 'browse'),
  organizationId: actor.organizationId,
  userId: actor.userId,
  catalogsOnly: actor.catalogsOnly,
  mergesOf: actor.mergesOf,
})

/** Products that may be meant by a wish in a person's own words, the likeliest first. Some six queries. */
export async function productsByWish(ctx: ReadContext, wish: string, take: number): Promise<FoundProduct[]> {
  if (!may('read', 'Search')(ctx.actor)) throw forbidden()
  const { productIds } = await searchByWish(searchParams.parse({ q: wish }), audienceOf(ctx), take)
  const cards = await foundProducts(ctx, productIds)
  return productIds.flatMap((id) => cards.get(id) ?? [])
}

/** Products as lists show them, by id, each with the best of its visible offers. Three queries, whatever their number. */
export async function foundProducts(ctx: ReadContext, productIds: string[]): Promise<Map<string, FoundProduct>> {
  const [rows, quotes, pictures] = await Promise.all([
    ctx.db.product.findMany({
      where: { id: { in: productIds } },
      select: { id: true, name: true, brand: true, partNumber: true, categoryCode: true, pictureFileId: true },
    }),
    quoteProducts(ctx, productIds),
    addedPictures(ctx, productIds),
  ])
  return new Map(
    rows.map((row) => {
      const offers = quotes.get(row.id) ?? []
      const pictureFileId = pictures.get(row.id) ?? row.pictureFileId
      return [row.id, { ...row, pictureFileId, name: row.name as FoundProduct['name'], offers: offers.length, best: cheapestOffer(offers) }]
    }),
  )
}

/** A page of search results: found, counted and priced as the actor may see and buy. Some eight queries, whatever the page. */
export async function searchProducts(ctx: ReadContext, params: SearchParams, take = PAGE_SIZE): Promise<SearchPage> {
  if (!may('read', 'Search')(ctx.actor)) throw forbidden()
  const { own, mappings } = await internalCategories(ctx)
  const found = await findProducts(ctx, params, take, params.own ? categoriesOf(params.own, mappings) : undefined)
  const [cards, categories, suppliers] = await Promise.all([
    foundProducts(ctx, found.productIds),
    ctx.db.category.findMany({
      where: { code: { in: found.facets.category.map(({ value }) => value) } },
      select: { code: true, nameEn: true, nameZh: true },
    }),
    ctx.db.organization.findMany({
      where: { id: { in: found.facets.supplier.map(({ value }) => value) } },
      select: { id: true, name: true },
    }),
  ])
  return {
    ...found,
    products: found.productIds.flatMap((id) => cards.get(id) ?? []),
    own: countOwn(own, mappings, found.facets.category),
    names: {
      category: Object.fromEntries(categories.map((row) => [row.code, { en: row.nameEn, zh: row.nameZh }])),
      supplier: Object.fromEntries(suppliers.map((row) => [row.id, row.name])),
    },
  }
}

/** A product has one category, so what is found of each adds up. */
function countOwn(own: readonly InternalCategory[], mappings: ReadonlyMap<string, string>, counts: Found['facets']['category']) {
  const found = new Map<string, number>()
  for (const { value, count } of counts) {
    const id = internalCategoryOf(value, mappings)
    if (id) found.set(id, (found.get(id) ?? 0) + count)
  }
  return own.flatMap((each) => (found.has(each.id) ? [{ ...each, count: found.get(each.id) as number }] : []))
}

export interface Match {
  productId: string
  /** found by a number that stands for it alone; otherwise by words, the best of what they find */
  sure: boolean
}

/** Candidates that are looked at for one text. */
const CANDIDATES = 5

/**
 * The product that each of many texts means: a number (GTIN, maker's, supplier's or own part number) or words of a name.
 * Three queries, whatever their number. Served by the text index of search_entry and catalog_entry(catalog_id, buyer_part_number).
 */
export async function matchProducts(ctx: ReadContext, texts: readonly string[]): Promise<Map<string, Match>> {
  const questions = [...new Set(texts)].map((text) => ({ text, query: queryWords(text) }))
  const words = [...new Set(questions.flatMap(({ query }) => query.words))]
  const known = words.length > 0 ? await lookUpWords(words) : []
  const asked = questions.flatMap(({ text, query }) => {
    const condition = textCondition(query, known)
    if (condition === null) return []
    // 'M8 x 40' means size 40 rather than 400: what has the very words comes before what only begins with them.
    const exact = [...query.words, ...query.pairs].join(' & ')
    return [{ text, exact, query: condition }]
  })
  if (asked.length === 0) return new Map()
  const { organizationId, userId } = ctx.actor
  const rows = await ctx.db.$queryRaw<{ text: string; productId: string; sure: boolean }[]>`
    select a.text, c.product_id as "productId", c.sure
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(text text, exact text, query text)
    cross join lateral (
      select product_id, bool_or(sure) as sure, max(rank) as rank from (
        select e.product_id, lower(a.text) in (lower(p.part_number), p.gtin, lower(o.supplier_part_number)) as sure,
               ts_rank(e.words, to_tsquery('simple', a.query)) + (e.words @@ to_tsquery('simple', a.exact))::int as rank
        from search_entry e join product p on p.id = e.product_id join offer o on o.id = e.offer_id
        where e.words @@ to_tsquery('simple', a.query) and e.network_ids && ${networksWith(ctx.actor, 'browse')}::uuid[]
        union all
        select o.product_id, true, 2 from catalog_entry e join offer o on o.id = e.offer_id
        where e.to_version is null and e.buyer_part_number = a.text
          and e.catalog_id in (select catalogs_reaching(${organizationId}::uuid, ${userId}::uuid, ${ctx.now}))) found
      group by product_id order by 2 desc nulls last, 3 desc, 1 limit ${CANDIDATES}) c
    order by c.sure desc nulls last, c.rank desc, c.product_id`
  const visible = new Set(
    (await visibleOffers(ctx, { productIds: [...new Set(rows.map((row) => row.productId))] })).map((offer) => offer.productId),
  )
  const matches = new Map<string, Match>()
  for (const { text, productId, sure } of rows)
    if (visible.has(productId) && !matches.has(text)) matches.set(text, { productId, sure: sure === true })
  return matches
}
