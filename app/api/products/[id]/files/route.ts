import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { addProductFile } from '@/lib/catalog/commands/keep-product-file'
import { storeDocument, storePicture } from '@/lib/catalog/product-files'
import { may } from '@/lib/identity/abilities'
import { AppError } from '@/lib/platform/errors'
import { keepWith } from '@/lib/platform/storage'
import { demandSameOrigin, fileLabel, respond } from '../../../respond'

/** Adds a picture or a PDF to an own product, the file as the raw body: POST /api/products/ID/files?kind=picture&name=… */
export const POST = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  respond(async ({ actor }) => {
    demandSameOrigin(request)
    if (!may('manage', 'Catalog')(actor)) throw new AppError('forbidden')
    if (!request.body) throw new AppError('file_refused', { detail: 'empty' })
    const query = new URL(request.url).searchParams
    const kind = query.get('kind') === 'document' ? 'document' : 'picture'
    const body = Readable.fromWeb(request.body as ReadableStream)
    const stored = await (kind === 'picture' ? storePicture(body) : storeDocument(body))
    const { id: productId } = await params
    return Response.json(
      await keepWith(stored, () => addProductFile({ actor }, { productId, kind, name: fileLabel(query.get('name')), stored })),
    )
  })
