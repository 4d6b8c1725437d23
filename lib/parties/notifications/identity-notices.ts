import { linkSecret } from '@/lib/parties/identity/tokens'
import type { Reactions } from '@/lib/platform/events'
import { mailTo, type NoticeKind } from './notify'

/** What is said in the mail with a link, and where the link leads. */
const LINKS = {
  verify_email: { kind: 'verify_email', path: '/verify' },
  reset_password: { kind: 'reset_password', path: '/reset-password' },
  invitation: { kind: 'invited', path: '/invitation' },
} as const satisfies Record<string, { kind: NoticeKind; path: string }>

/** Mails about links. */
export const identityNotices: Reactions = {
  'identity.signed-up-again': ({ email, locale }) => mailTo(email, locale, 'signed_up_again', {}, '/sign-in'),
  'identity.link-issued': ({ kind, email, locale, tokenId, words }) =>
    mailTo(email, locale, LINKS[kind].kind, words, `${LINKS[kind].path}?token=`, { tokenId, secret: linkSecret(tokenId) }),
}
