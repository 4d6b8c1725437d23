import type { Lifecycle } from '@/lib/documents/lifecycle/model'
import type { DealState } from '@/lib/platform/db/generated/enums'

export type DealStep = 'settle' | 'call_off'
/** The supplier, and the clock when its time is over. */
export type DealSide = 'supplier' | 'clock'

export interface DealFacts {
  /** its time is over */
  ended: boolean
  /** its first step is reached, and its supplier still a member where the joiners are */
  stands: boolean
}

/** The life of a deal. docs/states.md draws it. */
export const dealLifecycle: Lifecycle<DealState, DealStep, DealSide, DealFacts> = {
  open: {
    settle: {
      by: 'clock',
      to: ['closed', 'called_off'],
      choose: ({ stands }) => (stands ? 'closed' : 'called_off'),
      hindrance: ({ ended }) => (ended ? null : 'deal_runs'),
    },
    call_off: { by: 'supplier', to: ['called_off'] },
  },
  closed: {},
  called_off: {},
}
