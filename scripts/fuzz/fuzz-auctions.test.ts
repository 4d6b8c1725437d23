import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newLot, runClock, standings, step } from '@/lib/sourcing/auction/rules/engine'
import { playScript } from '@/lib/sourcing/auction/rules/play'
import { type AuctionScript, auctionFormat, auctionScript } from '@/lib/sourcing/auction/rules/schemas'
import { applyEvent, better, type LotEvent, type LotState } from '@/lib/sourcing/auction/rules/state'
import { fuzzAuctions } from './fuzz-auctions'
import { randomScript } from './random-scripts'

/** What anybody can see of a lot. */
const visible = (state: LotState) => ({
  standings: standings(state).map(({ bidder, bid, rank }) => [bidder, bid.amount.toFixed(), rank]),
  bids: state.bids.map((bid) => [bid.index, bid.bidder, bid.amount.toFixed(), bid.retracted]),
  proxies: [...state.bidders.values()].map(({ id, proxy, eliminated }) => [id, proxy?.limit.toFixed(), eliminated]),
  time: [state.phase, state.endsAt, state.hardStop, state.extensions, state.clock],
})

/** Plays a script, calling back after each command with the live state and all events so far. */
function follow(script: AuctionScript, look: (live: LotState, events: LotEvent[], latest: LotEvent[]) => void): LotEvent[] {
  const live = newLot(script.lot, script.bidders)
  const events: LotEvent[] = []
  for (const command of script.commands) {
    const at = Date.parse(command.at)
    const latest = [...runClock(live, at), ...step(live, { kind: 'command', command }, at).caused].map(({ event }) => event)
    events.push(...latest)
    look(live, events, latest)
  }
  return events
}

describe.each(auctionFormat.options)('%s', (format) => {
  test('the engine and the naive model agree on random auctions', () => {
    expect(fuzzAuctions(format, 1200, 2026)).toMatchObject({ agrees: true, counterexample: null })
  })

  test('the fold of the ledger is the live state after every command, and the same commands give the same ledger', () => {
    fc.assert(
      fc.property(randomScript(format), (script) => {
        const folded = newLot(script.lot, script.bidders)
        const events = follow(script, (live, _, latest) => {
          for (const event of latest) applyEvent(folded, event)
          expect(visible(folded)).toEqual(visible(live))
        })
        expect(follow(script, () => undefined)).toEqual(events)
      }),
      { numRuns: 60, seed: 1 },
    )
  })

  test('ranks are a strict order of standing bids, and only a retraction or a sealed revision makes the lead worse', () => {
    fc.assert(
      fc.property(randomScript(format), (script) => {
        let lead: ReturnType<typeof standings>[number]['bid'] | null = null
        follow(script, (live, _, latest) => {
          const now = standings(live)
          expect(new Set(now.map(({ bidder }) => bidder)).size).toBe(now.length)
          expect(now.map(({ rank }) => rank)).toEqual(now.map((_entry, index) => index + 1))
          for (const { bid } of now) expect(bid.retracted).toBe(false)
          const leader = now[0]?.bid ?? null
          const excused = format.startsWith('sealed') || latest.some((event) => event.type === 'bid.retracted')
          if (lead && !excused) {
            expect(leader).not.toBeNull()
            if (leader) expect(better(live.format, lead.evaluated, leader.evaluated)).toBe(false)
          }
          lead = leader
        })
      }),
      { numRuns: 100, seed: 2 },
    )
  })
})

test('of two proxies the better leads, one step past the limit of the other or at its own', () => {
  const limit = fc.integer({ min: 500, max: 990 })
  const at = '2026-01-01T10:00:00.000Z'
  fc.assert(
    fc.property(limit, limit, fc.integer({ min: 1, max: 40 }), (a, b, minimum) => {
      const script = auctionScript.parse({
        lot: {
          format: 'english-reverse',
          currency: 'EUR',
          scale: 0,
          opensAt: at,
          endsAt: '2026-01-01T11:00:00.000Z',
          ceiling: '1000',
          step: { minimum: String(minimum), unit: 'absolute' },
        },
        bidders: ['A', 'B'],
        commands: [
          { at, by: 'A', do: 'proxy', limit: String(a) },
          { at, by: 'B', do: 'proxy', limit: String(b) },
        ],
      })
      // A leads at the ceiling first; a limit of B's that does not beat that by the step is none.
      const counts = b <= 1000 - minimum
      const price = counts ? Math.max(Math.min(a, b), Math.max(a, b) - minimum) : 1000
      expect(playScript(script).award).toEqual({ bidder: counts && b < a ? 'B' : 'A', price: String(price) })
    }),
    { numRuns: 500, seed: 3 },
  )
})
