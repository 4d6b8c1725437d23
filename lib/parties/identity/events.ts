import type { z } from 'zod'
import type { Locale } from '@/lib/platform/i18n/locales'
import type { TOKEN_DAYS } from './model'
import type { signUpInput } from './schemas'

/** A user everywhere, everybody in an organization, or a program. */
export type AccessOf = { userId: string } | { organizationId: string } | { apiTokenId: string }

export type CredentialsChange =
  | 'password_changed'
  | 'passkey_added'
  | 'passkey_removed'
  | 'code_app_added'
  | 'code_app_removed'
  | 'recovery_codes_made'
  | 'recovery_code_used'
  | 'second_step_reset'
  | 'address_changed'

/** What happens to users and to what they may. No secret is in an event: a link is named by its token. */
export type IdentityEvent =
  | ({ type: 'identity.sign-up-requested' } & z.output<typeof signUpInput>)
  | { type: 'identity.signed-up-again'; email: string; locale: Locale }
  | { type: 'identity.password-reset-requested'; email: string }
  /** many wrong passwords for an address in a short time; whether somebody has it is not looked at yet */
  | { type: 'identity.sign-in-guessed'; email: string }
  /** the user's own data is gone here, and goes elsewhere */
  | { type: 'identity.person-erased'; userId: string }
  /** what a user signs in with is another now, or was used in a way that the owner wants to know of */
  | { type: 'identity.credentials-changed'; userId: string; what: CredentialsChange }
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
