import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { publishInto } from '../publish-into'
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
  await publishInto(ctx, catalog.id, input.publications)
})
