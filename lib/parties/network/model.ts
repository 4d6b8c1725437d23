export const networkRights = ['browse', 'publish', 'source', 'bid'] as const
export type NetworkRight = (typeof networkRights)[number]

export type MembershipState = 'applied' | 'invited' | 'active' | 'suspended' | 'refused'
export type MembershipStep = 'accept' | 'refuse' | 'suspend' | 'reinstate' | 'apply' | 'invite'

/** States of an organization in a network; a step that is not listed is not possible. */
export const membershipSteps: Record<MembershipState, Partial<Record<MembershipStep, MembershipState>>> = {
  applied: { accept: 'active', refuse: 'refused' },
  invited: { accept: 'active', refuse: 'refused' },
  active: { suspend: 'suspended' },
  suspended: { reinstate: 'active' },
  refused: { apply: 'applied', invite: 'invited' },
}

/** The rights that an organization of these kinds asks for when it applies. */
export const usualRights = (kinds: readonly string[]): NetworkRight[] => [
  ...(kinds.includes('buyer') ? (['browse', 'source'] as const) : []),
  ...(kinds.includes('supplier') ? (['publish', 'bid'] as const) : []),
]
