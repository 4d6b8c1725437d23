import { csv } from './csv-file'
import type { ReadingLimits } from './reading-limits'
import { type ReadingChoice, recogniseFormat, type Table, type TableFormat } from './table-format'
import { xlsx } from './xlsx/xlsx-file'

/** Text comes last: almost anything could be that. */
const formats: readonly TableFormat[] = [xlsx, csv]

/**
 * Opens a table of any kind in this thread: for the one that is made for it, see `table-reader.ts`.
 * @throws AppError file_refused for what is none, and for what may not be read
 */
export async function openTable(path: string, choice: ReadingChoice, limits: ReadingLimits): Promise<Table> {
  const format = await recogniseFormat(formats, path)
  return format.open(path, choice, limits)
}
