import { importAvailability } from '@/lib/catalog/offers/commands/set-availability'
import { listAvailability, ownCatalog } from '@/lib/catalog/offers/queries'
import { writeWorkbook } from '@/lib/platform/files/small-table'
import { isLocale, localText } from '@/lib/platform/i18n/locales'
import { requireSameOrigin, respond, sentTable } from '../../../respond'

interface Route {
  params: Promise<{ id: string }>
}

const heads = { en: ['Part number', 'Name', 'Stock', 'Lead time'], zh: ['料号', '名称', '库存', '交货期'] } as const
const widths = [20, 48, 12, 12]

/** Stock and lead times of a catalog as a sheet to fill in: GET /api/catalogs/…/availability?lang=en. */
export const GET = (request: Request, { params }: Route) =>
  respond(async (ctx) => {
    const catalog = await ownCatalog(ctx, (await params).id)
    const rows = await listAvailability(ctx, catalog.id)
    const asked = new URL(request.url).searchParams.get('lang')
    const locale = isLocale(asked) ? asked : 'en'
    const sheet = {
      name: locale === 'zh' ? '库存' : 'Stock',
      columns: heads[locale].map((header, index) => ({ header, width: widths[index] as number })),
      rows: rows.map(({ part, name, stock, leadTimeDays }) => [part, localText(name, locale), stock, leadTimeDays?.toString() ?? null]),
    }
    return new Response(await writeWorkbook([sheet]), {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-disposition': `attachment; filename="stock.xlsx"; filename*=UTF-8''${encodeURIComponent(`${catalog.name} stock`)}.xlsx`,
      },
    })
  })

/** Takes in stock and lead times from a CSV or XLSX file, all or none: POST /api/catalogs/…/availability. */
export const POST = (request: Request, { params }: Route) =>
  respond(async (ctx) => {
    requireSameOrigin(request)
    const { id: catalogId } = await ownCatalog(ctx, (await params).id)
    const rows = await sentTable(request, ctx.actor, importAvailability.allows)
    return Response.json(await importAvailability(ctx, { catalogId, rows }))
  })
