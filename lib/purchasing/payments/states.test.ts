import { expect, test } from 'vitest'
import { takeStep } from '@/lib/documents/lifecycle/model'
import type { PaymentState } from '@/lib/platform/db/generated/enums'
import { type PaymentStep, paymentLifecycle } from './states'

const take = (state: PaymentState, step: PaymentStep, matches = true) => {
  const result = takeStep(paymentLifecycle, { state, step, side: 'provider', before: { matches } })
  return result.ok ? result.state : null
}

test('a payment moves forward only, in whatever order the provider’s events come', () => {
  expect([take('pending', 'pay'), take('pending', 'pay', false), take('pending', 'expire')]).toEqual(['paid', 'mismatch', 'expired'])
  expect([take('expired', 'pay'), take('paid', 'expire'), take('paid', 'pay'), take('refunded', 'pay')]).toEqual(['paid', null, null, null])
  expect([take('paid', 'refund'), take('mismatch', 'refund'), take('pending', 'refund')]).toEqual(['refunded', 'refunded', null])
})
