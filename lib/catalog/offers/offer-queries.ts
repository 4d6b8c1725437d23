import { networksWith, type ReadContext } from '@/lib/platform/context'
import { readingSql } from '@/lib/platform/db/sql'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'

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
  name: LocalizedText
  categoryCode: string | null
  pictureFileId: string | null
  /** what the virtual catalogs that reach the actor say of it */
  buyerPartNumber: string | null
  buyerName: string | null
  preferred: boolean
  /** an order with it waits until somebody who may approves it */
  approval: boolean
  /** the virtual catalogs that hold it, by name */
  catalogs: string[]
}

export type Which = { productIds: string[] } | { offerIds: string[] }

/**
 * Offers that the actor's organization can see now: live, in a catalog that is published into a network where it may
 * browse, by a supplier that is active there; none that a virtual catalog of its own blocks or holds back, and for a user who
 * is limited to virtual catalogs only what these hold. Quantity limits of these catalogs are in it. By product or by id. Served
 * by offer(product_id), catalog_entry_of_offer and the primary keys. Asked by product, the offers of all products that are joined
 * with it, in the organization's own view or an operator's, come under it.
 */
export const visibleOffers = (ctx: ReadContext, which: Which): Promise<VisibleOffer[]> => readOffers<VisibleOffer>(ctx, which)

/** What a domain further down adds to each visible offer: one column, made by its own SQL. */
export interface OfferAddition {
  /** names the statement, so that it is prepared once */
  name: string
  column: string
  /**
   * a query of rows (offer, the column); it may use `wanted`, the offers that were asked for, $3, the instant, and $4, the
   * actor's organization
   */
  sql: string
}

/**
 * The same with an addition; null in the column where that has no row for an offer. Who may browse nowhere, as a supplier, sees
 * its own offers as the members of the networks do in which they are published.
 */
export async function readOffers<Row extends { supplierId: string }>(
  ctx: ReadContext,
  which: Which,
  addition?: OfferAddition,
): Promise<Row[]> {
  const ids = 'productIds' in which ? which.productIds : which.offerIds
  const browsed = networksWith(ctx.actor, 'browse')
  const networks = browsed.length > 0 ? browsed : networksWith(ctx.actor, 'publish')
  const { mergesOf } = ctx.actor
  if (ids.length === 0 || networks.length === 0) return []
  const { rows } = await readingSql(ctx.db).query<Row>(
    offersSql('productIds' in which ? (mergesOf.length > 0 ? 'joined' : 'products') : 'ids', ctx.actor.catalogsOnly, addition),
    [
      ids,
      networks,
      ctx.now,
      ctx.actor.organizationId,
      ctx.actor.userId,
      ...('productIds' in which && mergesOf.length > 0 ? [mergesOf] : []),
    ],
  )
  return browsed.length > 0 ? rows : rows.filter(({ supplierId }) => supplierId === ctx.actor.organizationId)
}

const offersSql = (
  by: 'products' | 'joined' | 'ids',
  limited: boolean,
  addition: OfferAddition | undefined,
) => `/* keep ${addition?.name ?? 'visible'}-offers-by-${by}${limited ? '-limited' : ''} */
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
    select e.offer_id, min(e.buyer_part_number) as own_part, min(e.buyer_name) as buyer_name, bool_or(e.preferred) as preferred,
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
         p.picture_file_id as "pictureFileId", v.own_part as "buyerPartNumber", v.buyer_name as "buyerName",
         coalesce(v.preferred, false) as preferred, coalesce(v.approval, false) as approval, coalesce(v.catalogs, '{}') as catalogs
         ${addition ? `, x.${addition.column}` : ''}
  from wanted o join met n on n.catalog_id = o.catalog_id join organization s on s.id = o.supplier_id join sold p on p.id = o.product_id
  ${by === 'joined' ? 'join joined j on j.product = o.product_id' : ''}
  left join said v on v.offer_id = o.id
  ${addition ? `left join (${addition.sql}) x on x.offer = o.id` : ''}
  where not coalesce(v.away, false) ${limited ? 'and v.catalogs is not null' : ''}
  order by o.id`

const JOINED = `joined as materialized (
    select a.id as asked, j.id as product from unnest($1::uuid[]) a(id) cross join lateral merged_products($4::uuid, $6::uuid[], a.id) j(id)),`
