import type { OwnCatalog } from '@/lib/catalog/virtual/queries'
import { may, mayAny } from '@/lib/parties/identity/abilities'
import { networksWith, type ReadContext } from '@/lib/platform/context'
import { likeText } from '@/lib/platform/db/sql'
import { forbidden, notFound } from '@/lib/platform/errors'
import { sortedBy, sortedByName } from '@/lib/platform/i18n/collation'
import { sideOf } from './model'
import type { ListedPrice, OfferChoice } from './views'

function requireReader(ctx: ReadContext): void {
  if (!may('read', 'PriceList')(ctx.actor)) throw forbidden()
}

/** Lists of the actor's organization on either side; of contracts not the other side's drafts. Served by supplier and buyer. */
export async function listPriceLists(ctx: ReadContext) {
  requireReader(ctx)
  const { organizationId } = ctx.actor
  const lists = await ctx.db.priceList.findMany({
    where: {
      OR: [{ supplierId: organizationId }, { buyerId: organizationId }],
      NOT: { kind: 'contract', state: 'draft', proposedBy: { not: organizationId } },
    },
    include: {
      supplier: { select: { name: true } },
      buyer: { select: { name: true } },
      catalog: { select: { name: true, organization: { select: { name: true } } } },
      audiences: { select: { organization: { select: { name: true } }, group: { select: { name: true } } } },
      _count: { select: { entries: true } },
    },
    orderBy: [{ changedAt: 'desc' }, { id: 'desc' }],
    take: 500,
  })
  return lists
}

/** Of a list that concerns the actor's organization no more than whose it is. @throws AppError not_found */
async function requireList(ctx: ReadContext, listId: string) {
  requireReader(ctx)
  const list = await ctx.db.priceList.findUnique({ where: { id: listId } })
  const side = list && sideOf(list, ctx.actor.organizationId)
  if (!list || !side) throw notFound()
  return { supplierId: list.supplierId, side }
}

/** A list that concerns the actor's organization, with the side on which that stands. @throws AppError not_found */
export async function getPriceList(ctx: ReadContext, listId: string) {
  requireReader(ctx)
  const list = await ctx.db.priceList.findUnique({
    where: { id: listId },
    include: {
      supplier: { select: { name: true } },
      buyer: { select: { name: true } },
      catalog: { select: { name: true, organization: { select: { name: true } } } },
      lot: { select: { eventId: true, title: true } },
      audiences: {
        select: { organizationId: true, groupId: true, organization: { select: { name: true } }, group: { select: { name: true } } },
      },
      _count: { select: { entries: true } },
    },
  })
  const side = list && sideOf(list, ctx.actor.organizationId)
  if (!list || !side) throw notFound()
  return { ...list, side }
}

/** A page of a list's prices after a part number and its offer, in that order. Served by (list, offer). */
export async function listEntries(
  ctx: ReadContext,
  listId: string,
  page: { after?: string | undefined; take?: number } = {},
): Promise<{ entries: ListedPrice[]; next: string | null }> {
  await requireList(ctx, listId)
  const take = page.take ?? 100
  const [part = '', offerId = ''] = page.after?.split('\n') ?? []
  const rows = await ctx.db.$queryRaw<ListedPrice[]>`
    select e.offer_id as "offerId", o.supplier_part_number as part, p.name, p.id as "productId", o.unit, o.currency, trim_scale(o.price_base)::text as "priceBase",
           trim_scale(o.price)::text as "listPrice", trim_scale(e.price)::text as price, e.breaks, trim_scale(e.discount)::text as discount,
           trim_scale(e.agreed)::text as agreed, trim_scale(e.used)::text as used,
           case when o.withdrawn_at is not null then 'withdrawn'
                when e.discount is null and (e.currency <> o.currency or e.price_base <> o.price_base) then 'offer_changed' end as problem
    from price_list_entry e join offer o on o.id = e.offer_id join product p on p.id = o.product_id
    where e.list_id = ${listId}::uuid and (o.supplier_part_number, e.offer_id::text) > (${part}, ${offerId})
    order by o.supplier_part_number, e.offer_id::text limit ${take + 1}`
  const last = rows[take - 1]
  return { entries: rows.slice(0, take), next: rows.length > take && last ? `${last.part}\n${last.offerId}` : null }
}

/** A supplier's groups of customers, or an operator's of members. */
export async function listCustomerGroups(ctx: ReadContext) {
  if (!mayAny(['read', 'PriceList'], ['manage', 'VirtualCatalog'])(ctx.actor)) throw forbidden()
  const groups = await ctx.db.customerGroup.findMany({
    where: { supplierId: ctx.actor.organizationId },
    include: { members: { select: { organization: { select: { id: true, name: true } } } } },
  })
  return sortedByName(groups, ctx.actor)
}

/** Live offers of a list's supplier whose part number or name begins with or holds a text; a buyer finds those that it may see. */
export async function findListOffers(ctx: ReadContext, listId: string, text: string): Promise<OfferChoice[]> {
  const list = await requireList(ctx, listId)
  const networks = networksWith(ctx.actor, 'browse')
  const pattern = `%${likeText(text)}%`
  return ctx.db.$queryRaw<OfferChoice[]>`
    select o.id as "offerId", o.supplier_part_number as part, p.name, trim_scale(o.price)::text as price, o.currency,
           trim_scale(o.price_base)::text as "priceBase", o.unit
    from offer o join product p on p.id = o.product_id
    where o.supplier_id = ${list.supplierId}::uuid and o.withdrawn_at is null
      and (o.supplier_part_number ilike ${pattern} or p.name->>'en' ilike ${pattern} or p.name->>'zh' ilike ${pattern})
      and (${list.side === 'supplier'} or exists (
        select 1 from catalog_publication c where c.catalog_id = o.catalog_id and c.starts_at <= ${ctx.now} and c.network_id = any(${networks}::uuid[])))
    order by o.supplier_part_number limit 12`
}

/** What has become of a catalog's own prices: for how many offers each supplier was asked, and what it said. */
export async function ownPriceLists(ctx: ReadContext, catalog: OwnCatalog) {
  const lists = await ctx.db.priceList.findMany({
    where: { catalogId: catalog.id, state: { in: ['proposed', 'active', 'declined'] } },
    select: { id: true, state: true, supplier: { select: { name: true } }, _count: { select: { entries: true } } },
    orderBy: { createdAt: 'desc' },
  })
  return sortedBy(lists, ctx.actor.locale, ({ supplier }) => supplier.name)
}
