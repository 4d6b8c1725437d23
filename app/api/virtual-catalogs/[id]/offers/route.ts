import { ownNotes } from '@/lib/catalog/internal-content/queries'
import { importItems, MAX_ITEMS } from '@/lib/catalog/virtual/commands/import-items'
import { listDraft, ownVirtualCatalog } from '@/lib/catalog/virtual/queries'
import { draftSheet } from '@/lib/catalog/virtual/workbook'
import { writeWorkbook } from '@/lib/platform/files/small-table'
import { isLocale } from '@/lib/platform/i18n/locales'
import { requireSameOrigin, respond, sentTable } from '../../../respond'

interface Route {
  params: Promise<{ id: string }>
}

/** The draft of a virtual catalog as XLSX: GET /api/virtual-catalogs/…/offers?lang=en. */
export const GET = (request: Request, { params }: Route) =>
  respond(async (ctx) => {
    const catalog = await ownVirtualCatalog(ctx, (await params).id)
    const { entries } = await listDraft(ctx, catalog, { take: MAX_ITEMS })
    const notes = await ownNotes(
      ctx,
      entries.map(({ productId }) => productId),
    )
    const asked = new URL(request.url).searchParams.get('lang')
    return new Response(await writeWorkbook([draftSheet(entries, notes, isLocale(asked) ? asked : 'en')]), {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-disposition': `attachment; filename="catalog.xlsx"; filename*=UTF-8''${encodeURIComponent(catalog.name)}.xlsx`,
      },
    })
  })

/** Takes into the draft what a CSV or XLSX file says of offers, all or none: POST /api/virtual-catalogs/…/offers. */
export const POST = (request: Request, { params }: Route) =>
  respond(async (ctx) => {
    requireSameOrigin(request)
    const { id: catalogId } = await ownVirtualCatalog(ctx, (await params).id)
    const rows = await sentTable(request, ctx.actor, importItems.allows)
    return Response.json(await importItems(ctx, { catalogId, rows }))
  })
