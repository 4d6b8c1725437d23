import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, notFound } from '@/lib/platform/errors'
import type { Id } from '@/lib/platform/fields/ids'
import { json } from '@/lib/platform/json'
import { toDecimal } from '@/lib/platform/money/decimal'
import { checkModel } from '../internal/check-model'
import { configuratorInput, saveConfiguratorInput } from '../schemas'

const publishes = may('publish', 'Catalog')

/**
 * Keeps what can be chosen of an own offer; buyers see it from now on.
 * @throws AppError invalid_input with each thing that is wrong with the model: contradictions, formulas that fail, prices below zero
 */
export const saveConfigurator = command('configuration.save-configurator', saveConfiguratorInput, publishes, async (ctx, input) => {
  const { model } = input
  const offer = await ownOffer(ctx, input.offerId)
  const perUnit = toDecimal(offer.price).div(offer.priceBase.toString())
  const problems = checkModel(model, perUnit)
  const pictures = new Set(offer.product.files.map(({ fileId }) => fileId))
  model.groups.forEach((group, index) => {
    group.options.forEach(({ id, pictureFileId }, at) => {
      if (pictureFileId && !pictures.has(pictureFileId))
        problems.push({ path: `groups.${index}.options.${at}.pictureFileId`, code: 'unknown_picture', at: id })
    })
  })
  if (problems.length > 0)
    throw new AppError('invalid_input', {
      fields: problems.map(({ path, code }) => ({ field: `model.${path}`, reason: `configurator_${code}` })),
      data: { problems },
    })
  const data = { currency: offer.currency, model: json(model), changedAt: ctx.now, changedBy: ctx.actor.userId }
  await ctx.db.configurator.upsert({ where: { offerId: offer.id }, create: { offerId: offer.id, ...data }, update: data })
  ctx.audit({
    entity: 'Configurator',
    entityId: offer.id,
    after: { groups: model.groups.length, numbers: model.numbers.length, rules: model.rules.length, prices: model.prices.length },
  })
})

/** An offer is sold as it is again; what lies configured in carts has to be accepted or taken out. */
export const removeConfigurator = command('configuration.remove-configurator', configuratorInput, publishes, async (ctx, { offerId }) => {
  await ownOffer(ctx, offerId)
  const { count } = await ctx.db.configurator.deleteMany({ where: { offerId } })
  if (count === 0) throw notFound()
  ctx.audit({ entity: 'Configurator', entityId: offerId, after: { removed: true } })
})

async function ownOffer(ctx: CommandContext, offerId: Id<'Offer'>) {
  const offer = await ctx.db.offer.findFirst({
    where: { id: offerId, withdrawnAt: null, catalog: { organizationId: ctx.actor.organizationId, managedBy: 'supplier' } },
    select: {
      id: true,
      currency: true,
      price: true,
      priceBase: true,
      product: { select: { files: { where: { kind: 'picture' }, select: { fileId: true } } } },
    },
  })
  if (!offer) throw notFound()
  return offer
}
