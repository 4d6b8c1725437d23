import type { Attribute } from '@/lib/catalog/offers/content-schemas'
import type { ShownAttribute } from './views'

/**
 * A product's attributes with what organizations have added: the supplier's in their order, each overruled by whoever comes first of those
 * that name it, then what is new. Names are the same whatever their case.
 * @param added the viewer's own organization before operators
 */
export function attributesWithInternalContent(
  supplied: readonly Attribute[],
  added: readonly { organization: string; attributes: readonly Attribute[] }[],
): ShownAttribute[] {
  const shown = new Map<string, ShownAttribute>(supplied.map((attribute) => [attribute.name.toLowerCase(), { ...attribute, by: null }]))
  const overruled = new Set<string>()
  for (const { organization, attributes } of added)
    for (const attribute of attributes) {
      const key = attribute.name.toLowerCase()
      if (overruled.has(key)) continue
      overruled.add(key)
      shown.set(key, { ...attribute, by: organization })
    }
  return [...shown.values()]
}
