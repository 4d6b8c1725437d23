import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { invalidInput, notFound } from '@/lib/platform/errors'
import { may } from '../abilities'
import { ADMINISTRATORS, keepAnAdministrator } from '../internal/keep-an-administrator'
import { type Role, rolesFor } from '../model'
import { assignCostCentreInput, changeRolesInput, membershipInput } from '../schemas'

async function ownMembership(ctx: CommandContext, id: string) {
  const membership = await ctx.db.membership.findFirst({ where: { id, organizationId: ctx.actor.organizationId } })
  if (!membership) throw notFound()
  return membership
}

/** Gives a member other roles; they count from the next request on. */
export const changeRoles = command(
  'identity.change-roles',
  changeRolesInput,
  may('manage', 'Organization'),
  async (ctx, input) => {
    const possible: string[] = rolesFor(ctx.actor.kinds)
    if (input.roles.some((role) => !possible.includes(role))) throw invalidInput('roles', 'roles')
    const membership = await ownMembership(ctx, input.membershipId)
    if (!input.roles.some((role) => ADMINISTRATORS.includes(role))) await keepAnAdministrator(ctx, membership.organizationId, membership.id)
    await ctx.db.membership.update({ where: { id: membership.id }, data: { roles: input.roles as Role[] } })
    ctx.audit({ entity: 'Membership', entityId: membership.id, before: { roles: membership.roles }, after: { roles: input.roles } })
    ctx.note({ kind: 'roles_changed', about: { of: membership.userId, before: membership.roles, after: input.roles } })
    ctx.emit({ type: 'access.changed', userId: membership.userId })
  },
  { proof: 'recent' },
)

/** Says what a member's orders are booked on; catalogs made for that cost centre reach the member. */
export const assignCostCentre = command(
  'identity.assign-cost-centre',
  assignCostCentreInput,
  may('manage', 'Organization'),
  async (ctx, input) => {
    const { organizationId } = ctx.actor
    const membership = await ownMembership(ctx, input.membershipId)
    const known = input.costCentreId === null || (await ctx.db.costCentre.findFirst({ where: { id: input.costCentreId, organizationId } }))
    if (!known) throw notFound()
    await ctx.db.membership.update({ where: { id: membership.id }, data: { costCentreId: input.costCentreId } })
    const { costCentreId } = membership
    ctx.audit({ entity: 'Membership', entityId: membership.id, before: { costCentreId }, after: { costCentreId: input.costCentreId } })
  },
)

/** Takes a member out of the organization, and ends the tokens that it made there; the user and its other memberships stay. */
export const removeMember = command(
  'identity.remove-member',
  membershipInput,
  may('manage', 'Organization'),
  async (ctx, input) => {
    const membership = await ownMembership(ctx, input.membershipId)
    await keepAnAdministrator(ctx, membership.organizationId, membership.id)
    await ctx.db.membership.delete({ where: { id: membership.id } })
    await ctx.db.session.updateMany({
      where: { userId: membership.userId, organizationId: ctx.actor.organizationId },
      data: { organizationId: null },
    })
    const tokens = await ctx.db.apiToken.updateManyAndReturn({
      where: { organizationId: ctx.actor.organizationId, createdById: membership.userId, revokedAt: null },
      data: { revokedAt: ctx.now, certificate: null },
      select: { id: true },
    })
    for (const { id } of tokens) {
      ctx.audit({ entity: 'ApiToken', entityId: id })
      ctx.emit({ type: 'access.changed', apiTokenId: id })
    }
    ctx.audit({ entity: 'Membership', entityId: membership.id, before: membership })
    ctx.note({ kind: 'member_removed', about: { of: membership.userId, roles: membership.roles } })
    ctx.emit({ type: 'access.changed', userId: membership.userId })
  },
  { proof: 'recent' },
)
