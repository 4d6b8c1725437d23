import { publicCommand } from '@/lib/platform/command'
import { AppError, invalidInput } from '@/lib/platform/errors'
import { acceptInvitationInput } from '../schemas'
import { hashPassword } from '../secrets'
import { redeemToken } from '../tokens'

/** Joins the inviting organization; who has no account yet gets one, with the address already verified by the link. */
export const acceptInvitation = publicCommand('identity.accept-invitation', acceptInvitationInput, async (ctx, input) => {
  const token = await redeemToken(ctx, 'invitation', input.token)
  if (!token.organizationId) throw new AppError('not_found')
  let user = await ctx.db.user.findUnique({ where: { email: token.email } })
  if (!user) {
    if (!input.name) throw invalidInput('name', 'required')
    if (!input.password) throw invalidInput('password', 'password')
    user = await ctx.db.user.create({
      data: { email: token.email, name: input.name, passwordHash: await hashPassword(input.password), emailVerifiedAt: ctx.now },
    })
  }
  const member = { userId: user.id, organizationId: token.organizationId }
  await ctx.db.membership.upsert({
    where: { userId_organizationId: member },
    create: { ...member, roles: token.roles },
    update: { roles: token.roles },
  })
  ctx.audit({ entity: 'Organization', entityId: token.organizationId, after: { joined: user.id, roles: token.roles } })
  return { email: token.email }
})
