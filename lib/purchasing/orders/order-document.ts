import type { BusinessDocument } from '@/lib/documents/neutral/model'
import type { PostalAddress } from '@/lib/platform/fields/address'
import { dueQuantity } from './quantities'
import type { getOrder } from './queries'

/** An order as every writer of documents knows it. */
export function orderDocument(order: Awaited<ReturnType<typeof getOrder>>): BusinessDocument {
  // Amounts follow what both sides have agreed to deliver, and so do the quantities beside them.
  const revised = !['pending_approval', 'placed', 'confirmed_with_changes', 'rejected', 'cancelled'].includes(order.state)
  const { buyer, supplier, reference, notes, costCentre, paymentMethod, currency } = order
  return {
    kind: 'purchase_order',
    number: order.number,
    state: order.state,
    issuedAt: order.placedAt,
    buyer: { name: buyer.name, country: buyer.country },
    supplier: { name: supplier.name, country: supplier.country },
    deliverTo: order.deliverTo as PostalAddress | null,
    references: [],
    facts: {
      requestedDeliveryDate: order.requestedDeliveryDate?.toISOString().slice(0, 10) ?? null,
      costCentre: order.side === 'buyer' ? costCentre : null,
      reference,
      paymentMethod,
      notes,
    },
    lines: order.lines.map((line) => ({
      number: line.line,
      name: line.name,
      sellerPartNumber: line.supplierPartNumber,
      choices: line.configuration?.texts ?? [],
      unit: line.unit,
      quantity: (revised ? dueQuantity(line) : line.quantity).toFixed(),
      unitPrice: line.unitPrice.toFixed(),
      net: line.net.toFixed(),
    })),
    totals: {
      currency,
      net: order.net.toString(),
      freight: order.freight.toString(),
      taxes: order.taxes as { category: string; rate: string | null; tax: string }[],
      gross: order.gross.toString(),
    },
  }
}
