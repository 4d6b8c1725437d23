import type { Prisma } from '@/lib/platform/db/generated/client'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import type { qualityFaults } from './schemas'

type Decimalish = string | null

/** What publishing a draft or a version would change. */
export interface DraftCounts {
  total: number
  added: number
  removed: number
  changed: number
}

/** What a catalog says of an offer by hand. */
export interface Said {
  buyerPartNumber: string | null
  buyerName: string | null
  preferred: boolean
  blocked: boolean
  minimum: Decimalish
  maximum: Decimalish
  approval: boolean
  price: Decimalish
  discount: Decimalish
}

/** An offer as the tables of a catalog show it. */
export interface EntryOffer {
  offerId: string
  productId: string
  part: string
  name: LocalizedText
  supplier: string
  currency: string
  price: string
  priceBase: string
  unit: string
}

/** An offer in a draft, with what was said of it by hand. */
export interface DraftEntry extends Omit<EntryOffer, 'price'>, Said {
  listPrice: string
  /** false: excluded by hand */
  inside: boolean
  choice: 'pick' | 'exclude' | null
  withdrawn: boolean
  /** shown, but held back because of what the supplier has changed since */
  held: boolean
}

/** How an offer differs between two versions; prices are of one unit, as they were when each was published. */
export interface VersionChange {
  offerId: string
  part: string
  name: LocalizedText
  supplier: string
  currency: string | null
  change: 'added' | 'removed' | 'changed' | 'dearer' | 'cheaper'
  before: string | null
  after: string | null
  /** percent; null when it was not there before, or in another currency */
  rise: string | null
}

/** An offer that a quality rule leaves out of a catalog. */
export interface LeftOutOffer {
  offerId: string
  productId: string
  part: string
  name: LocalizedText
  supplier: string
  faults: (typeof qualityFaults)[number][]
}

/** What is wrong with a version, or worth a look, line by line. */
export interface VersionProblem {
  offerId: string
  part: string
  name: LocalizedText
  supplier: string
  code: 'own_number_twice' | 'limits_cross' | 'own_price_not_lower' | 'ends_soon' | 'no_rate'
  /** with it the version cannot go on */
  blocking: boolean
}

/** An offer that is held back until somebody consents, with what it was and what it is. */
export interface HeldChange {
  offerId: string
  part: string
  supplier: string
  before: Prisma.JsonObject
  after: Prisma.JsonObject
  /** percent; 'Infinity' for another currency */
  rise: string | null
}
