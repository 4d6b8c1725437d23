import { expect, test } from 'vitest'
import { Decimal } from '@/lib/platform/money/decimal'
import { newLot, step } from '../engine'
import { lotRules } from '../schemas'
import type { Bidder, LotState } from '../state'
import { exchange } from './proxies'

const opensAt = Date.UTC(2026, 0, 1, 10)
const lot = () =>
  newLot(
    lotRules.parse({
      format: 'english-reverse',
      currency: 'EUR',
      scale: 2,
      opensAt: new Date(opensAt).toISOString(),
      endsAt: new Date(opensAt + 600_000).toISOString(),
      ceiling: '1000.00',
      step: { minimum: '5.00', unit: 'absolute' },
    }),
    ['A', 'B', 'C'],
  )
/** An open lot in which these proxies were set, one a second. */
function opened(...proxies: [by: string, limit: string][]): LotState {
  const state = lot()
  step(state, { kind: 'clock' }, opensAt)
  for (const [index, [by, limit]] of proxies.entries())
    step(state, { kind: 'command', command: { do: 'proxy', by, id: by, limit } }, opensAt + 1000 * (index + 1))
  return state
}
/** What a proxy with this limit sets off. */
function setting(state: LotState, by: string, limit: string) {
  const amount = new Decimal(limit)
  const setBy = state.bidders.get(by) as Bidder
  const { bids, bestRank } = exchange(state, opensAt + 60_000, null, { setBy, amount, value: amount, id: 'new' })
  return [...bids.map(({ bidder, amount: bid }) => `${bidder} ${bid.toFixed(2)}`), bestRank]
}

test('a proxy that is alone opens at the ceiling', () => {
  expect(setting(opened(), 'A', '700')).toEqual(['A 1000.00', 1])
})

test('the weaker of two goes to its limit, the stronger leads by a step', () => {
  expect(setting(opened(['A', '900']), 'B', '700')).toEqual(['A 900.00', 'B 895.00', 1])
  expect(setting(opened(['A', '700']), 'B', '900')).toEqual(['B 900.00', 'A 895.00', 1])
})

test('less than a step apart, the stronger stops at its limit', () => {
  expect(setting(opened(['A', '900']), 'B', '897')).toEqual(['A 900.00', 'B 897.00', 1])
})

test('of two equal limits the earlier leads at it', () => {
  expect(setting(opened(['A', '800']), 'B', '800')).toEqual(['B 800.00', 'A 800.00', 1])
})

test('the state is not touched', () => {
  const state = opened(['A', '900'])
  const before = state.bids.length
  setting(state, 'B', '700')
  expect([state.bids.length, state.bidders.get('B')?.proxy]).toEqual([before, null])
})
