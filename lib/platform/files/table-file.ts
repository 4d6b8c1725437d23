import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { parse } from 'csv-parse'
import ExcelJS from 'exceljs'
import yauzl from 'yauzl'
import { AppError } from '../errors'

/** A spreadsheet may unpack to this much; beyond it is taken for a zip bomb. */
const MAX_UNPACKED = 400 * 1024 * 1024
const MAX_COLUMNS = 200
const MAX_CELL = 8_000

export type FileKind = 'csv' | 'xlsx'

/**
 * What a file is, by its content and not by its name.
 * @throws AppError file_refused for anything but text and XLSX
 */
export async function fileKind(path: string): Promise<FileKind> {
  const head = await readHead(path)
  if (head.length === 0) throw new AppError('file_refused', { detail: 'empty' })
  if (head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))) {
    await refuseZipBomb(path)
    return 'xlsx'
  }
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  if (!utf16 && head.includes(0)) throw new AppError('file_refused', { detail: 'not_a_table' })
  return 'csv'
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const buffer = Buffer.alloc(64 * 1024)
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/**
 * Refuses an archive whose directory claims too much, and one that unpacks to more than it claims: every part is unpacked
 * once and thrown away, before anything reads it.
 */
function refuseZipBomb(path: string): Promise<void> {
  const refused = (detail: string) => new AppError('file_refused', { detail })
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) return reject(refused('not_a_table'))
      const fail = (detail: string) => {
        zip.close()
        reject(refused(detail))
      }
      let unpacked = 0
      let sheets = 0
      zip.on('entry', (entry: yauzl.Entry) => {
        unpacked += entry.uncompressedSize
        if (entry.fileName.startsWith('xl/worksheets/')) sheets++
        if (unpacked > MAX_UNPACKED || zip.entryCount > 2000) return fail('too_large_unpacked')
        zip.openReadStream(entry, (broken, content) => {
          if (broken) return fail('not_a_table')
          content.on('error', () => fail('too_large_unpacked'))
          content.on('end', () => zip.readEntry())
          content.resume()
        })
      })
      zip.on('end', () => (sheets > 0 ? resolve() : reject(refused('not_a_table'))))
      zip.on('error', () => reject(refused('not_a_table')))
      zip.readEntry()
    })
  })
}

/** The rows of a table file as text, streamed; the first one is the header. */
export async function* readTable(path: string, kind: FileKind): AsyncGenerator<string[]> {
  if (kind === 'csv') yield* readCsv(path)
  else yield* readXlsx(path)
}

async function* readCsv(path: string): AsyncGenerator<string[]> {
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

/** Rows of text whatever the cells hold. Control characters have no place in them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const cleanCell = (cell: string) => cell.slice(0, MAX_CELL).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')

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

async function* readXlsx(path: string): AsyncGenerator<string[]> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookReader(path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    hyperlinks: 'ignore',
    styles: 'cache',
    entries: 'ignore',
  })
  let total = 0
  for await (const sheet of workbook) {
    for await (const row of sheet) {
      const cells: string[] = []
      row.eachCell({ includeEmpty: false }, (cell, column) => {
        if (column <= MAX_COLUMNS) cells[column - 1] = cleanCell(cellText(cell.value))
      })
      const line = Array.from(cells, (cell) => cell ?? '')
      total += line.reduce((size, cell) => size + cell.length, 0)
      if (total > MAX_UNPACKED) throw new AppError('file_refused', { detail: 'too_large_unpacked' })
      if (line.some((cell) => cell !== '')) yield line
    }
    return
  }
}

/** A formula counts as the value that it showed. */
function cellText(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'object') return String(value)
  if ('result' in value) return cellText(value.result as ExcelJS.CellValue)
  if ('richText' in value) return value.richText.map((part) => part.text).join('')
  if ('text' in value) return String(value.text)
  return ''
}
