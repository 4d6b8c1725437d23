import { categoryPrefix } from '@/lib/catalog/model'
import { networksWith, type ReadContext } from '@/lib/platform/context'
import { Prisma } from '@/lib/platform/db/generated/client'
import { type Selection, type SelectionRule, selection } from './schemas'

/**
 * What a virtual catalog would hold if it were published now, as SQL: a row an offer, with what was said of it by hand. Only
 * offers that its keeper may see are selected; what was picked by hand stays while it can be seen. Served by the indexes on
 * search_entry and the primary key of catalog_item.
 */
export function draftEntries(ctx: ReadContext, catalog: { id: string; selection: unknown }): Prisma.Sql {
  const { rules, exclusions } = selection.parse(catalog.selection)
  const networks = networksWith(ctx.actor, 'browse')
  return Prisma.sql`
    select s.offer_id, i.own_part_number, i.own_name, coalesce(i.preferred, false) as preferred, coalesce(i.blocked, false) as blocked,
           i.minimum, i.maximum, coalesce(i.approval, false) as approval, i.price, i.discount
    from search_entry s left join catalog_item i on i.catalog_id = ${catalog.id}::uuid and i.offer_id = s.offer_id
    where s.network_ids && ${networks}::uuid[]
      and (i.choice = 'pick' or (i.choice is distinct from 'exclude' and (${anyOf(rules)}) and not (${anyOf(exclusions)})))`
}

/** How many offers each rule of a selection finds by itself: one that finds none contradicts itself, or nobody offers that. One query. */
export async function ruleCounts(ctx: ReadContext, { rules, exclusions }: Selection): Promise<{ rules: number[]; exclusions: number[] }> {
  const all = [...rules, ...exclusions]
  if (all.length === 0) return { rules: [], exclusions: [] }
  const counts = all.map((rule) => Prisma.sql`count(*) filter (where ${conditionOf(rule)})::int`)
  const [row] = await ctx.db.$queryRaw<{ counts: number[] }[]>`
    select array[${Prisma.join(counts)}] as counts from search_entry s where s.network_ids && ${networksWith(ctx.actor, 'browse')}::uuid[]`
  return { rules: row?.counts.slice(0, rules.length) ?? [], exclusions: row?.counts.slice(rules.length) ?? [] }
}

const anyOf = (rules: Selection['rules']): Prisma.Sql =>
  rules.length === 0 ? Prisma.sql`false` : Prisma.join(rules.map(conditionOf), ' or ')

/** A rule as a condition on search entry s; what the entry does not know does not hold. */
function conditionOf(rule: SelectionRule): Prisma.Sql {
  const parts = [
    rule.supplierIds.length > 0 && Prisma.sql`s.supplier_id = any(${rule.supplierIds}::uuid[])`,
    rule.countries.length > 0 && Prisma.sql`s.supplier_id in (select id from organization where country = any(${rule.countries}::text[]))`,
    rule.category !== null && Prisma.sql`coalesce(s.category like ${`${categoryPrefix(rule.category)}%`}, false)`,
    rule.brands.length > 0 && Prisma.sql`coalesce(lower(s.brand) = any(${rule.brands.map((brand) => brand.toLowerCase())}::text[]), false)`,
    rule.attributes.length > 0 && Prisma.sql`s.attributes && ${rule.attributes}::text[]`,
    rule.minimumPrice !== null && Prisma.sql`coalesce(s.price >= ${rule.minimumPrice}::numeric, false)`,
    rule.maximumPrice !== null && Prisma.sql`coalesce(s.price <= ${rule.maximumPrice}::numeric, false)`,
    rule.leadTimeDays !== null && Prisma.sql`coalesce(s.lead_time_days <= ${rule.leadTimeDays}::int, false)`,
  ].filter((part): part is Prisma.Sql => part !== false)
  return parts.length === 0 ? Prisma.sql`true` : Prisma.sql`(${Prisma.join(parts, ' and ')})`
}
