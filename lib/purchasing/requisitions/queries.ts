import { productsByWish, searchProducts } from '@/lib/discovery/search/queries'
import { searchParams } from '@/lib/discovery/search/schemas'
import { mayDecideAny } from '@/lib/parties/approvals/policy'
import { mayAny } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { likeText } from '@/lib/platform/db/sql'
import { forbidden, notFound } from '@/lib/platform/errors'
import type { requisitionFilters } from './schemas'

/** Who answers requisitions. */
export const answers = mayDecideAny('requisition')
const takesPart = mayAny(['create', 'Requisition'], ['approve', 'Requisition'])

const PAGE = 50
const shown = {
  requester: { select: { name: true } },
  item: { select: { number: true, name: true, place: true } },
  offer: {
    select: {
      id: true,
      productId: true,
      supplierPartNumber: true,
      product: { select: { name: true } },
      catalog: { select: { organization: { select: { name: true } } } },
    },
  },
} as const

/**
 * Requisitions, the oldest open first, else the newest first: of the whole organization for who answers them, else the actor's own. Keyset pages, served
 * by (organization, state, created_at, id).
 */
export async function listRequisitions(ctx: ReadContext, filter: (typeof requisitionFilters)[number], after?: string) {
  if (!takesPart(ctx.actor)) throw forbidden()
  const order = filter === 'open' ? ('asc' as const) : ('desc' as const)
  const last = after ? await ctx.db.requisition.findFirst({ where: { id: after, ...visibleTo(ctx) }, select: { id: true } }) : null
  const rows = await ctx.db.requisition.findMany({
    where: {
      ...visibleTo(ctx),
      ...(filter === 'done' ? { state: { in: ['done', 'rejected', 'withdrawn'] } } : filter === 'all' ? {} : { state: filter }),
    },
    orderBy: [{ createdAt: order }, { id: order }],
    include: shown,
    ...(last && { cursor: { id: last.id }, skip: 1 }),
    take: PAGE + 1,
  })
  return { requisitions: rows.slice(0, PAGE), next: rows.length > PAGE ? (rows[PAGE - 1]?.id ?? null) : null }
}

const visibleTo = ({ actor }: ReadContext) => ({
  organizationId: actor.organizationId,
  ...(!answers(actor) && { requestedBy: actor.userId }),
})

/** One that the actor asked for, or answers. @throws AppError not_found */
export async function getRequisition(ctx: ReadContext, requisitionId: string) {
  if (!takesPart(ctx.actor)) throw forbidden()
  const row = await ctx.db.requisition.findFirst({ where: { id: requisitionId, ...visibleTo(ctx) }, include: shown })
  if (!row) throw notFound()
  return row
}

/** Products that a free text may mean: what all its words find, else what the words that name the thing find. */
export async function proposeProducts(ctx: ReadContext, text: string, take = 8) {
  const { products } = await searchProducts(ctx, searchParams.parse({ q: text }), take)
  return products.length > 0 ? products : productsByWish(ctx, text, take)
}

/** How many wait for an answer, for who answers them. */
export const countOpenRequisitions = (ctx: ReadContext): Promise<number> =>
  answers(ctx.actor) ? ctx.db.requisition.count({ where: { organizationId: ctx.actor.organizationId, state: 'open' } }) : Promise.resolve(0)

/** Internal items of the organization, by number; those whose number or name has the text. Served by the trigram index of names. */
export function findInternalItems(ctx: ReadContext, text = '', take = 200) {
  if (!takesPart(ctx.actor)) return Promise.resolve([])
  const words = text.trim().split(/\s+/).filter(Boolean)
  return ctx.db.internalItem.findMany({
    where: {
      organizationId: ctx.actor.organizationId,
      archivedAt: null,
      AND: words.map((word) => ({
        OR: [
          { name: { contains: likeText(word), mode: 'insensitive' as const } },
          { number: { startsWith: likeText(word), mode: 'insensitive' as const } },
        ],
      })),
    },
    orderBy: { number: 'asc' },
    take,
  })
}
