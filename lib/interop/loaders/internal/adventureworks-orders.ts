import { continueAfter } from '@/lib/documents/numbering/next-numbers'
import { prisma } from '@/lib/platform/db/client'
import { newId } from '@/lib/platform/ids'
import { Decimal, ZERO } from '@/lib/platform/money/decimal'
import { importDocuments, type PastFulfilment } from '@/lib/purchasing/fulfilment/import-documents'
import { type NewOrder, type NewOrderLine, saveOrders } from '@/lib/purchasing/orders/new-order'
import type { Progress, Row } from './adventureworks-source'

const STATES: Record<string, 'placed' | 'confirmed' | 'rejected' | 'closed'> = { 1: 'placed', 2: 'confirmed', 3: 'rejected', 4: 'closed' }
const ORDER_BATCH = 500

/** Purchase orders with their documents, in batches. @returns rows written */
export async function loadOrders(
  orders: Row[],
  lines: Row[],
  products: Row[],
  productIds: Map<string, string>,
  suppliers: Map<string, string>,
  buyerId: string,
  progress: Progress,
): Promise<number> {
  const names = new Map(products.map((product) => [product.product_id, product]))
  const known = new Set(
    (await prisma().purchaseOrder.findMany({ where: { buyerId, externalId: { startsWith: 'aw-po-' } }, select: { externalId: true } })).map(
      (row) => row.externalId,
    ),
  )
  const linesByOrder = new Map<string, Row[]>()
  for (const line of lines)
    linesByOrder.set(line.purchase_order_id as string, [...(linesByOrder.get(line.purchase_order_id as string) ?? []), line])
  const fresh = orders.filter((order) => !known.has(`aw-po-${order.purchase_order_id}`))
  let written = 0
  for (let from = 0; from < fresh.length; from += ORDER_BATCH) {
    const batch = fresh.slice(from, from + ORDER_BATCH).map((order) => {
      const own = linesByOrder.get(order.purchase_order_id as string) ?? []
      return pastOrder(order, own, { names, productIds, buyerId, supplierId: suppliers.get(order.vendor_id as string) as string })
    })
    await prisma().$transaction(async (db) => {
      const ctx = { db, now: new Date() }
      await saveOrders(
        ctx,
        batch.map(({ order }) => order),
      )
      await importDocuments(
        ctx,
        batch.map(({ fulfilment }) => fulfilment),
      )
    })
    written += batch.reduce((sum, { order }) => sum + 1 + order.lines.length, 0)
    progress(`purchase orders ${Math.min(from + ORDER_BATCH, fresh.length)} of ${fresh.length}`)
  }
  const last = Math.max(0, ...orders.map((order) => Number(order.purchase_order_id)))
  await continueAfter(prisma(), buyerId, 'purchase_order', last)
  return written
}

interface Around {
  names: Map<string | undefined, Row>
  productIds: Map<string, string>
  buyerId: string
  supplierId: string
}

const noonOf = (day: string | undefined) => new Date(`${day}T12:00:00Z`)

/** An order of the sample with what became of it. */
function pastOrder(order: Row, rows: Row[], around: Around): { order: NewOrder; fulfilment: PastFulfilment } {
  const { buyerId, supplierId } = around
  const net = Number(order.sub_total)
  const tax = order.tax_amount as string
  const lines = rows.map((row) => ({ row, line: { ...pastLine(row, around), id: newId() } }))
  const id = newId()
  const placedAt = noonOf(order.order_date)
  const placed: NewOrder = {
    id,
    externalId: `aw-po-${order.purchase_order_id}`,
    number: `PO-${String(order.purchase_order_id).padStart(6, '0')}`,
    buyerId,
    supplierId,
    networkId: null,
    placedBy: null,
    state: STATES[order.status as string] ?? 'closed',
    currency: 'USD',
    totals: {
      net: order.sub_total as string,
      freight: order.freight as string,
      tax,
      gross: order.total_due as string,
      taxes: [{ category: 'S', rate: net > 0 ? ((Number(tax) / net) * 100).toFixed(2) : '0', base: order.sub_total as string, tax }],
    },
    deliverTo: null,
    costCentre: null,
    reference: null,
    notes: null,
    requestedDeliveryDate: null,
    paymentMethod: 'account',
    placedAt,
    lines: lines.map(({ line }) => line),
    by: { userId: null, organizationId: buyerId },
    note: { imported: true },
  }
  return { order: placed, fulfilment: pastFulfilment(order, placed, lines) }
}

/** How the supplier answered and what came of it: an order of status 4 is complete, one of 3 was rejected, one of 1 waits. */
function pastFulfilment(
  order: Row,
  { id, buyerId, supplierId, placedAt }: NewOrder,
  lines: { row: Row; line: NewOrderLine & { id: string } }[],
) {
  const shippedAt = noonOf(order.ship_date || order.order_date)
  const rejected = order.status === '3'
  const arrived = order.status === '4'
  return {
    order: { id, buyerId, supplierId },
    ...(order.status !== '1' && {
      response: {
        at: placedAt,
        code: rejected ? ('rejected' as const) : ('accepted' as const),
        lines: lines.map(({ row, line }) => ({
          orderLineId: line.id,
          quantity: rejected ? ZERO : line.quantity,
          promisedOn: row.due_date ? new Date(row.due_date) : null,
        })),
      },
    }),
    ...(arrived && {
      advice: {
        at: shippedAt,
        lines: lines.map(({ row, line }) => ({ orderLineId: line.id, quantity: new Decimal(row.received_qty ?? 0) })),
      },
      receipt: {
        at: shippedAt,
        lines: lines.map(({ row, line }) => ({
          orderLineId: line.id,
          received: new Decimal(row.stocked_qty ?? 0),
          rejected: new Decimal(row.rejected_qty ?? 0),
        })),
      },
    }),
  }
}

function pastLine(row: Row, { names, productIds }: Around): NewOrderLine {
  const product = names.get(row.product_id)
  return {
    offerId: null,
    productId: productIds.get(row.product_id as string) ?? null,
    name: { en: product?.name ?? row.product_id ?? '' },
    supplierPartNumber: product?.product_number ?? null,
    quantity: new Decimal(row.order_qty ?? 0),
    unit: 'EA',
    unitPrice: new Decimal(row.unit_price ?? 0),
    net: new Decimal(row.line_total ?? 0),
    taxCategory: 'S',
    priceSource: 'list',
  }
}
