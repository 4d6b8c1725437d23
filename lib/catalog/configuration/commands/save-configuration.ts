import { createHash } from 'node:crypto'
import { visibleOffers } from '@/lib/catalog/offers/offer-queries'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, notFound } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { type Configured, canonicalChoices, configured, evaluate } from '../model'
import { configurators } from '../queries'
import { type Choices, configurationIdInput, saveConfigurationInput } from '../schemas'

/**
 * Checks what was chosen of offers that the actor sees, and keeps it; what was chosen before is the same configuration again.
 * @returns one for each that is asked for, in their order
 * @throws AppError invalid_input with what is wrong; not_found for an offer that cannot be configured
 */
export async function saveConfigurations(
  ctx: CommandContext,
  wanted: readonly { offerId: string; choices: Choices }[],
): Promise<(Configured & { id: string })[]> {
  const models = await configurators(
    ctx,
    wanted.map(({ offerId }) => offerId),
  )
  const rows = wanted.map(({ offerId, choices }) => {
    const model = models.get(offerId)
    if (!model) throw notFound()
    const { problems } = evaluate(model, choices)
    const kept = configured(model, canonicalChoices(model, choices))
    if (problems.length > 0 || !kept)
      throw new AppError('invalid_input', { fields: [{ field: 'choices', reason: 'configuration' }], data: { offerId, problems } })
    const digest = createHash('sha256').update(JSON.stringify(kept.choices)).digest('hex')
    return { id: newId(), offerId, digest, kept }
  })
  // An update that changes nothing, because only then the row that was there before is answered too.
  const saved = await ctx.db.$queryRaw<{ id: string; offerId: string; digest: string }[]>`
    insert into configuration (id, organization_id, offer_id, choices, digest, created_at, created_by)
    select distinct on (r->>'offerId', r->>'digest') (r->>'id')::uuid, ${ctx.actor.organizationId}::uuid, (r->>'offerId')::uuid, r->'choices', r->>'digest',
           ${ctx.now}, ${ctx.actor.userId}::uuid
    from jsonb_array_elements(${JSON.stringify(rows.map(({ kept, ...row }) => ({ ...row, choices: kept.choices })))}::jsonb) r
    on conflict (organization_id, offer_id, digest) do update set digest = excluded.digest
    returning id, offer_id as "offerId", digest`
  return rows.map(({ offerId, digest, kept }) => {
    const row = saved.find((each) => each.offerId === offerId && each.digest === digest)
    if (!row) throw new Error('a configuration was not kept')
    return { ...kept, id: row.id }
  })
}

const buys = may('use', 'Cart')

/** Saves a configuration under a name, for everybody of the organization. */
export const saveConfiguration = command('configuration.save', saveConfigurationInput, buys, async (ctx, { offerId, choices, name }) => {
  const [offer] = await visibleOffers(ctx, { offerIds: [offerId] })
  if (!offer) throw notFound()
  const [kept] = await saveConfigurations(ctx, [{ offerId, choices }])
  if (!kept) throw new Error('one was asked for')
  await ctx.db.configuration.update({
    where: { id: kept.id },
    data: { name, createdAt: ctx.now, createdBy: ctx.actor.userId },
  })
  ctx.audit({ entity: 'Configuration', entityId: kept.id, after: { name, offerId, choices: kept.choices } })
  return { id: kept.id }
})

/** Takes a configuration off the saved ones; carts and orders keep theirs. */
export const forgetConfiguration = command('configuration.forget', configurationIdInput, buys, async (ctx, { configurationId }) => {
  const { count } = await ctx.db.configuration.updateMany({
    where: { id: configurationId, organizationId: ctx.actor.organizationId, name: { not: null } },
    data: { name: null },
  })
  if (count === 0) throw notFound()
  ctx.audit({ entity: 'Configuration', entityId: configurationId })
})
