import PDFDocument from 'pdfkit'
import type { BusinessDocument, DocumentLine } from '@/lib/documents/neutral/model'
import { addressLine } from '@/lib/platform/fields/address'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { type Translate, translatorFor } from '@/lib/platform/i18n/translator'
import { currencyDigits } from '@/lib/platform/money/currencies'
import { unitAfter } from '@/lib/platform/units/units'
import { type Column, lineHeight, linesOf, type Style, widthOf, writeLines } from './internal/mixed-text'

/** In points: the columns of the lines. */
const COLUMNS: readonly Column[] = [
  { x: 48, width: 22 },
  { x: 72, width: 222 },
  { x: 300, width: 76, align: 'right' },
  { x: 380, width: 78, align: 'right' },
  { x: 462, width: 85, align: 'right' },
]
const LEFT = 48
const RIGHT = 547
const BOTTOM = 90
const plain: Style = { weight: 400, size: 10 }
const bold: Style = { weight: 700, size: 10 }
const heading: Style = { weight: 700, size: 18 }

/** A business document of any kind in the chosen language; laid out as on its page. */
export function documentPdf(document: BusinessDocument, locale: Locale): Promise<Buffer> {
  const t = translatorFor(locale)
  const title = `${t(`documents.kind.${document.kind}`)} ${document.number}`
  const doc = new PDFDocument({ size: 'A4', margin: LEFT, info: { Title: title, Producer: 'Stoa' } })
  const finished = collect(doc)
  const whole = { x: LEFT, width: RIGHT - LEFT }
  writeRow(doc, [[title, whole]], heading)
  writeRow(doc, [[`${longDay(document.issuedAt, locale)} · ${t(`documents.state.${document.kind}.${document.state}`)}`, whole]], plain)
  space(doc)
  const facts = factsOf(document, locale, t)
  const labels = Math.max(...facts.map(([label]) => widthOf(doc, label, bold))) + 12
  for (const [label, value] of facts)
    writeRow(doc, [[label, { x: LEFT, width: labels }, bold] as const, [value, { x: LEFT + labels, width: RIGHT - LEFT - labels }]], plain)
  space(doc)
  writeTable(doc, document, locale, t)
  writeTotals(doc, document, locale, t)
  doc.end()
  return finished
}

const language = (locale: Locale) => (locale === 'zh' ? 'zh-CN' : 'en-GB')
const longDay = (at: Date, locale: Locale) => new Intl.DateTimeFormat(language(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(at)

const shortDay = (at: Date, locale: Locale) =>
  new Intl.DateTimeFormat(language(locale), { dateStyle: 'medium', timeZone: 'UTC' }).format(at)

/** Intl formats decimal text exactly; TypeScript's library does not know yet. */
const decimal = (text: string, locale: Locale, least: number, most: number) =>
  new Intl.NumberFormat(language(locale), { minimumFractionDigits: least, maximumFractionDigits: most }).format(text as unknown as number)

/** What stands above the lines, as far as the document has it. */
function factsOf({ buyer, supplier, deliverTo, references, facts }: BusinessDocument, locale: Locale, t: Translate): [string, string][] {
  const all: [string, string | null | undefined][] = [
    [t('documents.buyer'), buyer.name],
    [t('documents.supplier'), supplier.name],
    ...references.map(({ kind, number }): [string, string] => [t(`documents.kind.${kind}`), number]),
    [t('documents.deliverTo'), addressLine(deliverTo)],
    [t('documents.costCentre'), facts.costCentre],
    [t('documents.reference'), facts.reference],
    [t('documents.requestedDeliveryDate'), facts.requestedDeliveryDate && longDay(new Date(facts.requestedDeliveryDate), locale)],
    [t('documents.payment'), facts.paymentMethod && t(`documents.paymentMethod.${facts.paymentMethod}`)],
    [t('documents.carrier'), facts.carrier],
    [t('documents.tracking'), facts.tracking],
    [t('documents.notes'), facts.notes],
  ]
  return all.flatMap(([label, value]) => (value ? [[label, value] as [string, string]] : []))
}

/** The three columns beside place and item, by kind of document. */
const columns: Record<BusinessDocument['kind'], readonly (keyof DocumentLine | null)[]> = {
  purchase_order: ['quantity', 'unitPrice', 'net'],
  order_response: ['ordered', 'quantity', 'promisedOn'],
  despatch_advice: [null, null, 'quantity'],
  goods_receipt: [null, 'quantity', 'rejected'],
}

function writeTable(doc: PDFKit.PDFDocument, { kind, lines, totals }: BusinessDocument, locale: Locale, t: Translate): void {
  const own = columns[kind]
  const header = (column: keyof DocumentLine | null) => {
    if (column === null) return ''
    const word = column === 'quantity' ? t(`documents.quantityOf.${kind}`) : t(`documents.column.${column}`)
    return column === 'net' && totals ? `${word} ${totals.currency}` : word
  }
  writeRow(doc, inColumns(['#', t('documents.item'), ...own.map(header)]), bold)
  for (const line of lines) {
    const cell = (column: keyof DocumentLine | null): string => {
      const value = column && line[column]
      if (typeof value !== 'string') return ''
      if (column === 'promisedOn') return shortDay(new Date(value), locale)
      if (column === 'unitPrice') return decimal(value, locale, 2, 6)
      if (column === 'net') return money(value, totals?.currency ?? '', locale)
      return `${decimal(value, locale, 0, 6)} ${unitAfter(value, line.unit, locale)}`
    }
    const item = [localText(line.name, locale), line.sellerPartNumber, ...choicesOf(line, locale), line.note].filter(Boolean).join('\n')
    writeRow(doc, inColumns([String(line.number), item, ...own.map(cell)]), plain)
  }
  space(doc)
}

const money = (amount: string, currency: string, locale: Locale) =>
  decimal(amount, locale, Math.min(2, currencyDigits(currency)), currencyDigits(currency))

function writeTotals(doc: PDFKit.PDFDocument, { totals }: BusinessDocument, locale: Locale, t: Translate): void {
  if (!totals) return
  const { currency, net, freight, taxes, gross } = totals
  const row = (label: string, amount: string, style = plain) =>
    writeRow(doc, inColumns(['', '', '', label, money(amount, currency, locale)]), style)
  row(t('documents.column.net'), net)
  row(t('documents.freight'), freight)
  for (const tax of taxes) row(`${t('documents.tax')} ${tax.rate ?? '–'} %`, tax.tax)
  row(`${t('documents.gross')} ${currency}`, gross, bold)
}

type Cell = readonly [text: string, column: Column, style?: Style]

const inColumns = (cells: readonly string[]): Cell[] => cells.map((text, index) => [text, COLUMNS[index] as Column])

/** Cells side by side, on the next page when this one is full; what is higher than a page goes on over the next ones. */
function writeRow(doc: PDFKit.PDFDocument, cells: readonly Cell[], style: Style): void {
  let rows = cells.map(([text, column, own = style]) => ({ lines: linesOf(doc, text, column.width, own), column, own }))
  while (rows.some(({ lines }) => lines.length > 0)) {
    const height = Math.max(...rows.map(({ lines, own }) => lines.length * lineHeight(own)))
    const room = doc.page.height - BOTTOM - doc.y
    const page = doc.page.height - BOTTOM - LEFT
    if (height > room && doc.y > LEFT) {
      doc.addPage()
      doc.y = LEFT
      continue
    }
    const fits = height > page ? Math.floor(page / lineHeight(style)) : Number.POSITIVE_INFINITY
    const { y } = doc
    for (const { lines, column, own } of rows) writeLines(doc, lines.slice(0, fits), y, column, own)
    doc.y = y + Math.min(height, page) + 5
    rows = rows.map((row) => ({ ...row, lines: row.lines.slice(fits) }))
  }
}

/** An empty line. */
const space = (doc: PDFKit.PDFDocument) => {
  doc.y += lineHeight(plain)
}

/** What was chosen of a configurable product: a line each. */
const choicesOf = ({ choices }: DocumentLine, locale: Locale): string[] =>
  choices.map(({ name, values }) => `${localText(name, locale)}: ${values.map((value) => localText(value, locale)).join(', ')}`)

function collect(doc: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
}
