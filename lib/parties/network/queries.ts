import { may } from '@/lib/parties/identity/abilities'
import { networksWith, type ReadContext } from '@/lib/platform/context'
import { forbidden, notFound } from '@/lib/platform/errors'
import { sortedByName } from '@/lib/platform/i18n/collation'
import { networkFees } from './fee-schemas'

/** Every network with the state of the actor's organization in it, and the current terms' version. */
export async function listNetworks(ctx: ReadContext) {
  const networks = await ctx.db.network.findMany({
    select: {
      id: true,
      name: true,
      description: true,
      operatorId: true,
      operator: { select: { name: true } },
      terms: { orderBy: { version: 'desc' }, take: 1 },
      memberships: { where: { organizationId: ctx.actor.organizationId } },
      _count: { select: { memberships: { where: { state: 'active' } } } },
    },
  })
  return sortedByName(networks, ctx.actor).map(({ memberships, terms, _count, ...network }) => ({
    ...network,
    terms: terms[0] ? { ...terms[0], fees: networkFees.parse(terms[0].fees) } : null,
    membership: memberships[0] ?? null,
    members: _count.memberships,
    own: network.operatorId === ctx.actor.organizationId,
  }))
}

/** Names of the networks to which the actor's organization has applied and that have not decided yet. */
export async function appliedNetworks(ctx: ReadContext): Promise<string[]> {
  const where = { organizationId: ctx.actor.organizationId, state: 'applied' as const }
  const rows = await ctx.db.networkMembership.findMany({ where, select: { network: { select: { name: true } } } })
  return sortedByName(
    rows.map(({ network }) => network),
    ctx.actor,
  ).map(({ name }) => name)
}

/** A network that the actor's organization operates. @throws AppError not_found for another's */
export async function ownNetwork(ctx: ReadContext, networkId: string) {
  const network = await ctx.db.network.findFirst({ where: { id: networkId, operatorId: ctx.actor.organizationId } })
  if (!network) throw notFound()
  return network
}

/** The members and applicants of an operated network. */
export async function listNetworkMembers(ctx: ReadContext, networkId: string) {
  if (!may('manage', 'NetworkMembership')(ctx.actor)) throw forbidden()
  await ownNetwork(ctx, networkId)
  return ctx.db.networkMembership.findMany({
    where: { networkId },
    select: {
      id: true,
      state: true,
      rights: true,
      acceptedTerms: true,
      createdAt: true,
      organization: { select: { id: true, name: true, kinds: true, country: true, currency: true } },
    },
    orderBy: [{ state: 'asc' }, { createdAt: 'asc' }],
  })
}

/** Organizations that are in none of the states of this network, for an invitation. */
export async function organizationsOutside(ctx: ReadContext, networkId: string, name: string) {
  if (!may('manage', 'NetworkMembership')(ctx.actor)) throw forbidden()
  await ownNetwork(ctx, networkId)
  const found = await ctx.db.organization.findMany({
    where: {
      name: { contains: name, mode: 'insensitive' },
      networkMemberships: { none: { networkId } },
      NOT: { id: ctx.actor.organizationId },
    },
    select: { id: true, name: true, kinds: true },
    take: 20,
    orderBy: { name: 'asc' },
  })
  return sortedByName(found, ctx.actor)
}

/** Members of the actor's own networks that may browse there. */
export async function networkMembers(ctx: ReadContext): Promise<{ id: string; name: string }[]> {
  const members = await ctx.db.organization.findMany({
    where: {
      networkMemberships: { some: { state: 'active', rights: { has: 'browse' }, network: { operatorId: ctx.actor.organizationId } } },
    },
    select: { id: true, name: true },
  })
  return sortedByName(members, ctx.actor)
}

/** Organizations with which the actor's trades in a network: a supplier's customers, or a buyer's suppliers. */
export async function tradingPartners(ctx: ReadContext, as: 'supplier' | 'buyer'): Promise<{ id: string; name: string }[]> {
  const networks = networksWith(ctx.actor, as === 'supplier' ? 'publish' : 'browse')
  const partners = await ctx.db.organization.findMany({
    where: {
      id: { not: ctx.actor.organizationId },
      networkMemberships: {
        some: { networkId: { in: networks }, state: 'active', rights: { has: as === 'supplier' ? 'browse' : 'publish' } },
      },
    },
    select: { id: true, name: true },
  })
  return sortedByName(partners, ctx.actor)
}
