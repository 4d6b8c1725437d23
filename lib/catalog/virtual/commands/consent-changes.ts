import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { ownVirtualCatalog } from '../queries'
import { consentInput } from '../schemas'
import { preserveTexts } from './publish-virtual-catalog'

/**
 * Takes over what suppliers have changed of offers that were held back: from now on they are shown as they are.
 * @returns how many there were
 */
export const consentChanges = command('virtual-catalogs.consent', consentInput, may('manage', 'VirtualCatalog'), async (ctx, input) => {
  const catalog = await ownVirtualCatalog(ctx, input.catalogId)
  const consented = await ctx.db.$executeRaw`
    update catalog_entry e set held = false, seen_version = o.version from offer o
    where e.catalog_id = ${catalog.id}::uuid and e.to_version is null and e.held and o.id = e.offer_id
      and (${input.offerIds.length === 0} or e.offer_id = any(${input.offerIds}::uuid[]))`
  await preserveTexts(ctx, catalog.id)
  ctx.audit({ entity: 'Catalog', entityId: catalog.id, after: { consented, offers: input.offerIds.slice(0, 50) } })
  return { consented }
})
