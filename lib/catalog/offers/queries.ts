import { may } from '@/lib/parties/identity/abilities'
import { networksWith, type ReadContext } from '@/lib/platform/context'
import { forbidden, notFound } from '@/lib/platform/errors'
import { sortedByName } from '@/lib/platform/i18n/collation'
import type { OfferContent } from './content-schemas'

export function mayReadCatalogs(ctx: ReadContext): void {
  if (!may('read', 'Catalog')(ctx.actor)) throw forbidden()
}

/** A catalog of the actor's own organization. @throws AppError not_found for another's */
export async function ownCatalog(ctx: ReadContext, catalogId: string) {
  const catalog = await ctx.db.catalog.findFirst({
    where: { id: catalogId, organizationId: ctx.actor.organizationId, managedBy: 'supplier' },
  })
  if (!catalog) throw notFound()
  return catalog
}

/** The organization's catalogs with their last version and where they are published. */
export async function listCatalogs(ctx: ReadContext) {
  mayReadCatalogs(ctx)
  const catalogs = await ctx.db.catalog.findMany({
    where: { organizationId: ctx.actor.organizationId, managedBy: 'supplier' },
    select: {
      id: true,
      name: true,
      createdAt: true,
      versions: { orderBy: { number: 'desc' }, take: 1 },
      publications: { select: { startsAt: true, network: { select: { name: true } } } },
      _count: { select: { offers: { where: { withdrawnAt: null } } } },
    },
  })
  return sortedByName(catalogs, ctx.actor).map((catalog) => ({ ...catalog, versions: catalog.versions.map(publishedOf) }))
}

/** One catalog with its versions, imports and publications. */
export async function getCatalog(ctx: ReadContext, catalogId: string) {
  mayReadCatalogs(ctx)
  const catalog = await ctx.db.catalog.findFirst({
    where: { id: catalogId, organizationId: ctx.actor.organizationId, managedBy: 'supplier' },
    include: {
      versions: { orderBy: { number: 'desc' }, take: 50 },
      imports: { orderBy: { createdAt: 'desc' }, take: 20 },
      publications: true,
      _count: { select: { offers: { where: { withdrawnAt: null } } } },
    },
  })
  if (!catalog) throw notFound()
  return { ...catalog, versions: catalog.versions.map(publishedOf) }
}

/** A version of a supplier's catalog is published with its making. */
const publishedOf = <Version extends { publishedAt: Date | null }>(
  version: Version,
): Omit<Version, 'publishedAt'> & { publishedAt: Date } => ({
  ...version,
  publishedAt: version.publishedAt as Date,
})

/** A page of a catalog's live offers, as content, after a part number. Served by the unique (catalog, part). */
export async function listOffers(
  ctx: ReadContext,
  catalogId: string,
  page: { after?: string | undefined; search?: string | undefined; take?: number },
) {
  await ownCatalog(ctx, catalogId)
  mayReadCatalogs(ctx)
  const take = page.take ?? 100
  const rows = await ctx.db.offer.findMany({
    where: {
      catalogId,
      withdrawnAt: null,
      supplierPartNumber: {
        ...(page.after && { gt: page.after }),
        ...(page.search && { contains: page.search, mode: 'insensitive' as const }),
      },
    },
    select: { supplierPartNumber: true, content: true, stock: true, leadTimeDays: true },
    orderBy: { supplierPartNumber: 'asc' },
    take: take + 1,
  })
  return {
    offers: rows.slice(0, take).map(contentNow),
    next: rows.length > take ? (rows[take - 1]?.supplierPartNumber ?? null) : null,
  }
}

/** A line as it was published, with the stock and lead time of this moment. */
const contentNow = (row: { content: unknown; stock: { toFixed(): string } | null; leadTimeDays: number | null }): OfferContent => ({
  ...(row.content as OfferContent),
  stock: row.stock?.toFixed() ?? null,
  leadTimeDays: row.leadTimeDays,
})

/** As many lines as a file of stock and lead times may have. */
const MAX_AVAILABILITY = 20_000

/** Stock and lead time of a catalog's live lines as they are now, by part number. */
export async function listAvailability(ctx: ReadContext, catalogId: string) {
  mayReadCatalogs(ctx)
  const rows = await ctx.db.offer.findMany({
    where: { catalogId, withdrawnAt: null },
    select: { supplierPartNumber: true, stock: true, leadTimeDays: true, product: { select: { name: true } } },
    orderBy: { supplierPartNumber: 'asc' },
    take: MAX_AVAILABILITY,
  })
  return rows.map(({ supplierPartNumber, stock, leadTimeDays, product }) => ({
    part: supplierPartNumber,
    name: product.name as OfferContent['name'],
    stock: stock?.toFixed() ?? null,
    leadTimeDays,
  }))
}

/** Names of the networks into which a catalog is published, now or from a date on. */
export async function publishedIn(ctx: ReadContext, catalogId: string): Promise<string[]> {
  const rows = await ctx.db.catalogPublication.findMany({ where: { catalogId }, select: { network: { select: { name: true } } } })
  return sortedByName(
    rows.map(({ network }) => network),
    ctx.actor,
  ).map(({ name }) => name)
}

/** The networks into which the organization may publish. */
export async function publishableNetworks(ctx: ReadContext) {
  const where = { id: { in: networksWith(ctx.actor, 'publish') } }
  return sortedByName(await ctx.db.network.findMany({ where, select: { id: true, name: true } }), ctx.actor)
}

/** One line of a catalog as content, with the product that it belongs to and whether the organization keeps that. */
export async function getOwnOffer(ctx: ReadContext, catalogId: string, part: string) {
  mayReadCatalogs(ctx)
  const offer = await ctx.db.offer.findFirst({
    where: { catalogId, supplierPartNumber: part, withdrawnAt: null, catalog: { organizationId: ctx.actor.organizationId } },
    select: {
      id: true,
      content: true,
      stock: true,
      leadTimeDays: true,
      product: {
        select: {
          id: true,
          ownerId: true,
          owner: { select: { name: true } },
          files: { orderBy: { position: 'asc' }, select: { fileId: true, kind: true, file: { select: { name: true, size: true } } } },
        },
      },
    },
  })
  if (!offer) throw notFound()
  return { id: offer.id, content: contentNow(offer), product: offer.product, keeps: offer.product.ownerId === ctx.actor.organizationId }
}
