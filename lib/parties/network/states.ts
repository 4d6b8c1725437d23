import type { Lifecycle } from '@/lib/documents/lifecycle/model'
import type { NetworkMembershipState } from '@/lib/platform/db/generated/enums'

export type MembershipStep = 'apply' | 'invite' | 'accept' | 'accept_invitation' | 'accept_terms' | 'reject' | 'suspend' | 'reinstate'
/** Who runs the network, and the organization itself. */
export type MembershipSide = 'operator' | 'member'

/** An organization in a network; before it there is none, and whoever was rejected can ask again. docs/states.md draws it. */
export const membershipLifecycle: Lifecycle<NetworkMembershipState, MembershipStep, MembershipSide, null> = {
  applied: { accept: { by: 'operator', to: ['active'] }, reject: { by: 'operator', to: ['rejected'] } },
  // An invitation is accepted by the invited organization alone, with the terms.
  invited: { accept_invitation: { by: 'member', to: ['active'] }, reject: { by: 'operator', to: ['rejected'] } },
  active: { accept_terms: { by: 'member', to: ['active'] }, suspend: { by: 'operator', to: ['suspended'] } },
  suspended: { reinstate: { by: 'operator', to: ['active'] } },
  rejected: { apply: { by: 'member', to: ['applied'] }, invite: { by: 'operator', to: ['invited'] } },
}
