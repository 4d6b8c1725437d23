import { documentPdf } from '@/lib/documents/pdf/document-pdf'
import { notFound } from '@/lib/platform/errors'
import { isLocale } from '@/lib/platform/i18n/locales'
import { kindOfSlug } from '@/lib/purchasing/fulfilment/model'
import { getDocument } from '@/lib/purchasing/fulfilment/queries'
import { respond } from '../../../../respond'

/** A response, advice or receipt as PDF in the language asked for: GET /api/documents/goods-receipts/…/pdf?lang=zh */
export const GET = (request: Request, { params }: { params: Promise<{ kind: string; id: string }> }) =>
  respond(async (ctx) => {
    const { kind: slug, id } = await params
    const kind = kindOfSlug(slug)
    if (!kind) throw notFound()
    const { document } = await getDocument(ctx, kind, id)
    const asked = new URL(request.url).searchParams.get('lang')
    const pdf = await documentPdf(document, isLocale(asked) ? asked : ctx.actor.locale)
    return new Response(new Uint8Array(pdf), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${document.number.replaceAll('/', '-')}.pdf"`,
      },
    })
  })
