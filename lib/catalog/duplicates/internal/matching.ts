import { distance } from 'fastest-levenshtein'
import { type Features, featuresOf, type ProductText } from '../features'

export type Reason = 'gtin' | 'maker_part' | 'similar'

/** Two products that may be one; indexes into the list that was searched. */
export interface Pair {
  a: number
  b: number
  /** from 0 to 1: how sure it is that they are one */
  score: number
  reason: Reason
}

/** From here on a pair is proposed. Chosen on the labelled set that bench/duplicates.ts measures. */
export const PROPOSED_FROM = 0.75

/** Tokens of a name in one language that are paired into keys, under which others are looked for. */
const RAREST = 6
/** Two scores that are so close say nothing of which is right. */
const TORN = 0.03
/** Keys of a product at most: three of its codes and figures, and the pairs in two languages. */
const KEYS = 3 + RAREST * (RAREST - 1)
/** A key that more products share than this says too little to look at all of them. */
const MAX_ALIKE = 400
/** Products that are compared in full with one product. */
const CANDIDATES = 40

/**
 * How sure it is that two products are one. The same number of GS1, or of one maker, is proof; different ones are a strong sign
 * against. Otherwise words count by how rare they are, and a figure that differs ('M8' and 'M10', 40 mm and 50 mm) or an
 * attribute that contradicts weighs more than any words that agree: variants of one product line differ in nothing else.
 * @param rarity of a word: the rarer, the more it says
 */
export function compareProducts(a: Features, b: Features, rarity: (word: string) => number): Omit<Pair, 'a' | 'b'> {
  if (a.unit !== b.unit) return { score: 0, reason: 'similar' }
  if (a.gtin && a.gtin === b.gtin) return { score: 1, reason: 'gtin' }
  const sameBrand = a.brand !== null && a.brand === b.brand
  if (sameBrand && a.part && a.part === b.part) return { score: 0.99, reason: 'maker_part' }
  let score = namesAgree(a, b, rarity)
  let doubt = figuresAgree(a, b)
  for (const [name, { value, tokens }] of a.attributes) {
    const other = b.attributes.get(name)?.value
    if (other === value) score += (1 - score) * 0.15
    else if (other !== undefined) doubt *= slipped(value, other) ? 0.9 : 0.4
    else doubt *= saidOf(tokens, b)
  }
  for (const [name, { tokens }] of b.attributes) if (!a.attributes.has(name)) doubt *= saidOf(tokens, a)
  if (sameBrand) score += (1 - score) * 0.3
  else doubt *= a.brand && b.brand ? (alike(a.brand, b.brand) ? 0.95 : 0.5) : 0.95
  if (a.part && b.part) doubt *= a.part === b.part ? 1 : 0.55
  if (a.gtin && b.gtin) doubt *= 0.55
  if (a.category && b.category && a.category.slice(0, 4) !== b.category.slice(0, 4)) doubt *= 0.7
  score *= doubt
  return { score: Math.min(0.98, score), reason: 'similar' }
}

/** The names are compared in the language in which they agree best; a bilingual name is not held against one in a single language. */
function namesAgree({ words: a }: Features, { words: b }: Features, rarity: (word: string) => number): number {
  const both = (['en', 'zh'] as const).filter((language) => a[language].length > 0 && b[language].length > 0)
  return Math.max(0, ...both.map((language) => overlap(a[language], b[language], rarity)))
}

/** What one product says in an attribute, the other may say in its name; where it says nothing of the kind, that is a sign against. */
function saidOf(tokens: readonly string[], other: Features): number {
  const found = tokens.filter((token) => other.tokens.has(token)).length
  return tokens.length === 0 || found === tokens.length ? 1 : found === 0 ? 0.65 : 0.92
}

/** Weighted share of the words that both have; a word that is misspelt or cut short in one of them counts for most of its weight. */
function overlap(a: readonly string[], b: readonly string[], rarity: (word: string) => number): number {
  const others = new Set(b)
  const onlyA = a.filter((word) => !others.delete(word))
  const onlyB = [...others]
  const weight = (words: readonly string[]) => words.reduce((sum, word) => sum + rarity(word), 0)
  let shared = 2 * (weight(a) - weight(onlyA))
  for (const word of onlyA) {
    const at = onlyB.findIndex((other) => alike(word, other))
    const [other] = at < 0 ? [] : onlyB.splice(at, 1)
    if (other !== undefined) shared += 0.85 * (rarity(word) + rarity(other))
  }
  const all = weight(a) + weight(b)
  return all === 0 ? 0 : shared / all
}

/** One the beginning of the other, or a slip of the pen apart. */
function alike(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return (short.length >= 3 && long.startsWith(short)) || slipped(a, b)
}

/** A slip of the pen apart: a letter more, less or other, or two that changed places. */
function slipped(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 5 || Math.abs(a.length - b.length) > 1) return false
  const apart = distance(a, b)
  return apart === 1 || (apart === 2 && [...a].sort().join('') === [...b].sort().join(''))
}

/** 1 where every figure of the one with fewer is among the other's, in name or attributes; far less where both have one that the other lacks. */
function figuresAgree(a: Features, b: Features): number {
  const missingInB = a.figures.filter((figure) => !b.allFigures.has(figure)).length
  const missingInA = b.figures.filter((figure) => !a.allFigures.has(figure)).length
  if (missingInA > 0 && missingInB > 0) return 0.3
  return 1 - 0.08 * Math.min(4, missingInA + missingInB)
}

/** A 32-bit hash (FNV-1a); two keys that meet by chance cost a comparison, not a wrong pair. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}

const OWNERS = 2 ** 20
/** Products between two turns of whatever else the process does: a few milliseconds. */
const TURN = 100

/**
 * Pairs of products that may be one. Yields how far the search is (0 to 1) after each hundred products, so that who calls can
 * let others have their turn. Products are compared where they share codes, or pairs of their rarest tokens: work and memory grow
 * with the number of products, not with its square.
 * @throws RangeError for more than a million products
 */
export function* findDuplicates(products: readonly ProductText[]): Generator<number, Pair[]> {
  if (products.length > OWNERS) throw new RangeError('at most 1,048,576 products')
  const features: Features[] = []
  const frequency = new Map<string, number>()
  for (const [index, product] of products.entries()) {
    const read = featuresOf(product)
    features.push(read)
    for (const token of read.tokens) frequency.set(token, (frequency.get(token) ?? 0) + 1)
    if (index % TURN === TURN - 1) yield (0.2 * index) / products.length
  }
  const rarity = (token: string) => Math.log(1 + products.length / (frequency.get(token) ?? 1))
  // Every key with its product in one number, sorted: products with the same key lie side by side.
  const keyed = new Float64Array(products.length * KEYS)
  let filled = 0
  const keysOf: Uint32Array[] = []
  for (const [index, product] of features.entries()) {
    const keys = keysFor(product, rarity)
    keysOf.push(keys)
    for (const key of keys) keyed[filled++] = key * OWNERS + index
    if (index % TURN === TURN - 1) yield 0.2 + (0.2 * index) / products.length
  }
  const entries = keyed.subarray(0, filled).sort()
  const common = new Uint16Array(products.length)
  const best = new Float64Array(products.length)
  const pairs: Pair[] = []
  for (const [index, product] of features.entries()) {
    const touched: number[] = []
    for (const [place, key] of (keysOf[index] ?? []).entries()) {
      const start = lowest(entries, key * OWNERS)
      if ((entries[start + MAX_ALIKE] ?? Number.POSITIVE_INFINITY) < (key + 1) * OWNERS) continue
      for (let at = start; at < filled && (entries[at] as number) < (key + 1) * OWNERS; at++) {
        const other = (entries[at] as number) - key * OWNERS
        if (other <= index) continue
        if (common[other] === 0) touched.push(other)
        common[other] = (common[other] as number) + KEYS - place
      }
    }
    touched.sort((a, b) => (common[b] as number) - (common[a] as number) || a - b)
    for (const other of touched.slice(0, CANDIDATES)) {
      const found = compareProducts(product, features[other] as Features, rarity)
      if (found.score < PROPOSED_FROM) continue
      pairs.push({ a: index, b: other, ...found })
      best[index] = Math.max(best[index] as number, found.score)
      best[other] = Math.max(best[other] as number, found.score)
    }
    for (const other of touched) common[other] = 0
    if (index % TURN === TURN - 1) yield 0.4 + (0.6 * index) / products.length
  }
  return clearest(pairs, best)
}

/**
 * A product that is like several is most likely the one that it is most like: the others would only be in the way. Where several
 * are equally like it, nobody could tell which, unless a code does.
 */
function clearest(pairs: readonly Pair[], best: Float64Array): Pair[] {
  const rivals = new Map<number, number>()
  const near = (product: number, score: number) => score >= (best[product] as number) - TORN
  for (const { a, b, score } of pairs)
    for (const product of [a, b]) if (near(product, score)) rivals.set(product, (rivals.get(product) ?? 0) + 1)
  const torn = ({ a, b, score }: Pair) => [a, b].some((product) => near(product, score) && (rivals.get(product) ?? 0) > 1)
  return pairs.filter((pair) => {
    const { a, b, score, reason } = pair
    return score >= Math.min(best[a] as number, best[b] as number) && (reason !== 'similar' || !torn(pair))
  })
}

/** Hashes of a product's codes, of all its figures together, and of the pairs among its rarest tokens: what says most comes first. */
function keysFor({ gtin, brand, part, words, figures }: Features, rarity: (token: string) => number): Uint32Array {
  const keys: string[] = []
  if (gtin) keys.push(`g${gtin}`)
  if (part) keys.push(`p${part}`)
  if (figures.length > 1) keys.push(`f${figures.toSorted().join()}`)
  for (const ofLanguage of [words.en, words.zh]) {
    if (ofLanguage.length === 0) continue
    const rarest = [...ofLanguage, ...figures, ...(brand ? [brand] : [])]
      .sort((a, b) => rarity(b) - rarity(a) || (a < b ? -1 : 1))
      .slice(0, RAREST)
    for (const [at, first] of rarest.entries())
      for (const second of rarest.slice(at + 1)) keys.push(first < second ? `${first} ${second}` : `${second} ${first}`)
  }
  return Uint32Array.from(new Set(keys.map(hash)))
}

/** The first place in a sorted list whose value is not below the asked one. */
function lowest(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
