import { Meilisearch } from 'meilisearch'
import { env } from '@/lib/platform/env'

/** A search that takes longer is answered by PostgreSQL. */
const SEARCH_MS = 1500
/** Writing waits longer: large batches take their time. */
const WRITE_MS = 60_000

/** The index that is searched. */
export const LIVE = 'offers'
/** The index that is built beside it when all of it is made anew, to be swapped in when it is whole. */
export const NEXT = 'offers_next'

const connect = (timeout: number) =>
  new Meilisearch({ host: env().MEILI_URL as string, ...(env().MEILI_KEY && { apiKey: env().MEILI_KEY }), timeout })

let searching: Meilisearch | undefined
let writing: Meilisearch | undefined

export const searchClient = (): Meilisearch => {
  searching ??= connect(SEARCH_MS)
  return searching
}

export const writeClient = (): Meilisearch => {
  writing ??= connect(WRITE_MS)
  return writing
}
