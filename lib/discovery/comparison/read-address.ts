import { MAX_PRODUCTS } from './columns-model'
import { type ComparisonSpec, comparisonSpec } from './schemas'

type Query = Record<string, string | string[] | undefined>
const list = (value: string | string[] | undefined) => [value ?? []].flat().filter(Boolean)
const pairs = (values: readonly string[]) =>
  Object.fromEntries(values.flatMap((value) => (value.includes(':') ? [value.split(':', 2)] : [])))

/** A comparison as it stands in the address bar; what cannot be read keeps its default. Null without products. */
export function readAddress(query: Query): ComparisonSpec | null {
  const one = (name: string) => list(query[name])[0]
  const given: Record<string, unknown> = {
    productIds: list(query.id).slice(0, MAX_PRODUCTS),
    offers: one('offers'),
    quantity: one('quantity'),
    duties: pairs(list(query.duty)),
    paymentDays: pairs(list(query.days)),
    interest: one('interest'),
    years: one('years'),
    formula: one('formula'),
    hours: one('hours'),
    energy: one('energy'),
  }
  for (let attempt = 0; attempt < 12; attempt++) {
    const read = comparisonSpec.safeParse(given)
    if (read.success) return read.data
    for (const { path } of read.error.issues) {
      const [field] = path
      if (field === 'productIds') return null
      given[String(field)] = undefined
    }
  }
  return null
}
