import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { exchangeRateInput } from '../schemas'

/** Sets the rate of one day; prices in search follow. */
export const setExchangeRate = command('catalog.set-exchange-rate', exchangeRateInput, may('manage', 'Rate'), async (ctx, input) => {
  const key = { from: input.from, to: input.to, date: new Date(input.date) }
  const before = await ctx.db.exchangeRate.findUnique({ where: { from_to_date: key } })
  await ctx.db.exchangeRate.upsert({ where: { from_to_date: key }, create: { ...key, rate: input.rate }, update: { rate: input.rate } })
  ctx.audit({ entity: 'ExchangeRate', entityId: `${input.from}/${input.to}/${input.date}`, before, after: input })
  ctx.emit({ type: 'rates.changed' })
})
