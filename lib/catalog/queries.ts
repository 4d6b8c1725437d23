import { may } from '@/lib/identity/abilities'
import { networksWith, type ReadContext } from '@/lib/platform/context'
import { Prisma } from '@/lib/platform/db/generated/client'
import { readingSql } from '@/lib/platform/db/sql'
import { forbidden, notFound } from '@/lib/platform/errors'
import type { OfferContent } from './content'
import type { StoredPrice } from './prices'
import type { RowProblem } from './read-row'

function mayReadCatalogs(ctx: ReadContext): void {
  if (!may('read', 'Catalog')(ctx.actor)) throw forbidden()
}

/** A catalog of the actor's own organization. @throws AppError not_found for another's */
export async function ownCatalog(ctx: ReadContext, catalogId: string) {
  const catalog = await ctx.db.catalog.findFirst({
    where: { id: catalogId, organizationId: ctx.actor.organizationId, managedBy: 'supplier' },
  })
  if (!catalog) throw notFound()
  return catalog
}

/** An import into a catalog of the actor's own organization. @throws AppError not_found for another's */
export async function ownImport(ctx: ReadContext, importId: string) {
  mayReadCatalogs(ctx)
  const row = await ctx.db.catalogImport.findFirst({
    where: { id: importId, catalog: { organizationId: ctx.actor.organizationId } },
    include: { catalog: { select: { id: true, name: true } } },
  })
  if (!row) throw notFound()
  return row
}

/** The organization's catalogs with their last version and where they are published. */
export async function listCatalogs(ctx: ReadContext) {
  mayReadCatalogs(ctx)
  const catalogs = await ctx.db.catalog.findMany({
    where: { organizationId: ctx.actor.organizationId, managedBy: 'supplier' },
    select: {
      id: true,
      name: true,
      createdAt: true,
      versions: { orderBy: { number: 'desc' }, take: 1 },
      publications: { select: { startsAt: true, network: { select: { name: true } } } },
      _count: { select: { offers: { where: { withdrawnAt: null } } } },
    },
    orderBy: { name: 'asc' },
  })
  return catalogs.map((catalog) => ({ ...catalog, versions: catalog.versions.map(publishedOf) }))
}

/** One catalog with its versions, imports and publications. */
export async function getCatalog(ctx: ReadContext, catalogId: string) {
  mayReadCatalogs(ctx)
  const catalog = await ctx.db.catalog.findFirst({
    where: { id: catalogId, organizationId: ctx.actor.organizationId, managedBy: 'supplier' },
    include: {
      versions: { orderBy: { number: 'desc' }, take: 50 },
      imports: { orderBy: { createdAt: 'desc' }, take: 20 },
      publications: true,
      _count: { select: { offers: { where: { withdrawnAt: null } } } },
    },
  })
  if (!catalog) throw notFound()
  return { ...catalog, versions: catalog.versions.map(publishedOf) }
}

/** A version of a supplier's catalog is published with its making. */
const publishedOf = <Version extends { publishedAt: Date | null }>(
  version: Version,
): Omit<Version, 'publishedAt'> & { publishedAt: Date } => ({
  ...version,
  publishedAt: version.publishedAt as Date,
})

/** A page of a catalog's live offers, as content, after a part number. Served by the unique (catalog, part). */
export async function listOffers(
  ctx: ReadContext,
  catalogId: string,
  page: { after?: string | undefined; search?: string | undefined; take?: number },
) {
  await ownCatalog(ctx, catalogId)
  mayReadCatalogs(ctx)
  const take = page.take ?? 100
  const rows = await ctx.db.offer.findMany({
    where: {
      catalogId,
      withdrawnAt: null,
      supplierPartNumber: {
        ...(page.after && { gt: page.after }),
        ...(page.search && { contains: page.search, mode: 'insensitive' as const }),
      },
    },
    select: { supplierPartNumber: true, content: true, stock: true, leadTimeDays: true },
    orderBy: { supplierPartNumber: 'asc' },
    take: take + 1,
  })
  return {
    offers: rows.slice(0, take).map(contentNow),
    next: rows.length > take ? (rows[take - 1]?.supplierPartNumber ?? null) : null,
  }
}

/** A line as it was published, with the stock and lead time of this moment. */
const contentNow = (row: { content: unknown; stock: { toFixed(): string } | null; leadTimeDays: number | null }): OfferContent => ({
  ...(row.content as OfferContent),
  stock: row.stock?.toFixed() ?? null,
  leadTimeDays: row.leadTimeDays,
})

/** As many lines as a file of stock and lead times may have. */
const MOST_AVAILABILITY = 20_000

/** Stock and lead time of a catalog's live lines as they are now, by part number. */
export async function listAvailability(ctx: ReadContext, catalogId: string) {
  mayReadCatalogs(ctx)
  const rows = await ctx.db.offer.findMany({
    where: { catalogId, withdrawnAt: null },
    select: { supplierPartNumber: true, stock: true, leadTimeDays: true, product: { select: { name: true } } },
    orderBy: { supplierPartNumber: 'asc' },
    take: MOST_AVAILABILITY,
  })
  return rows.map(({ supplierPartNumber, stock, leadTimeDays, product }) => ({
    part: supplierPartNumber,
    name: product.name as OfferContent['name'],
    stock: stock?.toFixed() ?? null,
    leadTimeDays,
  }))
}

/** Rows of an import that cannot be published, in the file's order. */
export async function listBadRows(ctx: ReadContext, importId: string, page: { after?: number; take?: number } = {}) {
  await ownImport(ctx, importId)
  const rows = await ctx.db.importRow.findMany({
    where: { importId, content: { equals: Prisma.DbNull }, row: { gt: page.after ?? 0 } },
    orderBy: { row: 'asc' },
    take: page.take ?? 100,
    select: { row: true, raw: true, problems: true },
  })
  return rows.map((row) => ({ row: row.row, raw: row.raw as string[], problems: row.problems as unknown as RowProblem[] }))
}

/** What publishing would change: the first rows of each kind, before and after. */
export async function previewImport(ctx: ReadContext, importId: string) {
  const { catalogId } = await ownImport(ctx, importId)
  return ctx.db.$queryRaw<{ action: 'add' | 'change'; part: string; content: OfferContent; before: OfferContent | null }[]>`
    (select 'add' as action, r.part, r.content, null as before from import_row r
     left join offer o on o.catalog_id = ${catalogId}::uuid and o.supplier_part_number = r.part
     where r.import_id = ${importId}::uuid and r.content is not null and (o.id is null or o.withdrawn_at is not null) order by r.row limit 50)
    union all
    (select 'change', r.part, r.content, o.content from import_row r
     join offer o on o.catalog_id = ${catalogId}::uuid and o.supplier_part_number = r.part and o.withdrawn_at is null
     where r.import_id = ${importId}::uuid and r.content <> o.content order by r.row limit 50)`
}

/** The networks into which the organization may publish. */
export const publishableNetworks = (ctx: ReadContext) =>
  ctx.db.network.findMany({
    where: { id: { in: networksWith(ctx.actor, 'publish') } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })

/** An offer that the actor may see and buy, with what a line needs. */
export interface VisibleOffer {
  id: string
  productId: string
  supplierId: string
  supplierName: string
  /** where the supplier and the actor's organization meet; of several networks the one into which the catalog came first */
  networkId: string
  supplierPartNumber: string
  currency: string
  priceBase: string
  unit: string
  minimum: string | null
  step: string | null
  maximum: string | null
  packSize: string | null
  leadTimeDays: number | null
  stock: string | null
  validFrom: string | null
  validTo: string | null
  taxCategory: string
  breaks: { from: string; price: string }[]
  /** its price depends on what is chosen of it: it cannot be bought without a configuration */
  configurable: boolean
  name: { en?: string; zh?: string }
  categoryCode: string | null
  pictureFileId: string | null
  /** what the virtual catalogs that reach the actor say of it */
  ownPartNumber: string | null
  ownName: string | null
  preferred: boolean
  /** an order with it waits until somebody who may approves it */
  approval: boolean
  /** the virtual catalogs that hold it, by name */
  catalogs: string[]
}

type Which = { productIds: string[] } | { offerIds: string[] }

/**
 * Offers that the actor's organization can see now: live, in a catalog that is published into a network where it may
 * browse, by a supplier that is active there; none that a virtual catalog of its own blocks or holds back, and for a user who
 * is limited to virtual catalogs only what these hold. Quantity limits of these catalogs are in it. By product or by id. Served
 * by offer(product_id), catalog_entry_of_offer and the primary keys. Asked by product, the offers of all products that are joined
 * with it, in the organization's own view or an operator's, come under it.
 */
export const visibleOffers = (ctx: ReadContext, which: Which): Promise<VisibleOffer[]> => readOffers<VisibleOffer>(ctx, which, false)

/** An offer with the special prices that the actor's organization gets for it now, groups of customers resolved. */
export interface PricedOfferRow extends VisibleOffer {
  /** null for none */
  prices: StoredPrice[] | null
}

/**
 * The same with their special prices. A price made for another currency or price base than the offer has now is passed over:
 * its list shows that it needs care.
 */
export const pricedOffers = (ctx: ReadContext, which: Which): Promise<PricedOfferRow[]> => readOffers<PricedOfferRow>(ctx, which, true)

async function readOffers<Row>(ctx: ReadContext, which: Which, priced: boolean): Promise<Row[]> {
  const ids = 'productIds' in which ? which.productIds : which.offerIds
  const networks = networksWith(ctx.actor, 'browse')
  const { joinsOf } = ctx.actor
  if (ids.length === 0 || networks.length === 0) return []
  const { rows } = await readingSql(ctx.db).query<Row>(
    offersSql('productIds' in which ? (joinsOf.length > 0 ? 'joined' : 'products') : 'ids', ctx.actor.catalogsOnly, priced),
    [ids, networks, ctx.now, ctx.actor.organizationId, ctx.actor.userId, ...('productIds' in which && joinsOf.length > 0 ? [joinsOf] : [])],
  )
  return rows
}

const offersSql = (
  by: 'products' | 'joined' | 'ids',
  limited: boolean,
  priced: boolean,
) => `/* keep ${priced ? 'priced' : 'visible'}-offers-by-${by}${limited ? '-limited' : ''} */
  with ${by === 'joined' ? JOINED : ''} reach as materialized (select id from catalogs_reaching($4::uuid, $5::uuid, $3) id),
  wanted as materialized (
    select id, catalog_id, product_id, supplier_id, supplier_part_number, currency, price_base, unit, minimum, step, maximum, pack_size, lead_time_days,
           stock, valid_from, valid_to, tax_category, breaks
    from offer where ${by === 'ids' ? 'id = any($1::uuid[])' : by === 'products' ? 'product_id = any($1::uuid[])' : 'product_id = any(array(select product from joined))'} and withdrawn_at is null),
  met as materialized (
    select distinct on (c.catalog_id) c.catalog_id, c.network_id
    from (select distinct catalog_id, supplier_id from wanted) w
    join catalog_publication c on c.catalog_id = w.catalog_id and c.starts_at <= $3 and c.network_id = any($2::uuid[])
    join network_membership m on m.network_id = c.network_id and m.organization_id = w.supplier_id and m.state = 'active'
    order by c.catalog_id, c.starts_at, c.network_id),
  hits as materialized (
    select e.offer_id, e.catalog_id from catalog_entry e
    where e.offer_id = any(array(select id from wanted)) and e.to_version is null and e.catalog_id in (select id from reach)),
  said as materialized (
    select e.offer_id, min(e.own_part_number) as own_part, min(e.own_name) as own_name, bool_or(e.preferred) as preferred,
           bool_or(e.blocked or e.held) as away, max(e.minimum) as least, min(e.maximum) as most, bool_or(e.approval) as approval,
           (array_agg(e.kept->'name') filter (where e.kept is not null))[1] as kept_name, array_agg(c.name order by c.name) as catalogs
    from hits h join catalog_entry e on e.catalog_id = h.catalog_id and e.offer_id = h.offer_id and e.to_version is null
    join catalog c on c.id = e.catalog_id group by e.offer_id),
  sold as materialized (
    select id, name, category_code, picture_file_id from product where id = any(array(select distinct product_id from wanted)))
  select o.id, ${by === 'joined' ? 'j.asked' : 'o.product_id'} as "productId", o.supplier_id as "supplierId", s.name as "supplierName", n.network_id as "networkId",
         o.supplier_part_number as "supplierPartNumber", o.currency, trim_scale(o.price_base)::text as "priceBase", o.unit,
         trim_scale(greatest(o.minimum, v.least))::text as minimum, trim_scale(o.step)::text as step,
         trim_scale(least(o.maximum, v.most))::text as maximum, trim_scale(o.pack_size)::text as "packSize",
         o.lead_time_days as "leadTimeDays", trim_scale(o.stock)::text as stock,
         to_json(o.valid_from)#>>'{}' as "validFrom", to_json(o.valid_to)#>>'{}' as "validTo",
         o.tax_category as "taxCategory", o.breaks, exists (select 1 from configurator f where f.offer_id = o.id) as configurable, coalesce(v.kept_name, p.name) as name, p.category_code as "categoryCode",
         p.picture_file_id as "pictureFileId", v.own_part as "ownPartNumber", v.own_name as "ownName",
         coalesce(v.preferred, false) as preferred, coalesce(v.approval, false) as approval, coalesce(v.catalogs, '{}') as catalogs
         ${priced ? ', x.prices' : ''}
  from wanted o join met n on n.catalog_id = o.catalog_id join organization s on s.id = o.supplier_id join sold p on p.id = o.product_id
  ${by === 'joined' ? 'join joined j on j.product = o.product_id' : ''}
  left join said v on v.offer_id = o.id
  ${priced ? `left join (${PRICES}) x on x.offer = o.id` : ''}
  where not coalesce(v.away, false) ${limited ? 'and v.catalogs is not null' : ''}
  order by o.id`

const JOINED = `joined as materialized (
    select a.id as asked, j.id as product from unnest($1::uuid[]) a(id) cross join lateral joined_products($4::uuid, $6::uuid[], a.id) j(id)),`

const PRICES = `select offer, json_agg(r) as prices from (
    select e.id as "entryId", l.id as "listId", l.name as "listName", e.offer_id as offer, l.kind, $4 as buyer, $4 as audience, l.priority,
           l.valid_from as "from", l.valid_to as "to", trim_scale(e.price)::text as price, e.breaks, trim_scale(e.discount)::text as discount,
           trim_scale(e.agreed)::text as agreed, trim_scale(e.used)::text as used
    from price_lists_for($4::uuid, $3) l join price_list_entry e on e.list_id = l.id join wanted o on o.id = e.offer_id
    where e.offer_id = any(array(select id from wanted)) and (e.discount is not null or (e.currency = o.currency and e.price_base = o.price_base))
    order by l.created_at, e.id) r group by offer`

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

/** One line of a catalog as content, with the product that it belongs to and whether the organization keeps that. */
export async function getOwnOffer(ctx: ReadContext, catalogId: string, part: string) {
  mayReadCatalogs(ctx)
  const offer = await ctx.db.offer.findFirst({
    where: { catalogId, supplierPartNumber: part, withdrawnAt: null, catalog: { organizationId: ctx.actor.organizationId } },
    select: {
      id: true,
      content: true,
      stock: true,
      leadTimeDays: true,
      product: {
        select: {
          id: true,
          ownerId: true,
          owner: { select: { name: true } },
          files: { orderBy: { position: 'asc' }, select: { fileId: true, kind: true, file: { select: { name: true, size: true } } } },
        },
      },
    },
  })
  if (!offer) throw notFound()
  return { id: offer.id, content: contentNow(offer), product: offer.product, keeps: offer.product.ownerId === ctx.actor.organizationId }
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

/** Dated exchange rates, newest first. */
export const listExchangeRates = (ctx: ReadContext) =>
  ctx.db.exchangeRate.findMany({ orderBy: [{ date: 'desc' }, { from: 'asc' }, { to: 'asc' }], take: 200 })
