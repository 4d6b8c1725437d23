import type { Lifecycle } from '@/lib/documents/lifecycle/model'

export type RequisitionState = 'open' | 'answered' | 'done' | 'rejected' | 'withdrawn'
export type RequisitionStep = 'answer' | 'hand_out' | 'reject' | 'withdraw' | 'take'
/** Who asks, and who answers. */
export type RequisitionSide = 'requester' | 'purchaser'

export interface RequisitionFacts {
  /** of something that the company gives out itself */
  isInternal: boolean
}

/** The life of a request in words. docs/states.md draws it. */
export const requisitionLifecycle: Lifecycle<RequisitionState, RequisitionStep, RequisitionSide, RequisitionFacts> = {
  open: {
    answer: { by: 'purchaser', to: ['answered'] },
    hand_out: { by: 'purchaser', to: ['done'], hindrance: ({ isInternal }) => (isInternal ? null : 'no_internal_item') },
    reject: { by: 'purchaser', to: ['rejected'] },
    withdraw: { by: 'requester', to: ['withdrawn'] },
  },
  answered: { take: { by: 'requester', to: ['done'] } },
  done: {},
  rejected: {},
  withdrawn: {},
}
