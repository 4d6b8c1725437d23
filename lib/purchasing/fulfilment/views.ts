import type { BusinessDocument } from '@/lib/documents/neutral/model'
import type { FulfilmentKind } from './model'
import type { DespatchAdviceState, GoodsReceiptState, OrderResponseState } from './states'

/** A document as a list shows it. */
export interface DocumentSummary {
  kind: FulfilmentKind
  id: string
  number: string
  state: OrderResponseState | DespatchAdviceState | GoodsReceiptState
  at: Date
  orderId: string
  orderNumber: string
  /** the other side */
  partner: string
}

export interface ShownDocument {
  id: string
  orderId: string
  side: 'buyer' | 'supplier'
  document: BusinessDocument
  /** can be taken back, as far as its own state says */
  reversible: boolean
}
