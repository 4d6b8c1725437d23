import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { offeredSteps, takeStep } from '@/lib/documents/lifecycle/model'
import { Decimal, ZERO } from '@/lib/platform/money/decimal'
import type { LineQuantities } from './quantities'
import { type OrderFacts, type OrderState, type OrderStep, orderLifecycle, orderStates, readOrderState, stepsOf } from './states'

const d = (value: number) => new Decimal(value)
const line = (more: Partial<LineQuantities> = {}): LineQuantities => ({
  quantity: d(10),
  confirmed: null,
  shipped: ZERO,
  received: ZERO,
  rejected: ZERO,
  closed: ZERO,
  ...more,
})
const take = (state: OrderState, step: OrderStep, before: OrderFacts, after?: OrderFacts) => {
  const side = [orderLifecycle[state][step]?.by ?? 'buyer'].flat()
  const result = takeStep(orderLifecycle, { state, step, side, before, ...(after && { after }) })
  return result.ok ? result.state : result.reason === 'hindered' ? result.by : result.reason
}

describe('the life of an order', () => {
  test.each([
    ['in full', [line({ confirmed: d(10) })], false, 'confirmed'],
    ['a smaller quantity', [line({ confirmed: d(8) })], false, 'confirmed_with_changes'],
    ['a later day', [line({ confirmed: d(10) })], true, 'confirmed_with_changes'],
    ['one line not at all', [line({ confirmed: d(10) }), line({ confirmed: ZERO })], false, 'confirmed_with_changes'],
    ['nothing', [line({ confirmed: ZERO }), line({ confirmed: ZERO })], true, 'rejected'],
  ] as const)('an answer with %s', (_, lines, dateMoved, state) => {
    expect(take('placed', 'answer', { lines: [line()] }, { lines, dateMoved })).toBe(state)
  })

  test('what was confirmed is shipped in one or several parts, and received or rejected', () => {
    const part = line({ confirmed: d(8) })
    expect(take('confirmed', 'ship', { lines: [part] }, { lines: [{ ...part, shipped: d(5) }] })).toBe('partially_shipped')
    expect(take('partially_shipped', 'ship', { lines: [{ ...part, shipped: d(5) }] }, { lines: [{ ...part, shipped: d(8) }] })).toBe(
      'shipped',
    )
    const whole = { ...part, shipped: d(8) }
    expect(take('shipped', 'receive', { lines: [whole] }, { lines: [{ ...whole, received: d(7) }] })).toBe('shipped')
    expect(take('shipped', 'receive', { lines: [whole] }, { lines: [{ ...whole, received: d(7), rejected: d(1) }] })).toBe(
      'partially_shipped',
    )
    const replaced = { ...whole, shipped: d(9), received: d(7), rejected: d(1) }
    expect(take('shipped', 'receive', { lines: [replaced] }, { lines: [{ ...replaced, received: d(8) }] })).toBe('received')
    expect(take('received', 'reverse_receipt', { lines: [{ ...whole, received: d(8) }] }, { lines: [whole] })).toBe('shipped')
  })

  test('says why a step is not possible: nothing left to do, the other side’s, another state', () => {
    const done = line({ confirmed: d(8), shipped: d(8), received: d(8) })
    expect(take('partially_shipped', 'receive', { lines: [done] })).toBe('nothing_to_receive')
    expect(take('partially_shipped', 'ship', { lines: [done] })).toBe('nothing_to_ship')
    expect(takeStep(orderLifecycle, { state: 'placed', step: 'answer', side: 'buyer', before: { lines: [] } })).toEqual({
      ok: false,
      reason: 'side',
    })
    expect(takeStep(orderLifecycle, { state: 'closed', step: 'cancel', side: 'buyer', before: { lines: [] } })).toEqual({
      ok: false,
      reason: 'state',
    })
    expect(offeredSteps(orderLifecycle, { state: 'partially_shipped', side: 'buyer', facts: { lines: [done] } })).toEqual([
      { step: 'receive', hindrance: 'nothing_to_receive' },
      { step: 'reverse_receipt', hindrance: null },
      { step: 'propose_closing', hindrance: 'nothing_to_close' },
      { step: 'close_rest', hindrance: 'nothing_proposed' },
    ])
  })

  test('the rest is closed when one side has proposed it: what is left decides where that leads', () => {
    const part = line({ confirmed: d(8), shipped: d(5), received: d(5) })
    expect(take('partially_shipped', 'propose_closing', { lines: [part] })).toBe('partially_shipped')
    expect(take('partially_shipped', 'propose_closing', { lines: [part], closingProposed: true })).toBe('closing_proposed')
    expect(take('partially_shipped', 'close_rest', { lines: [part] })).toBe('nothing_proposed')
    const closing = (more: Partial<LineQuantities>) =>
      take('partially_shipped', 'close_rest', { lines: [part], closingProposed: true }, { lines: [{ ...part, ...more }] })
    expect(closing({ closed: d(3) })).toBe('received')
    expect(closing({ closed: d(3), received: d(4) })).toBe('shipped')
    expect(closing({ closed: d(2) })).toBe('partially_shipped')
    expect(closing({ closed: d(8), received: ZERO, rejected: d(5) })).toBe('cancelled')
    const nothingCame = line({ confirmed: d(8) })
    const all = { lines: [{ ...nothingCame, closed: d(8) }] }
    expect(take('confirmed', 'close_rest', { lines: [nothingCame], closingProposed: true }, all)).toBe('cancelled')
  })

  test('addresses of earlier days still name states', () => {
    expect(['draft', 'changed', 'partly_shipped', 'shipped', 'lost'].map(readOrderState)).toEqual([
      'pending_approval',
      'confirmed_with_changes',
      'partially_shipped',
      'shipped',
      null,
    ])
  })
})

const quantity = fc.integer({ min: 0, max: 10 }).map(d)
const lines = fc.array(
  fc.record({
    quantity: fc.integer({ min: 1, max: 10 }).map(d),
    confirmed: fc.option(quantity),
    shipped: quantity,
    received: quantity,
    rejected: quantity,
    closed: quantity,
  }),
  { minLength: 1, maxLength: 3 },
)
const facts = fc.record({ lines, dateMoved: fc.boolean(), closingProposed: fc.boolean() })
const allSteps = [...new Set(orderStates.flatMap((state) => Object.keys(orderLifecycle[state])))] as OrderStep[]

test('random steps by either side meet only states of the table, and what a page offers is what can be taken', () => {
  const walk = fc.array(fc.tuple(fc.constantFrom(...allSteps), fc.constantFrom('buyer' as const, 'supplier' as const), facts, facts), {
    maxLength: 30,
  })
  fc.assert(
    fc.property(walk, fc.constantFrom(...orderStates), (steps, first) => {
      let state: OrderState = first
      for (const [step, side, before, after] of steps) {
        const offered = offeredSteps(orderLifecycle, { state, side, facts: before }).find((each) => each.step === step)
        const result = takeStep(orderLifecycle, { state, step, side, before, after })
        expect(result.ok).toBe(offered !== undefined && offered.hindrance === null)
        expect(stepsOf(state, side).includes(step)).toBe(offered !== undefined)
        if (!result.ok) continue
        expect(orderLifecycle[state][step]?.to).toContain(result.state)
        state = result.state
        expect(orderStates).toContain(state)
      }
    }),
  )
})
