import { stateAfter } from '@/lib/documents/lifecycle/state-after'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, notFound } from '@/lib/platform/errors'
import type { Id } from '@/lib/platform/fields/ids'
import { joined } from '../internal/joined'
import { lockNetwork } from '../internal/lock-network'
import { usualRights } from '../model'
import { applyInput } from '../schemas'
import { membershipLifecycle } from '../states'

async function currentTerms(ctx: CommandContext, networkId: Id<'Network'>, accepted: number): Promise<void> {
  const terms = await ctx.db.networkTerms.findFirst({ where: { networkId }, orderBy: { version: 'desc' } })
  if (!terms) throw notFound()
  if (terms.version !== accepted) throw new AppError('conflict', { detail: 'terms_changed' })
}

/** Asks to join a network, accepting its current terms; the operator decides. */
export const applyToNetwork = command('network.apply', applyInput, may('apply', 'NetworkMembership'), async (ctx, input) => {
  await lockNetwork(ctx, input.networkId)
  await currentTerms(ctx, input.networkId, input.acceptTerms)
  const key = { networkId: input.networkId, organizationId: ctx.actor.organizationId }
  const before = await ctx.db.networkMembership.findUnique({ where: { networkId_organizationId: key } })
  const state = joined(before, 'apply')
  const data = { state, rights: usualRights(ctx.actor.kinds), acceptedTerms: input.acceptTerms }
  const row = await ctx.db.networkMembership.upsert({ where: { networkId_organizationId: key }, create: { ...key, ...data }, update: data })
  ctx.audit({ entity: 'NetworkMembership', entityId: row.id, after: row })
  ctx.emit({ type: 'network.applied', networkId: input.networkId, organizationId: ctx.actor.organizationId })
})

/** Accepts the current terms: answers an invitation, or goes on trading after the terms have changed. */
export const acceptTerms = command('network.accept-terms', applyInput, may('apply', 'NetworkMembership'), async (ctx, input) => {
  await lockNetwork(ctx, input.networkId)
  const key = { networkId: input.networkId, organizationId: ctx.actor.organizationId }
  const before = await ctx.db.networkMembership.findUnique({ where: { networkId_organizationId: key } })
  if (!before) throw notFound()
  const step = before.state === 'invited' ? 'accept_invitation' : 'accept_terms'
  const state = stateAfter(membershipLifecycle, { state: before.state, step, side: 'member', before: null })
  await currentTerms(ctx, input.networkId, input.acceptTerms)
  const row = await ctx.db.networkMembership.update({
    where: { id: before.id },
    data: { state, acceptedTerms: input.acceptTerms },
  })
  ctx.audit({ entity: 'NetworkMembership', entityId: row.id, before, after: row })
  ctx.emit({ type: 'access.changed', organizationId: ctx.actor.organizationId })
})
