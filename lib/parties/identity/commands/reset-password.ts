import { publicCommand } from '@/lib/platform/command'
import { isLocale } from '@/lib/platform/i18n/locales'
import { requestResetInput, resetPasswordInput } from '../schemas'
import { hashPassword } from '../secrets'
import { issueToken, redeemToken } from '../tokens'

/** Sends a link to choose a new password. Says nothing about whether the address is known. */
export const requestPasswordReset = publicCommand('identity.request-password-reset', requestResetInput, async (ctx, input) => {
  const user = await ctx.db.user.findUnique({ where: { email: input.email } })
  if (!user) return
  const token = await issueToken(ctx, { kind: 'reset_password', email: input.email })
  ctx.emit({ type: 'identity.password-reset-requested', email: input.email, locale: isLocale(user.locale) ? user.locale : 'en', token })
})

/** Sets a new password by the link from the mail and ends all sessions of the user. */
export const resetPassword = publicCommand('identity.reset-password', resetPasswordInput, async (ctx, input) => {
  const token = await redeemToken(ctx, 'reset_password', input.token)
  const user = await ctx.db.user.update({
    where: { email: token.email },
    // Whoever reads the mail owns the address.
    data: { passwordHash: await hashPassword(input.password), emailVerifiedAt: ctx.now },
  })
  await ctx.db.session.updateMany({ where: { userId: user.id, revokedAt: null }, data: { revokedAt: ctx.now } })
  ctx.audit({ entity: 'User', entityId: user.id })
  ctx.emit({ type: 'access.changed', userId: user.id })
})
