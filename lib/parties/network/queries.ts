import { may } from '@/lib/parties/identity/abilities'
import { networksWith, type ReadContext } from '@/lib/platform/context'
import type { NetworkMembershipState } from '@/lib/platform/db/generated/enums'
import { forbidden, notFound } from '@/lib/platform/errors'
import { sortedByName } from '@/lib/platform/i18n/collation'
import { isUuid } from '@/lib/platform/ids'
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

/** Does the actor's organization operate a network? */
export const operatesNetwork = async (ctx: ReadContext): Promise<boolean> =>
  (await ctx.db.network.findFirst({ where: { operatorId: ctx.actor.organizationId }, select: { id: true } })) !== null

/** A network that the actor's organization operates. @throws AppError not_found for another's */
export async function ownNetwork(ctx: ReadContext, networkId: string) {
  const network = await ctx.db.network.findFirst({ where: { id: networkId, operatorId: ctx.actor.organizationId } })
  if (!network) throw notFound()
  return network
}

const MEMBERS_PAGE = 50

export interface MemberFilter {
  state?: NetworkMembershipState | undefined
  /** a part of the company's name */
  search?: string | undefined
  /** the id of the last membership of the page before */
  after?: string | undefined
}

/**
 * The members and applicants of an operated network, who waits for a decision first; keyset pages served by (network, state,
 * date, id). With how many there are in each state.
 */
export async function listNetworkMembers(ctx: ReadContext, networkId: string, filter: MemberFilter = {}, pageSize = MEMBERS_PAGE) {
  if (!may('manage', 'NetworkMembership')(ctx.actor)) throw forbidden()
  await ownNetwork(ctx, networkId)
  const after =
    filter.after && isUuid(filter.after)
      ? await ctx.db.networkMembership.findFirst({ where: { id: filter.after, networkId }, select: { id: true } })
      : null
  const [rows, counts] = await Promise.all([
    ctx.db.networkMembership.findMany({
      where: {
        networkId,
        ...(filter.state && { state: filter.state }),
        ...(filter.search && { organization: { name: { contains: filter.search, mode: 'insensitive' as const } } }),
      },
      select: {
        id: true,
        state: true,
        rights: true,
        acceptedTerms: true,
        createdAt: true,
        organization: { select: { id: true, name: true, kinds: true, country: true } },
      },
      orderBy: [{ state: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
      ...(after && { cursor: after, skip: 1 }),
      take: pageSize + 1,
    }),
    ctx.db.networkMembership.groupBy({ by: ['state'], where: { networkId }, _count: true }),
  ])
  const last = rows[pageSize - 1]
  return {
    members: rows.slice(0, pageSize),
    next: rows.length > pageSize && last ? last.id : null,
    counts: Object.fromEntries(counts.map(({ state, _count }) => [state, _count])) as Partial<Record<NetworkMembershipState, number>>,
  }
}

/** The currencies in which the members of an operated network trade, in alphabetical order; none of another's. */
export async function memberCurrencies(ctx: ReadContext, networkId: string): Promise<string[]> {
  const where = { networkMemberships: { some: { networkId, network: { operatorId: ctx.actor.organizationId } } } }
  const rows = await ctx.db.organization.findMany({ where, distinct: ['currency'], select: { currency: true } })
  return rows.map(({ currency }) => currency).sort()
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
