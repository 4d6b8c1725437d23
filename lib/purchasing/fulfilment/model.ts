import { Decimal, ZERO } from '@/lib/platform/money/decimal'

/** The documents that stand beside an order, as addresses name them. */
export const fulfilmentSlugs = {
  order_response: 'order-responses',
  despatch_advice: 'despatch-advices',
  goods_receipt: 'goods-receipts',
} as const
export type FulfilmentKind = keyof typeof fulfilmentSlugs
export const fulfilmentKinds = Object.keys(fulfilmentSlugs) as FulfilmentKind[]

/** The kind that an address names; null for none. */
export const kindOfSlug = (slug: string): FulfilmentKind | null => fulfilmentKinds.find((kind) => fulfilmentSlugs[kind] === slug) ?? null

/** Despatch advices of an order, the earliest first, with what each holds of its lines. */
export interface DespatchedLines {
  id: string
  lines: readonly { orderLineId: string; quantity: Decimal }[]
}

/**
 * The advices of which everything was received or rejected. Receipts name lines of the order, not an advice: what arrived counts
 * against the earliest advices first.
 * @param arrived received and rejected quantities by order line, as a sum
 */
export function coveredAdvices(advices: readonly DespatchedLines[], arrived: ReadonlyMap<string, Decimal>): Set<string> {
  const left = new Map(arrived)
  const covered = new Set<string>()
  for (const { id, lines } of advices) {
    let whole = true
    for (const { orderLineId, quantity } of lines) {
      const rest = left.get(orderLineId) ?? ZERO
      if (rest.lt(quantity)) whole = false
      left.set(orderLineId, Decimal.max(ZERO, rest.sub(quantity)))
    }
    if (whole) covered.add(id)
  }
  return covered
}
