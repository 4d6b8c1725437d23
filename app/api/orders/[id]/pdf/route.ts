import { documentPdf } from '@/lib/documents/pdf/document-pdf'
import { isLocale } from '@/lib/platform/i18n/locales'
import { orderDocument } from '@/lib/purchasing/orders/order-document'
import { getOrder } from '@/lib/purchasing/orders/queries'
import { respond } from '../../../respond'

/** The order as PDF in the language asked for: GET /api/orders/…/pdf?lang=zh */
export const GET = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  respond(async (ctx) => {
    const order = await getOrder(ctx, (await params).id)
    const asked = new URL(request.url).searchParams.get('lang')
    const pdf = await documentPdf(orderDocument(order), isLocale(asked) ? asked : ctx.actor.locale)
    return new Response(new Uint8Array(pdf), {
      headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${order.number.replaceAll('/', '-')}.pdf"` },
    })
  })
