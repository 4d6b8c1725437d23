import type { ReadContext } from '@/lib/platform/context'
import { notFound } from '@/lib/platform/errors'
import { visibleOffers } from './offer-queries'

/** A product that the actor may see, because an offer of it is visible or because it is its own. */
export async function getProduct(ctx: ReadContext, productId: string) {
  const [product, offers] = await Promise.all([
    ctx.db.product.findUnique({
      where: { id: productId },
      include: {
        category: true,
        files: { orderBy: { position: 'asc' }, select: { fileId: true, kind: true, file: { select: { name: true, size: true } } } },
      },
    }),
    visibleOffers(ctx, { productIds: [productId] }),
  ])
  if (!product || (offers.length === 0 && product.ownerId !== ctx.actor.organizationId)) throw notFound()
  return { product, offers }
}

/** A supplier's picture or document of a product; null for a file that is none. @throws AppError not_found when the actor does not see the product */
export async function getProductFile(ctx: ReadContext, fileId: string) {
  const entry = await ctx.db.productFile.findUnique({ where: { fileId }, include: { file: true } })
  if (!entry) return null
  await getProduct(ctx, entry.productId)
  return { kind: entry.kind, ...entry.file }
}

export type RelatedKind = 'substitute' | 'accessory'

/**
 * What suppliers name as substitutes and accessories of their offers, withdrawn ones included: offers of the same catalog that are
 * live, in the order in which they are named. Whether the actor sees them is for the caller to ask.
 */
export const relatedOffers = (ctx: ReadContext, offerIds: readonly string[]) =>
  ctx.db.$queryRaw<{ offerId: string; kind: RelatedKind; relatedId: string; productId: string }[]>`
    select o.id as "offerId", k.kind, r.id as "relatedId", r.product_id as "productId"
    from offer o
    cross join lateral (values ('substitute', o.content->'substitutes'), ('accessory', o.content->'accessories')) k (kind, parts)
    cross join lateral jsonb_array_elements_text(k.parts) with ordinality named (part, place)
    join offer r on r.catalog_id = o.catalog_id and r.supplier_part_number = named.part and r.withdrawn_at is null and r.id <> o.id
    where o.id = any(${offerIds}::uuid[]) order by o.id, k.kind, named.place`

/** Prices of the visible offers of a product over time, one unit each, oldest first. */
export async function priceHistory(ctx: ReadContext, offerIds: string[]) {
  return ctx.db.$queryRaw<{ offerId: string; at: Date; price: string; currency: string }[]>`
    select r.offer_id as "offerId", coalesce(lag(r.replaced_at, 1) over (partition by r.offer_id order by r.version), v.published_at) as at,
           ((r.content#>>'{breaks,0,price}')::numeric / (r.content->>'priceBase')::numeric)::text as price, r.content->>'currency' as currency
    from offer_revision r join offer o on o.id = r.offer_id
    join catalog_version v on v.catalog_id = o.catalog_id and v.number = o.first_version
    where r.offer_id = any(${offerIds}::uuid[])
    union all
    select o.id, coalesce((select max(replaced_at) from offer_revision r where r.offer_id = o.id), o.changed_at),
           (o.price / o.price_base)::text, o.currency
    from offer o where o.id = any(${offerIds}::uuid[])
    order by 1, 2`
}
