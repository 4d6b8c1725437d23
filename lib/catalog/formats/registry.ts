import { csv } from '@/lib/platform/files/csv-file'
import { recogniseFormat } from '@/lib/platform/files/table-format'
import { xlsx } from '@/lib/platform/files/xlsx/xlsx-file'
import type { CatalogFormat } from './catalog-format'

/** Every format that catalogs come in. A new one is a file beside this and a line here; text comes last, almost anything could be that. */
const formats: readonly CatalogFormat[] = [xlsx, csv]

/** The format of a file. @throws AppError file_refused for what is none of them */
export const catalogFormat = (path: string): Promise<CatalogFormat> => recogniseFormat(formats, path)
