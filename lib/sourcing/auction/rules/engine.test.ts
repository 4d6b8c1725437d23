import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { appendEntries, FIRST_HASH, verifyLedger } from '@/lib/sourcing/auction/live/ledger'
import { type Caused, newLot, runClock, step } from './engine'
import { playScript } from './play'
import { auctionScript, type LotCommand } from './schemas'
import { applyEvent, type LotEvent } from './state'

const at = (seconds: number, milliseconds = 0) => new Date(Date.UTC(2026, 0, 1, 10, 0, seconds, milliseconds)).toISOString()

const lot = (changes: Record<string, unknown> = {}) => ({
  format: 'english-reverse',
  currency: 'EUR',
  scale: 2,
  opensAt: at(0),
  endsAt: at(600),
  ceiling: '1000.00',
  step: { minimum: '5.00', unit: 'absolute' },
  ...changes,
})
type Line = [seconds: number, by: string, command: Record<string, unknown>]
const play = (rules: Record<string, unknown>, lines: Line[], bidders = ['A', 'B', 'C']) =>
  playScript(
    auctionScript.parse({
      lot: lot(rules),
      bidders,
      commands: lines.map(([seconds, by, command]) => ({ at: at(seconds), by, ...command })),
    }),
  )
const bid = (id: string, amount: string, more: Record<string, unknown> = {}) => ({ do: 'bid', id, amount, ...more })
const proxy = (id: string, limit: string) => ({ do: 'proxy', id, limit })
const codes = (result: ReturnType<typeof play>) => result.outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.code))

describe('English reverse', () => {
  test('the order of the checks, edge by edge', () => {
    const result = play({ guard: '20', step: { minimum: '5', maximum: '100', unit: 'absolute' } }, [
      [5, 'X', bid('x', '900')],
      [5, 'A', { do: 'accept', id: 'acc' }],
      [6, 'A', bid('a0', '990.001')],
      [6, 'A', bid('a00', '0')],
      [7, 'A', bid('a1', '1000.01')],
      [8, 'A', bid('a2', '790')],
      [9, 'A', bid('a3', '995')],
      [10, 'A', bid('a4', '995')],
      [11, 'B', bid('b1', '996')],
      [12, 'B', bid('b2', '995')],
      [13, 'B', bid('b3', '990.01')],
      [14, 'B', bid('b4', '990')],
      [15, 'A', bid('a5', '889.99')],
      [16, 'A', bid('a6', '890')],
      [17, 'A', bid('a6', '1')],
      [600, 'B', bid('b9', '800')],
    ])
    expect(codes(result)).toEqual([
      'NOT_INVITED',
      'WRONG_COMMAND',
      'WRONG_SCALE',
      'WRONG_SCALE',
      'ABOVE_CEILING',
      'OUTLIER_UNCONFIRMED',
      'ok',
      'NOT_BETTER_THAN_OWN',
      'NOT_BETTER_THAN_LEADER',
      'TIE_NOT_ALLOWED',
      'BELOW_MINIMUM_STEP',
      'ok',
      'ABOVE_MAXIMUM_STEP',
      'ok',
      'ok',
      'RECEIVED_AFTER_END',
    ])
    expect(result.outcomes[14]).toEqual({ ok: true, duplicate: true })
    expect(result.standing).toEqual([
      { bidder: 'A', amount: '890.00', rank: 1 },
      { bidder: 'B', amount: '990.00', rank: 2 },
    ])
    expect(result.award).toEqual({ bidder: 'A', price: '890.00' })
  })

  test('a repeated refusal is repeated, also when it would be fine by now', () => {
    const result = play({}, [
      [-1, 'A', bid('early', '990')],
      [5, 'A', bid('early', '990')],
    ])
    expect(result.outcomes).toEqual([
      { ok: false, code: 'LOT_NOT_OPEN' },
      { ok: false, code: 'LOT_NOT_OPEN', duplicate: true },
    ])
    expect(result).toMatchObject({ award: null, endedAt: at(600) })
  })

  test('ties: an equal bid is taken without a step and ranks behind', () => {
    const result = play({ ties: true }, [
      [5, 'A', bid('a', '900')],
      [6, 'B', bid('b', '900')],
      [7, 'B', bid('b2', '898')],
    ])
    expect(codes(result)).toEqual(['ok', 'ok', 'BELOW_MINIMUM_STEP'])
    expect(result.standing.map((entry) => entry.bidder)).toEqual(['A', 'B'])
  })

  test('mustBeat own: a rival may be behind the leader, but not equal', () => {
    const result = play({ mustBeat: 'own' }, [
      [5, 'A', bid('a', '900')],
      [6, 'B', bid('b', '950')],
      [7, 'B', bid('b2', '946')],
      [8, 'B', bid('b3', '900')],
      [9, 'B', proxy('p', '800')],
    ])
    expect(codes(result)).toEqual(['ok', 'ok', 'BELOW_MINIMUM_STEP', 'TIE_NOT_ALLOWED', 'WRONG_COMMAND'])
  })

  test('evaluated prices rank, percent steps are of the evaluated lead', () => {
    const result = play({ step: { minimum: '1', unit: 'percent' }, adjustments: { B: { factor: '1.1', addend: '10' } } }, [
      [5, 'A', bid('a', '900')],
      [6, 'B', bid('b', '801')],
      [7, 'B', bid('b2', '800.90')],
      [8, 'B', bid('b3', '800.91')],
    ])
    // 900 less 1 % is 891; B's 800.90 is worth 890.99, 801 is worth 891.10
    expect(codes(result)).toEqual(['ok', 'BELOW_MINIMUM_STEP', 'ok', 'NOT_BETTER_THAN_OWN'])
    expect(result.award).toEqual({ bidder: 'B', price: '800.90' })
  })

  test('overtime: only a good rank within the window, never past the hard stop, counted', () => {
    const overtime = { rank: 1, window: 120, extend: 120, from: 'receipt', limit: 2, hardStop: at(800) }
    const result = play({ overtime }, [
      [479, 'A', bid('a', '900')],
      [480, 'B', bid('b', '890')],
      [590, 'A', bid('a2', '880')],
      [700, 'B', bid('b2', '870')],
      [780, 'A', bid('a3', '860')],
      [800, 'B', bid('b3', '850')],
    ])
    expect(codes(result)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'RECEIVED_AFTER_END'])
    expect(result.endedAt).toBe(at(800))
  })

  test('pause, resume, extend and close in the order of their checks', () => {
    const result = play(
      {},
      [
        [5, 'A', { do: 'pause' }],
        [-0, 'buyer', { do: 'pause' }],
      ]
        .map((line, index) => [5 + index, line[1], line[2]] as Line)
        .concat([
          [10, 'buyer', { do: 'pause' }],
          [11, 'A', bid('a', '900')],
          [700, 'buyer', { do: 'extend', seconds: 60 }],
          [710, 'buyer', { do: 'resume' }],
          [711, 'buyer', { do: 'resume' }],
          [712, 'A', bid('a2', '900')],
          [800, 'buyer', { do: 'close' }],
          [801, 'A', bid('a3', '800')],
          [801, 'buyer', { do: 'extend', seconds: 5 }],
        ]),
    )
    expect(codes(result)).toEqual([
      'NOT_ALLOWED',
      'ok',
      'PAUSED',
      'PAUSED',
      'ok',
      'ok',
      'NOT_PAUSED',
      'ok',
      'ok',
      'LOT_NOT_OPEN',
      'LOT_NOT_OPEN',
    ])
    expect(result.endedAt).toBe(at(800))
  })

  test('a retraction brings the bid before back, and takes the proxy along', () => {
    const result = play({}, [
      [5, 'A', bid('a1', '990')],
      [6, 'A', bid('a2', '900')],
      [7, 'buyer', { do: 'retract', of: 'A', bid: 'a2' }],
      [8, 'buyer', { do: 'retract', of: 'A', bid: 'a2' }],
      [9, 'B', bid('b', '985')],
    ])
    expect(codes(result)).toEqual(['ok', 'ok', 'ok', 'NO_SUCH_BID', 'ok'])
    expect(result.bids[1]?.retracted).toBe(true)
    expect(result.standing.map((entry) => entry.amount)).toEqual(['985.00', '990.00'])
  })

  test('the reserve is never told, but counts', () => {
    const below = play({ reserve: '800.00' }, [[5, 'A', bid('a', '801')]])
    expect(below).toMatchObject({ award: null, reserveMet: false })
    expect(play({ reserve: '800.00' }, [[5, 'A', bid('a', '800')]])).toMatchObject({
      award: { bidder: 'A', price: '800.00' },
      reserveMet: true,
    })
  })
})

describe('proxies', () => {
  test('the first one bids the ceiling, a rival makes it fight to one step past the other limit', () => {
    const result = play({}, [
      [5, 'A', proxy('pa', '800')],
      [6, 'B', proxy('pb', '900')],
    ])
    expect(result.bids.map((entry) => [entry.bidder, entry.amount, entry.source])).toEqual([
      ['A', '1000.00', 'proxy'],
      ['B', '900.00', 'proxy'],
      ['A', '895.00', 'proxy'],
    ])
  })

  test('equal limits: the earlier leads', () => {
    const result = play({}, [
      [5, 'A', proxy('pa', '800')],
      [6, 'B', proxy('pb', '800')],
    ])
    expect(result.standing[0]).toEqual({ bidder: 'A', amount: '800.00', rank: 1 })
    expect(result.award).toEqual({ bidder: 'A', price: '800.00' })
  })

  test('a hand bid is answered at once; a limit must improve on bid, limit and leader', () => {
    const result = play({}, [
      [5, 'A', proxy('pa', '800')],
      [6, 'B', bid('b', '950')],
      [7, 'A', proxy('pa2', '800')],
      [8, 'B', proxy('pb', '945')],
      [9, 'B', proxy('pb2', '799')],
    ])
    expect(codes(result)).toEqual(['ok', 'ok', 'NOT_BETTER_THAN_OWN', 'NOT_BETTER_THAN_LEADER', 'ok'])
    expect(result.standing[0]).toEqual({ bidder: 'B', amount: '799.00', rank: 1 })
  })

  test('a limit that could not be bid is no limit: it has to keep the step', () => {
    const rules = { step: { minimum: '10', unit: 'absolute' } }
    const result = play(rules, [
      [5, 'A', bid('a', '900')],
      [6, 'B', proxy('b', '899.99')],
      [7, 'B', proxy('b2', '890.01')],
      [8, 'B', proxy('b3', '890')],
      // who leads may lower the limit by less
      [9, 'B', proxy('b4', '889.99')],
    ])
    expect(codes(result)).toEqual(['ok', 'BELOW_MINIMUM_STEP', 'BELOW_MINIMUM_STEP', 'ok', 'ok'])
    expect(result.standing[0]).toEqual({ bidder: 'B', amount: '890.00', rank: 1 })
  })

  test('a limit that went with a retraction is gone: retracting it again takes nothing more', () => {
    const retract = (bid: string) => ({ do: 'retract' as const, of: 'A', bid })
    const result = play({}, [
      [5, 'A', bid('a', '900')],
      [6, 'A', proxy('p1', '800')],
      [7, 'buyer', retract('a')],
      [8, 'A', proxy('p2', '700')],
      [9, 'buyer', retract('p1')],
      [10, 'B', bid('b', '950')],
    ])
    expect(codes(result)).toEqual(['ok', 'ok', 'ok', 'ok', 'NO_SUCH_BID', 'ok'])
    // the newest limit still bids
    expect(result.standing[0]).toMatchObject({ bidder: 'A', rank: 1 })
  })

  test('no proxy reacts to a retraction until somebody moves', () => {
    const result = play({}, [
      [5, 'A', bid('a', '900')],
      [6, 'B', proxy('pb', '700')],
      [7, 'buyer', { do: 'retract', of: 'A', bid: 'a' }],
    ])
    expect(result.standing).toEqual([{ bidder: 'B', amount: '895.00', rank: 1 }])
  })
})

describe('other formats', () => {
  test('English forward mirrors all signs', () => {
    const result = play({ format: 'english-forward', ceiling: '100' }, [
      [5, 'A', bid('a', '99')],
      [6, 'A', bid('a2', '100')],
      [7, 'B', bid('b', '104')],
      [8, 'B', bid('b2', '105')],
    ])
    expect(codes(result)).toEqual(['BELOW_START', 'ok', 'BELOW_MINIMUM_STEP', 'ok'])
    expect(result.award).toEqual({ bidder: 'B', price: '105.00' })
  })

  test('sealed second price: the winner pays the second bid, or the ceiling alone', () => {
    const rules = { format: 'sealed-second', step: null }
    expect(
      play(rules, [
        [5, 'A', bid('a', '700')],
        [6, 'B', bid('b', '800')],
        [7, 'A', bid('a2', '750')],
      ]).award,
    ).toEqual({ bidder: 'A', price: '800.00' })
    expect(play(rules, [[5, 'A', bid('a', '700')]]).award).toEqual({ bidder: 'A', price: '1000.00' })
  })

  test('Japanese: who does not accept is out; the last to accept wins', () => {
    const rules = { format: 'japanese-reverse', endsAt: null, interval: 10, floor: '980', step: { minimum: '10', unit: 'absolute' } }
    const accept = (id: string) => ({ do: 'accept', id })
    const result = play(rules, [
      [1, 'A', accept('a1')],
      [2, 'B', accept('b1')],
      [3, 'A', accept('a2')],
      [10, 'B', accept('b2')],
      [11, 'C', accept('c')],
      [12, 'A', bid('x', '1')],
    ])
    expect(codes(result)).toEqual(['ok', 'ok', 'NOT_BETTER_THAN_OWN', 'ok', 'ELIMINATED', 'WRONG_COMMAND'])
    expect(result).toMatchObject({ award: { bidder: 'B', price: '990.00' }, endedAt: at(20) })
    expect(play(rules, []).award).toBeNull()
  })

  test('Dutch: the price shown at the first acceptance', () => {
    const rules = {
      format: 'dutch-reverse',
      endsAt: null,
      interval: 10,
      floor: '100',
      ceiling: '125',
      step: { minimum: '10', unit: 'absolute' },
    }
    const result = play(rules, [
      [10, 'B', { do: 'accept', id: 'b' }],
      [11, 'A', { do: 'accept', id: 'a' }],
    ])
    expect(codes(result)).toEqual(['ok', 'LOT_NOT_OPEN'])
    expect(result).toMatchObject({ award: { bidder: 'B', price: '110.00' }, endedAt: at(10) })
    expect(play(rules, [])).toMatchObject({ award: null, endedAt: at(40) })
  })
})

describe('prices finer than the scale', () => {
  test('Japanese: a later step ranks first though both show the same price', () => {
    const rules = { format: 'japanese-reverse', endsAt: null, interval: 10, scale: 0, step: { minimum: '0.01', unit: 'absolute' } }
    const result = play(rules, [
      [1, 'A', { do: 'accept', id: 'a1' }],
      [2, 'B', { do: 'accept', id: 'b1' }],
      [11, 'B', { do: 'accept', id: 'b2' }],
    ])
    expect(result.standing.map(({ bidder }) => bidder)).toEqual(['B', 'A'])
    expect(result.award).toEqual({ bidder: 'B', price: '999' })
  })

  test('Dutch: the step that shows the ceiling, cut to the scale, is the last', () => {
    const step = { minimum: '5', unit: 'absolute' }
    const rules = { format: 'dutch-reverse', endsAt: null, interval: 10, scale: 0, floor: '940', ceiling: '950.50', step }
    expect(play(rules, []).endedAt).toBe(at(30))
  })

  test('a proxy starts at a ceiling that can be bid, and a second price ends there', () => {
    const finer = { scale: 0, ceiling: '950.50' }
    expect(play(finer, [[1, 'A', proxy('a', '900')]]).award).toEqual({ bidder: 'A', price: '950' })
    expect(play({ ...finer, format: 'english-forward' }, [[1, 'A', proxy('a', '999')]]).award).toEqual({ bidder: 'A', price: '951' })
    expect(play({ ...finer, format: 'sealed-second' }, [[1, 'A', bid('a', '900')]]).award).toEqual({ bidder: 'A', price: '950' })
  })
})

describe('properties of random auctions', () => {
  const bidder = fc.constantFrom('A', 'B', 'C')
  const amount = fc.integer({ min: 100, max: 1100 }).map(String)
  const action = fc.oneof(
    fc.record({ by: bidder, do: fc.constant('bid'), amount }),
    fc.record({ by: bidder, do: fc.constant('proxy'), limit: amount }),
    fc.record({ by: fc.constant('buyer'), do: fc.constantFrom('pause', 'resume') }),
  )
  const scripts = fc.array(fc.tuple(fc.integer({ min: 0, max: 9000 }), action), { maxLength: 40 })

  test('the lead never gets worse, every hand bid keeps its step, the fold of the ledger is the state', () => {
    fc.assert(
      fc.property(scripts, (steps) => {
        const rules = auctionScript.parse({ lot: lot({ overtime: { rank: 1, window: 60, extend: 60 } }), bidders: [], commands: [] }).lot
        const live = newLot(rules, ['A', 'B', 'C'])
        const caused: Caused[] = []
        let clock = Date.parse(rules.opensAt)
        let lead = Number.POSITIVE_INFINITY
        steps.forEach(([wait, action], index) => {
          clock += wait
          caused.push(...runClock(live, clock))
          const command = { ...action, id: `c${index}`, at: new Date(clock).toISOString() } as LotCommand
          const before = live.bidders.get(live.ranking[0] ?? '')?.standing?.amount.toNumber()
          const stepped = step(live, { kind: 'command', command }, clock)
          caused.push(...stepped.caused)
          const event = stepped.first === null ? null : stepped.caused[stepped.first]?.event
          if (event?.type === 'bid.accepted' && event.source === 'bidder' && before !== undefined)
            expect(Number(event.amount)).toBeLessThanOrEqual(before - 5)
          const now = live.bidders.get(live.ranking[0] ?? '')?.standing?.amount.toNumber() ?? Number.POSITIVE_INFINITY
          expect(now).toBeLessThanOrEqual(lead)
          lead = now
        })
        const entries = appendEntries({ seq: 0, hash: FIRST_HASH }, caused)
        expect(verifyLedger(entries)).toEqual({ entries: entries.length, valid: true, firstBad: null })
        const folded = newLot(rules, ['A', 'B', 'C'])
        for (const { event } of caused) applyEvent(folded, event)
        expect(folded.ranking).toEqual(live.ranking)
        expect(folded.bids).toEqual(live.bids)
        expect([folded.endsAt, folded.phase, folded.accepted]).toEqual([live.endsAt, live.phase, live.accepted])
      }),
      { numRuns: 300 },
    )
  })

  test('a ledger in which anything was changed does not verify', () => {
    const entries = appendEntries(
      { seq: 0, hash: FIRST_HASH },
      [1, 2, 3].map((seconds) => ({ event: { type: 'lot.paused', at: seconds * 1000 } as LotEvent, actor: 'buyer' })),
    )
    for (const index of [0, 1, 2]) {
      const forged = entries.map((entry, place) => (place === index ? { ...entry, actor: 'A' } : entry))
      expect(verifyLedger(forged)).toMatchObject({ valid: false, firstBad: index + 1 })
    }
    expect(verifyLedger(entries.slice(1))).toMatchObject({ valid: false, firstBad: 1 })
  })
})
