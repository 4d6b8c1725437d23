import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { networksWith } from '@/lib/platform/context'
import { notFound } from '@/lib/platform/errors'
import { ownCatalog } from '../queries'
import { createCatalogInput, publishCatalogInput } from '../schemas'

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
  ctx.emit({ type: 'catalog.audience-changed', catalogId: catalog.id, startsAt: input.publications.map(({ startsAt }) => startsAt) })
})
