import type { Reactions } from '@/lib/platform/events'
import { mailTo } from './notify'

/** Mails about links; the link's secret is in the mail alone. */
export const identityNotices: Reactions = {
  'identity.signed-up': ({ email, locale, token }) => mailTo(email, locale, 'verify_email', {}, `/verify?token=${token}`),
  'identity.signed-up-again': ({ email, locale }) => mailTo(email, locale, 'signed_up_again', {}, '/sign-in'),
  'identity.password-reset-requested': ({ email, locale, token }) =>
    mailTo(email, locale, 'reset_password', {}, `/reset-password?token=${token}`),
  'identity.invited': ({ email, locale, organization, by, token }) =>
    mailTo(email, locale, 'invited', { organization, by }, `/invitation?token=${token}`),
}
