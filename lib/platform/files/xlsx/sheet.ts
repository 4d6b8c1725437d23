import { dateFromSerial, format } from 'numfmt'
import { Decimal } from '../../money/decimal'
import type { ReadingLimits } from '../reading-limits'
import { cleanCell, MAX_CELL, MAX_COLUMNS } from '../table-cell'
import type { CellNote, TableRow } from '../table-format'
import { type Archive, tooLarge, type XmlHandler } from './archive'
import { isTrue, type NumberStyle, textOf, unescaped } from './workbook'

/** Digits that a spreadsheet keeps of a number; behind them a stored 0.3 is 0.30000000000000004. */
const DIGITS = 15
const DAYS_TO_1904 = 1462
/** 31 December 9999, the last day that a spreadsheet knows. */
const LAST_DAY = 2_958_465

interface SheetContext {
  part: string
  strings: readonly string[]
  styles: readonly NumberStyle[]
  from1904: boolean
  limits: ReadingLimits
}

/** The rows of a sheet that have something in them. Source: ECMA-376 part 1, 18.3. */
export async function* readSheet(archive: Archive, sheet: SheetContext): AsyncGenerator<TableRow> {
  let ready: TableRow[] = []
  let characters = 0
  const handler = rowHandler(sheet, (row) => {
    for (const cell of row.cells) characters += cell.length
    // Shared texts repeat without taking room in the file.
    if (characters > sheet.limits.unpackedBytes) throw tooLarge()
    if (row.cells.some((cell) => cell !== '') || row.notes) ready.push(row)
  })
  for await (const _ of archive.read(sheet.part, handler)) {
    yield* ready
    ready = []
  }
}

/** A cell as the file has it, before it is known what that means. */
interface RawCell {
  column: number
  type: string
  style: number
  value: string
  isFormula: boolean
}

function rowHandler(sheet: SheetContext, done: (row: TableRow) => void): XmlHandler {
  let row: TableRow = { line: 0, cells: [] }
  let cell: RawCell = { column: -1, type: 'n', style: 0, value: '', isFormula: false }
  let isValue = false
  const inline = textOf('is', (text) => {
    cell.value = text
  })
  return {
    open(name, attributes) {
      inline.open(name, attributes)
      // Rows and cells may leave out where they stand; they follow each other then.
      if (name === 'row') {
        row = { line: Math.max(Number(attributes.r) || 0, row.line + 1), cells: [], ...(isTrue(attributes.hidden) && { isHidden: true }) }
        cell.column = -1
      } else if (name === 'c') {
        const column = attributes.r === undefined ? cell.column + 1 : columnOf(attributes.r)
        cell = { column, type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '', isFormula: false }
      } else if (name === 'f') cell.isFormula = true
      else if (name === 'v') isValue = true
    },
    text(text) {
      inline.text(text)
      if (isValue && cell.value.length < MAX_CELL) cell.value += text
    },
    close(name) {
      inline.close(name)
      if (name === 'v') isValue = false
      else if (name === 'c') addCell(row, cell, sheet)
      else if (name === 'row') done(row)
    },
  }
}

function addCell(row: TableRow, cell: RawCell, sheet: SheetContext): void {
  if (cell.column >= MAX_COLUMNS) return
  const { text, note } = shown(cell, sheet)
  while (row.cells.length < cell.column) row.cells.push('')
  row.cells[cell.column] = cleanCell(text)
  if (note) {
    row.notes ??= []
    row.notes[cell.column] = note
  }
}

/** 'AB12' is column 27, counted from 0. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of reference.toUpperCase()) {
    const place = letter.charCodeAt(0) - 64
    if (place < 1 || place > 26) break
    column = column * 26 + place
  }
  return column - 1
}

/** What a cell shows, by its type. Source: ECMA-376 part 1, 18.18.11 (ST_CellType). */
function shown({ type, style, value, isFormula }: RawCell, { strings, styles, from1904 }: SheetContext): { text: string; note?: CellNote } {
  switch (type) {
    case 's':
      return { text: strings[Number(value)] ?? '' }
    case 'e':
      return { text: value, note: { is: 'error' } }
    case 'b':
      return { text: value === '' ? '' : isTrue(value) ? 'TRUE' : 'FALSE' }
    case 'd':
      return { text: value, ...(value !== '' && { note: { is: 'date' } }) }
    case 'n':
      if (value === '') return isFormula ? { text: '', note: { is: 'no_value' } } : { text: '' }
      return shownNumber(value, styles[style], from1904)
    default:
      return { text: unescaped(value) }
  }
}

const STORED_NUMBER: CellNote = { is: 'number' }
/** Digits with what stands between them, as in 00000 or 000-000; nothing that stands for another way to write the same number. */
const DIGIT_PATTERN = /^(?:[0#. /()-]|"[^"]*"|\\.)*[0#](?:[0#. /()-]|"[^"]*"|\\.)*$/

function shownNumber(value: string, style: NumberStyle | undefined, from1904: boolean): { text: string; note?: CellNote } {
  const number = Number(value)
  if (!Number.isFinite(number)) return { text: value }
  const serial = from1904 ? number + DAYS_TO_1904 : number
  if (style?.isDate && serial >= 0 && serial <= LAST_DAY) return { text: dateText(serial), note: { is: 'date' } }
  const plain = new Decimal(number.toPrecision(DIGITS)).toFixed()
  if (!style || style.format === 'General' || !DIGIT_PATTERN.test(style.format)) return { text: plain, note: STORED_NUMBER }
  const text = format(style.format, number, { throws: false })
  return { text, note: text === plain ? STORED_NUMBER : { is: 'number', value: plain } }
}

function dateText(serial: number): string {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = dateFromSerial(serial) ?? []
  const two = (value: number) => String(value).padStart(2, '0')
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
  return serial % 1 === 0 ? date : `${date}T${two(hour)}:${two(minute)}:${two(second)}`
}
