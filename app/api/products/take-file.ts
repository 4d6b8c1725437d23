import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { type KeptFile, storeDocument, storePicture } from '@/lib/catalog/offers/product-files'
import type { Command } from '@/lib/platform/command'
import { AppError } from '@/lib/platform/errors'
import { withStoredFile } from '@/lib/platform/files/storage'
import { fileLabel, requireSameOrigin, respond } from '../respond'

interface Taken {
  productId: string
  kind: 'picture' | 'document'
  name: string
  stored: KeptFile
}

/** Takes in a picture or a PDF of a product, the file as the raw body: POST …?kind=picture&name=… */
export const takeFile = (request: Request, params: Promise<{ id: string }>, add: Command<Taken, { fileId: string }>): Promise<Response> =>
  respond(async ({ actor }) => {
    requireSameOrigin(request)
    if (!add.allows(actor)) throw new AppError('forbidden')
    if (!request.body) throw new AppError('file_refused', { detail: 'empty' })
    const query = new URL(request.url).searchParams
    const kind = query.get('kind') === 'document' ? 'document' : 'picture'
    const body = Readable.fromWeb(request.body as ReadableStream)
    const stored = await (kind === 'picture' ? storePicture(body) : storeDocument(body))
    const { id: productId } = await params
    return Response.json(
      await withStoredFile(stored, () => add({ actor }, { productId, kind, name: fileLabel(query.get('name')), stored })),
    )
  })
