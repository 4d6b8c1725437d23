import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import type { QuotedOffer } from '@/lib/pricing/quotes/views'
import type { AttributeRow, Cost } from './model'

export interface ComparedProduct {
  id: string
  name: LocalizedText
  brand: string | null
  partNumber: string | null
  gtin: string | null
  categoryCode: string | null
  pictureFileId: string | null
  offers: number
}

/** How a supplier has kept its word towards the organization, over twelve months. */
export interface SupplierScore {
  orders: number
  /** share of orders that were shipped by the day that the supplier had confirmed; null when none tells */
  onTime: number | null
  /** share of the received quantities that was not refused; null when nothing was received */
  accepted: number | null
}

/** An offer of one of the products, with what it comes to. */
export interface ComparedOffer {
  offer: QuotedOffer
  /** place of its product among the compared ones */
  product: number
  country: string
  score: SupplierScore
  /** amounts as text */
  cost: { [Part in keyof Omit<Cost, 'problem'>]: string | null } & Pick<Cost, 'problem'>
  /** total above the lowest one, in percent; null for what has no total */
  above: number | null
}

export interface ComparisonView {
  products: ComparedProduct[]
  attributes: AttributeRow[]
  offers: ComparedOffer[]
  /** offers that found no place */
  left: number
  /** the own unit in which all are compared, and how many of it each of the suppliers' units is; null where they keep theirs */
  internalUnit: { unit: string; factors: Record<string, string> } | null
  /** names that the formula may use */
  names: string[]
}
