import type { NumberedDocument } from '@/lib/documents/numbering/model'
import { numberDocuments } from '@/lib/documents/numbering/next-numbers'
import type { CommandContext } from '@/lib/platform/context'
import { newId } from '@/lib/platform/ids'
import { type Decimal, ZERO } from '@/lib/platform/money/decimal'
import { coveredAdvices } from './model'
import type { OrderResponseCode } from './states'

/** What became of an order that was placed elsewhere, or long ago, as far as it came. */
export interface PastFulfilment {
  order: { id: string; buyerId: string; supplierId: string }
  response?: { at: Date; code: OrderResponseCode; lines: { orderLineId: string; quantity: Decimal; promisedOn: Date | null }[] }
  advice?: { at: Date; lines: { orderLineId: string; quantity: Decimal }[] }
  receipt?: { at: Date; lines: { orderLineId: string; received: Decimal; rejected: Decimal }[] }
}

type Context = Pick<CommandContext, 'db' | 'now'>

/** Writes the documents of past orders, numbered in the order in which they are given, in the caller's transaction. */
export async function importDocuments(ctx: Context, past: readonly PastFulfilment[]): Promise<void> {
  const responses = await numbered(
    ctx,
    'order_response',
    past.flatMap(({ order, response }) => (response ? [{ order, issuer: order.supplierId, ...response }] : [])),
  )
  await ctx.db.orderResponse.createMany({
    data: responses.map(({ id, number, order, code, at }) => ({ id, number, ...partiesOf(order), code, createdAt: at })),
  })
  await ctx.db.orderResponseLine.createMany({
    data: responses.flatMap(({ id, lines }) =>
      lines.map(({ orderLineId, quantity, promisedOn }) => ({ responseId: id, orderLineId, quantity: quantity.toFixed(), promisedOn })),
    ),
  })
  const advices = await numbered(
    ctx,
    'despatch_advice',
    past.flatMap(({ order, advice, receipt }) => (advice ? [{ order, issuer: order.supplierId, receipt, ...advice }] : [])),
  )
  await ctx.db.despatchAdvice.createMany({
    data: advices.map(({ id, number, order, at, lines, receipt }) => ({
      id,
      number,
      ...partiesOf(order),
      state: isCovered(id, lines, receipt) ? ('received' as const) : ('sent' as const),
      despatchedAt: at,
    })),
  })
  await ctx.db.despatchAdviceLine.createMany({
    data: advices.flatMap(({ id, lines }) =>
      lines.map(({ orderLineId, quantity }) => ({ adviceId: id, orderLineId, quantity: quantity.toFixed() })),
    ),
  })
  const receipts = await numbered(
    ctx,
    'goods_receipt',
    past.flatMap(({ order, receipt }) => (receipt ? [{ order, issuer: order.buyerId, ...receipt }] : [])),
  )
  await ctx.db.goodsReceipt.createMany({
    data: receipts.map(({ id, number, order, at }) => ({ id, number, ...partiesOf(order), receivedAt: at })),
  })
  await ctx.db.goodsReceiptLine.createMany({
    data: receipts.flatMap(({ id, lines }) =>
      lines.map(({ orderLineId, received, rejected }) => ({
        receiptId: id,
        orderLineId,
        received: received.toFixed(),
        rejected: rejected.toFixed(),
      })),
    ),
  })
}

const partiesOf = ({ id, buyerId, supplierId }: PastFulfilment['order']) => ({ orderId: id, buyerId, supplierId })

function isCovered(id: string, lines: NonNullable<PastFulfilment['advice']>['lines'], receipt: PastFulfilment['receipt']): boolean {
  const arrived = new Map<string, Decimal>()
  for (const { orderLineId, received, rejected } of receipt?.lines ?? [])
    arrived.set(orderLineId, (arrived.get(orderLineId) ?? ZERO).add(received).add(rejected))
  return coveredAdvices([{ id, lines }], arrived).has(id)
}

/** Gives documents their ids and the next numbers of who issues them. */
async function numbered<Document extends { issuer: string }>(ctx: Context, kind: NumberedDocument, documents: readonly Document[]) {
  const all = await numberDocuments(ctx, kind, documents, ({ issuer }) => issuer)
  return all.map((document) => ({ ...document, id: newId() }))
}
