import { may } from '@/lib/identity/abilities'
import { command } from '@/lib/platform/command'
import { networksWith } from '@/lib/platform/context'
import { notFound } from '@/lib/platform/errors'
import { ownCatalog } from '../queries'
import { createCatalogInput, exchangeRateInput, publishCatalogInput } from '../schemas'

/** An empty catalog of the actor's organization. */
export const createCatalog = command('catalog.create', createCatalogInput, may('manage', 'Catalog'), async (ctx, input) => {
  const catalog = await ctx.db.catalog.create({ data: { name: input.name, organizationId: ctx.actor.organizationId } })
  ctx.audit({ entity: 'Catalog', entityId: catalog.id, after: catalog })
  return { id: catalog.id }
})

/** Says into which networks a catalog is published, each from a date. Networks that are not named lose it. */
export const publishCatalog = command('catalog.publish', publishCatalogInput, may('publish', 'Catalog'), async (ctx, input) => {
  const catalog = await ownCatalog(ctx, input.catalogId)
  const allowed = networksWith(ctx.actor, 'publish')
  if (input.publications.some(({ networkId }) => !allowed.includes(networkId))) throw notFound()
  const before = await ctx.db.catalogPublication.findMany({ where: { catalogId: catalog.id } })
  await ctx.db.catalogPublication.deleteMany({ where: { catalogId: catalog.id } })
  await ctx.db.catalogPublication.createMany({ data: input.publications.map((entry) => ({ ...entry, catalogId: catalog.id })) })
  ctx.audit({ entity: 'Catalog', entityId: catalog.id, before, after: input.publications })
  ctx.emit('catalog.audience-changed', { catalogId: catalog.id, startsAt: input.publications.map(({ startsAt }) => startsAt) })
})

/** Sets the rate of one day; prices in search follow. */
export const setExchangeRate = command('catalog.set-exchange-rate', exchangeRateInput, may('manage', 'Rate'), async (ctx, input) => {
  const key = { from: input.from, to: input.to, date: new Date(input.date) }
  const before = await ctx.db.exchangeRate.findUnique({ where: { from_to_date: key } })
  await ctx.db.exchangeRate.upsert({ where: { from_to_date: key }, create: { ...key, rate: input.rate }, update: { rate: input.rate } })
  ctx.audit({ entity: 'ExchangeRate', entityId: `${input.from}/${input.to}/${input.date}`, before, after: input })
  ctx.emit('catalog.rates-changed', {})
})
