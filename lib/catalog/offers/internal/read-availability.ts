import { importFields } from '@/lib/catalog/formats/model'
import { belowHeader, HeadedTable, type TableProblem } from '@/lib/platform/files/headed-table'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import type { AvailabilityLine } from '../schemas'

const spellings = (field: 'part' | 'stock' | 'leadTimeDays') => importFields[field].split(' ')

/** Stock and lead times from a table with a row each part. An empty cell says nothing: what was known stays. */
export function readAvailability(
  rows: readonly string[][],
  numbers: NumberFormat,
): { lines: AvailabilityLine[]; problems: TableProblem[] } {
  const { header, body } = belowHeader(rows)
  const columns = { part: spellings('part'), stock: spellings('stock'), leadTimeDays: spellings('leadTimeDays') }
  const table = new HeadedTable<keyof typeof columns>(header, columns, ['part'], numbers)
  if (!table.has('stock') && !table.has('leadTimeDays')) table.missing('stock')
  const lines = new Map<string, AvailabilityLine>()
  for (const [index, row] of body) {
    const part = table.text(row, 'part')
    if (part === '') {
      table.wrong(index, 'part', '', 'required')
      continue
    }
    if (lines.has(part)) table.wrong(index, 'part', part, 'twice_in_file')
    const stock = table.number(row, index, 'stock')
    const days = table.number(row, index, 'leadTimeDays')
    if (days !== null && !/^\d{1,3}$/.test(days)) table.wrong(index, 'leadTimeDays', days, 'whole_days')
    lines.set(part, { part, ...(stock !== null && { stock }), ...(days !== null && { leadTimeDays: Number(days) }) })
  }
  return { lines: [...lines.values()], problems: table.problems }
}
