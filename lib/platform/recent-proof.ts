import type { Actor } from './context'
import { AppError } from './errors'

/** Minutes for which a password, a code or a passkey counts for what weighs most. */
export const PROOF_MINUTES = 15

/**
 * Asks a browser's user to show again who they are, before rights, keys and money move. A program shows its secret with every request.
 * @throws AppError proof_needed, which the screen answers with a question for the password or the passkey
 */
export function requireRecentProof(actor: Actor, now: Date): void {
  if (actor.provenAt && now.getTime() - actor.provenAt.getTime() > PROOF_MINUTES * 60_000) throw new AppError('proof_needed')
}
