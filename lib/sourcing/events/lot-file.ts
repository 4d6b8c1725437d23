import { belowHeader, HeadedTable, type TableProblem } from '@/lib/platform/files/headed-table'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import { readUnit } from '@/lib/platform/units/unit-spellings'
import type { FileBid, FileLot } from './schemas'

/** Lots with their lines, and bids, as tables: what columns are called, what they must hold, and what to mend. */
const lotColumns = {
  lot: ['lot', 'lotname', 'lottitle', '标段', '标段名称'],
  name: ['line', 'name', 'item', 'product', 'description', '行', '名称', '物料', '品名'],
  quantity: ['quantity', 'qty', '数量'],
  unit: ['unit', 'uom', '单位'],
  lastPrice: ['lastunitprice', 'lastprice', 'referenceprice', 'unitprice', '上次单价', '参考价', '单价'],
  ceiling: ['ceiling', 'startprice', 'start', '最高限价', '起价'],
  reserve: ['reserve', '底价', '保留价'],
  floor: ['floor', 'lowestprice', '最低价'],
} as const
type LotColumn = keyof typeof lotColumns

const bidColumns = {
  number: ['lotnumber', 'lotno', 'number', '标段编号', '编号'],
  bid: ['mybid', 'bid', 'amount', '我的出价', '出价'],
} as const

const MAX_LOTS = 100
const MAX_LINES = 200
/**
 * The lots of a table, a line each row; rows of one lot name it alike, without that column all are one lot.
 * @param rows the first one is the header
 * @returns what is wrong instead of the lots, if anything is: no file is imported in part
 */
export function readLots(rows: readonly string[][], numbers: NumberFormat): { lots: FileLot[]; problems: TableProblem[] } {
  const { header, body } = belowHeader(rows)
  const table = new HeadedTable<LotColumn>(header, lotColumns, ['name', 'quantity'], numbers)
  if (table.problems.length > 0) return { lots: [], problems: table.problems }
  const lots = new Map<string, FileLot>()
  for (const [index, row] of body) {
    const title = table.text(row, 'lot')
    const name = table.text(row, 'name')
    if (name === '') table.wrong(index, 'name', '', 'required')
    if (table.text(row, 'quantity') === '') table.wrong(index, 'quantity', '', 'required')
    const unitText = table.text(row, 'unit')
    const unit = unitText === '' ? 'C62' : readUnit(unitText)
    if (unit === null) table.wrong(index, 'unit', unitText, 'unit')
    const lot = lots.get(title) ?? { title, ceiling: null, reserve: null, floor: null, lines: [] }
    lots.set(title, lot)
    for (const column of ['ceiling', 'reserve', 'floor'] as const) {
      const amount = table.amount(row, index, column)
      if (amount === null) continue
      if (lot[column] !== null && Number(lot[column]) !== Number(amount)) table.wrong(index, column, amount, 'differs_in_lot')
      lot[column] ??= amount
    }
    lot.lines.push({
      name: name.slice(0, 300),
      quantity: table.amount(row, index, 'quantity') ?? '1',
      unit: unit ?? 'C62',
      lastPrice: table.amount(row, index, 'lastPrice'),
    })
    if (lot.lines.length === MAX_LINES + 1) table.wrong(index, 'name', name, 'too_many_lines')
    if (lots.size === MAX_LOTS + 1) table.wrong(index, 'lot', title, 'too_many_lots')
    if (lots.size > MAX_LOTS) break
  }
  if (lots.size === 0) return { lots: [], problems: [{ row: 2, column: header[0] ?? '', value: '', reason: 'no_rows' }] }
  return table.problems.length > 0 ? { lots: [], problems: table.problems } : { lots: [...lots.values()], problems: [] }
}

/**
 * The bids of a table, a lot each row; a row without a bid is passed over.
 * @param lots of the event, by number
 * @returns what is wrong instead of the bids, if anything is
 */
export function readBids(
  rows: readonly string[][],
  lots: readonly { id: string; number: number }[],
  numbers: NumberFormat,
): { bids: FileBid[]; problems: TableProblem[] } {
  const { header, body } = belowHeader(rows)
  const table = new HeadedTable(header, bidColumns, ['number', 'bid'], numbers)
  if (table.problems.length > 0) return { bids: [], problems: table.problems }
  const bids = new Map<string, FileBid>()
  for (const [index, row] of body) {
    const amount = table.amount(row, index, 'bid')
    if (amount === null) continue
    const text = table.text(row, 'number')
    const lot = lots.find(({ number }) => String(number) === text)
    if (!lot) table.wrong(index, 'number', text, 'unknown_lot')
    else if (bids.has(lot.id)) table.wrong(index, 'number', text, 'lot_twice')
    else bids.set(lot.id, { lotId: lot.id, amount })
  }
  if (table.problems.length > 0) return { bids: [], problems: table.problems }
  return bids.size > 0
    ? { bids: [...bids.values()], problems: [] }
    : { bids: [], problems: [{ row: 2, column: header[0] ?? '', value: '', reason: 'no_bids' }] }
}
