import type { Lifecycle } from '@/lib/documents/lifecycle/model'
import type { VersionState } from '@/lib/platform/db/generated/enums'

export type VersionStep = 'submit' | 'accept' | 'send_back' | 'withdraw' | 'schedule' | 'publish' | 'supersede'
/** Who manages the catalog, and the second person who looks at what was submitted. */
export type VersionSide = 'manager' | 'approver'

export interface VersionFacts {
  /** nothing of this catalog is published that a second person has not accepted */
  needsSecond: boolean
}

const secondNeeded = ({ needsSecond }: VersionFacts) => (needsSecond ? 'second_needed' : null)

/** The life of a version of a virtual catalog. docs/states.md draws it. */
export const versionLifecycle: Lifecycle<VersionState, VersionStep, VersionSide, VersionFacts> = {
  checked: {
    submit: { by: 'manager', to: ['submitted'] },
    // a version with a date waits like one that was accepted
    schedule: { by: 'manager', to: ['accepted'], hindrance: secondNeeded },
    publish: { by: 'manager', to: ['published'], hindrance: secondNeeded },
    withdraw: { by: 'manager', to: ['withdrawn'] },
  },
  submitted: {
    accept: { by: 'approver', to: ['accepted'] },
    send_back: { by: 'approver', to: ['sent_back'] },
    withdraw: { by: 'manager', to: ['withdrawn'] },
  },
  accepted: {
    schedule: { by: 'manager', to: ['accepted'] },
    publish: { by: 'manager', to: ['published'] },
    withdraw: { by: 'manager', to: ['withdrawn'] },
  },
  published: { supersede: { by: 'manager', to: ['superseded'] } },
  sent_back: {},
  superseded: {},
  withdrawn: {},
}
