import type { QuotedOffer } from '@/lib/ordering/views'

/** A product as lists of what was found show it. */
export interface FoundProduct {
  id: string
  name: { en?: string; zh?: string }
  brand: string | null
  partNumber: string | null
  categoryCode: string | null
  pictureFileId: string | null
  offers: number
  /** the best visible offer at its smallest quantity */
  best: QuotedOffer | null
}
