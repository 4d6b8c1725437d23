import { readFileSync } from 'node:fs'
import path from 'node:path'
import PDFDocument from 'pdfkit'
import type { BusinessDocument, DocumentLine } from '@/lib/documents/neutral/model'
import { addressLine } from '@/lib/platform/fields/address'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { type Translate, translatorFor } from '@/lib/platform/i18n/translator'
import { currencyDigits } from '@/lib/platform/money/currencies'
import { unitName } from '@/lib/platform/units/units'
import { unpackWoff } from './internal/unpack-woff'

const fonts = path.join(process.cwd(), 'node_modules/@fontsource/noto-sans-sc/files')
const unpacked = new Map<number, Buffer>()

/** Noto Sans SC, Latin letters included, so that Chinese documents need no font of the system. */
function font(weight: 400 | 700): Buffer {
  const known = unpacked.get(weight)
  if (known) return known
  const plain = unpackWoff(readFileSync(path.join(fonts, `noto-sans-sc-chinese-simplified-${weight}-normal.woff`)))
  unpacked.set(weight, plain)
  return plain
}

/** In points: the left edge of each column, and its width. */
const EDGES = [48, 72, 300, 380, 462]
const WIDTHS = [22, 222, 76, 78, 85]
const BOTTOM = 90

/** A business document of any kind in the chosen language; laid out as on its page. */
export function documentPdf(document: BusinessDocument, locale: Locale): Promise<Buffer> {
  const t = translatorFor(locale)
  const title = `${t(`documents.kind.${document.kind}`)} ${document.number}`
  const doc = new PDFDocument({ size: 'A4', margin: 48, info: { Title: title, Producer: 'Stoa' } })
  const finished = collect(doc)
  doc.registerFont('text', font(400))
  doc.registerFont('bold', font(700))
  doc.font('bold').fontSize(18).text(title)
  doc
    .font('text')
    .fontSize(10)
    .text(`${longDay(document.issuedAt, locale)} · ${t(`documents.state.${document.kind}.${document.state}`)}`)
    .moveDown()
  for (const [label, value] of factsOf(document, locale, t))
    doc.font('bold').text(`${label}  `, { continued: true }).font('text').text(value)
  doc.moveDown()
  writeLines(doc, document, locale, t)
  writeTotals(doc, document, locale, t)
  doc.end()
  return finished
}

const language = (locale: Locale) => (locale === 'zh' ? 'zh-CN' : 'en-GB')
const longDay = (at: Date, locale: Locale) => new Intl.DateTimeFormat(language(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(at)

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

function writeLines(doc: PDFKit.PDFDocument, { kind, lines, totals }: BusinessDocument, locale: Locale, t: Translate): void {
  const own = columns[kind]
  const header = (column: keyof DocumentLine | null) => {
    if (column === null) return ''
    const word = column === 'quantity' ? t(`documents.quantityOf.${kind}`) : t(`documents.column.${column}`)
    return column === 'net' && totals ? `${word} ${totals.currency}` : word
  }
  writeRow(doc, ['#', t('documents.item'), ...own.map(header)], 'bold')
  for (const line of lines) {
    const cell = (column: keyof DocumentLine | null): string => {
      const value = column && line[column]
      if (typeof value !== 'string') return ''
      if (column === 'promisedOn') return value
      if (column === 'unitPrice') return decimal(value, locale, 2, 4)
      if (column === 'net') return money(value, totals?.currency ?? '', locale)
      return `${decimal(value, locale, 0, 6)} ${unitName(line.unit, locale)}`
    }
    const item = [localText(line.name, locale), line.sellerPartNumber, ...choicesOf(line, locale), line.note].filter(Boolean).join('\n')
    writeRow(doc, [String(line.number), item, ...own.map(cell)], 'text')
  }
  doc.moveDown()
}

const money = (amount: string, currency: string, locale: Locale) =>
  decimal(amount, locale, Math.min(2, currencyDigits(currency)), currencyDigits(currency))

function writeTotals(doc: PDFKit.PDFDocument, { totals }: BusinessDocument, locale: Locale, t: Translate): void {
  if (!totals) return
  const { currency, net, freight, taxes, gross } = totals
  const row = (label: string, amount: string, fontName = 'text') =>
    writeRow(doc, ['', '', '', label, money(amount, currency, locale)], fontName)
  row(t('documents.column.net'), net)
  row(t('documents.freight'), freight)
  for (const tax of taxes) row(`${t('documents.tax')} ${tax.rate ?? '–'} %`, tax.tax)
  row(`${t('documents.gross')} ${currency}`, gross, 'bold')
}

function writeRow(doc: PDFKit.PDFDocument, cells: string[], fontName: string): void {
  doc.font(fontName)
  const height = Math.max(...cells.map((cell, index) => doc.heightOfString(cell, { width: WIDTHS[index] as number })))
  if (doc.y + height > doc.page.height - BOTTOM) doc.addPage()
  const { y } = doc
  for (const [index, cell] of cells.entries())
    doc.text(cell, EDGES[index] as number, y, { width: WIDTHS[index] as number, align: index > 1 ? 'right' : 'left' })
  doc.y = y + height + 5
  doc.x = EDGES[0] as number
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
