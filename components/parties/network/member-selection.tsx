'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { type BulkAction, Selection } from '@/components/ui/selection'
import type { Action } from '@/components/ui/use-action'
import { membershipDecisions } from '@/lib/parties/network/schemas'
import { membershipLifecycle } from '@/lib/parties/network/states'
import type { NetworkMembershipState } from '@/lib/platform/db/generated/enums'

interface Props {
  members: { id: string; name: string; state: NetworkMembershipState }[]
  decide: Action<{ membershipId: string; step: (typeof membershipDecisions)[number] }>
  children: ReactNode
}

/** Several members at once: let in, rejected, suspended, taken back. */
export function MemberSelection({ members, decide, children }: Props) {
  const t = useTranslations('network')
  const actions = membershipDecisions.map(
    (step): BulkAction => ({
      key: step,
      label: t(`step.${step}`),
      rows: new Map(members.filter(({ state }) => step in membershipLifecycle[state]).map(({ id, name }) => [id, name])),
      run: (membershipId) => decide({ membershipId, step }),
    }),
  )
  return (
    <Selection rows={members.map(({ id }) => id)} actions={actions}>
      {children}
    </Selection>
  )
}
