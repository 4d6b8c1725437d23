import { Readable } from 'node:stream'
import { getAddedFile } from '@/lib/catalog/internal-content/queries'
import { getProductFile } from '@/lib/catalog/offers/product-queries'
import { notFound } from '@/lib/platform/errors'
import { openFile } from '@/lib/platform/files/storage'
import { isUuid } from '@/lib/platform/ids'
import { respond } from '../../respond'

/** Hands out a product's picture, its supplier's or an added one, or its document as a download, to whoever may see it. */
export const GET = (_request: Request, { params }: { params: Promise<{ id: string }> }) =>
  respond(async (ctx) => {
    const { id } = await params
    if (!isUuid(id)) throw notFound()
    const file = (await getProductFile(ctx, id)) ?? (await getAddedFile(ctx, id))
    const body = Readable.toWeb(await openFile(file.key)) as ReadableStream
    return new Response(body, {
      headers: {
        'content-type': file.mediaType,
        'content-length': String(file.size),
        'content-disposition': `${file.kind === 'picture' ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        // A file never changes under its id; whether somebody may see it can, so it stays in the browser's own cache.
        'cache-control': 'private, max-age=3600',
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
      },
    })
  })
