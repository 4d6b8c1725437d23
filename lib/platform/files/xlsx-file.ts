import ExcelJS from 'exceljs'
import yauzl from 'yauzl'
import { AppError } from '../errors'
import { cleanCell, MAX_COLUMNS } from './table-cell'
import type { TableFormat } from './table-format'

/** A spreadsheet may unpack to this much; beyond it is taken for a zip bomb. */
const MAX_UNPACKED = 400 * 1024 * 1024

/** The first sheet of a workbook. */
export const xlsx: TableFormat = {
  name: 'xlsx',
  storesNumbers: true,
  recognises: (head) => head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4])),
  inspect: refuseZipBomb,
  rows,
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

async function* rows(path: string): AsyncGenerator<string[]> {
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
