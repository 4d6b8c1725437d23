import type { Configured } from '@/lib/catalog/configuration/model'
import { offeredSteps } from '@/lib/documents/lifecycle/model'
import type { BusinessDocument, DocumentLine } from '@/lib/documents/neutral/model'
import { may, mayAny } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { forbidden, notFound } from '@/lib/platform/errors'
import type { PostalAddress } from '@/lib/platform/fields/address'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { isUuid } from '@/lib/platform/ids'
import { stepsOf } from '@/lib/purchasing/orders/states'
import type { FulfilmentKind } from './model'
import { goodsReceiptLifecycle } from './states'
import type { DocumentSummary, ShownDocument } from './views'

const reads = mayAny(['read', 'PurchaseOrder'], ['read', 'SupplierOrder'])

/** Rows of documents that are the actor's organization's, on a side whose orders the actor may read. */
const ownRows = ({ actor }: ReadContext) => ({
  OR: [
    ...(may('read', 'PurchaseOrder')(actor) ? [{ buyerId: actor.organizationId }] : []),
    ...(may('read', 'SupplierOrder')(actor) ? [{ supplierId: actor.organizationId }] : []),
  ],
})

const around = {
  order: {
    select: {
      number: true,
      supplierNumber: true,
      buyer: { select: { id: true, name: true } },
      supplier: { select: { id: true, name: true } },
    },
  },
} as const

interface Row {
  id: string
  number: string
  state: DocumentSummary['state']
  orderId: string
  order: { number: string; supplierNumber: string | null; buyer: { id: string; name: string }; supplier: { id: string; name: string } }
}

const summary = ({ actor }: ReadContext, kind: FulfilmentKind, { id, number, state, orderId, order }: Row, at: Date): DocumentSummary => ({
  kind,
  id,
  number,
  state,
  at,
  orderId,
  orderNumber: (order.supplier.id === actor.organizationId && order.supplierNumber) || order.number,
  partner: order.buyer.id === actor.organizationId ? order.supplier.name : order.buyer.name,
})

interface Which {
  take?: number
  /** the last document of the page before */
  after?: string
}

const PAGE = 50

async function readRows(ctx: ReadContext, kind: FulfilmentKind, { take = PAGE, after }: Which): Promise<DocumentSummary[]> {
  const where = ownRows(ctx)
  const page = { include: around, take, ...(after && { cursor: { id: after }, skip: 1 }) }
  const { db } = ctx
  switch (kind) {
    case 'order_response': {
      const rows = await db.orderResponse.findMany({ where, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], ...page })
      return rows.map((row) => summary(ctx, kind, row, row.createdAt))
    }
    case 'despatch_advice': {
      const rows = await db.despatchAdvice.findMany({ where, orderBy: [{ despatchedAt: 'desc' }, { id: 'desc' }], ...page })
      return rows.map((row) => summary(ctx, kind, row, row.despatchedAt))
    }
    case 'goods_receipt': {
      const rows = await db.goodsReceipt.findMany({ where, orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }], ...page })
      return rows.map((row) => summary(ctx, kind, row, row.receivedAt))
    }
    default:
      return kind satisfies never
  }
}

/** Documents of one kind, the newest first; keyset pages served by (buyer|supplier, date, id). */
export async function listDocuments(ctx: ReadContext, kind: FulfilmentKind, after?: string) {
  if (!reads(ctx.actor)) throw forbidden()
  const known = after && isUuid(after) ? await documentParties(ctx, kind, after) : null
  const rows = await readRows(ctx, kind, { take: PAGE + 1, ...(known && { after: known.id }) })
  return { documents: rows.slice(0, PAGE), next: rows.length > PAGE ? (rows[PAGE - 1]?.id ?? null) : null }
}

/** More documents than this no order has on its page. */
const MAX_OF_ORDER = 1000

/** All documents of an order that the actor sees, the oldest first. Three queries. */
export async function documentsOfOrder(ctx: ReadContext, order: Row['order'] & { id: string }): Promise<DocumentSummary[]> {
  const page = { where: { ...ownRows(ctx), orderId: order.id }, take: MAX_OF_ORDER }
  const [responses, advices, receipts] = await Promise.all([
    ctx.db.orderResponse.findMany(page),
    ctx.db.despatchAdvice.findMany(page),
    ctx.db.goodsReceipt.findMany(page),
  ])
  const all = [
    ...responses.map((row) => summary(ctx, 'order_response', { ...row, order }, row.createdAt)),
    ...advices.map((row) => summary(ctx, 'despatch_advice', { ...row, order }, row.despatchedAt)),
    ...receipts.map((row) => summary(ctx, 'goods_receipt', { ...row, order }, row.receivedAt)),
  ]
  return all.sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** A document that is the actor's organization's, if it is one. */
async function documentParties(ctx: ReadContext, kind: FulfilmentKind, id: string): Promise<{ id: string; orderId: string } | null> {
  const found = { where: { id, ...ownRows(ctx) }, select: { id: true, orderId: true } }
  if (kind === 'order_response') return ctx.db.orderResponse.findFirst(found)
  return kind === 'despatch_advice' ? ctx.db.despatchAdvice.findFirst(found) : ctx.db.goodsReceipt.findFirst(found)
}

const orderLine = { orderLine: true } as const

/** One document, whole, as every writer knows it. @throws AppError not_found for another organization's, forbidden */
export async function getDocument(ctx: ReadContext, kind: FulfilmentKind, id: string): Promise<ShownDocument> {
  if (!reads(ctx.actor)) throw forbidden()
  if (!isUuid(id)) throw notFound()
  const where = { id, ...ownRows(ctx) }
  const include = { order: { include: { buyer: true, supplier: true } } } as const
  switch (kind) {
    case 'order_response': {
      const row = await ctx.db.orderResponse.findFirst({ where, include: { ...include, lines: { include: orderLine } } })
      if (!row) throw notFound()
      const lines = row.lines.map(({ orderLine: line, quantity, promisedOn, note }) => ({
        ...lineOf(line, quantity),
        ordered: line.quantity.toString(),
        promisedOn: promisedOn?.toISOString().slice(0, 10) ?? null,
        note,
      }))
      return shown(ctx, kind, row, row.createdAt, lines)
    }
    case 'despatch_advice': {
      const row = await ctx.db.despatchAdvice.findFirst({ where, include: { ...include, lines: { include: orderLine } } })
      if (!row) throw notFound()
      const lines = row.lines.map(({ orderLine: line, quantity }) => lineOf(line, quantity))
      return shown(ctx, kind, row, row.despatchedAt, lines, { carrier: row.carrier, tracking: row.tracking })
    }
    case 'goods_receipt': {
      const row = await ctx.db.goodsReceipt.findFirst({ where, include: { ...include, lines: { include: orderLine } } })
      if (!row) throw notFound()
      const lines = row.lines.map(({ orderLine: line, received, rejected }) => ({
        ...lineOf(line, received),
        rejected: rejected.toString(),
      }))
      const steps = offeredSteps(goodsReceiptLifecycle, { state: row.state, side: 'buyer', facts: {} })
      const open = stepsOf(row.order.state, 'buyer').includes('reverse_receipt')
      const reversible = steps.length > 0 && open && row.buyerId === ctx.actor.organizationId
      return { ...shown(ctx, kind, row, row.receivedAt, lines), reversible }
    }
    default:
      return kind satisfies never
  }
}

interface StoredLine {
  line: number
  name: unknown
  supplierPartNumber: string | null
  unit: string
  configuration: unknown
}

const lineOf = (line: StoredLine, quantity: { toString(): string }): DocumentLine => ({
  number: line.line,
  name: line.name as LocalizedText,
  sellerPartNumber: line.supplierPartNumber,
  choices: (line.configuration as Configured | null)?.texts ?? [],
  unit: line.unit,
  quantity: quantity.toString(),
})

interface StoredDocument {
  id: string
  number: string
  state: string
  orderId: string
  buyerId: string
  order: {
    number: string
    deliverTo: unknown
    buyer: { name: string; country: string }
    supplier: { name: string; country: string }
  }
}

function shown(
  { actor }: ReadContext,
  kind: FulfilmentKind,
  { id, number, state, orderId, buyerId, order }: StoredDocument,
  issuedAt: Date,
  lines: DocumentLine[],
  facts: BusinessDocument['facts'] = {},
): ShownDocument {
  const { buyer, supplier, deliverTo } = order
  return {
    id,
    orderId,
    side: buyerId === actor.organizationId ? 'buyer' : 'supplier',
    reversible: false,
    document: {
      kind,
      number,
      state,
      issuedAt,
      buyer: { name: buyer.name, country: buyer.country },
      supplier: { name: supplier.name, country: supplier.country },
      deliverTo: deliverTo as PostalAddress | null,
      references: [{ kind: 'purchase_order', number: order.number }],
      facts,
      lines: lines.sort((a, b) => a.number - b.number),
      totals: null,
    },
  }
}
