import { distance } from 'fastest-levenshtein'
import { Decimal } from '@/lib/platform/money/decimal'

export interface InternalCategory {
  id: string
  code: string
  name: string
}

/** Units that are so many of another, whoever asks. Source: UN/ECE Recommendation 20. */
export const KNOWN_FACTORS: readonly [unit: string, own: string, factor: string][] = [
  ['EA', 'C62', '1'],
  ['PR', 'C62', '2'],
  ['DZN', 'C62', '12'],
  ['HC', 'C62', '100'],
  ['MIL', 'C62', '1000'],
  ['CMT', 'MTR', '0.01'],
  ['MMT', 'MTR', '0.001'],
  ['KMT', 'MTR', '1000'],
  ['INH', 'MTR', '0.0254'],
  ['FOT', 'MTR', '0.3048'],
  ['GRM', 'KGM', '0.001'],
  ['TNE', 'KGM', '1000'],
  ['LBR', 'KGM', '0.453592'],
  ['MLT', 'LTR', '0.001'],
  ['MTQ', 'LTR', '1000'],
]

/** Own categories as they are typed or pasted: a code, then its name. What has no name is left out and named by its line. */
export function readInternalCategories(lines: string): { categories: { code: string; name: string }[]; wrong: number[] } {
  const wrong: number[] = []
  const categories = new Map<string, string>()
  for (const [index, line] of lines.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const [, code, name] = /^\s*([^\s;,\t]{1,40})[\s;,]+(\S.{0,199}?)\s*$/.exec(line) ?? []
    if (code && name) categories.set(code, name)
    else wrong.push(index + 1)
  }
  return { categories: [...categories].map(([code, name]) => ({ code, name })), wrong }
}

/** The own category of a UNSPSC category: its own mapping, else that of what is above it. */
export function internalCategoryOf(category: string, mappings: ReadonlyMap<string, string>): string | null {
  for (const digits of [8, 6, 4, 2]) {
    const found = mappings.get(category.slice(0, digits).padEnd(8, '0'))
    if (found !== undefined) return found
  }
  return null
}

/** UNSPSC categories that belong to an own one, as codes whose beginnings count, each without those below it that are mapped elsewhere. */
export function categoriesOf(internalCategoryId: string, mappings: ReadonlyMap<string, string>): { category: string; except: string[] }[] {
  const start = (code: string) => code.replace(/(00){1,3}$/, '')
  const all = [...mappings.keys()]
  return all
    .filter((category) => mappings.get(category) === internalCategoryId)
    .map((category) => ({
      category,
      except: all.filter(
        (other) => other !== category && start(other).startsWith(start(category)) && mappings.get(other) !== internalCategoryId,
      ),
    }))
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .split(/[^a-z0-9\u3400-\u9fff]+/)
    .filter((word) => word.length > 1 && !['and', 'or', 'the', 'for', 'of'].includes(word))

/** Singular and plural, and a letter more or less, are the same word; in Chinese, one the part of the other. */
function alike(a: string, b: string): boolean {
  if (a === b) return true
  if (/[\u3400-\u9fff]/.test(a + b)) return a.includes(b) || b.includes(a)
  return Math.min(a.length, b.length) >= 4 && distance(a, b) <= 1
}

/**
 * Which own category a UNSPSC category most likely belongs to: one whose code is a UNSPSC code, its own or one above it, else the one whose name
 * shares most of its words. Null where nothing speaks for any.
 */
export function proposeInternalCategories(
  category: { code: string; names: readonly string[] },
  own: readonly InternalCategory[],
): { id: string; score: number } | null {
  const coded = own
    .filter(({ code }) => /^\d{8}$/.test(code) && category.code.startsWith(code.replace(/(00)+$/, '')))
    .sort((a, b) => b.code.replace(/(00)+$/, '').length - a.code.replace(/(00)+$/, '').length)[0]
  if (coded) return { id: coded.id, score: 1 }
  const asked = category.names.map(wordsOf)
  let best: { id: string; score: number } | null = null
  for (const { id, name } of own) {
    const words = wordsOf(name)
    const shares = asked.map((names) => {
      const shared = words.filter((word) => names.some((other) => alike(word, other))).length
      return shared === 0 ? 0 : (2 * shared) / (words.length + names.length)
    })
    const score = Math.max(0, ...shares)
    if (score >= 0.4 && (!best || score > best.score)) best = { id, score }
  }
  return best
}

/** What one own unit of an offer costs, in the offer's currency; null where its unit is not mapped. */
export function perInternalUnit(
  { unit, unitPrice }: { unit: string; unitPrice: string },
  units: Readonly<Record<string, { factor: string }>>,
): string | null {
  const mapped = units[unit]
  return mapped ? new Decimal(unitPrice).div(mapped.factor).toDecimalPlaces(6).toFixed() : null
}

/**
 * The one own unit in which quantities of all these units can be said, and how many of it each is. Null where they come to different ones, or
 * nothing would change. A unit that is not mapped stands for itself.
 */
export function sharedUnit(
  units: readonly string[],
  mapped: Readonly<Record<string, { internalUnit: string; factor: string }>>,
): { unit: string; factors: ReadonlyMap<string, Decimal> } | null {
  const own = new Set(units.map((unit) => mapped[unit]?.internalUnit ?? unit))
  const [unit] = own
  if (unit === undefined || own.size > 1 || units.every((each) => each === unit)) return null
  return { unit, factors: new Map(units.map((each) => [each, new Decimal(each === unit ? 1 : (mapped[each]?.factor ?? 1))])) }
}

/** So many of a supplier's units hold a quantity in own units: whole ones where each is more than one own unit, else to six decimals, rounded up. */
export function inSupplierUnits(quantity: Decimal, factor: Decimal): Decimal {
  return quantity.div(factor).toDecimalPlaces(factor.gt(1) ? 0 : 6, Decimal.ROUND_UP)
}
