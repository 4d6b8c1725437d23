import type { ReadContext } from '@/lib/platform/context'
import type { PriceCase } from '@/lib/pricing/rules/case-schemas'

/** The latest rate of every pair of currencies. */
export const latestRates = (ctx: ReadContext) => ctx.db.$queryRaw<PriceCase['rates']>`/* keep latest-rates */
    select distinct on ("from", "to") "from", "to", to_char(date, 'YYYY-MM-DD') as date, rate::text as rate
    from exchange_rate where date <= (${ctx.now}::timestamptz at time zone 'UTC')::date order by "from", "to", date desc`
/** Dated exchange rates, newest first. */
export const listExchangeRates = (ctx: ReadContext) =>
  ctx.db.exchangeRate.findMany({ orderBy: [{ date: 'desc' }, { from: 'asc' }, { to: 'asc' }], take: 200 })
