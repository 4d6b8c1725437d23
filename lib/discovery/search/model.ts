/** Orders of results that can be asked for. */
export const searchSorts = ['relevance', 'price', 'price_desc', 'lead_time'] as const

/** The words of a question, taken apart as the index takes texts apart (search_text and search_pairs in the database). */
export interface QueryWords {
  /** Latin words and numbers, lower case, without accents */
  words: string[]
  /** pairs of neighbouring Chinese characters; a single character where there is no pair */
  pairs: string[]
}

const HAN = /[\u3400-\u9fff]+/g

export function queryWords(text: string): QueryWords {
  const runs = text.match(HAN) ?? []
  const pairs = runs.flatMap((run) =>
    run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, index) => run.slice(index, index + 2)),
  )
  const latin = text
    .replace(HAN, ' ')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u3040-\ud7ff]+/g, ' ')
    .trim()
  // 'M8 x 40' names two measures, as 'M8×40' does; the sign between them is in no text of ours.
  const words = (latin ? latin.split(' ') : []).filter(
    (word, index, all) => word !== 'x' || !/\d/.test(all[index - 1] ?? '') || !/^\d/.test(all[index + 1] ?? ''),
  )
  return { words: [...new Set(words)].slice(0, 12), pairs: [...new Set(pairs)].slice(0, 24) }
}

/** A word as the index knows it: whether anything starts with it, and what it may have been meant to be. */
export interface KnownWord {
  word: string
  /** its English stem, under which names and descriptions are kept beside the word itself; null when too common to search for */
  stem: string | null
  known: boolean
  similar: string[]
}

/**
 * The conditions on the text vector, one a word, as text for `to_tsquery('simple', …)`; all must hold. Words that nothing
 * starts with are replaced by similar ones; the last word may be unfinished, and so may part numbers.
 */
export function textConditions(query: QueryWords, known: readonly KnownWord[]): string[] {
  const byWord = new Map(known.map((entry) => [entry.word, entry]))
  const conditions = query.words.flatMap((word, index) => {
    const entry = byWord.get(word)
    if (entry && entry.stem === null && query.words.length > 1) return []
    const stem = entry?.stem ?? word
    const open = index === query.words.length - 1 || /\d/.test(word)
    // What starts with the word starts with a stem that is shorter.
    const forms = open ? (word.startsWith(stem) ? [`${stem}:*`] : [`${word}:*`, `${stem}:*`]) : [...new Set([word, stem])]
    return [[...forms, ...(entry && !entry.known ? entry.similar : [])].join(' | ')]
  })
  return [...conditions, ...query.pairs.map((pair) => (pair.length === 1 ? `${pair}:*` : pair))]
}

/** Parts of a text with those that match the words of a question marked. */
export function highlight(text: string, question: string): { text: string; match: boolean }[] {
  const { words } = queryWords(question)
  const marks = [...words.filter((word) => word.length > 1), ...(question.match(HAN) ?? [])]
  if (marks.length === 0) return [{ text, match: false }]
  const pattern = new RegExp(`(${marks.map((mark) => mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'gi')
  return text
    .split(pattern)
    .filter(Boolean)
    .map((part) => ({ text: part, match: marks.some((mark) => mark.toLowerCase() === part.toLowerCase()) }))
}
