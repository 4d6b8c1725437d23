import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { getTranslations } from 'next-intl/server'
import type { RowProblem } from '@/lib/catalog/formats/read-row'
import { problemText } from '@/lib/catalog/formats/views'
import { listBadRows, ownImport } from '@/lib/catalog/imports/queries'
import type { ReadContext } from '@/lib/platform/context'
import { isLocale } from '@/lib/platform/i18n/locales'
import type { Translate } from '@/lib/platform/i18n/translator'
import { respond } from '../../../respond'

/** The rows that were not imported, as the file had them, with a column that says why: to be mended and sent again. */
export const GET = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  respond(async (ctx) => {
    const { id } = await params
    const row = await ownImport(ctx, id)
    const asked = new URL(request.url).searchParams.get('lang')
    const locale = isLocale(asked) ? asked : ctx.actor.locale
    const t = await getTranslations({ locale, namespace: 'imports' })
    const why = (problem: RowProblem) => `${problem.field}: ${problemText(t as unknown as Translate, problem, locale)}`
    const csv = Readable.from(badRows(ctx, id, row.headers, t('reasonColumn'), why)).pipe(stringify({ bom: true, escape_formulas: true }))
    const name = `${row.fileName.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N} _-]/gu, '_')}-problems.csv`
    return new Response(Readable.toWeb(csv) as unknown as globalThis.ReadableStream, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      },
    })
  })

async function* badRows(ctx: ReadContext, id: string, headers: string[], reason: string, why: (problem: RowProblem) => string) {
  yield [...headers, reason]
  for (let after = 0; ; ) {
    const rows = await listBadRows(ctx, id, { after, take: 500 })
    for (const row of rows) yield [...headers.map((_, index) => row.raw[index] ?? ''), row.problems.map(why).join('; ')]
    const last = rows.at(-1)
    if (!last || rows.length < 500) return
    after = last.row
  }
}
