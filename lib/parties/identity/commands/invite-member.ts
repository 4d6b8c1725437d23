import { command } from '@/lib/platform/command'
import { invalidInput } from '@/lib/platform/errors'
import { may } from '../abilities'
import { rolesFor } from '../model'
import { inviteMemberInput } from '../schemas'
import { issueToken } from '../tokens'

/** Invites somebody into the actor's organization; a repeated invitation replaces the earlier link. */
export const inviteMember = command('identity.invite-member', inviteMemberInput, may('manage', 'Organization'), async (ctx, input) => {
  const possible: string[] = rolesFor(ctx.actor.kinds)
  if (input.roles.some((role) => !possible.includes(role))) throw invalidInput('roles', 'roles')
  const { organizationId } = ctx.actor
  const member = await ctx.db.membership.findFirst({ where: { organizationId, user: { email: input.email } } })
  if (member) throw invalidInput('email', 'already_member')
  const tokenId = await issueToken(ctx, { kind: 'invitation', email: input.email, organizationId, roles: input.roles })
  ctx.audit({ entity: 'Organization', entityId: organizationId, after: { invited: input.email, roles: input.roles } })
  ctx.emit({
    type: 'identity.link-issued',
    kind: 'invitation',
    email: input.email,
    locale: ctx.actor.locale,
    tokenId,
    words: { organization: ctx.actor.organizationName, by: ctx.actor.userName },
  })
})
