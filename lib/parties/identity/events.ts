import type { Locale } from '@/lib/platform/i18n/locales'

/** A user everywhere, everybody in an organization, or a program. */
export type AccessOf = { userId: string } | { organizationId: string } | { apiTokenId: string }

/** What happens to users and to what they may. The secrets of links are in these events and in the mails that they cause, nowhere else. */
export type IdentityEvent =
  | { type: 'identity.signed-up'; email: string; locale: Locale; token: string }
  | { type: 'identity.signed-up-again'; email: string; locale: Locale }
  | { type: 'identity.password-reset-requested'; email: string; locale: Locale; token: string }
  | {
      type: 'identity.invited'
      email: string
      locale: Locale
      organization: string
      by: string
      token: string
    } /** whoever this names has to be asked anew what it may: sockets close, screens reload */
  | ({ type: 'access.changed' } & AccessOf)

declare module '@/lib/platform/events' {
  interface DomainEvents {
    identity: IdentityEvent
  }
}
