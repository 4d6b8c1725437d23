import { z } from 'zod'
import { type ColumnTargets, proposeColumns } from '@/lib/catalog/formats/model'
import { catalogChoice } from '@/lib/catalog/formats/schemas'
import { ownCatalog } from '@/lib/catalog/offers/queries'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { AppError } from '@/lib/platform/errors'
import { idOf } from '@/lib/platform/fields/ids'
import { registerFile } from '@/lib/platform/files/stored-files'
import { withLocalCopy } from '../internal/local-copy'
import { readStart } from '../internal/read-start'
import { rememberedFor } from '../internal/remembered'

/** Largest file that is imported, bytes. */
export const MAX_IMPORT_BYTES = 200 * 1024 * 1024

const input = z.object({
  catalogId: idOf('Catalog'),
  fileName: z.string().trim().min(1).max(200),
  stored: z.object({ key: z.string(), size: z.int(), sha256: z.string() }),
})

/**
 * Takes in an uploaded table: finds out how it is read, and proposes what each column means. A file with the same header as an earlier
 * one is read and mapped as the supplier wanted it then.
 * @throws AppError file_refused for what is not a table
 */
export const uploadImport = command('catalog.upload-import', input, may('manage', 'Catalog'), async (ctx, input) => {
  await ownCatalog(ctx, input.catalogId)
  const { organizationId } = ctx.actor
  const start = await withLocalCopy(input.stored.key, (path) => readAsBefore(path, organizationId))
  if (start.headers.filter(Boolean).length < 2) throw new AppError('file_refused', { detail: 'not_a_table' })
  const file = await registerFile(ctx, { organizationId, name: input.fileName, mediaType: 'application/octet-stream', ...input.stored })
  const row = await ctx.db.catalogImport.create({
    data: {
      catalogId: input.catalogId,
      fileId: file.id,
      fileName: input.fileName,
      state: 'uploaded',
      ...start,
      createdBy: ctx.actor.userId,
    },
  })
  ctx.audit({ entity: 'CatalogImport', entityId: row.id, after: { fileName: input.fileName } })
  return { importId: row.id }
})

/** The start of a file as the organization wanted one like it read the last time, otherwise as it is found. */
async function readAsBefore(path: string, organizationId: string) {
  const found = await readStart(path, {})
  const asFound = { ...found, foundHeaders: found.headers, choice: {}, mapping: proposeColumns(found.headers) }
  const remembered = await rememberedFor(organizationId, found.headers)
  if (!remembered) return asFound
  const choice = catalogChoice.parse(remembered.choice)
  const mapping = remembered.mapping as ColumnTargets
  // A sheet that was chosen then may not be there, or have other columns.
  const again = await readStart(path, choice).catch(() => null)
  return again?.headers.length === mapping.length ? { ...asFound, ...again, choice, mapping } : asFound
}
