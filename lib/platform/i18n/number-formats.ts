/** How a user wants numbers written, by what stands between the thousands and before the decimals. */
export const numberFormats = ['point', 'comma', 'space', 'apostrophe'] as const
export type NumberFormat = (typeof numberFormats)[number]
export const isNumberFormat = (value: unknown): value is NumberFormat => numberFormats.includes(value as NumberFormat)

const separators = {
  point: { group: ',', decimal: '.' },
  comma: { group: '.', decimal: ',' },
  space: { group: '\u202f', decimal: ',' },
  apostrophe: { group: '’', decimal: '.' },
} as const satisfies Record<NumberFormat, { group: string; decimal: string }>

/** What stands before the decimals. */
export const decimalMark = (format: NumberFormat): '.' | ',' => separators[format].decimal

/**
 * A number or a decimal of any length, written in a user's way. The marks are put in here, not taken from a language's
 * data: server and browser may know different versions of it, and a page must come out the same on both.
 */
export function writeNumber(value: string | number, format: NumberFormat, options: Intl.NumberFormatOptions): string {
  // Intl formats decimal text exactly; TypeScript's library does not know yet.
  const parts = new Intl.NumberFormat('en', options).formatToParts(value as number)
  const marks = separators[format]
  return parts.map((part) => (part.type === 'group' || part.type === 'decimal' ? marks[part.type] : part.value)).join('')
}

/** A decimal as the program writes it ('1234.5') in the way the user types it, without separators of thousands. */
export const decimalToTyped = (decimal: string, format: NumberFormat): string => decimal.replace('.', decimalMark(format))

/**
 * What a user typed as the program writes it: '1.234,50' becomes '1234.50' for somebody who writes numbers so. A mark
 * that could be either is read as the user's format says; what is no number comes back as it was, for the schema to refuse.
 */
export function typedToDecimal(typed: string, format: NumberFormat): string {
  const text = typed.trim().replace(/[\s\u00a0\u202f'’]/g, '')
  const mark = decimalMark(format)
  const other = mark === '.' ? ',' : '.'
  const [whole = '', ...fractions] = text.split(mark)
  const grouped = new RegExp(`^-?\\d{1,3}(\\${other}\\d{3})+$`)
  if (fractions.length <= 1 && grouped.test(whole)) return [whole.replaceAll(other, ''), ...fractions].join('.')
  if (/^-?\d+([.,]\d+)?$/.test(text)) return text.replace(',', '.')
  return text
}
