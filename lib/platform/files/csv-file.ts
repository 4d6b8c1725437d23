import { createReadStream } from 'node:fs'
import { Transform } from 'node:stream'
import { parse } from 'csv-parse'
import { AppError } from '../errors'
import { cleanCell, MAX_COLUMNS } from './table-cell'
import { readHead, type TableFormat } from './table-format'

/** Text with a delimiter, in the encodings that ERP systems write. */
export const csv: TableFormat = {
  name: 'csv',
  storesNumbers: false,
  recognises: (head) => isUtf16(head) || !head.includes(0),
  rows,
}

const isUtf16 = (head: Buffer) => (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)

async function* rows(path: string): AsyncGenerator<string[]> {
  const head = await readHead(path)
  const encoding = detectEncoding(head)
  const delimiter = detectDelimiter(new TextDecoder(encoding).decode(head))
  const decoder = new TextDecoder(encoding)
  const decode = new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, decoder.decode(chunk, { stream: true })),
    flush: (done) => done(null, decoder.decode()),
  })
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
    relax_quotes: true,
  })
  const source = createReadStream(path)
  source.on('error', (error) => parser.destroy(error))
  source.pipe(decode).pipe(parser)
  try {
    for await (const record of parser) yield (record as string[]).slice(0, MAX_COLUMNS).map(cleanCell)
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      throw new AppError('file_refused', { detail: 'broken_csv', data: { message: error.message } })
    throw error
  }
}

function detectEncoding(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const fits = (encoding: string) => {
    try {
      // A character may be cut at the end of the sample.
      new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true })
      return true
    } catch {
      return false
    }
  }
  if (fits('utf-8')) return 'utf-8'
  // Chinese systems write GBK: words in it are runs of four and more high bytes, which Western text does not have.
  const runs = head.toString('latin1').match(/[\x81-\xff]+/g) ?? []
  const length = (texts: string[]) => texts.reduce((sum, text) => sum + text.length, 0)
  return length(runs.filter((run) => run.length >= 4)) > length(runs) / 2 && fits('gb18030') ? 'gb18030' : 'windows-1252'
}

function detectDelimiter(sample: string): string {
  const line = sample.split(/\r?\n/, 1)[0] ?? ''
  const count = (mark: string) => line.split(mark).length
  return [',', ';', '\t', '|'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}
