import type { Attribute } from '@/lib/catalog/offers/content-schemas'
import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { forbidden } from '@/lib/platform/errors'
import type { duplicateStates } from './schemas'
import type { ComparedProduct, DuplicateRow, MergedProduct } from './views'

const PAGE = 20

/** A proposal of the actor's own organization. */
export const ownProposal = (ctx: ReadContext, proposalId: string) =>
  ctx.db.duplicateProposal.findFirst({ where: { id: proposalId, organizationId: ctx.actor.organizationId } })

const asked = {
  id: true,
  name: true,
  brand: true,
  partNumber: true,
  gtin: true,
  unit: true,
  categoryCode: true,
  pictureFileId: true,
  attributes: true,
} as const

/**
 * Proposals of one state, surest first, both products side by side.
 * Keyset pages, served by (organization, state, score, id).
 * @param after the id of the last one of the page before
 */
export async function listDuplicates(ctx: ReadContext, state: (typeof duplicateStates)[number], after?: string) {
  if (!may('manage', 'VirtualCatalog')(ctx.actor)) throw forbidden()
  const { organizationId } = ctx.actor
  const last = after ? await ownProposal(ctx, after) : null
  const rows = await ctx.db.duplicateProposal.findMany({
    where: { organizationId, state },
    orderBy: [{ score: 'desc' }, { id: 'asc' }],
    include: { first: { select: asked }, second: { select: asked } },
    ...(last && { cursor: { id: last.id }, skip: 1 }),
    take: PAGE + 1,
  })
  const shown = rows.slice(0, PAGE)
  const side = (product: (typeof rows)[number]['first']): ComparedProduct => ({
    ...product,
    name: product.name as ComparedProduct['name'],
    attributes: product.attributes as Attribute[],
  })
  return {
    proposals: shown.map(
      (row): DuplicateRow => ({ id: row.id, score: Number(row.score), reason: row.reason, sides: [side(row.first), side(row.second)] }),
    ),
    next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** The last search of the organization, and how many proposals there are of each state. */
export async function duplicateSearch(ctx: ReadContext) {
  if (!may('manage', 'VirtualCatalog')(ctx.actor)) throw forbidden()
  const { organizationId } = ctx.actor
  const [search, counts] = await Promise.all([
    ctx.db.duplicateSearch.findUnique({ where: { organizationId } }),
    ctx.db.duplicateProposal.groupBy({ by: ['state'], where: { organizationId }, _count: true }),
  ])
  return { search, counts: Object.fromEntries(counts.map(({ state, _count }) => [state, _count])) as Partial<Record<string, number>> }
}

/** The other products that the actor sees as one with a product, the one that stands for them first. */
export async function mergedWith(ctx: ReadContext, productId: string) {
  const { organizationId, mergesOf } = ctx.actor
  if (mergesOf.length === 0) return []
  return ctx.db.$queryRaw<MergedProduct[]>`
    select p.id, p.name, p.brand, p.part_number as "partNumber", p.gtin,
           p.id = product_head(${organizationId}::uuid, ${mergesOf}::uuid[], p.id) as head
    from merged_products(${organizationId}::uuid, ${mergesOf}::uuid[], ${productId}::uuid) j(id) join product p on p.id = j.id
    where (select count(*) from merged_products(${organizationId}::uuid, ${mergesOf}::uuid[], ${productId}::uuid)) > 1
    order by 6 desc, p.id`
}
