import { expect, test } from 'vitest'
import { takeStep } from '@/lib/documents/lifecycle/model'
import { Decimal } from '@/lib/platform/money/decimal'
import { coveredAdvices } from './model'
import { despatchAdviceLifecycle, goodsReceiptLifecycle, orderResponseLifecycle } from './states'

const d = (value: number) => new Decimal(value)
const advice = (id: string, ...quantities: [string, number][]) => ({
  id,
  lines: quantities.map(([orderLineId, quantity]) => ({ orderLineId, quantity: d(quantity) })),
})

test('what arrived counts against the earliest advices first', () => {
  const advices = [advice('first', ['a', 5], ['b', 2]), advice('second', ['a', 3])]
  const covered = (a: number, b: number) => [
    ...coveredAdvices(
      advices,
      new Map([
        ['a', d(a)],
        ['b', d(b)],
      ]),
    ),
  ]
  expect(covered(0, 0)).toEqual([])
  expect(covered(5, 2)).toEqual(['first'])
  // What is missing of the first is not made up by more of another line.
  expect(covered(8, 1)).toEqual(['second'])
  expect(covered(7, 2)).toEqual(['first'])
  expect(covered(8, 2)).toEqual(['first', 'second'])
  expect([...coveredAdvices(advices, new Map())]).toEqual([])
})

test('the documents beside an order keep to their tables', () => {
  const decide = (code: 'accepted' | 'changed') =>
    takeStep(orderResponseLifecycle, { state: 'sent', step: 'accept', side: 'buyer', before: { code } })
  expect(decide('changed')).toEqual({ ok: true, state: 'accepted' })
  expect(decide('accepted')).toEqual({ ok: false, reason: 'hindered', by: 'nothing_to_accept' })
  expect(takeStep(orderResponseLifecycle, { state: 'sent', step: 'accept', side: 'supplier', before: { code: 'changed' } })).toMatchObject({
    reason: 'side',
  })
  const match = (state: 'sent' | 'received', covered: boolean) =>
    takeStep(despatchAdviceLifecycle, { state, step: 'match_receipts', side: 'buyer', before: { covered } })
  expect([match('sent', true), match('received', false)]).toEqual([
    { ok: true, state: 'received' },
    { ok: true, state: 'sent' },
  ])
  expect(takeStep(goodsReceiptLifecycle, { state: 'reversed', step: 'reverse', side: 'buyer', before: {} })).toEqual({
    ok: false,
    reason: 'state',
  })
})
