import type { ProductText } from '@/lib/catalog/duplicates/features'
import type { Random } from '@/lib/platform/random'
import type { DemoProduct } from './products'

/** How others say what the demo's suppliers say. */
const WORDINGS: readonly [string, string][] = [
  ['Hex bolt', 'Hexagon bolt'],
  ['Socket head screw', 'Socket screw, cylinder head'],
  ['Hex nut', 'Hexagon nut'],
  ['zinc-plated steel', 'steel zinc plated'],
  ['stainless steel', 'stainless'],
  ['Twist drill', 'Twist drill bit'],
  ['Combination wrench', 'Combination spanner'],
  ['glove', 'gloves'],
  ['Safety shoe', 'Safety shoes'],
  ['Safety spectacles', 'Safety glasses'],
  ['Ballpoint pen', 'Ball pen'],
  ['Lever arch file', 'Lever-arch folder'],
  ['Copy paper', 'Copier paper'],
  ['Installation cable', 'Cable for installation'],
  ['Terminal block', 'Terminal'],
  ['Cleaning wipe', 'Cleaning wipes'],
  ['ream of 500', '500 sheets'],
  ['box of 100', '100 pcs'],
  ['Measuring cylinder', 'Graduated cylinder'],
]

/** Units in which others give the same measure, with the power of ten between them. */
const OTHER_UNITS: Record<string, [unit: string, shift: number]> = { mm: ['cm', -1], ml: ['l', -3], W: ['kW', -3] }

/** A product as another supplier writes it down: other words in another order, other units, codes left out or spelled another way. */
export function writtenAnew(product: DemoProduct, random: Random, id: string): ProductText {
  const reworded = WORDINGS.reduce(
    (text, [from, to]) => (random.next() < 0.6 ? text.replace(new RegExp(from, 'i'), to) : text),
    product.name.en,
  )
  const parts = reworded.split(', ')
  const turned = random.next() < 0.4 ? [...parts.slice(1), ...parts.slice(0, 1)].join(', ') : parts.join(random.next() < 0.5 ? ' ' : ', ')
  const slipped = random.next() < 0.15 ? slip(turned, random) : turned
  const coded = random.next() < 0.25
  const branded = coded || random.next() < 0.9
  const chinese = random.next() < 0.1
  return {
    id,
    name: {
      ...(!chinese && { en: branded && random.next() < 0.3 ? `${product.brand} ${slipped}` : slipped }),
      ...((chinese || random.next() < 0.3) && { zh: product.name.zh }),
    },
    brand: branded ? (random.next() < 0.3 ? product.brand.toUpperCase() : product.brand) : null,
    partNumber: coded ? product.makerPart.replace('-', random.pick([' ', '.', ''])).toLowerCase() : null,
    gtin: null,
    unit: product.unit,
    category: random.next() < 0.7 ? product.category : null,
    attributes: product.attributes.filter(() => random.next() < 0.7).map((attribute) => inOtherUnit(attribute, random)),
  }
}

function inOtherUnit(attribute: DemoProduct['attributes'][number], random: Random) {
  const [unit, shift] = OTHER_UNITS[attribute.unit ?? ''] ?? []
  if (!unit || shift === undefined || random.next() < 0.6) return attribute
  return { ...attribute, value: String(Number((Number(attribute.value) * 10 ** shift).toPrecision(9))), unit }
}

/** Two neighbouring letters of a longer word change places. */
function slip(text: string, random: Random): string {
  const long = [...text.matchAll(/[a-z]{6,}/g)]
  const word = long.length > 0 ? random.pick(long) : null
  if (!word) return text
  const at = word.index + random.int(1, word[0].length - 3)
  return `${text.slice(0, at)}${text[at + 1]}${text[at]}${text.slice(at + 2)}`
}

/** As the search for duplicates reads it. */
export const asText = ({ brand, makerPart, gtin, name, unit, category, attributes }: DemoProduct, id: string): ProductText => ({
  id,
  name,
  brand,
  partNumber: makerPart,
  gtin,
  unit,
  category,
  attributes,
})
