import { visibleOffers } from '@/lib/catalog/offers/offer-queries'
import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { forbidden, notFound } from '@/lib/platform/errors'
import { type Configured, configured } from './model'
import type { Choices, ConfigurationModel } from './schemas'

/**
 * What can be chosen of offers, by offer. One whose supplier has changed its currency since cannot be configured: its prices
 * are for another.
 */
export async function configurators(ctx: ReadContext, offerIds: readonly string[]): Promise<Map<string, ConfigurationModel>> {
  if (offerIds.length === 0) return new Map()
  const rows = await ctx.db.$queryRaw<{ offerId: string; model: ConfigurationModel }[]>`
    select f.offer_id as "offerId", f.model from configurator f join offer o on o.id = f.offer_id and o.currency = f.currency
    where f.offer_id = any(${offerIds}::uuid[])`
  return new Map(rows.map(({ offerId, model }) => [offerId, model]))
}

/** A configurable offer of a product as the actor sees it, with what can be chosen. @throws AppError not_found */
export async function getConfigurator(ctx: ReadContext, productId: string, offerId: string | undefined) {
  const offers = (await visibleOffers(ctx, { productIds: [productId] })).filter(({ configurable }) => configurable)
  const offer = offerId ? offers.find(({ id }) => id === offerId) : offers[0]
  if (!offer) throw notFound()
  const model = (await configurators(ctx, [offer.id])).get(offer.id) ?? null
  return { offer, model }
}

/** What an organization chose, with what it comes to now; null when it is not possible any more. */
export interface CurrentConfiguration {
  choices: Choices
  now: Configured | null
}

/** Configurations of the actor's organization, checked and priced as they stand now, by id. */
export async function currentConfigurations(ctx: ReadContext, ids: readonly string[]): Promise<Map<string, CurrentConfiguration>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db.configuration.findMany({
    where: { id: { in: [...ids] }, organizationId: ctx.actor.organizationId },
    select: { id: true, offerId: true, choices: true },
  })
  const models = await configurators(
    ctx,
    rows.map(({ offerId }) => offerId),
  )
  return new Map(
    rows.map(({ id, offerId, ...row }) => {
      const model = models.get(offerId)
      const choices = row.choices as unknown as Choices
      return [id, { choices, now: model ? configured(model, choices) : null }]
    }),
  )
}

/** What the actor's organization has saved of an offer, newest first. */
export async function savedConfigurations(ctx: ReadContext, offerId: string) {
  const rows = await ctx.db.configuration.findMany({
    where: { organizationId: ctx.actor.organizationId, offerId, name: { not: null } },
    select: { id: true, name: true, choices: true, createdAt: true, createdBy: true },
    orderBy: { createdAt: 'desc' },
    take: 100,
  })
  const users = await ctx.db.user.findMany({
    where: { id: { in: rows.map(({ createdBy }) => createdBy) } },
    select: { id: true, name: true },
  })
  const names = new Map(users.map(({ id, name }) => [id, name]))
  return rows.map(({ createdBy, ...row }) => ({
    ...row,
    name: row.name ?? '',
    choices: row.choices as unknown as Choices,
    by: names.get(createdBy) ?? '',
  }))
}

/** What can be chosen of an offer of the actor's own organization; a null model for none yet. @throws AppError not_found */
export async function ownConfigurator(ctx: ReadContext, catalogId: string, part: string) {
  if (!may('read', 'Catalog')(ctx.actor)) throw forbidden()
  const offer = await ctx.db.offer.findFirst({
    where: { catalogId, supplierPartNumber: part, withdrawnAt: null, catalog: { organizationId: ctx.actor.organizationId } },
    select: {
      id: true,
      currency: true,
      price: true,
      priceBase: true,
      leadTimeDays: true,
      configurator: true,
      product: {
        select: {
          id: true,
          name: true,
          files: { where: { kind: 'picture' }, orderBy: { position: 'asc' }, select: { fileId: true, file: { select: { name: true } } } },
        },
      },
    },
  })
  if (!offer) throw notFound()
  const { configurator, ...rest } = offer
  return {
    ...rest,
    model: (configurator?.model ?? null) as ConfigurationModel | null,
    /** its prices are in another currency than the offer's */
    outdated: configurator !== null && configurator.currency !== offer.currency,
  }
}
