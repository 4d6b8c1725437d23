import type { Lifecycle } from '@/lib/documents/lifecycle/model'

/** The lives of the documents that stand beside an order. docs/states.md draws them. */
export type OrderResponseState = 'sent' | 'accepted' | 'declined'
export type OrderResponseCode = 'accepted' | 'changed' | 'rejected'
export type OrderResponseStep = 'accept' | 'decline'

const onlyChanges = ({ code }: { code: OrderResponseCode }) => (code === 'changed' ? null : 'nothing_to_accept')

export const orderResponseLifecycle: Lifecycle<OrderResponseState, OrderResponseStep, 'buyer' | 'supplier', { code: OrderResponseCode }> = {
  sent: {
    accept: { by: 'buyer', to: ['accepted'], hindrance: onlyChanges },
    decline: { by: 'buyer', to: ['declined'], hindrance: onlyChanges },
  },
  accepted: {},
  declined: {},
}

export type DespatchAdviceState = 'sent' | 'received'

/** Is all of an advice received or rejected? Receipts count against the earliest advices first. */
export interface DespatchFacts {
  covered: boolean
}

const byCover = ({ covered }: DespatchFacts): DespatchAdviceState => (covered ? 'received' : 'sent')

export const despatchAdviceLifecycle: Lifecycle<DespatchAdviceState, 'match_receipts', 'buyer' | 'supplier', DespatchFacts> = {
  sent: { match_receipts: { by: 'buyer', to: ['sent', 'received'], choose: byCover } },
  received: { match_receipts: { by: 'buyer', to: ['sent', 'received'], choose: byCover } },
}

export type GoodsReceiptState = 'posted' | 'reversed'

export const goodsReceiptLifecycle: Lifecycle<GoodsReceiptState, 'reverse', 'buyer' | 'supplier', object> = {
  posted: { reverse: { by: 'buyer', to: ['reversed'] } },
  reversed: {},
}
