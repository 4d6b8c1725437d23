import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import ExcelJS from 'exceljs'
import { AppError } from '../errors'
import { decimalToTyped, type NumberFormat, typedToDecimal } from '../i18n/number-formats'
import { SMALL_TABLE } from './reading-limits'
import type { TableRow } from './table-format'
import { openTableInThread } from './table-reader'

/** Beyond it, a file belongs into an import with a job of its own. */
const MAX_BYTES = 5 * 1024 * 1024

/**
 * The rows of a CSV or XLSX file that is read once and not kept, each in its line: empty ones are there too.
 * @param numbers how the reader writes numbers; what the file has stored as a number comes written so
 * @throws AppError file_refused for anything else, and for more than 5 MB or 20,000 rows
 */
export async function readSmallTable(content: Readable, numbers: NumberFormat): Promise<string[][]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'stoa-table-'))
  const file = path.join(folder, 'table')
  let size = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      done(size > MAX_BYTES ? tooLarge() : null, chunk)
    },
  })
  try {
    await pipeline(content, meter, createWriteStream(file))
    const rows: string[][] = []
    const table = await openTableInThread(file, {}, SMALL_TABLE)
    for await (const row of table.rows()) {
      while (rows.length < row.line - 1) rows.push([])
      rows.push(asTyped(row, numbers))
    }
    return rows
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The cells as this reader would type them. A formula without a value reads as the error that it is where its value is needed. */
const asTyped = ({ cells, notes }: TableRow, numbers: NumberFormat): string[] =>
  cells.map((cell, column) => {
    const note = notes?.[column]
    if (note?.is === 'no_value') return '#N/A'
    return note?.is === 'number' && typedToDecimal(cell, numbers) !== cell ? decimalToTyped(note.value ?? cell, numbers) : cell
  })

const tooLarge = () => new AppError('file_refused', { detail: 'too_large_table' })

export interface Sheet {
  name: string
  columns: { header: string; width: number }[]
  /** decimals as text; a cell that a number cannot hold exactly stays text */
  rows: (string | null)[][]
}

/** A workbook with the first row of each sheet as its head. */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<ArrayBuffer> {
  const workbook = new ExcelJS.Workbook()
  for (const { name, columns, rows } of sheets) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.columns = columns.map(({ header, width }) => ({ header, width }))
    sheet.getRow(1).font = { bold: true }
    for (const row of rows) sheet.addRow(row.map(cell))
  }
  return (await workbook.xlsx.writeBuffer()) as unknown as ArrayBuffer
}

const cell = (text: string | null): string | number | null =>
  text !== null && /^-?\d{1,15}(\.\d{1,6})?$/.test(text) && String(Number(text)) === text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
    ? Number(text)
    : text
