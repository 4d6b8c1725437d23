import { USUAL_SPEC } from './columns-model'
import type { ComparisonSpec } from './schemas'

/** The address of a comparison, relative to the page that shows it; defaults are left out. */
export function addressOf(spec: ComparisonSpec, saved?: string | null): string {
  const query = new URLSearchParams()
  if (saved) query.set('saved', saved)
  for (const id of spec.productIds) query.append('id', id)
  for (const name of ['offers', 'quantity', 'interest', 'years', 'formula', 'hours', 'energy'] as const)
    if (spec[name] !== USUAL_SPEC[name]) query.set(name, spec[name])
  for (const [country, percent] of Object.entries(spec.duties)) if (Number(percent) > 0) query.append('duty', `${country}:${percent}`)
  for (const [supplierId, days] of Object.entries(spec.paymentDays)) if (Number(days) > 0) query.append('days', `${supplierId}:${days}`)
  return `/compare?${query}`
}
