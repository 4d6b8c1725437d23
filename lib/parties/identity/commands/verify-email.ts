import { publicCommand } from '@/lib/platform/command'
import { tokenInput } from '../schemas'
import { redeemToken } from '../tokens'

/** Confirms the address by the link from the mail. */
export const verifyEmail = publicCommand('identity.verify-email', tokenInput, async (ctx, input) => {
  const token = await redeemToken(ctx, 'verify_email', input.token)
  await ctx.db.user.update({ where: { email: token.email }, data: { emailVerifiedAt: ctx.now } })
  return { email: token.email }
})
