import { isTarget } from '@/lib/catalog/formats/model'
import { openCatalog, readLines } from '@/lib/catalog/formats/read-catalog'
import type { RowProblem, WarningReason } from '@/lib/catalog/formats/read-row'
import { catalogChoice } from '@/lib/catalog/formats/schemas'
import type { OfferContent } from '@/lib/catalog/offers/content-schemas'
import { mayReadCatalogs } from '@/lib/catalog/offers/queries'
import type { ReadContext } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { Prisma } from '@/lib/platform/db/generated/client'
import { invalidInput, notFound } from '@/lib/platform/errors'
import { withLocalCopy } from './internal/local-copy'
import { rowDefaults } from './internal/row-defaults'
import type { FirstRow } from './views'

/** An import into a catalog of the actor's own organization. @throws AppError not_found for another's */
export async function ownImport(ctx: ReadContext, importId: string) {
  mayReadCatalogs(ctx)
  const row = await ctx.db.catalogImport.findFirst({
    where: { id: importId, catalog: { organizationId: ctx.actor.organizationId } },
    include: { catalog: { select: { id: true, name: true, organizationId: true } } },
  })
  if (!row) throw notFound()
  return row
}

/** Where the file of an import is kept. */
export const storedKey = async ({ fileId }: { fileId: string }): Promise<string> =>
  (await prisma().storedFile.findUniqueOrThrow({ where: { id: fileId }, select: { key: true } })).key

const FIRST_ROWS = 10

/** The first ten rows of a file as they will be read with these columns, with what is wrong in them. @throws AppError file_refused */
export async function firstRows(ctx: ReadContext, importId: string, targets: (string | null)[]) {
  const row = await ownImport(ctx, importId)
  if (targets.length !== row.headers.length || !targets.every(isTarget)) throw invalidInput('targets', 'columns')
  return withLocalCopy(await storedKey(row), async (path) => {
    const catalog = await openCatalog(path, catalogChoice.parse(row.choice))
    const defaults = await rowDefaults(row, catalog, targets)
    const rows: FirstRow[] = []
    for await (const { row, result } of readLines(catalog.head.slice(0, FIRST_ROWS), targets, defaults))
      rows.push({ line: row.line, ...result })
    return { rows }
  })
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

/** What a person should know of rows that can be published, in the file's order. */
export async function listWarnings(ctx: ReadContext, importId: string, take: number) {
  await ownImport(ctx, importId)
  const where = { importId, content: { not: Prisma.DbNull }, problems: { not: Prisma.DbNull } }
  const [count, rows] = await Promise.all([
    ctx.db.importRow.count({ where }),
    ctx.db.importRow.findMany({ where, orderBy: { row: 'asc' }, take, select: { row: true, problems: true } }),
  ])
  return { count, rows: rows.map((row) => ({ row: row.row, warnings: row.problems as unknown as RowProblem<WarningReason>[] })) }
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
