import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { MAX_IMPORT_BYTES, uploadImport } from '@/lib/catalog/imports/commands/upload-import'
import { AppError } from '@/lib/platform/errors'
import { storeFile, withStoredFile } from '@/lib/platform/files/storage'
import { fileLabel, requireSameOrigin, respond } from '../respond'

/** Takes in a catalog file as the raw body, streamed: POST /api/imports?catalog=…&name=…; answers with the import's id. */
export const POST = (request: Request) =>
  respond(async ({ actor }) => {
    requireSameOrigin(request)
    if (!uploadImport.allows(actor)) throw new AppError('forbidden')
    const query = new URL(request.url).searchParams
    if (!request.body) throw new AppError('file_refused', { detail: 'empty' })
    if (Number(request.headers.get('content-length') ?? 0) > MAX_IMPORT_BYTES) throw new AppError('file_refused', { detail: 'too_large' })
    const stored = await storeFile(Readable.fromWeb(request.body as ReadableStream), MAX_IMPORT_BYTES)
    const catalogId = query.get('catalog') ?? ''
    return Response.json(
      await withStoredFile(stored, () => uploadImport({ actor }, { catalogId, fileName: fileLabel(query.get('name')), stored })),
    )
  })
