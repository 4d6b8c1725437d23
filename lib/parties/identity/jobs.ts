import type { Reactions } from '@/lib/platform/events'
import { issueResetLink } from './commands/reset-password'
import { openAccount } from './commands/sign-up'

/** What visitors ask for, done where nobody can measure it. */
export const identityReactions: Reactions = {
  'identity.sign-up-requested': ({ type: _, ...input }) => openAccount(input),
  'identity.password-reset-requested': ({ email }) => issueResetLink({ email }),
}
