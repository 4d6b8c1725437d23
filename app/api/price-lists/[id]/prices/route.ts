import { writeWorkbook } from '@/lib/platform/files/small-table'
import { isLocale } from '@/lib/platform/i18n/locales'
import { importPrices } from '@/lib/pricing/price-lists/commands/save-prices'
import { getPriceList, listEntries } from '@/lib/pricing/price-lists/queries'
import { priceSheet } from '@/lib/pricing/price-lists/workbook'
import { requireSameOrigin, respond, sentTable } from '../../../respond'

interface Route {
  params: Promise<{ id: string }>
}

/** A list holds as many prices as one file may bring. */
const MAX_PRICES = 20_000

/** The prices of a list as XLSX: GET /api/price-lists/…/prices?lang=en. */
export const GET = (request: Request, { params }: Route) =>
  respond(async (ctx) => {
    const list = await getPriceList(ctx, (await params).id)
    const { entries } = await listEntries(ctx, list.id, { take: MAX_PRICES })
    const asked = new URL(request.url).searchParams.get('lang')
    return new Response(await writeWorkbook([priceSheet(entries, isLocale(asked) ? asked : 'en')]), {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-disposition': `attachment; filename="prices.xlsx"; filename*=UTF-8''${encodeURIComponent(list.name)}.xlsx`,
      },
    })
  })

/** Takes in the prices of a CSV or XLSX file, all or none: POST /api/price-lists/…/prices. */
export const POST = (request: Request, { params }: Route) =>
  respond(async (ctx) => {
    requireSameOrigin(request)
    const { id: listId } = await getPriceList(ctx, (await params).id)
    const rows = await sentTable(request, ctx.actor, importPrices.allows)
    return Response.json(await importPrices(ctx, { listId, rows }))
  })
