import type { SearchParams } from './schemas'
import type { Found } from './views'

/** Who searches: only entries of these networks are found and counted, at the prices that the organization gets; nothing that its virtual catalogs block. */
export interface Audience {
  networkIds: string[]
  organizationId: string
  userId: string
  /** finds only what the virtual catalogs hold that reach the user */
  catalogsOnly: boolean
  /** whose joins of duplicates hold: what is joined is found and counted as one */
  mergesOf: readonly string[]
  /** given, only entries of these UNSPSC categories, without what is excepted below them; none finds nothing */
  categories?: readonly { category: string; except: readonly string[] }[]
}

/** PostgreSQL by default, Meilisearch where it is set up; both do the same. */
export interface SearchEngine {
  search(params: SearchParams, audience: Audience, take: number): Promise<Found>
}
