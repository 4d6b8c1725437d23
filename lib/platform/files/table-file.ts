import { csv } from './csv-file'
import { recogniseFormat, type TableFormat } from './table-format'
import { xlsx } from './xlsx-file'

/** Text comes last: almost anything could be that. */
const formats: readonly TableFormat[] = [xlsx, csv]

/** Which kind of table a file is. @throws AppError file_refused for what is none, and for what may not be read */
export const tableFormat = (path: string): Promise<TableFormat> => recogniseFormat(formats, path)
