import { AppError } from '@/lib/platform/errors'
import type { TableRow } from '@/lib/platform/files/table-format'
import { dateOrder } from './dates'
import { findHeader, HEADER_WITHIN, headerAt } from './header'
import type { ColumnTargets } from './model'
import { type DecimalMark, decimalMarks, isNumeric } from './numbers'
import { type RowDefaults, type RowResult, readRow } from './read-row'
import { catalogFormat } from './registry'
import type { CatalogChoice, Reading } from './schemas'

/** Rows by which the number format and the order of dates of a column are decided; what is written otherwise further down is refused. */
const TELLING_ROWS = 1000

/** A supplier's file that is being read, and how. */
export interface OpenCatalog {
  reading: Reading
  /** the names of its columns */
  headers: string[]
  /** the first rows below the header */
  head: TableRow[]
  /** the rows below the header, streamed; each call reads from the start */
  lines(): AsyncGenerator<TableRow>
}

/**
 * Opens a supplier's file as chosen, and finds out what is not: its sheet, encoding and header.
 * @throws AppError file_refused for what is no table, or has nothing where the header is said to be
 */
export async function openCatalog(path: string, choice: CatalogChoice = {}): Promise<OpenCatalog> {
  const table = await (await catalogFormat(path)).open(path, choice)
  const first: TableRow[] = []
  for await (const row of table.rows()) {
    first.push(row)
    if (first.length >= TELLING_ROWS + HEADER_WITHIN && row.line > (choice.headerRow ?? 0) + 1) break
  }
  if (first.length === 0) throw new AppError('file_refused', { detail: 'empty' })
  const header = choice.headerRow ? headerAt(first, choice.headerRow) : findHeader(first)
  if (!header) throw new AppError('file_refused', { detail: choice.headerRow ? 'no_header_there' : 'not_a_table' })
  const { format, encoding, sheet, sheets } = table
  return {
    reading: { format, encoding, sheet, sheets, headerRow: header.line, headerRows: header.rows },
    headers: header.names,
    head: first.filter(({ line }) => line > header.lastLine),
    async *lines() {
      for await (const row of table.rows()) if (row.line > header.lastLine) yield row
    },
  }
}

/** How the numbers and dates of a file are written: as chosen, otherwise as its first rows tell. */
export function writtenAs(
  head: readonly TableRow[],
  targets: ColumnTargets,
  choice: CatalogChoice,
): Pick<RowDefaults, 'marks' | 'dateOrder'> {
  const telling = head.slice(0, TELLING_ROWS)
  const chosen: DecimalMark = choice.numbers === undefined ? null : choice.numbers === 'comma' ? ',' : '.'
  return {
    marks: chosen ? targets.map((target) => (isNumeric(target) ? chosen : null)) : decimalMarks(telling, targets),
    dateOrder: choice.dates ?? dateOrder(telling, targets),
  }
}

export interface ReadLine {
  row: TableRow
  result: RowResult
}

/** What each line says, by the mapping; a part number that stands in an earlier line is refused here. */
export async function* readLines(
  lines: AsyncIterable<TableRow> | Iterable<TableRow>,
  targets: ColumnTargets,
  defaults: RowDefaults,
): AsyncGenerator<ReadLine> {
  const seen: Seen = { exactly: new Map(), inAnyCase: new Map() }
  for await (const row of lines) {
    const result = readRow(row, targets, defaults)
    yield { row, result: result.content ? once(seen, row.line, result) : result }
  }
}

/** The lines in which part numbers stood. */
interface Seen {
  exactly: Map<string, number>
  inAnyCase: Map<string, number>
}

/** Parts that differ by blanks are one; by the case of their letters they may be. */
function once(seen: Seen, line: number, result: RowResult & { content: object }): RowResult {
  const { part } = result.content
  const key = part.replaceAll(' ', '')
  const folded = key.toLowerCase()
  const same = seen.exactly.get(key)
  if (same !== undefined)
    return { content: null, part, problems: [{ field: 'part', value: `${part} (${same})`, reason: 'duplicate_part' }], warnings: [] }
  const similar = seen.inAnyCase.get(folded)
  seen.exactly.set(key, line)
  seen.inAnyCase.set(folded, line)
  if (similar === undefined) return result
  const warning = { field: 'part', value: `${part} (${similar})`, reason: 'differs_by_case' as const }
  return { ...result, warnings: [...result.warnings, warning] }
}
