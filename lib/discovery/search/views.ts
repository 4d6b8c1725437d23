import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import type { QuotedOffer } from '@/lib/pricing/quotes/views'

/** A product as lists of what was found show it. */
export interface FoundProduct {
  id: string
  name: LocalizedText
  brand: string | null
  partNumber: string | null
  categoryCode: string | null
  pictureFileId: string | null
  offers: number
  /** the best visible offer at its smallest quantity */
  best: QuotedOffer | null
}

/** What a search engine finds: product ids in order, their number, and counts by facet. */
export interface Found {
  productIds: string[]
  total: number
  facets: {
    category: Count[]
    supplier: Count[]
    brand: Count[]
    attribute: Count[]
    stock: number
    lead: { days: number; count: number }[]
    price: { min: string; max: string } | null
  }
  /** words that were replaced because nothing starts with them */
  corrections: { from: string; to: string[] }[]
  /** the engine that was asked did not answer, and another did in its place */
  degraded?: boolean
}

export interface Count {
  value: string
  count: number
}
