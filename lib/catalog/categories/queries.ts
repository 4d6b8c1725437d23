import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { likeText } from '@/lib/platform/db/sql'
import { forbidden, notFound } from '@/lib/platform/errors'
import { categoryPrefix, levelOf, pathOf } from './model'
import { categoryCode } from './schemas'
import type { Asked, CategoryChild, CategoryNode } from './views'

const CHOICES = 30
/** Words of a question for a category that are looked at. */
const MAX_WORDS = 6

/**
 * Categories to choose from whose code begins with a text, or whose name contains its words: as many of them as there are, for 'hex
 * bolt' the bolts. The one with that very code is there even if it is archived. Served by the primary key and category_names.
 */
export async function searchCategories(ctx: ReadContext, text: string) {
  const words = text.split(/\s+/).filter(Boolean).slice(0, MAX_WORDS)
  const inName = (word: string) => ({
    OR: [{ nameEn: { contains: word, mode: 'insensitive' as const } }, { nameZh: { contains: word, mode: 'insensitive' as const } }],
  })
  const whole = await ctx.db.category.findMany({
    where: { OR: [{ code: text }, { code: { startsWith: text }, archived: false }, { AND: words.map(inName), archived: false }] },
    select: { code: true, nameEn: true, nameZh: true },
    orderBy: { code: 'asc' },
    take: CHOICES,
  })
  if (whole.length > 0 || words.length < 2) return whole
  const patterns = words.map((word) => `%${likeText(word)}%`)
  return ctx.db.$queryRaw<typeof whole>`
    select code, name_en as "nameEn", name_zh as "nameZh" from category
    where not archived and (name_en ilike any(${patterns}) or name_zh ilike any(${patterns}))
    order by (select count(*) from unnest(${patterns}::text[]) word where name_en ilike word or name_zh ilike word) desc, code
    limit ${CHOICES}`
}

/** One place of the category tree with what lies below it, for who keeps the tree. Four queries. @throws AppError forbidden, not_found */
export async function categoryNode(ctx: ReadContext, code: string | null): Promise<CategoryNode> {
  if (!may('manage', 'Network')(ctx.actor)) throw forbidden()
  if (code !== null && !categoryCode.safeParse(code).success) throw notFound()
  const level = code === null ? 0 : levelOf(code)
  const prefix = code === null ? '' : categoryPrefix(code)
  const digits = 2 * (level + 1)
  const [path, children, asked] = await Promise.all([
    ctx.db.category.findMany({
      where: { code: { in: code === null ? [] : pathOf(code) } },
      select: { code: true, nameEn: true, nameZh: true, archived: true },
      orderBy: { level: 'asc' },
    }),
    // A code is eight digits, so what lies below is a range of the index on product(category_code).
    ctx.db.$queryRaw<CategoryChild[]>`
      select c.code, c.name_en as "nameEn", c.name_zh as "nameZh", c.archived, coalesce(p.products, 0)::int as products,
             (select count(*)::int from category_attribute a where a.category_code = c.code) as asked
      from category c
      left join (select left(category_code, ${digits}::int) as start, count(*) as products from product
                 where category_code between ${prefix.padEnd(8, '0')} and ${prefix.padEnd(8, '9')} group by 1) p
             on p.start = left(c.code, ${digits}::int)
      where c.level = ${level + 1} and c.code between ${prefix.padEnd(8, '0')} and ${prefix.padEnd(8, '9')}
      order by c.code`,
    code === null ? [] : askedOf(ctx, code),
  ])
  const category = path.find((each) => each.code === code) ?? null
  if (code !== null && !category) throw notFound()
  return { category, path, children, asked }
}

/** What a category asks of its products, itself and through those above it; the nearer one counts where two name the same. One query. */
export async function askedOf(ctx: ReadContext, code: string): Promise<Asked[]> {
  if (!categoryCode.safeParse(code).success) return []
  const rows = await ctx.db.categoryAttribute.findMany({
    where: { categoryCode: { in: pathOf(code) } },
    orderBy: [{ categoryCode: 'asc' }, { position: 'asc' }],
  })
  const nearest = new Map(rows.map((row) => [row.name.toLowerCase(), row]))
  return [...nearest.values()].map(({ position: _, ...row }) => row)
}
