import type { PostalAddress } from '@/lib/platform/fields/address'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'

/**
 * A business document as every writer knows it, whatever table it came from: PDF now, the standards' own forms beside it. Amounts and
 * quantities are decimal text, days are ISO 8601.
 */
export interface BusinessDocument {
  kind: BusinessDocumentKind
  number: string
  /** its state, as the words of its kind name it */
  state: string
  issuedAt: Date
  buyer: DocumentParty
  supplier: DocumentParty
  deliverTo: PostalAddress | null
  /** the documents that this one is about */
  references: { kind: BusinessDocumentKind; number: string }[]
  facts: {
    requestedDeliveryDate?: string | null
    costCentre?: string | null
    reference?: string | null
    paymentMethod?: 'account' | 'card'
    carrier?: string | null
    tracking?: string | null
    notes?: string | null
  }
  lines: DocumentLine[]
  /** null for a document without amounts */
  totals: DocumentTotals | null
}

export type BusinessDocumentKind = 'purchase_order' | 'order_response' | 'despatch_advice' | 'goods_receipt'

export interface DocumentParty {
  name: string
  country: string
}

export interface DocumentLine {
  number: number
  name: LocalizedText
  sellerPartNumber: string | null
  /** what was chosen of a configurable product */
  choices: { name: LocalizedText; values: LocalizedText[] }[]
  unit: string
  /** what the document is about: ordered, confirmed, despatched or received */
  quantity: string
  ordered?: string
  rejected?: string
  promisedOn?: string | null
  note?: string | null
  unitPrice?: string
  net?: string
}

export interface DocumentTotals {
  currency: string
  net: string
  freight: string
  taxes: { category: string; rate: string | null; tax: string }[]
  gross: string
}
