import { expect, test } from 'vitest'
import { appendEntries, FIRST_HASH } from '@/lib/sourcing/auction/live/ledger'
import { awardOf, newLot, standings } from './engine'
import { auctionFormat, type LotRules, lotRules } from './schemas'
import { simulateLot } from './simulate'
import { applyEvent } from './state'

const aliases = ['A', 'B', 'C', 'D', 'E']

function rulesOf(format: LotRules['format']): LotRules {
  const clock = format === 'japanese-reverse' || format === 'dutch-reverse'
  const index = format === 'index-reverse'
  return lotRules.parse({
    format,
    currency: 'EUR',
    scale: 2,
    opensAt: '2026-01-01T10:00:00.000Z',
    endsAt: clock ? null : '2026-01-01T10:30:00.000Z',
    ceiling: index ? null : '1000.00',
    floor: clock ? '500.00' : null,
    interval: clock ? 20 : null,
    discount: index ? 'percent' : null,
    step: format.startsWith('sealed') ? null : { minimum: index ? '0.25' : '5.00', unit: 'absolute' },
    mustBeat: format === 'rank-reverse' ? 'own' : 'leader',
    overtime: clock || format.startsWith('sealed') ? null : { rank: 1, window: 120, extend: 120 },
  })
}

test.each(auctionFormat.options)('%s: bidders play it to an end with a winner; the same seed plays the same', (format) => {
  const rules = rulesOf(format)
  const won = new Set<string>()
  for (let seed = 1; seed <= 20; seed++) {
    const caused = simulateLot(rules, aliases, 'lead_and_rank', seed)
    expect(simulateLot(rules, aliases, 'lead_and_rank', seed)).toEqual(caused)
    const state = newLot(rules, aliases)
    for (const { event } of caused) applyEvent(state, event)
    expect(state.phase).toBe('closed')
    expect(awardOf(state).award).not.toBeNull()
    if (format !== 'dutch-reverse') expect(standings(state).length).toBeGreaterThan(1)
    won.add(awardOf(state).award?.bidder ?? '')
    // Time never goes back, so that it is a ledger.
    const entries = appendEntries({ seq: 0, hash: FIRST_HASH }, caused)
    expect(entries.every((entry, index) => index === 0 || entry.at >= (entries[index - 1]?.at ?? ''))).toBe(true)
  }
  expect(won.size).toBeGreaterThan(1)
})

test('where bids are open, the end is busy enough to move it', () => {
  const extended = Array.from({ length: 20 }, (_, seed) => simulateLot(rulesOf('english-reverse'), aliases, 'lead_and_rank', seed)).filter(
    (caused) => caused.some(({ event }) => event.type === 'lot.extended'),
  )
  expect(extended.length).toBeGreaterThan(5)
})
