import { may } from '@/lib/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { Prisma } from '@/lib/platform/db/generated/client'
import { likeText } from '@/lib/platform/db/sql'
import { forbidden, notFound } from '@/lib/platform/errors'
import { draftEntries } from './resolve'
import { selection } from './schemas'
import type { DraftCounts, DraftEntry } from './views'

function demandKeeper(ctx: ReadContext): void {
  if (!may('manage', 'VirtualCatalog')(ctx.actor)) throw forbidden()
}

/** The virtual catalogs that the actor's organization keeps. */
export async function listVirtualCatalogs(ctx: ReadContext) {
  demandKeeper(ctx)
  return ctx.db.catalog.findMany({
    where: { organizationId: ctx.actor.organizationId, managedBy: { not: 'supplier' } },
    select: {
      id: true,
      name: true,
      managedBy: true,
      publishedVersion: true,
      versions: { orderBy: { number: 'desc' }, take: 1, select: { publishedAt: true } },
      _count: { select: { entries: { where: { toVersion: null } }, audience: true } },
    },
    orderBy: { name: 'asc' },
  })
}

/** A virtual catalog of the actor's organization. @throws AppError not_found */
export async function ownVirtualCatalog(ctx: ReadContext, catalogId: string) {
  demandKeeper(ctx)
  const catalog = await ctx.db.catalog.findFirst({
    where: { id: catalogId, organizationId: ctx.actor.organizationId, managedBy: { not: 'supplier' } },
  })
  if (!catalog) throw notFound()
  return { ...catalog, selection: selection.parse(catalog.selection) }
}

/** What the other queries of a catalog start from: that it is the actor's has been looked up. */
type OwnCatalog = Awaited<ReturnType<typeof ownVirtualCatalog>>

/** The same with its versions, newest first, and its audience. */
export async function getVirtualCatalog(ctx: ReadContext, catalogId: string) {
  const catalog = await ownVirtualCatalog(ctx, catalogId)
  const { versions, audience } = await ctx.db.catalog.findUniqueOrThrow({
    where: { id: catalogId },
    select: { versions: { orderBy: { number: 'desc' }, take: 50 }, audience: { select: { organizationId: true, userId: true } } },
  })
  return { ...catalog, versions, audience: audience.flatMap(({ organizationId, userId }) => organizationId ?? userId ?? []) }
}

/** Whom a catalog can be made for: a buyer's own users, or the members of an operator's networks. */
export async function audienceChoices(ctx: ReadContext): Promise<{ id: string; name: string }[]> {
  demandKeeper(ctx)
  const { organizationId } = ctx.actor
  if (!ctx.actor.kinds.includes('operator'))
    return ctx.db.user.findMany({
      where: { memberships: { some: { organizationId } } },
      select: { id: true, name: true },
      orderBy: { name: 'asc' },
    })
  return ctx.db.organization.findMany({
    where: { networkMemberships: { some: { state: 'active', rights: { has: 'browse' }, network: { operatorId: organizationId } } } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
}

const same = Prisma.sql`e.preferred = d.preferred and e.blocked = d.blocked and e.own_part_number is not distinct from d.own_part_number
  and e.own_name is not distinct from d.own_name`

/** What publishing would change. One query. */
export async function draftCounts(ctx: ReadContext, catalog: OwnCatalog): Promise<DraftCounts> {
  const [row] = await ctx.db.$queryRaw<DraftCounts[]>`
    select count(d.offer_id)::int as total, count(*) filter (where e.offer_id is null)::int as added,
           count(*) filter (where d.offer_id is null)::int as removed,
           count(*) filter (where e.offer_id is not null and d.offer_id is not null and not (${same}))::int as changed
    from (${draftEntries(ctx, catalog)}) d
    full join (select * from catalog_entry where catalog_id = ${catalog.id}::uuid and to_version is null) e on e.offer_id = d.offer_id`
  return row ?? { total: 0, added: 0, removed: 0, changed: 0 }
}

/** A page of what the catalog would hold and of what was excluded by hand, by part number and offer. Keyset pages. */
export async function listDraft(
  ctx: ReadContext,
  catalog: OwnCatalog,
  page: { after?: string | undefined; search?: string | undefined; take?: number } = {},
): Promise<{ entries: DraftEntry[]; next: string | null }> {
  const take = page.take ?? 50
  const [part = '', offerId = ''] = page.after?.split('\n') ?? []
  const pattern = `%${likeText(page.search ?? '')}%`
  const rows = await ctx.db.$queryRaw<DraftEntry[]>`
    with shown as (
      select d.offer_id, true as inside from (${draftEntries(ctx, catalog)}) d
      union all
      select offer_id, false from catalog_item where catalog_id = ${catalog.id}::uuid and choice = 'exclude')
    select o.id as "offerId", o.product_id as "productId", o.supplier_part_number as part, p.name, s.name as supplier, o.currency,
           trim_scale(o.price)::text as price, trim_scale(o.price_base)::text as "priceBase", o.unit, inside,
           i.choice, i.own_part_number as "ownPartNumber", i.own_name as "ownName", coalesce(i.preferred, false) as preferred,
           coalesce(i.blocked, false) as blocked, o.withdrawn_at is not null as withdrawn
    from shown join offer o on o.id = shown.offer_id join product p on p.id = o.product_id join organization s on s.id = o.supplier_id
    left join catalog_item i on i.catalog_id = ${catalog.id}::uuid and i.offer_id = o.id
    where (o.supplier_part_number, o.id::text) > (${part}, ${offerId})
      and (o.supplier_part_number ilike ${pattern} or p.name->>'en' ilike ${pattern} or p.name->>'zh' ilike ${pattern}
           or i.own_part_number ilike ${pattern} or s.name ilike ${pattern})
    order by o.supplier_part_number, o.id::text limit ${take + 1}`
  const last = rows[take - 1]
  return { entries: rows.slice(0, take), next: rows.length > take && last ? `${last.part}\n${last.offerId}` : null }
}

/** How two published versions differ: offers that came and went between them. At most 200 of each. */
export async function compareVersions(ctx: ReadContext, catalog: OwnCatalog, from: number, to: number) {
  return ctx.db.$queryRaw<
    { offerId: string; part: string; name: { en?: string; zh?: string }; supplier: string; was: boolean; is: boolean }[]
  >`
    with before as (select offer_id from catalog_entry where catalog_id = ${catalog.id}::uuid and from_version <= ${from} and (to_version is null or to_version > ${from})),
         after as (select offer_id from catalog_entry where catalog_id = ${catalog.id}::uuid and from_version <= ${to} and (to_version is null or to_version > ${to}))
    select o.id as "offerId", o.supplier_part_number as part, p.name, s.name as supplier, b.offer_id is not null as was, a.offer_id is not null as is
    from before b full join after a on a.offer_id = b.offer_id
    join offer o on o.id = coalesce(a.offer_id, b.offer_id) join product p on p.id = o.product_id join organization s on s.id = o.supplier_id
    where a.offer_id is null or b.offer_id is null
    order by 6, 2 limit 400`
}

/** The published catalogs that reach the actor, for the filter of the search. */
export const reachingCatalogs = (ctx: ReadContext): Promise<{ id: string; name: string }[]> =>
  ctx.db.$queryRaw`
    select c.id, c.name from catalog c
    where c.id in (select catalogs_reaching(${ctx.actor.organizationId}::uuid, ${ctx.actor.userId}::uuid)) order by c.name`
