import { HeadedTable, type TableProblem } from '@/lib/platform/files/headed-table'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'

const columns = {
  text: [
    'part',
    'partnumber',
    'product',
    'name',
    'item',
    'sku',
    'gtin',
    'article',
    'description',
    '料号',
    '商品',
    '名称',
    '物料号',
    '品名',
  ],
  quantity: ['quantity', 'qty', 'amount', 'pieces', '数量'],
} as const

/** One row of what is wanted. */
export interface WantedRow {
  row: number
  text: string
  quantity: string
}

/**
 * What the rows of a table want. The first row may be a header; without one the first column says what, the second how many.
 * A row without a quantity wants one.
 * @returns what is wrong instead of the rows, if anything is
 */
export function readWanted(rows: readonly string[][], numbers: NumberFormat): { wanted: WantedRow[]; problems: TableProblem[] } {
  const headed = new HeadedTable<'text' | 'quantity'>(rows[0] ?? [], columns, ['text'], numbers)
  const hasHeader = headed.has('text')
  const table = hasHeader ? headed : new HeadedTable<'text' | 'quantity'>(['part', 'quantity'], columns, ['text'], numbers)
  // what is noted counts a header as row 1
  const body = hasHeader ? rows.slice(1) : rows
  const wanted = body.flatMap((row, index): WantedRow[] => {
    const text = table.text(row, 'text')
    if (text === '' && table.text(row, 'quantity') === '') return []
    if (text === '') table.wrong(index, 'text', '', 'required')
    const quantity = table.text(row, 'quantity') === '' ? '1' : table.amount(row, index, 'quantity')
    return quantity === null ? [] : [{ row: index + (hasHeader ? 2 : 1), text: text.slice(0, 300), quantity }]
  })
  const problems = hasHeader ? table.problems : table.problems.map((problem) => ({ ...problem, row: problem.row - 1 }))
  if (problems.length === 0 && wanted.length === 0) problems.push({ row: 1, column: rows[0]?.[0] ?? '', value: '', reason: 'no_rows' })
  return problems.length > 0 ? { wanted: [], problems } : { wanted, problems: [] }
}

/** Pasted text as rows: a line each, cells by tab, semicolon, or the last comma before a number. */
export function rowsOf(pasted: string): string[][] {
  return pasted
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      if (/[\t;]/.test(line)) return line.split(/[\t;]/).map((cell) => cell.trim())
      const [, text, quantity] = /^(.*\S)\s*[,×x*]\s*(\d[\d.,' ]*)$/.exec(line) ?? []
      return text && quantity ? [text, quantity.trim()] : [line]
    })
}
