import { stateAfter } from '@/lib/documents/lifecycle/state-after'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { forbidden, notFound } from '@/lib/platform/errors'
import type { Id } from '@/lib/platform/fields/ids'
import { joined } from '../internal/joined'
import { lockNetwork } from '../internal/lock-network'
import { ownNetwork } from '../queries'
import {
  changeRightsInput,
  decideMembershipInput,
  inviteOrganizationInput,
  networkInput,
  networkSecurityInput,
  publishTermsInput,
} from '../schemas'
import { membershipLifecycle } from '../states'

/** Opens a network that the actor's organization operates. */
export const createNetwork = command('network.create', networkInput, may('manage', 'Network'), async (ctx, input) => {
  const network = await ctx.db.network.create({ data: { ...input, operatorId: ctx.actor.organizationId } })
  ctx.audit({ entity: 'Network', entityId: network.id, after: network })
  return { id: network.id }
})

/** Publishes the next version of a network's terms; members trade on once they have accepted it. */
export const publishTerms = command('network.publish-terms', publishTermsInput, may('manage', 'Network'), async (ctx, input) => {
  const network = await ownNetwork(ctx, input.networkId)
  await lockNetwork(ctx, network.id)
  const last = await ctx.db.networkTerms.aggregate({ where: { networkId: network.id }, _max: { version: true } })
  const version = (last._max.version ?? 0) + 1
  await ctx.db.networkTerms.create({ data: { ...input, version, publishedAt: ctx.now } })
  ctx.audit({ entity: 'Network', entityId: network.id, after: { terms: version } })
  ctx.emit({ type: 'network.terms-published', networkId: network.id, version })
  return { version }
})

/** Says whether members who spend, award or administer sign in with more than a password. */
export const setNetworkSecurity = command(
  'network.set-security',
  networkSecurityInput,
  may('manage', 'Network'),
  async (ctx, input) => {
    const { id, requiresSecondFactor: before } = await ownNetwork(ctx, input.networkId)
    await ctx.db.network.update({ where: { id }, data: { requiresSecondFactor: input.requiresSecondFactor } })
    ctx.audit({ entity: 'Network', entityId: id, before: { requiresSecondFactor: before }, after: input })
    ctx.note({ kind: 'policy_changed', about: { network: id, requiresSecondFactor: input.requiresSecondFactor } })
    const members = await ctx.db.networkMembership.findMany({ where: { networkId: id, state: 'active' }, select: { organizationId: true } })
    for (const { organizationId } of members) ctx.emit({ type: 'access.changed', organizationId })
  },
  { proof: 'recent' },
)

/** A membership of the operator's network, which is held until the transaction ends. */
async function membershipIn(ctx: CommandContext, id: Id<'NetworkMembership'>) {
  const where = { id, network: { operatorId: ctx.actor.organizationId } }
  const found = await ctx.db.networkMembership.findFirst({ where, select: { networkId: true } })
  if (!found) throw notFound()
  await lockNetwork(ctx, found.networkId)
  const membership = await ctx.db.networkMembership.findFirst({ where })
  if (!membership) throw notFound()
  return membership
}

/** Accepts or refuses an application, suspends a member (who loses access at once) or takes it back in. */
export const decideMembership = command(
  'network.decide-membership',
  decideMembershipInput,
  may('manage', 'NetworkMembership'),
  async (ctx, input) => {
    const before = await membershipIn(ctx, input.membershipId)
    // An invitation is accepted by the invited organization alone, with the terms.
    if (before.state === 'invited' && input.step === 'accept') throw forbidden('awaits_organization')
    const state = stateAfter(membershipLifecycle, { state: before.state, step: input.step, side: 'operator', before: null })
    const after = await ctx.db.networkMembership.update({ where: { id: before.id }, data: { state } })
    ctx.audit({ entity: 'NetworkMembership', entityId: before.id, before, after })
    ctx.note({ kind: 'roles_changed', about: { network: before.networkId, organization: before.organizationId, after: [state] } })
    ctx.emit({ type: 'access.changed', organizationId: before.organizationId })
    ctx.emit({ type: 'network.membership-decided', membershipId: before.id, state })
  },
  { proof: 'recent' },
)

/** What a member may do in the network. */
export const changeRights = command(
  'network.change-rights',
  changeRightsInput,
  may('manage', 'NetworkMembership'),
  async (ctx, input) => {
    const before = await membershipIn(ctx, input.membershipId)
    const after = await ctx.db.networkMembership.update({ where: { id: before.id }, data: { rights: input.rights } })
    ctx.audit({ entity: 'NetworkMembership', entityId: before.id, before, after })
    ctx.emit({ type: 'access.changed', organizationId: before.organizationId })
  },
  { proof: 'recent' },
)

/** Invites an organization; it becomes a member when it accepts the terms. */
export const inviteOrganization = command(
  'network.invite',
  inviteOrganizationInput,
  may('manage', 'NetworkMembership'),
  async (ctx, input) => {
    const network = await ownNetwork(ctx, input.networkId)
    await lockNetwork(ctx, network.id)
    const key = { networkId: network.id, organizationId: input.organizationId }
    if (!(await ctx.db.organization.findUnique({ where: { id: input.organizationId }, select: { id: true } }))) throw notFound()
    const before = await ctx.db.networkMembership.findUnique({ where: { networkId_organizationId: key } })
    const data = { state: joined(before, 'invite'), rights: input.rights }
    const row = await ctx.db.networkMembership.upsert({
      where: { networkId_organizationId: key },
      create: { ...key, ...data },
      update: data,
    })
    ctx.audit({ entity: 'NetworkMembership', entityId: row.id, after: row })
    ctx.emit({ type: 'network.invited', networkId: network.id, organizationId: input.organizationId })
  },
)
