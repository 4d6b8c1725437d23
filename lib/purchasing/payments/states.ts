import type { Lifecycle } from '@/lib/documents/lifecycle/model'
import type { PaymentState } from '@/lib/platform/db/generated/enums'

export type PaymentStep = 'pay' | 'expire' | 'refund' | 'fail_refund'
/** The payment provider, by its signed events, and we who give money back. */
export type PaymentSide = 'provider' | 'server'

export interface PaymentFacts {
  /** what was paid is what was asked for */
  matches: boolean
}

const pay = {
  by: 'provider',
  to: ['paid', 'mismatch'],
  choose: ({ matches }: PaymentFacts) => (matches ? 'paid' : 'mismatch'),
} as const

const refund = { by: ['provider', 'server'], to: ['refunded'] } as const

/** The life of a payment by card. It moves forward: a late 'paid' counts after an 'expired', never
 * the other way. A refund alone comes back. docs/states.md draws it. */
export const paymentLifecycle: Lifecycle<PaymentState, PaymentStep, PaymentSide, PaymentFacts> = {
  pending: { pay, expire: { by: 'provider', to: ['expired'] } },
  expired: { pay },
  mismatch: { pay, refund },
  paid: { refund },
  // What the bank sends back is ours again, and owed.
  refunded: { fail_refund: { ...pay } },
}
