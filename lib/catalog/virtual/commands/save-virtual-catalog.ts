import { visibleOffers } from '@/lib/catalog/offers/offer-queries'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, notFound } from '@/lib/platform/errors'
import { audienceChoices, type OwnCatalog, ownVirtualCatalog } from '../queries'
import {
  type CatalogAudience,
  createVirtualCatalogInput,
  describeVirtualCatalogInput,
  pickOfferInput,
  saveItemInput,
  virtualCatalogIdInput,
} from '../schemas'
import { preserveTexts } from './publish-virtual-catalog'

const manage = may('manage', 'VirtualCatalog')

/** An empty virtual catalog: the marketplace's if an operator makes it, else the buyer's own. */
export const createVirtualCatalog = command('virtual-catalogs.create', createVirtualCatalogInput, manage, async (ctx, input) => {
  const catalog = await ctx.db.catalog.create({
    data: {
      name: input.name,
      organizationId: ctx.actor.organizationId,
      managedBy: ctx.actor.kinds.includes('operator') ? 'marketplace' : 'buyer',
      changedAt: ctx.now,
    },
  })
  ctx.audit({ entity: 'Catalog', entityId: catalog.id, after: catalog })
  return { id: catalog.id }
})

/**
 * Its name, what it selects, whom it reaches and when, and what becomes of suppliers' changes. The selection counts from the
 * next publication on, everything else at once.
 */
export const describeVirtualCatalog = command('virtual-catalogs.describe', describeVirtualCatalogInput, manage, async (ctx, input) => {
  const { catalogId, audience, ...data } = input
  const before = await ownVirtualCatalog(ctx, catalogId)
  await setAudience(ctx, before, audience)
  await ctx.db.catalog.update({ where: { id: catalogId }, data: { ...data, changedAt: ctx.now } })
  await ctx.db.$executeRaw`select hold_entries(null, ${catalogId}::uuid)`
  await preserveTexts(ctx, catalogId)
  ctx.audit({ entity: 'Catalog', entityId: catalogId, before, after: input })
})

const audienceColumns = {
  userIds: 'userId',
  costCentreIds: 'costCentreId',
  organizationIds: 'organizationId',
  groupIds: 'groupId',
  networkIds: 'networkId',
} as const satisfies Record<keyof CatalogAudience, string>

/** @throws AppError not_found for somebody whom the catalog cannot be made for, unless it was before */
async function setAudience(ctx: CommandContext, catalog: OwnCatalog, audience: CatalogAudience): Promise<void> {
  const choices = await audienceChoices(ctx)
  const kept = await ctx.db.catalogAudience.findMany({ where: { catalogId: catalog.id } })
  const rows = (Object.keys(audienceColumns) as (keyof CatalogAudience)[]).flatMap((key) => {
    const column = audienceColumns[key]
    const known = new Set([...choices[key].map(({ id }) => id), ...kept.map((row) => row[column])])
    const asked = [...new Set(audience[key])]
    if (asked.some((id) => !known.has(id))) throw notFound()
    return asked.map((id) => ({ catalogId: catalog.id, [column]: id }))
  })
  await ctx.db.catalogAudience.deleteMany({ where: { catalogId: catalog.id } })
  await ctx.db.catalogAudience.createMany({ data: rows })
}

/** Picks an offer for the draft; what else is said of it stays. @throws AppError not_found for one that the actor cannot see */
export const pickOffer = command('virtual-catalogs.pick-offer', pickOfferInput, manage, async (ctx, input) => {
  await ownVirtualCatalog(ctx, input.catalogId)
  if ((await visibleOffers(ctx, { offerIds: [input.offerId] })).length === 0) throw notFound()
  await ctx.db.catalogItem.upsert({
    where: { catalogId_offerId: input },
    create: { ...input, choice: 'pick' },
    update: { choice: 'pick' },
  })
  await ctx.db.catalog.update({ where: { id: input.catalogId }, data: { changedAt: ctx.now } })
  ctx.audit({ entity: 'Catalog', entityId: input.catalogId, after: { picked: input.offerId } })
})

/** What is said of one offer by hand. @throws AppError not_found for an offer that the actor cannot see */
export const saveItem = command('virtual-catalogs.save-item', saveItemInput, manage, async (ctx, input) => {
  const catalog = await ownVirtualCatalog(ctx, input.catalogId)
  const { catalogId, offerId, ...data } = input
  const key = { catalogId_offerId: { catalogId, offerId } }
  const before = await ctx.db.catalogItem.findUnique({ where: key })
  // What the catalog shows can be spoken of even while it is held back.
  const known = before ?? (await ctx.db.catalogEntry.findFirst({ where: { catalogId, offerId, toVersion: null } }))
  if (!known && (await visibleOffers(ctx, { offerIds: [offerId] })).length === 0) throw notFound()
  await ctx.db.catalogItem.upsert({ where: key, create: { catalogId, offerId, ...data }, update: data })
  await ctx.db.catalog.update({ where: { id: catalog.id }, data: { changedAt: ctx.now } })
  ctx.audit({ entity: 'Catalog', entityId: catalogId, before, after: input })
})

/** Removes a catalog that was never published. @throws AppError not_possible_now for one that was: roll it back or empty it */
export const removeVirtualCatalog = command('virtual-catalogs.remove', virtualCatalogIdInput, manage, async (ctx, input) => {
  const catalog = await ownVirtualCatalog(ctx, input.catalogId)
  if (catalog.publishedVersion !== null) throw new AppError('not_possible_now', { detail: 'catalog_published' })
  await ctx.db.catalogVersion.deleteMany({ where: { catalogId: catalog.id } })
  await ctx.db.catalog.delete({ where: { id: catalog.id } })
  ctx.audit({ entity: 'Catalog', entityId: catalog.id, before: catalog })
})
