import type { ReadingLimits } from '@/lib/platform/files/reading-limits'
import { recogniseFormat } from '@/lib/platform/files/table-format'
import { openTableInThread } from '@/lib/platform/files/table-reader'
import type { CatalogFormat } from './catalog-format'

/** Of the lines of a catalog; a sheet of Excel ends at half of them. */
const LIMITS: ReadingLimits = {
  unpackedBytes: 400 * 1024 * 1024,
  strings: 5_000_000,
  rows: 2_000_000,
  heapMegabytes: 384,
  seconds: 600,
}

/** A CSV or XLSX file; almost anything could be text. */
const table: CatalogFormat = { recognises: () => true, open: (path, choice) => openTableInThread(path, choice, LIMITS) }

/** Every format that catalogs come in. A new one is a file beside this and a line here; tables come last. */
const formats: readonly CatalogFormat[] = [table]

/** The format of a file. @throws AppError file_refused for what is none of them */
export const catalogFormat = (path: string): Promise<CatalogFormat> => recogniseFormat(formats, path)
