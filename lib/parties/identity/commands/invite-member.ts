import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, invalidInput } from '@/lib/platform/errors'
import { may } from '../abilities'
import { rolesFor, TOKEN_DAYS } from '../model'
import { inviteMemberInput } from '../schemas'
import { issueToken } from '../tokens'

/** Invitations that an organization sends within an hour: to one address, and to all. */
const EACH_ADDRESS = 3
const ALL_ADDRESSES = 200
const HOUR = 3_600_000

/** Nobody is flooded with mail in our name. @throws AppError rate_limited */
async function requirePatience(ctx: CommandContext, email: string): Promise<void> {
  const sentSince = new Date(ctx.now.getTime() - HOUR + TOKEN_DAYS.invitation * 24 * HOUR)
  const where = { kind: 'invitation' as const, organizationId: ctx.actor.organizationId, expiresAt: { gt: sentSince } }
  const [all, same] = await Promise.all([ctx.db.token.count({ where }), ctx.db.token.count({ where: { ...where, email } })])
  if (all >= ALL_ADDRESSES || same >= EACH_ADDRESS) throw new AppError('rate_limited', { data: { retryAfter: HOUR / 1000 } })
}

/** Invites somebody into the actor's organization; a repeated invitation replaces the earlier link. */
export const inviteMember = command(
  'identity.invite-member',
  inviteMemberInput,
  may('manage', 'Organization'),
  async (ctx, input) => {
    const possible: string[] = rolesFor(ctx.actor.kinds)
    if (input.roles.some((role) => !possible.includes(role))) throw invalidInput('roles', 'roles')
    const { organizationId } = ctx.actor
    const member = await ctx.db.membership.findFirst({ where: { organizationId, user: { email: input.email } } })
    if (member) throw invalidInput('email', 'already_member')
    await requirePatience(ctx, input.email)
    const tokenId = await issueToken(ctx, { kind: 'invitation', email: input.email, organizationId, roles: input.roles })
    ctx.audit({ entity: 'Organization', entityId: organizationId, after: { invited: tokenId, roles: input.roles } })
    ctx.note({ kind: 'member_invited', about: { token: tokenId, roles: input.roles } })
    ctx.emit({
      type: 'identity.link-issued',
      kind: 'invitation',
      email: input.email,
      locale: ctx.actor.locale,
      tokenId,
      words: { organization: ctx.actor.organizationName, by: ctx.actor.userName },
    })
  },
  { proof: 'recent' },
)
