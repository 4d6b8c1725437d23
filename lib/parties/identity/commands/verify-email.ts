import { publicCommand } from '@/lib/platform/command'
import { hashNewPassword, namesOf } from '../new-password'
import { resetPasswordInput } from '../schemas'
import { redeemToken, voidPasswordLinks } from '../tokens'

/** Confirms the address by the link from the mail, and sets the password: only who reads the mail chooses it. */
export const verifyEmail = publicCommand('identity.verify-email', resetPasswordInput, async (ctx, input) => {
  const token = await redeemToken(ctx, 'verify_email', input.token)
  await voidPasswordLinks(ctx, token.email)
  const names = await namesOf(ctx.db, token.email)
  const user = await ctx.db.user.update({
    where: { email: token.email },
    data: { passwordHash: await hashNewPassword(input.password, { email: token.email, names }), emailVerifiedAt: ctx.now },
  })
  ctx.audit({ entity: 'User', entityId: user.id })
  return { email: token.email }
})
