/** Orders of results that can be asked for. */
export const searchSorts = ['relevance', 'price', 'price_desc', 'lead_time'] as const

/** The words of a question, taken apart as the index takes texts apart (search_text and search_pairs in the database). */
export interface QueryWords {
  /** Latin words and numbers, lower case, without accents */
  words: string[]
  /** pairs of neighbouring characters of each Chinese word; a single character where there is no pair */
  pairs: string[]
  /** what may be one number that is written with or without signs, as the index keeps it without; with the words that it falls into */
  codes: { code: string; words: string[] }[]
}

const HAN = /[\u3400-\u9fff]+/g
const chinese = new Intl.Segmenter('zh-Hans', { granularity: 'word' })
/** Chinese has no blanks: the words of a text, of which the index holds every pair of characters. */
export const chineseWords = (text: string): string[] =>
  (text.match(HAN) ?? []).flatMap((run) => [...chinese.segment(run)].map(({ segment }) => segment))

/** 'M8 x 40' and 'M8×40' name two measures; the sign between them is no word. */
const MEASURES = /(\d)\s*[x×*]\s*(?=\d)/gi

const latinWords = (text: string): string[] =>
  text
    .replace(HAN, ' ')
    .replace(MEASURES, '$1 ')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .split(/[^a-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u3040-\ud7ff]+/)
    .filter(Boolean)

/** Every pair of neighbouring characters of each run of Chinese, as a text that has the run whole holds them one after the other. */
export const neighbours = (text: string): string[][] =>
  (text.match(HAN) ?? [])
    .filter((run) => run.length > 2)
    .map((run) => Array.from({ length: run.length - 1 }, (_, index) => run.slice(index, index + 2)))

const MAX_WORDS = 12
const MAX_PAIRS = 24
/** Numbers among other words that are looked for without their signs; an engine may ask once for each. */
const MAX_CODES = 3
/** Characters of a part number, at most. */
const MAX_CODE = 60

/** A part of a question as a number without signs, if it is one that falls into several words. */
function codeOf(text: string): QueryWords['codes'] {
  const words = latinWords(text)
  const code = text.toLowerCase().replace(/[^a-z0-9]/g, '')
  return words.length > 1 && /\d/.test(code) && code.length >= 3 && code.length <= MAX_CODE ? [{ code, words }] : []
}

export function queryWords(text: string): QueryWords {
  const pairs = chineseWords(text).flatMap((word) =>
    word.length === 1 ? [word] : Array.from({ length: word.length - 1 }, (_, index) => word.slice(index, index + 2)),
  )
  const parts = text.split(/\s+/)
  const found = [...(parts.length > 1 ? parts.flatMap(codeOf).slice(0, MAX_CODES) : []), ...codeOf(text)]
  // Beside Chinese alone, the whole is the number once more.
  const codes = found.filter(({ code }, index) => found.findIndex((other) => other.code === code) === index)
  return { words: [...new Set(latinWords(text))].slice(0, MAX_WORDS), pairs: [...new Set(pairs)].slice(0, MAX_PAIRS), codes }
}

/** Is there nothing in a question that could be searched for, but signs? */
export const saysNothing = (question: string): boolean => {
  const { words, pairs } = queryWords(question)
  return question.trim() !== '' && words.length === 0 && pairs.length === 0
}

/** A word as the index knows it: whether anything starts with it, and what it may have been meant to be. */
export interface KnownWord {
  word: string
  /** its English stem, under which names and descriptions are kept beside the word itself; null when too common to search for */
  stem: string | null
  known: boolean
  similar: string[]
}

/** What a word of a question finds, as text for `to_tsquery('simple', …)`; an open one may be the beginning of what is meant. */
function wordCondition(word: string, entry: KnownWord | undefined, open: boolean): string {
  const stem = entry?.stem ?? word
  // What starts with the word starts with a stem that is shorter.
  const forms = open ? (word.startsWith(stem) ? [`${stem}:*`] : [`${word}:*`, `${stem}:*`]) : [...new Set([word, stem])]
  return [...forms, ...(entry && !entry.known ? entry.similar : [])].join(' | ')
}

const pairCondition = (pair: string) => (pair.length === 1 ? `${pair}:*` : pair)
const all = (conditions: readonly string[]) => conditions.map((condition) => `(${condition})`).join(' & ')

/**
 * What has to hold of the text vector, as text for `to_tsquery('simple', …)`: all words, or in place of the words that a number
 * falls into the number without its signs. Words that nothing starts with are replaced by similar ones; the last word may be
 * unfinished, and so may part numbers. Null for a question without words.
 */
export function textCondition({ words, pairs, codes }: QueryWords, known: readonly KnownWord[]): string | null {
  const byWord = new Map(known.map((entry) => [entry.word, entry]))
  const telling = words.filter((word) => byWord.get(word)?.stem !== null)
  // Of nothing but words that are in every text, these count.
  const asked = telling.length > 0 || pairs.length > 0 ? telling : words
  if (asked.length + pairs.length === 0) return null
  const condition = (word: string) => wordCondition(word, byWord.get(word), word === words.at(-1) || /\d/.test(word))
  const inCode = codes.filter((code) => new Set(code.words).size < words.length || pairs.length > 0)
  const whole = codes.filter((code) => !inCode.includes(code))
  const covered = new Set(inCode.flatMap((code) => code.words))
  const conditions = [
    ...asked.filter((word) => !covered.has(word)).map(condition),
    ...inCode.map(({ code, words: own }) =>
      [all(own.filter((word) => asked.includes(word)).map(condition)), `${code}:*`].filter(Boolean).join(' | '),
    ),
    ...pairs.map(pairCondition),
  ]
  return whole.reduce((before, { code }) => `(${before}) | ${code}:*`, all(conditions))
}

/** Words that join others and name nothing: what stands before the first of them names the thing. */
const JOINING = new Set(['for', 'with', 'of', 'in', 'to', 'that', 'which', 'on', 'from', 'by', 'at', 'and', 'or', 'like', 'used'])
/** How much more a word says that names the thing. */
const NAMING = 3

/**
 * The words of a wish, each as a condition of its own with what it says of the thing that is meant: in 'gloves for working with
 * sheet metal' the gloves name it, and the rest tells more of it.
 */
export function wishConditions(text: string, known: readonly KnownWord[]): { condition: string; weight: number; names: boolean }[] {
  const byWord = new Map(known.map((entry) => [entry.word, entry]))
  const { words, pairs } = queryWords(text)
  const end = words.findIndex((word, index) => index > 0 && JOINING.has(word))
  const conditions = words.flatMap((word, index) => {
    const entry = byWord.get(word)
    if (entry?.stem === null || JOINING.has(word)) return []
    const names = (end === -1 || index < end) && !/^\d+$/.test(word)
    return [{ condition: wordCondition(word, entry, false), weight: names ? NAMING : 1, names }]
  })
  return [...conditions, ...pairs.map((pair) => ({ condition: pairCondition(pair), weight: 1, names: false }))].slice(0, MAX_WORDS)
}

/** Parts of a text with those that match the words of a question marked. */
export function highlight(text: string, question: string): { text: string; match: boolean }[] {
  const { words } = queryWords(question)
  const marks = [...words.filter((word) => word.length > 1), ...chineseWords(question)]
  if (marks.length === 0) return [{ text, match: false }]
  const pattern = new RegExp(`(${marks.map((mark) => mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'gi')
  return text
    .split(pattern)
    .filter(Boolean)
    .map((part) => ({ text: part, match: marks.some((mark) => mark.toLowerCase() === part.toLowerCase()) }))
}
