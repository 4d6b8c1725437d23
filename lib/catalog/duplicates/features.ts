import type { Attribute } from '@/lib/catalog/offers/content-schemas'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { readMeasure, readNumber } from '@/lib/platform/units/measures'

/** A product as the search for duplicates reads it. */
export interface ProductText {
  id: string
  name: LocalizedText
  brand: string | null
  partNumber: string | null
  gtin: string | null
  unit: string
  category: string | null
  attributes: Attribute[]
}

/** What is compared of a product: codes, words and figures as tokens that are equal whatever their spelling. */
export interface Features {
  gtin: string | null
  /** letters and digits alone */
  brand: string | null
  part: string | null
  unit: string
  category: string | null
  /** words of the name without figures, by language */
  words: { en: string[]; zh: string[] }
  /** figures of name and attributes: measures in base units, sizes such as 'm8', bare numbers */
  figures: string[]
  /** by name, both normalised: values, and the words and figures in them */
  attributes: Map<string, { value: string; tokens: string[] }>
  /** all words and figures of the name */
  tokens: Set<string>
  /** all figures of name and attributes, as they stand there and in base units */
  allFigures: Set<string>
}

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()

/** A code without the signs and blanks that people put into it, or leave out. */
const code = (text: string | null) => (text ? plain(text).replace(/[^a-z0-9\u3400-\u9fff]/g, '') || null : null)

const HAN = /[\u3400-\u9fff]+/g
/** A number with what stands right behind it, or a blank later: '40 mm', '0,5l', '8.8'. */
const FIGURE = /(?<![a-z0-9.,])(\d+(?:[.,]\d+)?)\s?([a-zµ°%²³/]+[²³\d]?|毫米|厘米|米|毫升|升|千克|公斤|克|千瓦|瓦|伏|安)?(?![a-z\d])/g

/** Words that say nothing of a product. */
const EMPTY = new Set(['the', 'of', 'and', 'with', 'for', 'per', 'in', 'x'])

/** Reads a product into what is compared of it. */
export function featuresOf(product: ProductText): Features {
  const figures = new Set<string>()
  const words = { en: readText(product.name.en, figures), zh: readText(product.name.zh, figures) }
  const attributes: Features['attributes'] = new Map()
  const allFigures = new Set(figures)
  for (const { name, value, unit } of product.attributes) {
    const measure = readMeasure(value, unit)
    const own = new Set<string>()
    const tokens = measure ? [] : readText(value, own)
    attributes.set(plain(name).trim(), { value: measure ? measureToken(measure) : (code(value) ?? ''), tokens: [...tokens, ...own] })
    const number = readNumber(value)
    for (const figure of [...own, ...(measure ? [measureToken(measure)] : []), ...(number === null ? [] : [String(number)])])
      allFigures.add(figure)
  }
  return {
    gtin: product.gtin?.padStart(14, '0') ?? null,
    brand: code(product.brand),
    part: code(product.partNumber),
    unit: product.unit,
    category: product.category,
    words,
    figures: [...figures],
    attributes,
    tokens: new Set([...words.en, ...words.zh, ...figures]),
    allFigures,
  }
}

const measureToken = ({ amount, dimension }: { amount: number; dimension: string }) => `${amount} ${dimension}`

/** The words of a text; its figures go into `figures`. */
function readText(text: string | undefined, figures: Set<string>): string[] {
  if (!text) return []
  const words = new Set<string>()
  const rest = plain(text)
    .replace(/(\d)\s*[x×*]\s*(?=[\d])/g, '$1 ')
    .replace(/(m\d+)\s*[x×*]\s*(?=[\d])/g, '$1 ')
    .replace(FIGURE, (all, number: string, unit: string | undefined) => {
      const measure = unit ? readMeasure(number, unit) : null
      figures.add(measure ? measureToken(measure) : String(Number(number.replace(',', '.'))))
      return unit && !measure ? all.slice(all.indexOf(unit)) : ' '
    })
  for (const run of rest.match(HAN) ?? []) for (let at = 0; at < run.length - 1 || at === 0; at++) words.add(run.slice(at, at + 2))
  for (const word of rest.replace(HAN, ' ').split(/[^a-z0-9\u00c0-\u024f]+/)) {
    if (word === '' || EMPTY.has(word)) continue
    if (/\d/.test(word)) figures.add(word)
    else words.add(word)
  }
  return [...words]
}
