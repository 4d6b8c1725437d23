import { AppError } from '../errors'
import { csv } from './csv-file'
import { readHead, type TableFormat } from './table-format'
import { xlsx } from './xlsx-file'

/** Text comes last: almost anything could be that. */
const formats: readonly TableFormat[] = [xlsx, csv]

/**
 * Which kind of table a file is.
 * @throws AppError file_refused for what is none, and for what may not be read
 */
export async function tableFormat(path: string): Promise<TableFormat> {
  const head = await readHead(path)
  const format = formats.find((each) => each.recognises(head))
  if (!format) throw new AppError('file_refused', { detail: 'not_a_table' })
  await format.inspect?.(path)
  return format
}
