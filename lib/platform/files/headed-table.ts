import { type NumberFormat, typedToDecimal } from '../i18n/number-formats'
import { DECIMAL_TEXT } from '../money/decimal'

/** What is wrong with a cell of a table; `row` as the spreadsheet counts, the header is 1. */
export interface TableProblem {
  row: number
  column: string
  value: string
  reason: string
}

type IndexedRow = [index: number, row: readonly string[]]

/** The rows of a table that are not empty, with the index by which `HeadedTable` counts them: the header, if there is one, is -1. */
export const filledRows = (rows: readonly string[][]): IndexedRow[] =>
  rows.flatMap((row, place): IndexedRow[] => (row.some((cell) => cell.trim() !== '') ? [[place - 1, row]] : []))

/** The header of a table, its first row that is not empty, and the rows below. */
export function belowHeader(rows: readonly string[][]): { header: readonly string[]; body: IndexedRow[] } {
  const [first, ...body] = filledRows(rows)
  return { header: first?.[1] ?? [], body }
}

/** More than these nobody mends one by one. */
const MAX_PROBLEMS = 100

/**
 * A table whose columns are known by their headers in any of several spellings. Notes what is wrong by row and column, so
 * that a whole file can be mended at once.
 */
export class HeadedTable<Column extends string> {
  readonly problems: TableProblem[] = []
  private readonly at: Map<Column, number>

  constructor(
    private readonly headers: readonly string[],
    private readonly columns: Record<Column, readonly string[]>,
    required: readonly Column[],
    private readonly numbers: NumberFormat,
  ) {
    const squeezed = headers.map((text) => text.toLowerCase().replace(/[\s_\-./()#:*]+/g, ''))
    this.at = new Map(
      (Object.entries(columns) as [Column, readonly string[]][]).flatMap(([column, spellings]) => {
        const index = squeezed.findIndex((text) => spellings.includes(text))
        return index < 0 ? [] : [[column, index] as const]
      }),
    )
    for (const column of required) if (!this.at.has(column)) this.missing(column)
  }

  /** Notes that a column is not there. */
  missing(column: Column): void {
    this.problems.push({ row: 1, column: this.columns[column][0] ?? column, value: '', reason: 'missing_column' })
  }

  has(column: Column): boolean {
    return this.at.has(column)
  }

  /** What the file itself calls a column. */
  header(column: Column): string {
    return this.headers[this.at.get(column) ?? -1] ?? column
  }

  text(row: readonly string[], column: Column): string {
    return (row[this.at.get(column) ?? -1] ?? '').trim()
  }

  /** A number above zero, or null when the cell is empty or wrong; what is wrong is noted. */
  amount(row: readonly string[], index: number, column: Column): string | null {
    return this.decimal(row, index, column, 'positive', (value) => value > 0)
  }

  /** A number that is not below zero, or null when the cell is empty or wrong; what is wrong is noted. */
  number(row: readonly string[], index: number, column: Column): string | null {
    return this.decimal(row, index, column, 'not_negative', (value) => value >= 0)
  }

  private decimal(row: readonly string[], index: number, column: Column, reason: string, holds: (value: number) => boolean): string | null {
    const text = this.text(row, column)
    if (text === '') return null
    const decimal = typedToDecimal(text, this.numbers)
    if (DECIMAL_TEXT.test(decimal) && holds(Number(decimal))) return decimal
    this.wrong(index, column, text, DECIMAL_TEXT.test(decimal) ? reason : 'number')
    return null
  }

  /** @param index of the row among those below the header */
  wrong(index: number, column: Column, value: string, reason: string): void {
    if (this.problems.length < MAX_PROBLEMS)
      this.problems.push({ row: index + 2, column: this.header(column), value: value.slice(0, 80), reason })
  }
}
