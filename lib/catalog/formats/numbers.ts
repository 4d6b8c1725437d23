import { Decimal } from '@/lib/platform/money/decimal'
import type { ColumnTarget, ColumnTargets } from './model'

/** What stands before the decimals of a column; null where nothing in it tells, 'mixed' where both do. */
export type DecimalMark = '.' | ',' | 'mixed' | null

export type NumberResult = { ok: true; text: string } | { ok: false; reason: 'number' | 'ambiguous_number' | 'other_decimal_mark' }

/** Digits that a spreadsheet shows of a number; behind them a stored 0.3 is 0.30000000000000004. */
const SHEET_DIGITS = 15

const NUMERIC = new Set(['price', 'priceBase', 'breaks', 'minimum', 'step', 'maximum', 'packSize', 'leadTimeDays', 'stock'])
const isNumeric = (target: ColumnTarget) => target !== null && (NUMERIC.has(target) || target.startsWith('break:'))

/**
 * The decimal mark of each column, decided by all that is looked at of it together and never cell by cell: beside 12,50 a 1.250 is a
 * thousand. A column in which nothing tells is written as the others of the file are, if these agree.
 */
export function decimalMarks(rows: readonly (readonly string[])[], targets: ColumnTargets): DecimalMark[] {
  const told = targets.map((target, column) => {
    if (!isNumeric(target)) return []
    const marks = rows.flatMap((row) => (row[column] ?? '').split(/[;|:=]/).flatMap((text) => tellsMark(text) ?? []))
    return [...new Set(marks)]
  })
  const all = new Set(told.flat())
  const [common = null] = all.size === 1 ? all : []
  return told.map(([first = common, second]) => (second ? 'mixed' : first))
}

/** The mark that a number shows beyond doubt: a group of three digits alone can be thousands or decimals, unless it follows a lone 0. */
function tellsMark(value: string): '.' | ',' | null {
  const text = bare(value)
  if (/^\d{1,3}(,\d{3})+\.\d+$/.test(text) || /^\d{1,3}(,\d{3}){2,}$/.test(text)) return '.'
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(text) || /^\d{1,3}(\.\d{3}){2,}$/.test(text)) return ','
  const [, whole = '', mark, decimals = ''] = /^(\d*)([.,])(\d+)$/.exec(text) ?? []
  if (mark !== '.' && mark !== ',') return null
  return decimals.length === 3 && /^[1-9]\d{0,2}$/.test(whole) ? null : mark
}

const bare = (value: string) => value.replace(/[\s'€$¥£]/g, '')

/**
 * A number as people write it, by the mark of its column: 1234.5, 1,234.50, 1.234,50, 12,5. Without one, a single comma before three
 * digits (1,234) can mean two things and is refused; in a column that has both marks a single point (1.234) as well.
 */
export function number(value: string, mark: DecimalMark = null): NumberResult {
  const text = bare(value)
  const own = tellsMark(text)
  if ((mark === '.' || mark === ',') && own !== null && own !== mark) return { ok: false, reason: 'other_decimal_mark' }
  const isAmbiguous = mark === 'mixed' ? /^\d+[.,]\d{3}$/.test(text) : mark === null && /^\d+,\d{3}$/.test(text)
  if (own === null && isAmbiguous) return { ok: false, reason: 'ambiguous_number' }
  const decimal = own ?? (mark === ',' ? ',' : '.')
  const plain = text.replaceAll(decimal === '.' ? ',' : '.', '').replace(',', '.')
  const grouped = decimal === '.' ? /^(\d{1,3}(,\d{3})+|\d*)(\.\d+)?$/ : /^(\d{1,3}(\.\d{3})+|\d*)(,\d+)?$/
  if (text === '' || !grouped.test(text)) return { ok: false, reason: 'number' }
  const canonical = new Decimal(plain).toSignificantDigits(SHEET_DIGITS).toFixed()
  return /^\d{1,12}(\.\d{1,6})?$/.test(canonical) ? { ok: true, text: canonical } : { ok: false, reason: 'number' }
}
