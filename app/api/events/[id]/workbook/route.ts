import { writeWorkbook } from '@/lib/platform/files/small-table'
import { isLocale } from '@/lib/platform/i18n/locales'
import { eventSheets } from '@/lib/sourcing/events/event-workbook'
import { getEvent } from '@/lib/sourcing/events/queries'
import { respond } from '../../../respond'

/** An event's lines, and for a bidder a sheet for its bids, as XLSX: GET /api/events/…/workbook?lang=en. */
export const GET = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  respond(async (ctx) => {
    const event = await getEvent(ctx, (await params).id)
    const asked = new URL(request.url).searchParams.get('lang')
    const locale = isLocale(asked) ? asked : 'en'
    return new Response(await writeWorkbook(eventSheets(event, locale)), {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-disposition': `attachment; filename="${event.number}.xlsx"`,
      },
    })
  })
