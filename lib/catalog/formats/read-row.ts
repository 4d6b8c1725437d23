import { isGtin, type OfferContent, offerContent } from '@/lib/catalog/offers/content-schemas'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { readUnit } from '@/lib/platform/units/units'
import { attributeOf, type ColumnTarget, type ColumnTargets, type ImportField } from './model'
import { type DecimalMark, number } from './numbers'

/** What is wrong with one value of one row. `reason` is a key below `catalog.import.reason`, with its remedy. */
export interface RowProblem {
  field: string
  value: string
  reason:
    | 'required'
    | 'number'
    | 'ambiguous_number'
    | 'other_decimal_mark'
    | 'positive'
    | 'unit'
    | 'currency'
    | 'gtin'
    | 'category'
    | 'date'
    | 'whole_number'
    | 'tax_category'
    | 'too_long'
    | 'minimum_above_maximum'
    | 'duplicate_part'
    | 'columns'
}

/** What holds for all rows of a file. */
export interface RowDefaults {
  /** by column; see `decimalMarks` */
  marks: readonly DecimalMark[]
  currency: string
  unit: string
  /** codes of the category tree; a row may name no other */
  categories: ReadonlySet<string>
}

/** What a row says, or what is wrong with it; then with the part number that it names, if it names one. */
export type RowResult = { content: OfferContent; problems: [] } | { content: null; part: string | null; problems: RowProblem[] }

/**
 * Reads one row of a supplier's file by its column mapping.
 * Every value that cannot be understood is a problem of its own; a row with a problem is not imported.
 */
export function readRow(cells: readonly string[], targets: ColumnTargets, defaults: RowDefaults): RowResult {
  const problems: RowProblem[] = []
  const row = sortCells(cells, targets, defaults.marks, (field, value, reason) => {
    problems.push({ field, value: value.slice(0, 200), reason })
    return null
  })
  const fields = {
    ...readNames(row),
    ...readPrices(row, defaults, problems),
    ...readClassification(row, defaults),
    ...readTerms(row),
    ...readQuantities(row),
  }
  const part = row.values.get('part') ?? null
  if (problems.length > 0) return { content: null, part, problems }
  const parsed = offerContent.safeParse(fields)
  if (parsed.success) return { content: parsed.data, problems: [] }
  return {
    content: null,
    part,
    problems: parsed.error.issues.map((issue) => {
      const field = String(issue.path[0] ?? 'row')
      return { field, value: (row.values.get(field as ImportField) ?? '').slice(0, 200), reason: 'too_long' as const }
    }),
  }
}

type Wrong = (field: string, value: string, reason: RowProblem['reason']) => null

/** The cells of a row by what they mean. */
interface Row {
  values: Map<ImportField, string>
  marks: Map<ImportField, DecimalMark>
  breaks: { from: string; price: string }[]
  attributes: OfferContent['attributes']
  wrong: Wrong
}

function sortCells(cells: readonly string[], targets: ColumnTargets, marks: RowDefaults['marks'], wrong: Wrong): Row {
  const row: Row = { values: new Map(), marks: new Map(), breaks: [], attributes: [], wrong }
  targets.forEach((target, index) => {
    const value = (cells[index] ?? '').trim()
    if (!target || value === '') return
    if (isAttribute(target)) row.attributes.push({ ...attributeOf(target), value: value.slice(0, 200) })
    else if (target.startsWith('break:')) {
      const price = number(value, marks[index])
      if (price.ok) row.breaks.push({ from: target.slice(6), price: price.text })
      else wrong(target, value, price.reason)
    } else {
      row.values.set(target as ImportField, value)
      row.marks.set(target as ImportField, marks[index] ?? null)
    }
  })
  return row
}

/** What it is called. */
function readNames({ values, wrong }: Row) {
  const part = values.get('part') ?? wrong('part', '', 'required')
  const name = localized(values.get('nameEn'), values.get('nameZh'))
  if (!name.en && !name.zh) wrong('nameEn', '', 'required')
  return { part, name, description: localized(values.get('descriptionEn'), values.get('descriptionZh')) }
}

/** Whose it is, under which codes and in which category, and what it goes with. */
function readClassification({ values, attributes, wrong }: Row, defaults: RowDefaults) {
  const gtinText = values.get('gtin')?.replace(/[\s-]/g, '')
  const gtin = gtinText === undefined ? null : isGtin(gtinText) ? gtinText : wrong('gtin', gtinText, 'gtin')
  const categoryText = values.get('category')
  const category =
    categoryText === undefined ? null : defaults.categories.has(categoryText) ? categoryText : wrong('category', categoryText, 'category')
  return {
    brand: values.get('brand') ?? null,
    makerPart: values.get('makerPart') ?? null,
    gtin,
    category,
    attributes,
    substitutes: readParts(values.get('substitutes')),
    accessories: readParts(values.get('accessories')),
  }
}

/** What it costs, in which unit and currency. A row without any price is a problem, unless a price was one already. */
function readPrices(row: Row, defaults: RowDefaults, problems: readonly RowProblem[]) {
  const { values, wrong } = row
  const unitText = values.get('unit')
  const unit = unitText === undefined ? defaults.unit : (readUnit(unitText) ?? wrong('unit', unitText, 'unit'))
  const currency = (values.get('currency') ?? defaults.currency).toUpperCase()
  if (!offerContent.shape.currency.safeParse(currency).success) wrong('currency', currency, 'currency')
  const price = readNumber(row, 'price')
  const breaks = [...(price === null ? [] : [{ from: '1', price }]), ...row.breaks, ...readBreaks(row)]
  if (breaks.length === 0 && !problems.some((problem) => problem.field === 'price' || problem.field.startsWith('break')))
    wrong('price', values.get('price') ?? '', 'required')
  return {
    unit,
    currency,
    breaks: [...new Map(breaks.map((step) => [step.from, step])).values()].sort((a, b) => Number(a.from) - Number(b.from)),
    priceBase: readNumber(row, 'priceBase', true) ?? '1',
  }
}

/** How much of it can be ordered. */
function readQuantities(row: Row) {
  const limits = {
    minimum: readNumber(row, 'minimum', true),
    step: readNumber(row, 'step', true),
    maximum: readNumber(row, 'maximum', true),
  }
  if (limits.minimum && limits.maximum && Number(limits.minimum) > Number(limits.maximum))
    row.wrong('minimum', limits.minimum, 'minimum_above_maximum')
  return { ...limits, packSize: readNumber(row, 'packSize', true), stock: readNumber(row, 'stock') }
}

/** When it is valid, how soon it comes, how it is taxed. */
function readTerms(row: Row) {
  const { values, wrong } = row
  const lead = readNumber(row, 'leadTimeDays')
  if (lead?.includes('.')) wrong('leadTimeDays', lead, 'whole_number')
  const taxText = values.get('taxCategory')?.toUpperCase() ?? 'S'
  const tax = offerContent.shape.taxCategory.safeParse(taxText)
  if (!tax.success) wrong('taxCategory', taxText, 'tax_category')
  return {
    leadTimeDays: lead === null ? null : Number(lead),
    taxCategory: tax.data,
    validFrom: readDate('validFrom', values, wrong),
    validTo: readDate('validTo', values, wrong),
  }
}

/** A number that may be missing; null too when it is none, or nothing where something is needed. */
function readNumber({ values, marks, wrong }: Row, field: ImportField, positive = false): string | null {
  const value = values.get(field)
  if (value === undefined) return null
  const read = number(value, marks.get(field))
  if (!read.ok) return wrong(field, value, read.reason)
  return positive && Number(read.text) === 0 ? wrong(field, value, 'positive') : read.text
}

const localized = (en: string | undefined, zh: string | undefined): LocalizedText => ({ ...(en && { en }), ...(zh && { zh }) })

const isAttribute = (target: ColumnTarget): target is `attribute:${string}` => target?.startsWith('attribute:') ?? false

/** 'A-1; A-2': each once. */
const readParts = (text: string | undefined): string[] => [
  ...new Set(
    (text ?? '')
      .split(/[;|\n]/)
      .map((part) => part.trim())
      .filter(Boolean),
  ),
]

/** '10: 4.50; 100: 3.90' */
function readBreaks({ values, marks, wrong }: Row): { from: string; price: string }[] {
  const text = values.get('breaks')
  if (text === undefined) return []
  return text.split(/[;|]/).flatMap((part) => {
    const [from, price] = part.split(/[:=]/).map((side) => number(side, marks.get('breaks')))
    if (from?.ok && price?.ok) return [{ from: from.text, price: price.text }]
    wrong('breaks', text, from && !from.ok ? from.reason : price && !price.ok ? price.reason : 'number')
    return []
  })
}

function readDate(field: 'validFrom' | 'validTo', values: Map<ImportField, string>, wrong: Wrong): string | null {
  const value = values.get(field)
  if (value === undefined) return null
  const iso = /^\d{4}-\d{2}-\d{2}([T ].*)?$/.test(value) ? new Date(value.length === 10 ? `${value}T00:00:00Z` : value) : null
  return iso && !Number.isNaN(iso.getTime()) ? iso.toISOString() : wrong(field, value, 'date')
}
