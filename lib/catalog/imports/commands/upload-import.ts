import { z } from 'zod'
import { type ColumnTargets, proposeColumns } from '@/lib/catalog/formats/model'
import { catalogFormat } from '@/lib/catalog/formats/registry'
import { ownCatalog } from '@/lib/catalog/offers/queries'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { prisma } from '@/lib/platform/db/client'
import { AppError } from '@/lib/platform/errors'
import { idOf } from '@/lib/platform/fields/ids'
import { registerFile } from '@/lib/platform/files/stored-files'
import { withLocalCopy } from '../jobs'

const SAMPLE_ROWS = 8
/** Largest file that is imported, bytes. */
export const MAX_IMPORT_BYTES = 200 * 1024 * 1024

const input = z.object({
  catalogId: idOf('Catalog'),
  fileName: z.string().trim().min(1).max(200),
  stored: z.object({ key: z.string(), size: z.int(), sha256: z.string() }),
})

/**
 * Takes in an uploaded table: reads its header and a sample, and proposes what each column means, as the supplier mapped
 * a file with the same header the last time, or by the columns' names.
 * @throws AppError file_refused for what is not a table
 */
export const uploadImport = command('catalog.upload-import', input, may('manage', 'Catalog'), async (ctx, input) => {
  await ownCatalog(ctx, input.catalogId)
  const { headers, sample } = await withLocalCopy(input.stored.key, readStart)
  if (headers.filter(Boolean).length < 2) throw new AppError('file_refused', { detail: 'not_a_table' })
  const { organizationId } = ctx.actor
  const remembered = await prisma().columnMapping.findUnique({
    where: { organizationId_headers: { organizationId, headers: headersKey(headers) } },
  })
  const file = await registerFile(ctx, { organizationId, name: input.fileName, mediaType: 'application/octet-stream', ...input.stored })
  const row = await ctx.db.catalogImport.create({
    data: {
      catalogId: input.catalogId,
      fileId: file.id,
      fileName: input.fileName,
      state: 'uploaded',
      headers,
      sample,
      mapping: (remembered?.mapping as ColumnTargets | undefined) ?? proposeColumns(headers),
      createdBy: ctx.actor.userId,
    },
  })
  ctx.audit({ entity: 'CatalogImport', entityId: row.id, after: { fileName: input.fileName } })
  return { importId: row.id }
})

export const headersKey = (headers: readonly string[]) => JSON.stringify(headers)

async function readStart(file: string): Promise<{ headers: string[]; sample: string[][] }> {
  const rows: string[][] = []
  const format = await catalogFormat(file)
  for await (const row of format.rows(file)) {
    rows.push(row)
    if (rows.length > SAMPLE_ROWS) break
  }
  const [headers = [], ...sample] = rows
  return { headers, sample }
}
