import { may } from '@/lib/parties/identity/abilities'
import { listCostCentres } from '@/lib/parties/identity/queries'
import { networkMembers } from '@/lib/parties/network/queries'
import type { ReadContext } from '@/lib/platform/context'
import { likeText } from '@/lib/platform/db/sql'
import { forbidden, notFound } from '@/lib/platform/errors'
import { sortedByName } from '@/lib/platform/i18n/collation'
import { draftEntries } from './draft-queries'
import { entriesNow, saysTheSame } from './internal/entries'
import { type CatalogAudience, selection } from './schemas'
import type { DraftCounts, DraftEntry } from './views'

function requireKeeper(ctx: ReadContext): void {
  if (!may('manage', 'VirtualCatalog')(ctx.actor)) throw forbidden()
}

/** The virtual catalogs that the actor's organization keeps. */
export async function listVirtualCatalogs(ctx: ReadContext) {
  requireKeeper(ctx)
  const catalogs = await ctx.db.catalog.findMany({
    where: { organizationId: ctx.actor.organizationId, managedBy: { not: 'supplier' } },
    select: {
      id: true,
      name: true,
      managedBy: true,
      publishedVersion: true,
      validFrom: true,
      validTo: true,
      versions: { orderBy: { number: 'desc' }, take: 1, select: { state: true, publishedAt: true } },
      _count: { select: { entries: { where: { toVersion: null } }, audience: true } },
    },
  })
  return sortedByName(catalogs, ctx.actor)
}

/** How many changes of suppliers wait for consent, by catalog of the actor's organization. */
export async function heldCounts(ctx: ReadContext): Promise<Map<string, number>> {
  const rows = await ctx.db.catalogEntry.groupBy({
    by: ['catalogId'],
    where: { held: true, toVersion: null, catalog: { organizationId: ctx.actor.organizationId } },
    _count: true,
  })
  return new Map(rows.map((row) => [row.catalogId, row._count]))
}

/** A virtual catalog of the actor's organization. @throws AppError not_found */
export async function ownVirtualCatalog(ctx: ReadContext, catalogId: string) {
  requireKeeper(ctx)
  const catalog = await ctx.db.catalog.findFirst({
    where: { id: catalogId, organizationId: ctx.actor.organizationId, managedBy: { not: 'supplier' } },
  })
  if (!catalog) throw notFound()
  return { ...catalog, selection: selection.parse(catalog.selection) }
}

/** What the other queries of a catalog start from: that it is the actor's has been looked up. */
export type OwnCatalog = Awaited<ReturnType<typeof ownVirtualCatalog>>

/** The same with its versions, newest first, with who did what, and its audience. */
export async function getVirtualCatalog(ctx: ReadContext, catalogId: string) {
  const catalog = await ownVirtualCatalog(ctx, catalogId)
  const { versions, audience } = await ctx.db.catalog.findUniqueOrThrow({
    where: { id: catalogId },
    select: { versions: { orderBy: { number: 'desc' }, take: 50 }, audience: true },
  })
  const ids = versions.flatMap(({ submittedBy, decidedBy, publishedBy }) => [submittedBy, decidedBy, publishedBy])
  const users = await ctx.db.user.findMany({
    where: { id: { in: [...new Set(ids.filter((id): id is string => id !== null))] } },
    select: { id: true, name: true },
  })
  const of = (key: 'userId' | 'costCentreId' | 'organizationId' | 'groupId' | 'networkId') => audience.flatMap((row) => row[key] ?? [])
  const reached: CatalogAudience = {
    userIds: of('userId'),
    costCentreIds: of('costCentreId'),
    organizationIds: of('organizationId'),
    groupIds: of('groupId'),
    networkIds: of('networkId'),
  }
  return { ...catalog, versions, audience: reached, userNames: Object.fromEntries(users.map(({ id, name }) => [id, name])) }
}

type Choice = { id: string; name: string }
export type AudienceChoices = Record<keyof CatalogAudience, Choice[]>

/** Whom a catalog can be made for: a buyer's own users and cost centres, or members of an operator's networks, groups of them, whole networks. */
export async function audienceChoices(ctx: ReadContext): Promise<AudienceChoices> {
  requireKeeper(ctx)
  const { organizationId } = ctx.actor
  const none: AudienceChoices = { userIds: [], costCentreIds: [], organizationIds: [], groupIds: [], networkIds: [] }
  const named = { select: { id: true, name: true } } as const
  if (!ctx.actor.kinds.includes('operator')) {
    const [userIds, costCentres] = await Promise.all([
      ctx.db.user.findMany({ where: { memberships: { some: { organizationId } } }, ...named }),
      listCostCentres(ctx),
    ])
    return {
      ...none,
      userIds: sortedByName(userIds, ctx.actor),
      costCentreIds: costCentres.map(({ id, code, name }) => ({ id, name: `${code} ${name}` })),
    }
  }
  const [organizationIds, groupIds, networkIds] = await Promise.all([
    networkMembers(ctx),
    ctx.db.customerGroup.findMany({ where: { supplierId: organizationId }, ...named }),
    ctx.db.network.findMany({ where: { operatorId: organizationId }, ...named }),
  ])
  return { ...none, organizationIds, groupIds: sortedByName(groupIds, ctx.actor), networkIds: sortedByName(networkIds, ctx.actor) }
}

/** What publishing the draft would change. One query. */
export async function draftCounts(ctx: ReadContext, catalog: OwnCatalog): Promise<DraftCounts> {
  const [row] = await ctx.db.$queryRaw<DraftCounts[]>`
    select count(d.offer_id)::int as total, count(*) filter (where e.offer_id is null)::int as added,
           count(*) filter (where d.offer_id is null)::int as removed,
           count(*) filter (where e.offer_id is not null and d.offer_id is not null and not (${saysTheSame('e', 'd')}))::int as changed
    from (${draftEntries(ctx, catalog)}) d full join (${entriesNow(catalog.id)}) e on e.offer_id = d.offer_id`
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
           trim_scale(o.price)::text as "listPrice", trim_scale(o.price_base)::text as "priceBase", o.unit, inside,
           i.choice, i.buyer_part_number as "buyerPartNumber", i.buyer_name as "buyerName", coalesce(i.preferred, false) as preferred,
           coalesce(i.blocked, false) as blocked, trim_scale(i.minimum)::text as minimum, trim_scale(i.maximum)::text as maximum,
           coalesce(i.approval, false) as approval, trim_scale(i.price)::text as price, trim_scale(i.discount)::text as discount,
           o.withdrawn_at is not null as withdrawn, coalesce(e.held, false) as held
    from shown join offer o on o.id = shown.offer_id join product p on p.id = o.product_id join organization s on s.id = o.supplier_id
    left join catalog_item i on i.catalog_id = ${catalog.id}::uuid and i.offer_id = o.id
    left join catalog_entry e on e.catalog_id = ${catalog.id}::uuid and e.offer_id = o.id and e.to_version is null
    where (o.supplier_part_number, o.id::text) > (${part}, ${offerId})
      and (o.supplier_part_number ilike ${pattern} or p.name->>'en' ilike ${pattern} or p.name->>'zh' ilike ${pattern}
           or i.buyer_part_number ilike ${pattern} or s.name ilike ${pattern})
    order by o.supplier_part_number, o.id::text limit ${take + 1}`
  const last = rows[take - 1]
  return { entries: rows.slice(0, take), next: rows.length > take && last ? `${last.part}\n${last.offerId}` : null }
}

/** The published catalogs that reach the actor, for the filter of the search. */
export async function reachingCatalogs(ctx: ReadContext): Promise<{ id: string; name: string }[]> {
  const catalogs = await ctx.db.$queryRaw<{ id: string; name: string }[]>`
    select c.id, c.name from catalog c
    where c.id in (select catalogs_reaching(${ctx.actor.organizationId}::uuid, ${ctx.actor.userId}::uuid, ${ctx.now}))`
  return sortedByName(catalogs, ctx.actor)
}
