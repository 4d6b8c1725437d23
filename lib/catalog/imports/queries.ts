import type { RowProblem } from '@/lib/catalog/formats/read-row'
import type { OfferContent } from '@/lib/catalog/offers/content-schemas'
import { mayReadCatalogs } from '@/lib/catalog/offers/queries'
import type { ReadContext } from '@/lib/platform/context'
import { Prisma } from '@/lib/platform/db/generated/client'
import { notFound } from '@/lib/platform/errors'

/** An import into a catalog of the actor's own organization. @throws AppError not_found for another's */
export async function ownImport(ctx: ReadContext, importId: string) {
  mayReadCatalogs(ctx)
  const row = await ctx.db.catalogImport.findFirst({
    where: { id: importId, catalog: { organizationId: ctx.actor.organizationId } },
    include: { catalog: { select: { id: true, name: true } } },
  })
  if (!row) throw notFound()
  return row
}

/** Rows of an import that cannot be published, in the file's order. */
export async function listBadRows(ctx: ReadContext, importId: string, page: { after?: number; take?: number } = {}) {
  await ownImport(ctx, importId)
  const rows = await ctx.db.importRow.findMany({
    where: { importId, content: { equals: Prisma.DbNull }, row: { gt: page.after ?? 0 } },
    orderBy: { row: 'asc' },
    take: page.take ?? 100,
    select: { row: true, raw: true, problems: true },
  })
  return rows.map((row) => ({ row: row.row, raw: row.raw as string[], problems: row.problems as unknown as RowProblem[] }))
}

/** `content` is what the offer says now, for one that would be withdrawn. */
interface PreviewRow {
  action: 'add' | 'change' | 'remove'
  part: string
  content: OfferContent
  before: OfferContent | null
}

/** What publishing would change: the first rows of each kind, before and after; what it would withdraw first. */
export async function previewImport(ctx: ReadContext, importId: string) {
  const { catalogId, replaceAll } = await ownImport(ctx, importId)
  return ctx.db.$queryRaw<PreviewRow[]>`
    (select 'remove' as action, o.supplier_part_number as part, o.content, o.content as before from offer o
     where ${replaceAll} and o.catalog_id = ${catalogId}::uuid and o.withdrawn_at is null
       and not exists (select 1 from import_row r where r.import_id = ${importId}::uuid and r.part = o.supplier_part_number)
     order by o.supplier_part_number limit 50)
    union all
    (select 'add' as action, r.part, r.content, null as before from import_row r
     left join offer o on o.catalog_id = ${catalogId}::uuid and o.supplier_part_number = r.part
     where r.import_id = ${importId}::uuid and r.content is not null and (o.id is null or o.withdrawn_at is not null) order by r.row limit 50)
    union all
    (select 'change', r.part, r.content, o.content from import_row r
     join offer o on o.catalog_id = ${catalogId}::uuid and o.supplier_part_number = r.part and o.withdrawn_at is null
     where r.import_id = ${importId}::uuid and r.content <> o.content order by r.row limit 50)`
}
