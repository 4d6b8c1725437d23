import { log } from '@/lib/platform/log'
import type { Audience, SearchEngine } from '../engine'
import { chineseWords, queryWords } from '../model'
import { postgresEngine, searchEntries } from '../postgres-engine'
import { LIVE, searchClient } from './client'
import { MAX_HITS, type OfferDocument, settings } from './settings'

/** After it did not answer, it is left alone so long. */
const REST_MS = 10_000
let restsUntil = 0

/**
 * Meilisearch finds the words, among the offers of the networks that the audience may browse; PostgreSQL decides what of it this user sees, at
 * which prices, and counts and sorts it. Questions without words of their own, and words that more than MAX_HITS offers have, are PostgreSQL's
 * alone. When Meilisearch does not answer, so is everything, and the result says so.
 */
export const meilisearchEngine: SearchEngine = {
  async search(params, audience, take) {
    const questions = questionsOf(params.q)
    if (questions.length === 0 || audience.networkIds.length === 0) return postgresEngine.search(params, audience, take)
    const hits = Date.now() < restsUntil ? null : await findAny(questions, audience)
    if (hits === null) return { ...(await postgresEngine.search(params, audience, take)), degraded: true }
    if (hits.length > MAX_HITS) return postgresEngine.search(params, audience, take)
    return searchEntries(params, audience, take, (bind) => {
      const ids = bind(hits)
      return {
        matches: `offer_id = any(${ids}::uuid[])`,
        places: `unnest(${ids}::uuid[]) with ordinality places (id, place)`,
        // What a buyer's own number found is in no place, and comes first.
        rank: '-coalesce(places.place, 0)',
      }
    })
  },
}

/**
 * The words as the index has them, then the same with a number in them written without its signs. None when there are but such
 * words as are in every text.
 */
function questionsOf(question: string): string[] {
  const { words, pairs, codes } = queryWords(question)
  if (pairs.length === 0 && words.every((word) => settings.stopWords?.includes(word))) return []
  return [words, ...codes.map(({ code, words: own }) => [...words.filter((word) => !own.includes(word)), code])].map((asked) =>
    [...asked, ...chineseWords(question)].join(' '),
  )
}

/** What the first question finds that finds something; null when there is no answer. */
async function findAny(questions: readonly string[], audience: Audience): Promise<string[] | null> {
  let hits: string[] | null = []
  for (const question of questions) {
    hits = await find(question, audience)
    if (hits === null || hits.length > 0) break
  }
  return hits
}

/** Ids of offers, best first; null when there is no answer. */
async function find(question: string, { networkIds }: Audience): Promise<string[] | null> {
  try {
    const { hits } = await searchClient()
      .index<OfferDocument>(LIVE)
      .search(question, {
        filter: `networkIds IN [${networkIds.map((id) => `"${id}"`).join(', ')}]`,
        limit: MAX_HITS + 1,
        attributesToRetrieve: ['id'],
        matchingStrategy: 'all',
      })
    return hits.map(({ id }) => id)
  } catch (error) {
    restsUntil = Date.now() + REST_MS
    log.warn({ err: error }, 'Meilisearch does not answer; PostgreSQL searches in its place')
    return null
  }
}
