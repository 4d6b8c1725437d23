import type { ReadContext } from '@/lib/platform/context'
import type { TaxRate } from './schemas'

/** The tax rates of a country, by category. */
export async function taxRatesOf(ctx: Pick<ReadContext, 'db'>, country: string): Promise<TaxRate[]> {
  const rows = await ctx.db.taxRate.findMany({ where: { country } })
  return rows.map(({ category, rate }) => ({ country, category, rate: rate.toString() }))
}
