import { createReadStream } from 'node:fs'
import { Transform } from 'node:stream'
import { parse } from 'csv-parse'
import { AppError } from '../errors'
import { findDelimiter, quoting } from './delimiter'
import type { TextEncoding } from './encodings'
import { cleanCell, MAX_COLUMNS } from './table-cell'
import { readHead, type Table, type TableFormat, type TableRow } from './table-format'
import { textDecoder, textEncoding, utf16 } from './text-encoding'

/** A line, with what a quoted cell holds, in characters. */
const MAX_RECORD = 1_000_000

/** Text with a delimiter, in the encodings that ERP systems write. */
export const csv: TableFormat = {
  recognises: (head) => utf16(head) !== null || !head.includes(0),
  async open(path, choice): Promise<Table> {
    const encoding = await textEncoding(path, choice.encoding)
    return { format: 'csv', encoding, sheet: null, sheets: [], rows: () => rows(path, encoding) }
  },
}

async function* rows(path: string, encoding: TextEncoding): AsyncGenerator<TableRow> {
  const { delimiter, isSaid } = findDelimiter(textDecoder(encoding).write(await readHead(path)))
  const decoder = textDecoder(encoding)
  const decode = new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, decoder.write(chunk)),
    flush: (done) => done(null, decoder.end() ?? ''),
  })
  const parser = parse({ ...quoting, delimiter, bom: true, max_record_size: MAX_RECORD })
  const source = createReadStream(path)
  source.on('error', (error) => parser.destroy(error))
  source.pipe(decode).pipe(parser)
  let line = 0
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      line++
      if (isSaid && line === 1) continue
      const cells = record.slice(0, MAX_COLUMNS).map(cleanCell)
      if (cells.some((cell) => cell.trim() !== '')) yield { line, cells }
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      throw new AppError('file_refused', { detail: 'broken_csv', data: { message: error.message } })
    throw error
  } finally {
    source.destroy()
  }
}
