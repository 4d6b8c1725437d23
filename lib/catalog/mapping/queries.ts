import { may } from '@/lib/parties/identity/abilities'
import { networksWith, type ReadContext } from '@/lib/platform/context'
import { forbidden } from '@/lib/platform/errors'
import { type InternalCategory, internalCategoryOf, KNOWN_FACTORS, proposeInternalCategories } from './model'
import type { CategoryToMap, UnitToMap } from './views'

const maps = may('manage', 'VirtualCatalog')

/** The organization's categories and what it has mapped to them. One query. */
export async function internalCategories(ctx: ReadContext): Promise<{ own: InternalCategory[]; mappings: Map<string, string> }> {
  const rows = await ctx.db.$queryRaw<(InternalCategory & { categories: string[] })[]>`
    select o.id, o.code, o.name, array(select m.category from category_mapping m where m.internal_category_id = o.id) as categories
    from internal_category o where o.organization_id = ${ctx.actor.organizationId}::uuid order by o.code`
  return {
    own: rows.map(({ id, code, name }) => ({ id, code, name })),
    mappings: new Map(rows.flatMap(({ id, categories }) => categories.map((category): [string, string] => [category, id]))),
  }
}

/** The categories of all that the organization sees, with the own category of each or a proposal for it. Three queries. */
export async function categoriesToMap(ctx: ReadContext): Promise<{ own: InternalCategory[]; categories: CategoryToMap[] }> {
  if (!maps(ctx.actor)) throw forbidden()
  const [{ own, mappings }, rows] = await Promise.all([
    internalCategories(ctx),
    ctx.db.$queryRaw<{ code: string; nameEn: string; nameZh: string; products: number }[]>`
      select c.code, c.name_en as "nameEn", c.name_zh as "nameZh", s.products
      from (select category, count(distinct product_id)::int as products from search_entry
            where network_ids && ${networksWith(ctx.actor, 'browse')}::uuid[] and category is not null group by category) s
      join category c on c.code = s.category order by c.code`,
  ])
  return {
    own,
    categories: rows.map((row) => {
      const internalCategoryId = mappings.get(row.code) ?? null
      const inherited = internalCategoryId ? null : internalCategoryOf(row.code, mappings)
      const proposed =
        internalCategoryId || inherited
          ? null
          : (proposeInternalCategories({ code: row.code, names: [row.nameEn, row.nameZh] }, own)?.id ?? null)
      return { ...row, internalCategoryId, inherited, proposed }
    }),
  }
}

/** Units that offers are sold by, with what the organization has mapped, or is known anyway, of each. */
export async function unitsToMap(ctx: ReadContext): Promise<UnitToMap[]> {
  if (!maps(ctx.actor)) throw forbidden()
  const { organizationId } = ctx.actor
  const [mapped, used] = await Promise.all([
    ctx.db.unitMapping.findMany({ where: { organizationId } }),
    ctx.db.$queryRaw<{ unit: string; offers: number }[]>`
      select o.unit, count(*)::int as offers from search_entry s join offer o on o.id = s.offer_id
      where s.network_ids && ${networksWith(ctx.actor, 'browse')}::uuid[] group by o.unit order by 2 desc`,
  ])
  return used.map(({ unit, offers }) => {
    const own = mapped.find((row) => row.unit === unit)
    const known = KNOWN_FACTORS.find(([code]) => code === unit)
    return {
      unit,
      offers,
      mapped: own ? { internalUnit: own.internalUnit, factor: own.factor.toFixed() } : null,
      proposed: known ? { internalUnit: known[1], factor: known[2] } : null,
    }
  })
}

/** Units that the organization has mapped, by the supplier's unit. */
export async function internalUnits(ctx: ReadContext): Promise<Record<string, { internalUnit: string; factor: string }>> {
  const rows = await ctx.db.unitMapping.findMany({ where: { organizationId: ctx.actor.organizationId } })
  return Object.fromEntries(rows.map(({ unit, internalUnit, factor }) => [unit, { internalUnit, factor: factor.toFixed() }]))
}
