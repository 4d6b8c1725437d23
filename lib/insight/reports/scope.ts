import { sidesOf } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { forbidden } from '@/lib/platform/errors'
import type { PriceCase } from '@/lib/pricing/rules/case-schemas'

/** Months that a report looks back on. */
export const REPORT_MONTHS = 12

/** The exchange rates that amounts are joined by: `latestRates`, read once for a page. */
export type Rates = PriceCase['rates']

export type Side = 'buyer' | 'supplier'

/** The column of an order that names an organization on this side. */
export const column = (side: Side) => (side === 'buyer' ? 'buyer_id' : 'supplier_id')
/** The day of the request, by which months are counted and amounts converted. */
export const today = (ctx: ReadContext) => ctx.now.toISOString().slice(0, 10)

/** @throws AppError forbidden for who does not trade on this side */
export function requireSide(ctx: ReadContext, side: Side): void {
  const { buys, sells } = sidesOf(ctx.actor)
  if (!(side === 'buyer' ? buys : sells)) throw forbidden()
}
