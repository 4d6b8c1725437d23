import { takeStep } from '@/lib/documents/lifecycle/model'
import type { NetworkMembershipState } from '@/lib/platform/db/generated/enums'
import { AppError } from '@/lib/platform/errors'
import { membershipLifecycle } from '../states'

/**
 * The state of an organization that asks to join, or is asked to: for the first time, or again after it was rejected.
 * @throws AppError not_possible_now for who is on the way in already, or was suspended
 */
export function joined(before: { state: NetworkMembershipState } | null, step: 'apply' | 'invite'): NetworkMembershipState {
  if (!before) return step === 'apply' ? 'applied' : 'invited'
  const side = step === 'apply' ? 'member' : 'operator'
  const result = takeStep(membershipLifecycle, { state: before.state, step, side, before: null })
  if (!result.ok) throw new AppError('not_possible_now', { detail: 'already_member' })
  return result.state
}
