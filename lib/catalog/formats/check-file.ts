import type { OfferContent } from '@/lib/catalog/offers/content-schemas'
import { type Translate, translatorFor } from '@/lib/platform/i18n/translator'
import { type ColumnTarget, proposeColumns, requiredTargets } from './model'
import { openCatalog, readLines, writtenAs } from './read-catalog'
import type { ProblemReason, RowProblem, WarningReason } from './read-row'
import type { CatalogChoice, Reading } from './schemas'
import { problemText } from './views'

/** Rows that are shown as they were read. */
const SHOWN_ROWS = 20
/** Problems that are listed; further rows are only counted. */
const LISTED = 10_000

interface Listed {
  /** a row with an error is not taken, one with a warning is */
  severity: 'error' | 'warning'
  line: number
  field: string
  value: string
  /** a reason of `read-row.ts` */
  code: ProblemReason | WarningReason | 'column_missing'
  message: string
}

export interface CheckedFile extends Omit<Reading, 'headerRows' | 'sheets'> {
  sheets: string[]
  hiddenSheets: string[]
  headerRows: number
  /** what each column means, by its name in the file; null: nothing */
  columns: Record<string, string | null>
  /** what stands before the decimals of the columns of numbers in which something tells */
  numbers: Record<string, string>
  lines: number
  accepted: number
  rejected: number
  problems: Listed[]
  rows: Record<string, unknown>[]
}

/**
 * Reads a supplier's file as an import would, with the columns as they are proposed. Categories are looked at by their form: the tree of
 * an installation is not asked.
 * @throws AppError file_refused
 */
export async function checkCatalogFile(
  path: string,
  choice: CatalogChoice,
  { currency, timeZone }: { currency: string; timeZone: string },
): Promise<CheckedFile> {
  const catalog = await openCatalog(path, choice)
  const targets = proposeColumns(catalog.headers)
  const { sheets, ...reading } = catalog.reading
  const written = writtenAs(catalog.head, targets, choice)
  const missing = requiredTargets(targets)
  const t = messages()
  const list = (line: number, severity: Listed['severity'], problems: readonly RowProblem<ProblemReason | WarningReason>[]) => {
    for (const problem of problems.slice(0, LISTED - checked.problems.length))
      checked.problems.push({
        severity,
        line,
        field: publicName(problem.field as ColumnTarget) ?? problem.field,
        value: problem.value,
        code: problem.reason,
        message: problemText(t, problem, 'en'),
      })
  }
  const checked: CheckedFile = {
    ...reading,
    sheets: sheets.map(({ name }) => name),
    hiddenSheets: sheets.filter(({ isHidden }) => isHidden).map(({ name }) => name),
    columns: byHeader(catalog.headers, (column) => publicName(targets[column] ?? null)),
    numbers: told(byHeader(catalog.headers, (column) => written.marks[column] ?? null)),
    lines: 0,
    accepted: 0,
    rejected: 0,
    problems: missing.map((field) => {
      const message = t('columnMissing', { field: t(`target.${field}`) })
      return {
        severity: 'error',
        line: catalog.reading.headerRow,
        field: publicName(field) ?? field,
        value: '',
        code: 'column_missing',
        message,
      }
    }),
    rows: [],
  }
  const defaults = { ...written, currency, unit: 'C62', categories: null, timeZone, now: new Date() }
  for await (const { row, result } of readLines(catalog.lines(), targets, defaults)) {
    checked.lines++
    const isTaken = result.content !== null && missing.length === 0
    checked[isTaken ? 'accepted' : 'rejected']++
    if (missing.length > 0) continue
    list(row.line, 'error', result.problems)
    list(row.line, 'warning', result.warnings)
    if (isTaken && checked.rows.length < SHOWN_ROWS) checked.rows.push(shown(row.line, result.content))
  }
  return checked
}

/** Nobody waits for a second language here: what reads this is a machine or a developer. */
function messages(): Translate {
  const words = translatorFor('en')
  return (key: string, values?: Parameters<Translate>[1]) => words(`imports.${key}`, values)
}

/** Fields by the names that the API has for them. */
const PUBLIC: Record<string, string> = {
  part: 'supplierPartNumber',
  nameEn: 'name',
  descriptionEn: 'description',
  makerPart: 'manufacturerPartNumber',
}
const publicName = (target: ColumnTarget): string | null => (target === null ? null : (PUBLIC[target] ?? target))

const byHeader = <T>(headers: readonly string[], value: (column: number) => T): Record<string, T> =>
  Object.fromEntries(headers.map((header, column) => [header, value(column)]))

const told = (marks: Record<string, string | null>) =>
  Object.fromEntries(Object.entries(marks).flatMap(([header, mark]) => (mark === null ? [] : [[header, mark]])))

/** An offer in the words of the API: its price is the one for the smallest quantity. */
function shown(line: number, { part, name, description, makerPart, ...content }: OfferContent): Record<string, unknown> {
  return {
    line,
    supplierPartNumber: part,
    name: name.en ?? name.zh ?? '',
    price: content.breaks[0]?.price ?? null,
    ...content,
    description: description.en ?? description.zh ?? null,
    manufacturerPartNumber: makerPart,
  }
}
