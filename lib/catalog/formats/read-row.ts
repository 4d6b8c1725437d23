import { isGtin, type OfferContent, offerContent } from '@/lib/catalog/offers/content-schemas'
import { categoryCode } from '@/lib/platform/fields/codes'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { cleanCode } from '@/lib/platform/files/table-cell'
import type { CellNote, TableRow } from '@/lib/platform/files/table-format'
import { nearestUnit, readUnit } from '@/lib/platform/units/unit-spellings'
import { type DateOrder, readDay } from './dates'
import { attributeOf, type ColumnTarget, type ColumnTargets, type ImportField } from './model'
import { type DecimalMark, type NumberResult, number, storedNumber } from './numbers'

/** Why a value keeps its row out. Each is a key below `imports.reason`, with its remedy. */
export type ProblemReason =
  | Extract<NumberResult, { ok: false }>['reason']
  | 'required'
  | 'positive'
  | 'price_zero'
  | 'break_twice'
  | 'break_contradicts'
  | 'unit'
  | 'currency'
  | 'gtin'
  | 'gtin_cut'
  | 'category'
  | 'date'
  | 'ambiguous_date'
  | 'valid_to_before_from'
  | 'whole_number'
  | 'tax_category'
  | 'too_long'
  | 'minimum_above_maximum'
  | 'duplicate_part'
  | 'formula_error'
  | 'formula_without_value'
  | 'turned_into_date'
  | 'unreadable_character'
  | 'hidden_row'

/** What a person should know of a value that is taken. */
export type WarningReason = 'rounded' | 'gtin_zero_added' | 'minimum_from_breaks' | 'differs_by_case' | 'already_over'

/** What is wrong with one value of one row, or worth knowing of it. */
export interface RowProblem<Reason = ProblemReason> {
  field: string
  value: string
  reason: Reason
  /** the unit that comes nearest, as its code */
  nearest?: string
}

/** What holds for all rows of a file. */
export interface RowDefaults {
  /** by column; see `decimalMarks` */
  marks: readonly DecimalMark[]
  /** of dates whose day and month could be either */
  dateOrder: DateOrder
  currency: string
  unit: string
  /** codes of the category tree, a row may name no other; null where there is no tree to look them up in */
  categories: ReadonlySet<string> | null
  /** IANA name; days without a time are days there */
  timeZone: string
  now: Date
}

/** What a row says, or what is wrong with it; then with the part number that it names, if it names one. */
export type RowResult =
  | { content: OfferContent; problems: []; warnings: RowProblem<WarningReason>[] }
  | { content: null; part: string | null; problems: RowProblem[]; warnings: [] }

/**
 * Reads one row of a supplier's file by its column mapping.
 * Every value that cannot be understood is a problem of its own; a row with a problem is not imported.
 */
export function readRow(line: Pick<TableRow, 'cells' | 'notes' | 'isHidden'>, targets: ColumnTargets, defaults: RowDefaults): RowResult {
  const problems: RowProblem[] = []
  const warnings: RowProblem<WarningReason>[] = []
  const row = sortCells(line, targets, defaults.marks, {
    wrong: (field, value, reason, nearest) => {
      problems.push({ field, value: value.slice(0, 200), reason, ...(nearest && { nearest }) })
      return null
    },
    warn: (field, value, reason) => warnings.push({ field, value: value.slice(0, 200), reason }),
  })
  const part = row.values.get('part') ?? null
  if (line.isHidden) return { content: null, part, problems: [{ field: 'part', value: part ?? '', reason: 'hidden_row' }], warnings: [] }
  const names = readNames(row, problems)
  const prices = readPrices(row, defaults, problems)
  const fields = {
    ...names,
    ...prices,
    ...readClassification(row, defaults),
    ...readTerms(row, defaults),
    ...readQuantities(row, prices.breaks[0]?.from ?? '1'),
  }
  if (problems.length > 0) return { content: null, part, problems, warnings: [] }
  const parsed = offerContent.safeParse(fields)
  if (parsed.success) return { content: parsed.data, problems: [], warnings }
  return {
    content: null,
    part,
    problems: parsed.error.issues.map((issue) => {
      const field = String(issue.path[0] ?? 'row')
      return { field, value: (row.values.get(field as ImportField) ?? '').slice(0, 200), reason: 'too_long' as const }
    }),
    warnings: [],
  }
}

interface Notes {
  wrong(field: string, value: string, reason: ProblemReason, nearest?: string): null
  warn(field: string, value: string, reason: WarningReason): void
}

/** The cells of a row by what they mean. */
interface Row extends Notes {
  values: Map<ImportField, string>
  /** the values of those that the file holds as numbers, beside how they are shown */
  stored: Map<ImportField, string> | null
  marks: Map<ImportField, DecimalMark>
  breaks: { from: string; price: string }[]
  attributes: OfferContent['attributes']
}

/** Fields whose values are codes: what cannot be seen is no part of them. */
const CODES = new Set<ImportField>(['part', 'makerPart', 'gtin', 'category', 'unit', 'currency', 'taxCategory'])
const DATES = new Set<ImportField>(['validFrom', 'validTo'])
/** What spreadsheets show for a formula that failed, in English and German: text files hold it as text. */
const FORMULA_ERROR = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|NV|BEZUG!|WERT!|ZAHL!)$/

function sortCells(
  { cells, notes }: Pick<TableRow, 'cells' | 'notes'>,
  targets: ColumnTargets,
  marks: RowDefaults['marks'],
  on: Notes,
): Row {
  const row: Row = { ...on, values: new Map(), stored: null, marks: new Map(), breaks: [], attributes: [] }
  targets.forEach((target, index) => {
    if (!target) return
    const value = (cells[index] ?? '').trim()
    const note = notes?.[index]
    const fault = faultOf(target, value, note)
    if (fault) on.wrong(target, value, fault)
    else if (value === '') return
    else if (isAttribute(target)) row.attributes.push({ ...attributeOf(target), value: value.slice(0, 200) })
    else if (target.startsWith('break:')) {
      const price = readPrice(note?.is === 'number' ? storedNumber(note.value ?? value) : number(value, marks[index]), value, row, target)
      if (price !== null) row.breaks.push({ from: target.slice(6), price })
    } else {
      const field = target as ImportField
      row.values.set(field, CODES.has(field) ? cleanCode(value) : value)
      row.marks.set(field, marks[index] ?? null)
      if (note?.is === 'number') {
        row.stored ??= new Map()
        row.stored.set(field, note.value ?? value)
      }
    }
  })
  return row
}

/** What makes a cell unreadable whatever it should mean. */
function faultOf(target: ColumnTarget, value: string, note: CellNote | undefined): ProblemReason | null {
  if (note?.is === 'error' || FORMULA_ERROR.test(value)) return 'formula_error'
  if (note?.is === 'no_value') return 'formula_without_value'
  if (note?.is === 'date' && !isAttribute(target) && !DATES.has(target as ImportField)) return 'turned_into_date'
  return value.includes('\ufffd') ? 'unreadable_character' : null
}

/** What it is called. A name in Chinese characters is its Chinese name, whatever the column is called. */
function readNames({ values, wrong }: Row, problems: readonly RowProblem[]) {
  const isWrong = (...fields: string[]) => problems.some(({ field }) => fields.includes(field))
  const part = values.get('part') ?? (isWrong('part') ? null : wrong('part', '', 'required'))
  const name = localized(values.get('nameEn'), values.get('nameZh'))
  if (!name.en && !name.zh && !isWrong('nameEn', 'nameZh')) wrong('nameEn', '', 'required')
  return { part, name, description: localized(values.get('descriptionEn'), values.get('descriptionZh')) }
}

/** Whose it is, under which codes and in which category, and what it goes with. */
function readClassification(row: Row, defaults: RowDefaults) {
  const { values, attributes, wrong } = row
  const categoryText = values.get('category')
  const isCategory = categoryText !== undefined && (defaults.categories?.has(categoryText) ?? categoryCode.safeParse(categoryText).success)
  return {
    brand: values.get('brand') ?? null,
    makerPart: values.get('makerPart') ?? null,
    gtin: readGtin(row),
    category: categoryText === undefined ? null : isCategory ? categoryText : wrong('category', categoryText, 'category'),
    attributes,
    substitutes: readParts(values.get('substitutes')),
    accessories: readParts(values.get('accessories')),
  }
}

/** Spreadsheets drop the zeros before a number: a code with a right check digit once they are back is repaired. */
function readGtin({ values, wrong, warn }: Row): string | null {
  const text = values.get('gtin')?.replace(/[\s-]/g, '')
  if (text === undefined) return null
  if (isGtin(text)) return text
  if (/^\d[.,]\d+e\+?\d+$/i.test(text)) return wrong('gtin', text, 'gtin_cut')
  const padded = text.padStart(12, '0')
  if (!/^\d{10,11}$/.test(text) || !isGtin(padded)) return wrong('gtin', text, 'gtin')
  warn('gtin', text, 'gtin_zero_added')
  return padded
}

/** What it costs, in which unit and currency. A row without any price is a problem, unless a price was one already. */
function readPrices(row: Row, defaults: RowDefaults, problems: readonly RowProblem[]) {
  const { values, wrong } = row
  const unitText = values.get('unit')
  const unit = unitText === undefined ? defaults.unit : (readUnit(unitText) ?? wrong('unit', unitText, 'unit', nearestUnit(unitText)))
  const currency = (values.get('currency') ?? defaults.currency).toUpperCase()
  if (!offerContent.shape.currency.safeParse(currency).success) wrong('currency', currency, 'currency')
  const breaks = readAllBreaks(row)
  if (breaks.length === 0 && !problems.some((problem) => problem.field === 'price' || problem.field.startsWith('break')))
    wrong('price', values.get('price') ?? '', 'required')
  return { unit, currency, breaks, priceBase: readNumber(row, 'priceBase', true) ?? '1' }
}

/** The price and the breaks of a row by quantity. The same quantity twice is a problem; the same price twice is only said twice. */
function readAllBreaks(row: Row): { from: string; price: string }[] {
  const priceText = row.values.get('price')
  const price = priceText === undefined ? null : readPrice(numberOf(row, 'price', priceText), priceText, row, 'price')
  if (row.breaks.length === 0 && !row.values.has('breaks')) return price === null ? [] : [{ from: '1', price }]
  const steps = new Map<string, string>()
  for (const { from, price } of [...row.breaks, ...readBreaks(row)]) {
    const before = steps.get(from)
    if (before !== undefined && before !== price) row.wrong('breaks', `${from}: ${before}, ${price}`, 'break_twice')
    steps.set(from, price)
  }
  const first = steps.get('1')
  if (price !== null && first !== undefined && first !== price) row.wrong('breaks', `1: ${price}, ${first}`, 'break_contradicts')
  if (price !== null) steps.set('1', price)
  return [...steps].map(([from, price]) => ({ from, price })).sort((a, b) => Number(a.from) - Number(b.from))
}

/** Words by which a supplier says that a thing costs nothing; a bare 0 is a gap in most files. */
const FREE = new Set([
  'free',
  'free of charge',
  'kostenlos',
  'gratis',
  'gratuit',
  'gratuito',
  'zdarma',
  'bezpłatne',
  'ingyenes',
  'бесплатно',
  '免费',
])

function readPrice(read: NumberResult, value: string, { wrong, warn }: Notes, field: string): string | null {
  if (FREE.has(value.toLowerCase())) return '0'
  if (!read.ok) return wrong(field, value, read.reason)
  if (Number(read.text) === 0) return wrong(field, value, 'price_zero')
  if (read.isRounded) warn(field, value, 'rounded')
  return read.text
}

/** How much of it can be ordered. @param smallest quantity that has a price; less than that cannot be ordered */
function readQuantities(row: Row, smallest: string) {
  const asked = readNumber(row, 'minimum', true)
  const isRaised = Number(smallest) > Number(asked ?? '1')
  if (isRaised) row.warn('minimum', smallest, 'minimum_from_breaks')
  const limits = {
    minimum: isRaised ? smallest : asked,
    step: readNumber(row, 'step', true),
    maximum: readNumber(row, 'maximum', true),
  }
  if (limits.minimum && limits.maximum && Number(limits.minimum) > Number(limits.maximum))
    row.wrong('minimum', limits.minimum, 'minimum_above_maximum')
  return { ...limits, packSize: readNumber(row, 'packSize', true), stock: readNumber(row, 'stock') }
}

/** When it is valid, how soon it comes, how it is taxed. */
function readTerms(row: Row, defaults: RowDefaults) {
  const { values, wrong, warn } = row
  const lead = readNumber(row, 'leadTimeDays')
  if (lead?.includes('.')) wrong('leadTimeDays', lead, 'whole_number')
  const taxText = values.get('taxCategory')?.toUpperCase() ?? 'S'
  const tax = offerContent.shape.taxCategory.safeParse(taxText)
  if (!tax.success) wrong('taxCategory', taxText, 'tax_category')
  const validFrom = readDate('validFrom', row, defaults)
  const validTo = readDate('validTo', row, defaults)
  if (validFrom && validTo && validFrom > validTo) wrong('validTo', values.get('validTo') ?? '', 'valid_to_before_from')
  else if (validTo && validTo < defaults.now.toISOString()) warn('validTo', values.get('validTo') ?? '', 'already_over')
  return { leadTimeDays: lead === null ? null : Number(lead), taxCategory: tax.data, validFrom, validTo }
}

const numberOf = ({ stored, marks }: Row, field: ImportField, value: string): NumberResult => {
  const exact = stored?.get(field)
  return exact === undefined ? number(value, marks.get(field)) : storedNumber(exact)
}

/** A number that may be missing; null too when it is none, or nothing where something is needed. */
function readNumber(row: Row, field: ImportField, positive = false): string | null {
  const { values, wrong, warn } = row
  const value = values.get(field)
  if (value === undefined) return null
  const read = numberOf(row, field, value)
  if (!read.ok) return wrong(field, value, read.reason)
  if (positive && Number(read.text) === 0) return wrong(field, value, 'positive')
  if (read.isRounded) warn(field, value, 'rounded')
  return read.text
}

/** Chinese characters, and none of those that are used in Japanese only. */
const isChinese = (text: string) => /\p{Script=Han}/u.test(text) && !/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)

function localized(en: string | undefined, zh: string | undefined): LocalizedText {
  if (en && !zh && isChinese(en)) return { zh: en }
  return { ...(en && { en }), ...(zh && { zh }) }
}

const isAttribute = (target: ColumnTarget): target is `attribute:${string}` => target?.startsWith('attribute:') ?? false

/** 'A-1; A-2': each once. */
const readParts = (text: string | undefined): string[] => [
  ...new Set(
    (text ?? '')
      .split(/[;|\n]/)
      .map(cleanCode)
      .filter(Boolean),
  ),
]

/** '10: 4.50; 100: 3.90' */
function readBreaks(row: Row): { from: string; price: string }[] {
  const text = row.values.get('breaks')
  if (text === undefined) return []
  return text.split(/[;|]/).flatMap((part) => {
    const [from, price] = part.split(/[:=]/).map((side) => number(side, row.marks.get('breaks')))
    if (from?.ok && price?.ok) {
      const amount = readPrice(price, text, row, 'breaks')
      return amount === null ? [] : [{ from: from.text, price: amount }]
    }
    row.wrong('breaks', text, from && !from.ok ? from.reason : price && !price.ok ? price.reason : 'number')
    return []
  })
}

function readDate(field: 'validFrom' | 'validTo', { values, wrong }: Row, { dateOrder, timeZone }: RowDefaults): string | null {
  const value = values.get(field)
  if (value === undefined) return null
  const read = readDay(value, { order: dateOrder, timeZone, isEnd: field === 'validTo' })
  return read.ok ? read.instant : wrong(field, value, read.reason)
}
