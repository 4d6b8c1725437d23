import { Decimal } from '@/lib/platform/money/decimal'
import type { DealStep } from './schemas'

/** The last step that a quantity reaches, and the next one; null where there is none. */
export function stepAt(steps: readonly DealStep[], taken: Decimal): { reached: DealStep | null; next: DealStep | null } {
  const reached = steps.filter(({ from }) => taken.gte(from)).at(-1) ?? null
  const next = steps.find(({ from }) => taken.lt(from)) ?? null
  return { reached, next }
}

export type StepsProblem = {
  index: number
  field: 'from' | 'price'
  reason: 'steps_rise' | 'prices_fall' | 'not_below_offer' | 'from_zero'
}

/**
 * What is wrong with the steps of a deal: quantities rise, prices fall, each below what the offer costs anyway; a limited deal has one
 * step, from 0.
 * @param usual price of one unit without a deal
 */
export function stepsProblem(kind: 'group' | 'limited', steps: readonly DealStep[], usual: Decimal): StepsProblem | null {
  for (const [index, { from, price }] of steps.entries()) {
    const before = steps[index - 1]
    if (kind === 'limited' && (index > 0 || Number(from) !== 0)) return { index, field: 'from', reason: 'from_zero' }
    if (kind === 'group' && !new Decimal(from).gt(before?.from ?? 0)) return { index, field: 'from', reason: 'steps_rise' }
    if (before && !new Decimal(price).lt(before.price)) return { index, field: 'price', reason: 'prices_fall' }
    if (!new Decimal(price).lt(usual)) return { index, field: 'price', reason: 'not_below_offer' }
  }
  return null
}
