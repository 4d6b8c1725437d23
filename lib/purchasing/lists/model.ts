import { belowHeader, filledRows, HeadedTable, type TableProblem } from '@/lib/platform/files/headed-table'
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
  const { header, body } = belowHeader(rows)
  const headed = new HeadedTable<'text' | 'quantity'>(header, columns, ['text'], numbers)
  const hasHeader = headed.has('text')
  const table = hasHeader ? headed : new HeadedTable<'text' | 'quantity'>(['part', 'quantity'], columns, ['text'], numbers)
  const wanted = (hasHeader ? body : filledRows(rows)).flatMap(([index, row]): WantedRow[] => {
    const text = table.text(row, 'text')
    if (text === '' && table.text(row, 'quantity') === '') return []
    if (text === '') table.wrong(index, 'text', '', 'required')
    const quantity = table.text(row, 'quantity') === '' ? '1' : table.amount(row, index, 'quantity')
    return quantity === null ? [] : [{ row: index + 2, text: text.slice(0, 300), quantity }]
  })
  const { problems } = table
  if (problems.length === 0 && wanted.length === 0) problems.push({ row: 1, column: header[0] ?? '', value: '', reason: 'no_rows' })
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
