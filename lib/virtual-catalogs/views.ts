/** What publishing a draft would change. */
export interface DraftCounts {
  total: number
  added: number
  removed: number
  changed: number
}

/** An offer in a draft, with what was said of it by hand. */
export interface DraftEntry {
  offerId: string
  productId: string
  part: string
  name: { en?: string; zh?: string }
  supplier: string
  currency: string
  price: string
  priceBase: string
  unit: string
  /** false: excluded by hand */
  inside: boolean
  choice: 'pick' | 'exclude' | null
  ownPartNumber: string | null
  ownName: string | null
  preferred: boolean
  blocked: boolean
  withdrawn: boolean
}
