import type { z } from 'zod'
import type { Locale } from '@/lib/platform/i18n/locales'
import type { TOKEN_DAYS } from './model'
import type { signUpInput } from './schemas'

/** A user everywhere, everybody in an organization, or a program. */
export type AccessOf = { userId: string } | { organizationId: string } | { apiTokenId: string }

/** What happens to users and to what they may. No secret is in an event: a link is named by its token. */
export type IdentityEvent =
  | ({ type: 'identity.sign-up-requested' } & z.output<typeof signUpInput>)
  | { type: 'identity.signed-up-again'; email: string; locale: Locale }
  | { type: 'identity.password-reset-requested'; email: string }
  /** many wrong passwords for an address in a short time; whether somebody has it is not looked at yet */
  | { type: 'identity.sign-in-guessed'; email: string }
  | {
      type: 'identity.link-issued'
      kind: keyof typeof TOKEN_DAYS
      email: string
      locale: Locale
      tokenId: string
      /** for the words of the mail */
      words: Record<string, string>
    }
  /** whoever this names has to be asked anew what it may: sockets close, screens reload */
  | ({ type: 'access.changed' } & AccessOf)

declare module '@/lib/platform/events' {
  interface DomainEvents {
    identity: IdentityEvent
  }
}
