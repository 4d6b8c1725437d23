import { linkSecret } from '@/lib/parties/identity/tokens'
import { prisma } from '@/lib/platform/db/client'
import type { Reactions } from '@/lib/platform/events'
import { isLocale } from '@/lib/platform/i18n/locales'
import { mailTo, type NoticeKind } from './notify'

/** What is said in the mail with a link, and where the link leads. */
const LINKS = {
  verify_email: { kind: 'verify_email', path: '/verify' },
  reset_password: { kind: 'reset_password', path: '/reset-password' },
  invitation: { kind: 'invited', path: '/invitation' },
  change_address: { kind: 'change_address', path: '/change-address' },
} as const satisfies Record<string, { kind: NoticeKind; path: string }>

/** Mails about links. */
export const identityNotices: Reactions = {
  'identity.signed-up-again': ({ email, locale }) => mailTo(email, locale, 'signed_up_again', {}, '/sign-in'),
  async 'identity.sign-in-guessed'({ email }) {
    const user = await prisma().user.findFirst({ where: { email, emailVerifiedAt: { not: null } }, select: { locale: true } })
    if (user) await mailTo(email, isLocale(user.locale) ? user.locale : 'en', 'sign_in_guessed', {}, '/settings')
  },
  async 'identity.credentials-changed'({ userId, what }) {
    const user = await prisma().user.findUnique({ where: { id: userId }, select: { email: true, locale: true } })
    if (user) await mailTo(user.email, isLocale(user.locale) ? user.locale : 'en', 'credentials_changed', { what }, '/settings')
  },
  'identity.link-issued': ({ kind, email, locale, tokenId, words }) =>
    mailTo(email, locale, LINKS[kind].kind, words, `${LINKS[kind].path}?token=`, { tokenId, secret: linkSecret(tokenId) }),
}
