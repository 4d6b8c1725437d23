import { categoryPrefix } from '@/lib/catalog/categories/model'
import { networksWith, type ReadContext } from '@/lib/platform/context'
import { Prisma } from '@/lib/platform/db/generated/client'
import { type QualityRule, qualityFaults, type Selection, type SelectionRule, selection } from './schemas'
import type { LeftOutOffer } from './views'

/**
 * What a virtual catalog would hold if it were published now, as SQL: a row an offer, with what was said of it by hand. Only
 * offers that its keeper may see are selected; what was picked by hand stays while it can be seen. Served by the indexes on
 * search_entry and the primary key of catalog_item.
 */
export function draftEntries(ctx: ReadContext, catalog: { id: string; selection: unknown }): Prisma.Sql {
  const { rules, exclusions, quality } = selection.parse(catalog.selection)
  const networks = networksWith(ctx.actor, 'browse')
  return Prisma.sql`
    select s.offer_id, i.buyer_part_number, i.buyer_name, coalesce(i.preferred, false) as preferred, coalesce(i.blocked, false) as blocked,
           i.minimum, i.maximum, coalesce(i.approval, false) as approval, i.price, i.discount
    from search_entry s left join catalog_item i on i.catalog_id = ${catalog.id}::uuid and i.offer_id = s.offer_id
    where s.network_ids && ${networks}::uuid[]
      and (i.choice = 'pick' or (i.choice is distinct from 'exclude' and (${anyOf(ctx, rules)}) and not (${anyOf(ctx, exclusions)}) and not (${breaksAny(quality, networks)})))`
}

/** Offers that the rules select and a quality rule leaves out, with what is wrong with each; the first of them, and how many there are. */
export async function leftOutByQuality(
  ctx: ReadContext,
  catalog: { id: string; selection: unknown },
  take = 100,
): Promise<{ offers: LeftOutOffer[]; count: number }> {
  const { rules, exclusions, quality } = selection.parse(catalog.selection)
  if (quality.length === 0) return { offers: [], count: 0 }
  const networks = networksWith(ctx.actor, 'browse')
  const faults = Prisma.join(qualityFaults.map((fault) => Prisma.sql`case when ${breaks(quality, fault, networks)} then ${fault} end`))
  const rows = await ctx.db.$queryRaw<(LeftOutOffer & { count: number })[]>`
    select o.id as "offerId", o.product_id as "productId", o.supplier_part_number as part, p.name, g.name as supplier, x.faults, count(*) over ()::int as count
    from search_entry s left join catalog_item i on i.catalog_id = ${catalog.id}::uuid and i.offer_id = s.offer_id
    cross join lateral (select array_remove(array[${faults}], null) as faults) x
    join offer o on o.id = s.offer_id join product p on p.id = o.product_id join organization g on g.id = o.supplier_id
    where s.network_ids && ${networks}::uuid[] and i.choice is null and (${anyOf(ctx, rules)}) and not (${anyOf(ctx, exclusions)}) and cardinality(x.faults) > 0
    order by g.name, o.supplier_part_number limit ${take}`
  return { offers: rows.map(({ count: _, ...offer }) => offer), count: rows[0]?.count ?? 0 }
}

const breaksAny = (rules: readonly QualityRule[], networks: string[]): Prisma.Sql =>
  rules.length === 0
    ? Prisma.sql`false`
    : Prisma.join(
        qualityFaults.map((fault) => breaks(rules, fault, networks)),
        ' or ',
      )

/** Does search entry s break one of the rules in this respect? */
function breaks(rules: readonly QualityRule[], fault: (typeof qualityFaults)[number], networks: string[]): Prisma.Sql {
  const parts = rules.flatMap((rule) => {
    const wrong = faultOf(rule, fault, networks)
    if (!wrong) return []
    return [
      rule.category === null ? wrong : Prisma.sql`(coalesce(s.category like ${`${categoryPrefix(rule.category)}%`}, false) and ${wrong})`,
    ]
  })
  return parts.length === 0 ? Prisma.sql`false` : Prisma.sql`(${Prisma.join(parts, ' or ')})`
}

function faultOf(rule: QualityRule, fault: (typeof qualityFaults)[number], networks: string[]): Prisma.Sql | null {
  switch (fault) {
    case 'picture':
      return rule.picture
        ? Prisma.sql`not exists (select 1 from product q where q.id = s.product_id and q.picture_file_id is not null)`
        : null
    case 'attributes':
      return rule.attributes.length > 0 || rule.asked
        ? Prisma.sql`exists (select 1 from (
              select unnest(${rule.attributes}::text[]) as name
              union all
              select c.name from category_attribute c
              where ${rule.asked} and c.required and c.category_code in (
                s.category, left(s.category, 6) || '00', left(s.category, 4) || '0000', left(s.category, 2) || '000000')) n
            where not exists (select 1 from unnest(s.attributes) a where starts_with(lower(a), lower(n.name) || '=')))`
        : null
    case 'unit':
      return rule.units.length > 0
        ? Prisma.sql`not exists (select 1 from offer q where q.id = s.offer_id and q.unit = any(${rule.units}::text[]))`
        : null
    case 'price':
      // Served by search_entry(product_id). A product that nobody else offers has nothing to be compared with.
      return rule.priceWithin === null
        ? null
        : Prisma.sql`coalesce(abs(s.price / nullif((select percentile_cont(0.5) within group (order by q.price) from search_entry q
            where q.product_id = s.product_id and q.offer_id <> s.offer_id and q.network_ids && ${networks}::uuid[]), 0) - 1) * 100 > ${rule.priceWithin}::float8, false)`
  }
}

/** How many offers each rule of a selection finds by itself: one that finds none contradicts itself, or nobody offers that. One query. */
export async function ruleCounts(ctx: ReadContext, { rules, exclusions }: Selection): Promise<{ rules: number[]; exclusions: number[] }> {
  const all = [...rules, ...exclusions]
  if (all.length === 0) return { rules: [], exclusions: [] }
  const counts = all.map((rule) => Prisma.sql`count(*) filter (where ${conditionOf(ctx, rule)})::int`)
  const [row] = await ctx.db.$queryRaw<{ counts: number[] }[]>`
    select array[${Prisma.join(counts)}] as counts from search_entry s where s.network_ids && ${networksWith(ctx.actor, 'browse')}::uuid[]`
  return { rules: row?.counts.slice(0, rules.length) ?? [], exclusions: row?.counts.slice(rules.length) ?? [] }
}

const anyOf = (ctx: ReadContext, rules: Selection['rules']): Prisma.Sql =>
  rules.length === 0
    ? Prisma.sql`false`
    : Prisma.join(
        rules.map((rule) => conditionOf(ctx, rule)),
        ' or ',
      )

/** A rule as a condition on search entry s; what the entry does not know does not hold. */
function conditionOf({ actor }: ReadContext, rule: SelectionRule): Prisma.Sql {
  const parts = [
    rule.supplierIds.length > 0 && Prisma.sql`s.supplier_id = any(${rule.supplierIds}::uuid[])`,
    rule.countries.length > 0 && Prisma.sql`s.supplier_id in (select id from organization where country = any(${rule.countries}::text[]))`,
    rule.category !== null && Prisma.sql`coalesce(s.category like ${`${categoryPrefix(rule.category)}%`}, false)`,
    rule.internalCategoryIds.length > 0 &&
      // The tree is asked once, not each entry.
      Prisma.sql`coalesce(s.category in (select c.code from category c
        where internal_category_of(${actor.organizationId}::uuid, c.code) = any(${rule.internalCategoryIds}::uuid[])), false)`,
    rule.brands.length > 0 && Prisma.sql`coalesce(lower(s.brand) = any(${rule.brands.map((brand) => brand.toLowerCase())}::text[]), false)`,
    rule.attributes.length > 0 && Prisma.sql`s.attributes && ${rule.attributes}::text[]`,
    rule.minimumPrice !== null && Prisma.sql`coalesce(s.price >= ${rule.minimumPrice}::numeric, false)`,
    rule.maximumPrice !== null && Prisma.sql`coalesce(s.price <= ${rule.maximumPrice}::numeric, false)`,
    rule.leadTimeDays !== null && Prisma.sql`coalesce(s.lead_time_days <= ${rule.leadTimeDays}::int, false)`,
  ].filter((part): part is Prisma.Sql => part !== false)
  return parts.length === 0 ? Prisma.sql`true` : Prisma.sql`(${Prisma.join(parts, ' and ')})`
}
