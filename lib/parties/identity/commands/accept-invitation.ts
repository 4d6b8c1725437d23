import { publicCommand } from '@/lib/platform/command'
import { AppError, invalidInput } from '@/lib/platform/errors'
import { hashNewPassword } from '../new-password'
import { acceptInvitationInput } from '../schemas'
import { redeemToken, voidPasswordLinks } from '../tokens'
import { removeUnverified } from '../unverified'

/**
 * Joins the inviting organization. Who has no account yet gets one with the name and password given here, the address being
 * confirmed by the link; an account that somebody else opened for the address and never confirmed does not count.
 * @throws AppError invalid_input when a new account lacks a name or a password, or a password is given where there is an account
 */
export const acceptInvitation = publicCommand('identity.accept-invitation', acceptInvitationInput, async (ctx, input) => {
  const token = await redeemToken(ctx, 'invitation', input.token)
  if (!token.organizationId) throw new AppError('not_found')
  await removeUnverified(ctx, token.email)
  let user = await ctx.db.user.findUnique({ where: { email: token.email } })
  if (user && input.password) throw invalidInput('password', 'account_exists')
  if (!user) {
    if (!input.name) throw invalidInput('name', 'required')
    if (!input.password) throw invalidInput('password', 'password')
    await voidPasswordLinks(ctx, token.email)
    const { name: organization } = await ctx.db.organization.findUniqueOrThrow({ where: { id: token.organizationId } })
    const passwordHash = await hashNewPassword(input.password, { email: token.email, names: [input.name, organization] })
    user = await ctx.db.user.create({ data: { email: token.email, name: input.name, passwordHash, emailVerifiedAt: ctx.now } })
  }
  const member = { userId: user.id, organizationId: token.organizationId }
  await ctx.db.membership.upsert({
    where: { userId_organizationId: member },
    create: { ...member, roles: token.roles },
    update: { roles: token.roles },
  })
  ctx.note({ kind: 'member_joined', userId: user.id, organizationIds: [token.organizationId], about: { roles: token.roles } })
  ctx.audit({ entity: 'Organization', entityId: token.organizationId, after: { joined: user.id, roles: token.roles } })
  return { email: token.email }
})
