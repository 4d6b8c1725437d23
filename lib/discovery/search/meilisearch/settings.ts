import type { Settings } from 'meilisearch'

/** Counted up with each change of the settings or of what a document holds: at the next start the index is built anew. */
export const SETTINGS_VERSION = 2

/** Hits that one search takes in at most; for what finds more PostgreSQL is asked. */
export const MAX_HITS = 10_000

/** How offers are found. What a user may see, and at what price, is not known here: PostgreSQL decides that for the hits. */
export const settings: Settings = {
  searchableAttributes: ['codes', 'nameEn', 'nameZh', 'brand', 'categories', 'descriptionEn', 'descriptionZh'],
  filterableAttributes: ['networkIds', 'catalogId', 'writtenAt'],
  sortableAttributes: [],
  displayedAttributes: ['id'],
  rankingRules: ['words', 'typo', 'proximity', 'attribute', 'sort', 'exactness'],
  stopWords: ['a', 'an', 'and', 'for', 'in', 'of', 'the', 'to', 'with'],
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 3, twoTypos: 8 },
    disableOnAttributes: ['codes'],
    disableOnNumbers: true,
  },
  pagination: { maxTotalHits: MAX_HITS + 1 },
}

/** An offer as Meilisearch keeps it. */
export interface OfferDocument {
  id: string
  catalogId: string
  networkIds: string[]
  codes: string[]
  nameEn: string | null
  nameZh: string | null
  brand: string | null
  categories: string[]
  descriptionEn: string | null
  descriptionZh: string | null
  /** which writing of its catalog it comes from: earlier ones are removed after a whole catalog was written */
  writtenAt: number
}
