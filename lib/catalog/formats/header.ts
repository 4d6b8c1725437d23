import type { TableRow } from '@/lib/platform/files/table-format'
import { isField, proposeColumns } from './model'

/** The row or two that name the columns of a file. */
export interface Header {
  /** of the first one, and of the last */
  line: number
  lastLine: number
  /** two where a heading spans several columns that have names of their own below */
  rows: 1 | 2
  names: string[]
}

/** Rows that are looked at for the header: above it stand a title, an address, the terms. */
export const HEADER_WITHIN = 30

/**
 * Finds the header among the first rows of a file: the first one that names most fields; in a file that names none, the first
 * row with two cells.
 */
export function findHeader(rows: readonly TableRow[]): Header | null {
  let best: { header: Header; fields: number } | null = null
  for (const row of rows.slice(0, HEADER_WITHIN)) {
    if (row.isHidden || row.cells.filter((cell) => cell.trim() !== '').length < 2) continue
    const header = headerAt(rows, row.line)
    const fields = header ? proposeColumns(header.names).filter(isField).length : 0
    if (header && (!best || fields > best.fields)) best = { header, fields }
  }
  return best?.header ?? null
}

/** The header that begins with a line of the file, or null when nothing stands there. */
export function headerAt(rows: readonly TableRow[], line: number): Header | null {
  const place = rows.findIndex((row) => row.line === line)
  const [top, below] = [rows[place], rows[place + 1]]
  if (!top) return null
  const names = Array.from(top.cells, (cell) => squeezed(cell))
  if (!below || !continues(names, below)) return { line, lastLine: line, rows: 1, names }
  const width = Math.max(names.length, below.cells.length)
  let heading = ''
  const joined = Array.from({ length: width }, (_, column) => {
    heading = names[column] || heading
    const own = squeezed(below.cells[column] ?? '')
    return own === '' ? (names[column] ?? '') : `${heading} ${own}`.trim()
  })
  return { line, lastLine: below.line, rows: 2, names: joined }
}

const squeezed = (cell: string) => cell.replace(/\s+/g, ' ').trim()

/**
 * Whether a row goes on naming columns: under the part number and the name stands nothing, and what stands there is under a heading
 * that spans several columns, or says in words what a name above leaves open.
 */
function continues(names: readonly string[], below: TableRow): boolean {
  const filled = below.cells.flatMap((cell, column) => (cell.trim() === '' ? [] : [column]))
  const targets = proposeColumns(names)
  const isLine = filled.some((column) => ['part', 'nameEn', 'nameZh'].includes(targets[column] ?? ''))
  if (!targets.includes('part') || filled.length === 0 || isLine || below.notes?.some((note) => note.is !== 'number')) return false
  const spans = filled.some((column) => (names[column] ?? '') === '' && names.slice(0, column).some(Boolean))
  return spans || filled.every((column) => /\p{L}/u.test(below.cells[column] ?? ''))
}
