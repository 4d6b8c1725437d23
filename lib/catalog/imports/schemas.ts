import { z } from 'zod'
import { catalogChoice } from '@/lib/catalog/formats/schemas'
import { target } from '@/lib/catalog/offers/schemas'
import { idOf } from '@/lib/platform/fields/ids'

export const importIdInput = z.object({ importId: idOf('CatalogImport') })
export const mapColumnsInput = z.object({
  importId: idOf('CatalogImport'),
  targets: z.array(target).max(200),
  replaceAll: z.boolean().default(false),
})
export const chooseReadingInput = z.object({ importId: idOf('CatalogImport'), choice: catalogChoice })
export const previewInput = mapColumnsInput.pick({ importId: true, targets: true })
export const publishImportInput = z.object({
  importId: idOf('CatalogImport'),
  publishAt: z.iso.datetime().nullish(),
  /** where a catalog that no network shows yet is to be seen with it */
  networkIds: z.array(idOf('Network')).max(100).default([]),
})
