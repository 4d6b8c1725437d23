import { getProduct } from '@/lib/catalog/offers/product-queries'
import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { forbidden, notFound } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import type { InternalContentView } from './views'

/**
 * What the actor's organization and the operators of its networks have added to products, its own first. One query, served by the primary
 * key, asked for each of the few organizations whose additions reach the actor (content_authors_for in the database).
 */
export async function internalContentsOf(ctx: ReadContext, productIds: readonly string[]): Promise<Map<string, InternalContentView[]>> {
  const rows = await ctx.db.$queryRaw<(InternalContentView & { productId: string })[]>`
    select e.product_id as "productId", e.organization_id as "organizationId", o.name as organization, e.note, e.attributes,
           (select coalesce(json_agg(json_build_object('fileId', f.file_id, 'kind', f.kind, 'file', json_build_object('name', s.name, 'size', s.size))
                     order by f.position), '[]')
            from internal_content_file f join stored_file s on s.id = f.file_id
            where f.organization_id = e.organization_id and f.product_id = e.product_id) as files
    from content_authors_for(${ctx.actor.organizationId}::uuid) u join internal_content e on e.organization_id = u
    join organization o on o.id = e.organization_id
    where e.product_id = any(${productIds}::uuid[])
    order by e.organization_id <> ${ctx.actor.organizationId}::uuid, o.name`
  const found = new Map<string, InternalContentView[]>()
  for (const { productId, ...internalContent } of rows) found.set(productId, [...(found.get(productId) ?? []), internalContent])
  return found
}

/** The notes of the actor's organization itself, by product. One query. */
export async function ownNotes(ctx: ReadContext, productIds: readonly string[]): Promise<Map<string, InternalContentView['note']>> {
  const rows = await ctx.db.$queryRaw<{ productId: string; note: InternalContentView['note'] }[]>`
    select product_id as "productId", note from internal_content
    where organization_id = ${ctx.actor.organizationId}::uuid and product_id = any(${productIds}::uuid[])`
  return new Map(rows.map(({ productId, note }) => [productId, note]))
}

/** The first picture that has been added to each product, for lists: it stands before the supplier's. One query. */
export async function addedPictures(ctx: ReadContext, productIds: readonly string[]): Promise<Map<string, string>> {
  if (productIds.length === 0) return new Map()
  const rows = await ctx.db.$queryRaw<{ productId: string; fileId: string }[]>`
    select distinct on (f.product_id) f.product_id as "productId", f.file_id as "fileId"
    from content_authors_for(${ctx.actor.organizationId}::uuid) u join internal_content_file f on f.organization_id = u and f.kind = 'picture'
    where f.product_id = any(${productIds}::uuid[])
    order by f.product_id, f.organization_id <> ${ctx.actor.organizationId}::uuid, f.position`
  return new Map(rows.map(({ productId, fileId }) => [productId, fileId]))
}

/** A product with what the actor's own organization has added, to be changed. @throws AppError forbidden, not_found */
export async function ownInternalContent(ctx: ReadContext, productId: string) {
  if (!may('manage', 'VirtualCatalog')(ctx.actor)) throw forbidden()
  if (!isUuid(productId)) throw notFound()
  const { product } = await getProduct(ctx, productId)
  const added = (await internalContentsOf(ctx, [productId])).get(productId) ?? []
  return { product, own: added.find(({ organizationId }) => organizationId === ctx.actor.organizationId) ?? null }
}

/** A picture or document that somebody has added, if it reaches the actor and the product does. @throws AppError not_found */
export async function getAddedFile(ctx: ReadContext, fileId: string) {
  const [entry] = await ctx.db.$queryRaw<{ productId: string; kind: 'picture' | 'document' }[]>`
    select product_id as "productId", kind from internal_content_file
    where file_id = ${fileId}::uuid and organization_id in (select content_authors_for(${ctx.actor.organizationId}::uuid))`
  if (!entry) throw notFound()
  await getProduct(ctx, entry.productId)
  return { kind: entry.kind, ...(await ctx.db.storedFile.findUniqueOrThrow({ where: { id: fileId } })) }
}
