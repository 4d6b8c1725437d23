import type { Attribute } from '@/lib/catalog/offers/content-schemas'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import type { Reason } from './internal/matching'

/** One side of a proposal. */
export interface ComparedProduct {
  id: string
  name: LocalizedText
  brand: string | null
  partNumber: string | null
  gtin: string | null
  unit: string
  categoryCode: string | null
  pictureFileId: string | null
  attributes: Attribute[]
}

/** A proposal with its two products. */
export interface DuplicateRow {
  id: string
  /** from 0 to 1 */
  score: number
  reason: Reason
  sides: [ComparedProduct, ComparedProduct]
}

/** A product of a group that is shown as one. */
export interface MergedProduct {
  id: string
  name: LocalizedText
  brand: string | null
  partNumber: string | null
  gtin: string | null
  /** stands for the group */
  head: boolean
}
