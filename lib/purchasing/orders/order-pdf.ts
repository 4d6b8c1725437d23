import { readFileSync } from 'node:fs'
import path from 'node:path'
import PDFDocument from 'pdfkit'
import type { Configured } from '@/lib/catalog/configuration/model'
import { unpackWoff } from '@/lib/documents/pdf/unpack-woff'
import { currencyDigits } from '@/lib/platform/currencies'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { translatorFor } from '@/lib/platform/i18n/translator'
import { unitName } from '@/lib/platform/units'
import type { getOrder } from './queries'
import { addressLine } from './views'

type Order = Awaited<ReturnType<typeof getOrder>>

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

/** The order as a document, in the chosen language; laid out as on its page. */
export function orderPdf(order: Order, locale: Locale): Promise<Buffer> {
  const t = translatorFor(locale)
  const doc = new PDFDocument({ size: 'A4', margin: 48, info: { Title: `${t('order.document')} ${order.number}`, Producer: 'Stoa' } })
  const finished = collect(doc)
  doc.registerFont('text', font(400))
  doc.registerFont('bold', font(700))
  const money = (amount: { toString(): string }, digits = currencyDigits(order.currency)) =>
    new Intl.NumberFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
      minimumFractionDigits: Math.min(2, digits),
      maximumFractionDigits: digits,
    }).format(amount.toString() as unknown as number)
  const day = (at: Date) => new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at)

  doc
    .font('bold')
    .fontSize(18)
    .text(`${t('order.document')} ${order.number}`)
  doc
    .font('text')
    .fontSize(10)
    .text(`${day(order.placedAt)} · ${t(`orders.state.${order.state}`)}`)
    .moveDown()
  const address = addressLine(order.deliverTo)
  const facts: [string, string | null][] = [
    [t('order.buyer'), order.buyer.name],
    [t('order.supplier'), order.supplier.name],
    [t('order.deliverTo'), address],
    [t('order.costCentre'), order.costCentre],
    [t('order.reference'), order.reference],
    [t('order.wantedOn'), order.wantedOn && day(order.wantedOn)],
    [t('order.payment'), t(`order.method.${order.paymentMethod}`)],
    [t('order.notes'), order.notes],
  ]
  for (const [label, value] of facts) if (value) doc.font('bold').text(`${label}  `, { continued: true }).font('text').text(value)
  doc.moveDown()

  const columns = [48, 72, 300, 380, 462]
  const widths = [22, 222, 76, 78, 85]
  const row = (cells: string[], fontName: string) => {
    doc.font(fontName)
    const height = Math.max(...cells.map((cell, index) => doc.heightOfString(cell, { width: widths[index] as number })))
    if (doc.y + height > doc.page.height - 90) doc.addPage()
    const { y } = doc
    cells.forEach((cell, index) => {
      doc.text(cell, columns[index] as number, y, { width: widths[index] as number, align: index > 1 ? 'right' : 'left' })
    })
    doc.y = y + height + 5
    doc.x = 48
  }
  row(['#', t('order.item'), t('order.quantity'), t('order.unitPrice'), `${t('order.net')} ${order.currency}`], 'bold')
  for (const line of order.lines)
    row(
      [
        String(line.line),
        [localText(line.name as { en?: string; zh?: string }, locale), line.supplierPartNumber, ...chosenLines(line.configuration, locale)]
          .filter(Boolean)
          .join('\n'),
        `${money(line.quantity, 6)} ${unitName(line.unit, locale)}`,
        money(line.unitPrice, 4),
        money(line.net),
      ],
      'text',
    )
  doc.moveDown()
  const total = (label: string, amount: { toString(): string }, fontName = 'text') => row(['', '', '', label, money(amount)], fontName)
  total(t('order.net'), order.net)
  total(t('order.freight'), order.freight)
  for (const tax of order.taxes as { category: string; rate: string | null; tax: string }[])
    total(`${t('order.tax')} ${tax.rate ?? '–'} %`, tax.tax)
  total(`${t('order.gross')} ${order.currency}`, order.gross, 'bold')
  doc.end()
  return finished
}

/** What was chosen of a configurable product: a line each. */
function chosenLines(configuration: unknown, locale: Locale): string[] {
  const { texts = [] } = (configuration ?? {}) as Partial<Configured>
  return texts.map(({ name, values }) => `${localText(name, locale)}: ${values.map((value) => localText(value, locale)).join(', ')}`)
}

function collect(doc: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
}
