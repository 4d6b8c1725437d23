import { expect, test } from 'vitest'
import { isEditable, type PriceListFacts, phaseOf, possibleSteps, sideOf } from './model'

const list = (facts: Partial<PriceListFacts>): PriceListFacts => ({
  kind: 'contract',
  state: 'draft',
  supplierId: 'supplier',
  buyerId: 'buyer',
  proposedBy: 'buyer',
  catalogId: null,
  ...facts,
})
const own = (facts: Partial<PriceListFacts>) => list({ kind: 'audience', buyerId: null, proposedBy: null, ...facts })

test.each([
  ['a draft of a contract is its author’s', list({}), ['propose', 'remove'], []],
  ['a proposal is the other side’s to answer', list({ state: 'proposed' }), ['withdraw'], ['accept', 'decline']],
  ['so is one by the supplier', list({ state: 'proposed', proposedBy: 'supplier' }), ['accept', 'decline'], ['withdraw']],
  ['only the buyer gives a contract up', list({ state: 'active' }), ['end'], []],
  ['a catalog’s prices are withdrawn with it', list({ state: 'proposed', catalogId: 'c' }), [], ['accept', 'decline']],
  ['and end with it', list({ state: 'active', catalogId: 'c' }), [], []],
  ['a supplier sets its own list in force', own({}), [], ['activate', 'remove']],
  ['and ends it', own({ state: 'active' }), [], ['end']],
  ['what is over stays over', list({ state: 'ended' }), [], []],
  ['what was declined too', list({ state: 'declined' }), [], []],
])('%s', (_name, facts, buyer, supplier) => {
  expect(possibleSteps(facts, 'buyer')).toEqual(buyer)
  expect(possibleSteps(facts, 'supplier')).toEqual(supplier)
  expect(possibleSteps(facts, 'somebody else')).toEqual([])
})

test('nobody sees the other’s draft; a contract that is proposed cannot be changed', () => {
  expect(sideOf(list({}), 'supplier')).toBeNull()
  expect(sideOf(list({ state: 'proposed' }), 'supplier')).toBe('supplier')
  expect(isEditable(list({}), 'buyer')).toBe(true)
  expect(isEditable(list({ state: 'proposed' }), 'buyer')).toBe(false)
  expect(isEditable(own({ state: 'active' }), 'supplier')).toBe(true)
})

test('dates pass by themselves, to the instant', () => {
  const now = new Date('2026-06-01T00:00:00Z')
  const later = new Date(now.getTime() + 1)
  const dated = (validFrom: Date | null, validTo: Date | null) => phaseOf({ state: 'active', validFrom, validTo }, now)
  expect([dated(now, later), dated(later, null), dated(null, now), dated(null, null)]).toEqual(['active', 'scheduled', 'over', 'active'])
  expect(phaseOf({ state: 'ended', validFrom: later, validTo: null }, now)).toBe('ended')
})
