import type { TableRow } from '@/lib/platform/files/table-format'
import { Decimal } from '@/lib/platform/money/decimal'
import type { ColumnTarget, ColumnTargets } from './model'

/** What stands before the decimals of a column; null where nothing in it tells, 'mixed' where both do. */
export type DecimalMark = '.' | ',' | 'mixed' | null

export type NumberResult =
  /** `isRounded`: the file had more decimals than are kept */
  | { ok: true; text: string; isRounded?: true }
  | {
      ok: false
      reason: 'number' | 'ambiguous_number' | 'other_decimal_mark' | 'negative' | 'too_large' | 'too_many_decimals' | 'scientific'
    }

/** Digits that a spreadsheet keeps of a number; behind them a stored 0.3 is 0.30000000000000004. */
const SHEET_DIGITS = 15
/** Of a price or a quantity; see `decimalText`. */
const WHOLE_DIGITS = 12
const DECIMALS = 6

const NUMERIC = new Set(['price', 'priceBase', 'breaks', 'minimum', 'step', 'maximum', 'packSize', 'leadTimeDays', 'stock'])
/** Whether a column holds numbers, or quantities and prices. */
export const isNumeric = (target: ColumnTarget) => target !== null && (NUMERIC.has(target) || target.startsWith('break:'))

/**
 * The decimal mark of each column, decided by all that is looked at of it together and never cell by cell: beside 12,50 a 1.250 is a
 * thousand. A column in which nothing tells is written as the others of the file are, if these agree.
 */
export function decimalMarks(rows: readonly Pick<TableRow, 'cells' | 'notes'>[], targets: ColumnTargets): DecimalMark[] {
  const told = targets.map((target, column) => {
    if (!isNumeric(target)) return null
    const marks = rows.flatMap(({ cells, notes }) =>
      notes?.[column] ? [] : (cells[column] ?? '').split(/[;|:=]/).flatMap((text) => tellsMark(text) ?? []),
    )
    return [...new Set(marks)]
  })
  const all = new Set(told.flatMap((marks) => marks ?? []))
  const [common = null] = all.size === 1 ? all : []
  return told.map((marks) => {
    if (!marks) return null
    const [first = common, second] = marks
    return second ? 'mixed' : first
  })
}

/** The mark that a number shows beyond doubt: a group of three digits alone can be thousands or decimals, unless it follows a lone 0. */
function tellsMark(value: string): '.' | ',' | null {
  const text = bare(value)
  if (/^-?\d{1,3}(,\d{3})+\.\d+$/.test(text) || /^-?\d{1,3}(,\d{3}){2,}$/.test(text)) return '.'
  if (/^-?\d{1,3}(\.\d{3})+,\d+$/.test(text) || /^-?\d{1,3}(\.\d{3}){2,}$/.test(text)) return ','
  const [, whole = '', mark, decimals = ''] = /^-?(\d*)([.,])(\d+)$/.exec(text) ?? []
  if (mark !== '.' && mark !== ',') return null
  return decimals.length === 3 && /^[1-9]\d{0,2}$/.test(whole) ? null : mark
}

const bare = (value: string) => value.replace(/[\s'’€$¥£]/g, '')

/**
 * A number as people write it, by the mark of its column: 1234.5, 1,234.50, 1.234,50, 12,5. Without one, or in a column that has both,
 * three digits after a single mark (1,234 or 1.234) can mean two things and are refused.
 */
export function number(value: string, mark: DecimalMark = null): NumberResult {
  const text = bare(value)
  const own = tellsMark(text)
  if ((mark === '.' || mark === ',') && own !== null && own !== mark) return { ok: false, reason: 'other_decimal_mark' }
  if (own === null && (mark === null || mark === 'mixed') && /^-?\d+[.,]\d{3}$/.test(text)) return { ok: false, reason: 'ambiguous_number' }
  const decimal = own ?? (mark === ',' ? ',' : '.')
  const plain = text.replaceAll(decimal === '.' ? ',' : '.', '').replace(',', '.')
  const grouped = decimal === '.' ? /^-?(\d{1,3}(,\d{3})+|\d*)(\.\d+)?$/ : /^-?(\d{1,3}(\.\d{3})+|\d*)(,\d+)?$/
  if (/^-?\d+([.,]\d+)?e[+-]?\d+$/i.test(text)) return { ok: false, reason: 'scientific' }
  if (!/\d/.test(text) || !grouped.test(text)) return { ok: false, reason: 'number' }
  return kept(plain, plain.replace(/\D/g, '').length >= SHEET_DIGITS)
}

/** A number that a spreadsheet has stored. Its decimals beyond those that are kept come from counting, not from a person. */
export const storedNumber = (text: string): NumberResult => kept(text, true)

/** What is kept of a plain decimal. @param isCounted decimals that are too many are rounded, not refused */
function kept(plain: string, isCounted: boolean): NumberResult {
  const exact = new Decimal(plain).toSignificantDigits(SHEET_DIGITS)
  if (exact.isNegative() && !exact.isZero()) return { ok: false, reason: 'negative' }
  if (exact.truncated().toFixed().length > WHOLE_DIGITS) return { ok: false, reason: 'too_large' }
  if (exact.decimalPlaces() <= DECIMALS) return { ok: true, text: exact.abs().toFixed() }
  const rounded = exact.toDecimalPlaces(DECIMALS)
  return isCounted && !rounded.isZero()
    ? { ok: true, text: rounded.toFixed(), isRounded: true }
    : { ok: false, reason: 'too_many_decimals' }
}
