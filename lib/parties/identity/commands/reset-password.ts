import type { z } from 'zod'
import { publicCommand } from '@/lib/platform/command'
import { isLocale } from '@/lib/platform/i18n/locales'
import { organizationsOf } from '../internal/user-notes'
import { hashNewPassword, namesOf } from '../new-password'
import { requestResetInput, resetPasswordInput } from '../schemas'
import { forgetWrongCodes } from '../second-step'
import { issueToken, redeemToken, voidPasswordLinks } from '../tokens'

/** Asks for a link to choose a new password. A job looks whether the address is known: neither the answer nor its time says so. */
export const requestPasswordReset = publicCommand('identity.request-password-reset', requestResetInput, async (ctx, { email }) => {
  ctx.emit({ type: 'identity.password-reset-requested', email })
})

/** Sends the link, if the address is known. */
export const issueResetLink = publicCommand('identity.issue-reset-link', requestResetInput, async (ctx, { email }) => {
  const user = await ctx.db.user.findUnique({ where: { email }, select: { locale: true } })
  if (!user) return
  const tokenId = await issueToken(ctx, { kind: 'reset_password', email })
  const locale = isLocale(user.locale) ? user.locale : 'en'
  ctx.emit({ type: 'identity.link-issued', kind: 'reset_password', email, locale, tokenId, words: {} })
})

const setByLink = publicCommand('identity.reset-password', resetPasswordInput, async (ctx, input) => {
  const token = await redeemToken(ctx, 'reset_password', input.token)
  await voidPasswordLinks(ctx, token.email)
  const names = await namesOf(ctx.db, token.email)
  const user = await ctx.db.user.update({
    where: { email: token.email },
    // Whoever reads the mail owns the address.
    data: { passwordHash: await hashNewPassword(input.password, { email: token.email, names }), emailVerifiedAt: ctx.now },
  })
  await ctx.db.session.updateMany({ where: { userId: user.id, revokedAt: null }, data: { revokedAt: ctx.now } })
  ctx.audit({ entity: 'User', entityId: user.id })
  ctx.note({ kind: 'password_changed', userId: user.id, organizationIds: await organizationsOf(ctx.db, user.id), about: { by: 'link' } })
  ctx.emit({ type: 'identity.credentials-changed', userId: user.id, what: 'password_changed' })
  ctx.emit({ type: 'access.changed', userId: user.id })
  return user.id
})

/** Sets a new password by the link from the mail and ends all sessions of the user. What somebody guessed with the old one is forgotten. */
export async function resetPassword(input: z.input<typeof resetPasswordInput>): Promise<void> {
  await forgetWrongCodes(await setByLink(input))
}
