import type { Attribute } from '@/lib/catalog/offers/content-schemas'
import { Decimal, ZERO } from '@/lib/platform/money/decimal'
import { evaluateFormula, FormulaError, type FormulaProblem, parseFormula } from '@/lib/platform/text/formula'
import { inUnit, readMeasure, readNumber } from '@/lib/platform/units/measures'
import type { ComparisonSpec } from './schemas'

/** One attribute of several products, in one unit where their units meet. */
export interface AttributeRow {
  name: string
  /** by product, in their order; null where one says nothing of it */
  values: ({ text: string; number: number | null } | null)[]
  unit: string | null
  differs: boolean
}

/** Attributes of products side by side: the first that has one gives the unit in which all are shown. */
export function attributeRows(products: readonly { attributes: readonly Attribute[] }[]): AttributeRow[] {
  const names = [...new Set(products.flatMap(({ attributes }) => attributes.map(({ name }) => name)))]
  return names.map((name) => {
    const own = products.map(({ attributes }) => attributes.find((each) => each.name === name) ?? null)
    const unit = own.find((each) => each?.unit)?.unit ?? null
    const values = own.map((each) => each && inCommonUnit(each, unit))
    const known = own.flatMap((each) => (each ? [sameness(each)] : []))
    return { name, values, unit, differs: new Set(known).size > 1 }
  })
}

function inCommonUnit({ value, unit }: Attribute, common: string | null): { text: string; number: number | null } {
  const turned = unit && common && unit !== common ? inUnit(value, unit, common) : null
  if (turned !== null) return { text: `${turned} ${common}`, number: Number(turned) }
  return { text: [value, unit].filter(Boolean).join(' '), number: unit === common || !unit ? readNumber(value) : null }
}

/** Equal for equal measures, whatever their units. */
function sameness({ value, unit }: Attribute): string {
  const measure = readMeasure(value, unit)
  return measure ? `${measure.amount} ${measure.dimension}` : `${value.trim().toLowerCase()} ${unit ?? ''}`
}

/** The name under which a formula knows an attribute: 'Luminous flux' is luminous_flux. Null for one without Latin letters. */
export const formulaName = (attribute: string): string | null => {
  const name = attribute
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_\d]+|_+$/g, '')
  return name === '' ? null : name
}

/** Names that a formula may always use; an attribute of the same name is hidden by them. */
export const GIVEN_NAMES = ['quantity', 'price', 'years', 'hours', 'energy'] as const

/** What an offer comes to, in the organization's currency; null where something is not known. */
export interface Cost {
  price: Decimal | null
  freight: Decimal | null
  duty: Decimal | null
  /** what paying later is worth; taken off */
  credit: Decimal | null
  running: Decimal | null
  total: Decimal | null
  /** why the running cost is not known */
  problem: { code: FormulaProblem | 'attribute_missing'; at: string } | null
}

export interface CostedOffer {
  /** net for the quantity; null without an exchange rate */
  price: Decimal | null
  /** of an order with this alone; null without a rate */
  freight: Decimal | null
  /** units that are bought: the asked ones, or the nearest that can be */
  quantity: Decimal
  country: string
  supplierId: string
  /** attributes by their names in formulas, in common units */
  attributes: ReadonlyMap<string, Decimal>
}

/**
 * Total cost of ownership: price and freight, duty on the price by country, less what a later payment is worth at the yearly
 * interest, and what the pieces cost to run by a formula for one piece. An offer of which a part is not known has no total: it
 * would look cheaper than it is.
 */
export function totalCost(offer: CostedOffer, spec: ComparisonSpec): Cost {
  const { price, freight } = offer
  const { running, problem } = runningCost(offer, spec)
  if (!price) return { price, freight, duty: null, credit: null, running, problem, total: null }
  const duty = price.mul(spec.duties[offer.country] ?? 0).div(100)
  const credit = price
    .mul(spec.interest)
    .div(100)
    .mul(spec.paymentDays[offer.supplierId] ?? 0)
    .div(365)
  const total = freight && running && price.add(freight).add(duty).sub(credit).add(running)
  return { price, freight, duty, credit, running, problem, total }
}

function runningCost({ quantity, price, attributes }: CostedOffer, spec: ComparisonSpec): Pick<Cost, 'running' | 'problem'> {
  if (spec.formula === '') return { running: ZERO, problem: null }
  const given = new Map<string, Decimal>([
    ...attributes,
    ['quantity', quantity],
    ['price', price ? price.div(quantity) : ZERO],
    ['years', new Decimal(spec.years)],
    ['hours', new Decimal(spec.hours)],
    ['energy', new Decimal(spec.energy)],
  ])
  try {
    const tree = parseFormula(spec.formula, new Set(given.keys()))
    return { running: evaluateFormula(tree, given).mul(quantity), problem: null }
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    const code = error.code === 'unknown_name' ? ('attribute_missing' as const) : error.code
    return { running: null, problem: { code, at: error.at } }
  }
}
