import fc from 'fast-check'
import type { AuctionFormat } from '@/lib/sourcing/auction/rules/formats/traits'
import { type AuctionScript, auctionScript } from '@/lib/sourcing/auction/rules/schemas'

const START = Date.UTC(2026, 0, 1, 10)
const instant = (seconds: number) => new Date(START + Math.round(seconds * 1000)).toISOString()
const BIDDERS = ['A', 'B', 'C', 'D']

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 })

const rules = (format: AuctionFormat) => {
  const clock = isClock(format)
  return fc.record({
    format: fc.constant(format),
    currency: fc.constant('EUR'),
    scale: fc.constantFrom(2, 2, 0, 3),
    opensAt: fc.constant(instant(0)),
    endsAt: clock ? fc.constant(null) : fc.constantFrom(instant(300), instant(600)),
    ceiling: clock ? fc.constantFrom('1000', '950.50') : maybe(fc.constantFrom('1000', '950.50', '1020')),
    reserve: maybe(fc.constantFrom('900', '990', '1000.5')),
    floor: clock
      ? format === 'dutch-reverse'
        ? fc.constantFrom('900', '980.25', '1000')
        : maybe(fc.constantFrom('900', '980.25'))
      : fc.constant(null),
    step: fc
      .tuple(fc.boolean(), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }))
      .map(([percent, minimum, maximum]) =>
        percent
          ? { unit: 'percent', minimum: ['0.5', '1', '0.333'][minimum], maximum: [null, '3', '1'][maximum] }
          : { unit: 'absolute', minimum: ['5', '10', '0.01'][minimum], maximum: [null, '50', '20'][maximum] },
      ),
    mustBeat: fc.constantFrom('leader', 'leader', 'own'),
    ties: fc.boolean(),
    guard: maybe(fc.constantFrom('3', '5.5')),
    overtime: maybe(
      fc.record({
        rank: fc.integer({ min: 1, max: 3 }),
        window: fc.constantFrom(30, 120, 400),
        extend: fc.constantFrom(60, 120),
        from: fc.constantFrom('receipt', 'end'),
        limit: maybe(fc.integer({ min: 0, max: 3 })),
        hardStop: maybe(fc.constantFrom(instant(550), instant(660), instant(900))),
      }),
    ),
    interval: clock ? fc.constantFrom(10, 30) : fc.constant(null),
    adjustments: maybe(
      fc.dictionary(
        fc.constantFrom(...BIDDERS),
        fc.record({ factor: fc.constantFrom('1', '1.02', '0.97', '1.3333'), addend: fc.constantFrom('0', '10', '-7.5', '0.005') }),
        { maxKeys: 4 },
      ),
    ),
  })
}

const isClock = (format: AuctionFormat) => format === 'japanese-reverse' || format === 'dutch-reverse'

/** What a command is drawn from; its amount and the bid it is about depend on the commands before it. */
interface Draft {
  kind: 'bid' | 'proxy' | 'accept' | 'retract' | 'pause' | 'resume' | 'extend' | 'close'
  bidder: string
  buyer: string
  /** distance from where the prices should be by now, in steps of the grid */
  off: number
  cents: string
  confirm: boolean | undefined
  seconds: number
  /** how many commands back: the bid to retract, now and then an id to repeat */
  back: number
  repeats: boolean
}

/** Most commands are those that the format takes; some are not, or come from strangers. */
function draft(format: AuctionFormat): fc.Arbitrary<Draft> {
  const sealed = format.startsWith('sealed') || format === 'rank-reverse'
  const offers = isClock(format) ? { accept: 80, bid: 2, proxy: 1 } : { bid: sealed ? 80 : 50, proxy: sealed ? 2 : 24, accept: 1 }
  const weights = { ...offers, retract: 7, pause: 3, resume: 6, extend: 2, close: 1 }
  return fc.record({
    kind: fc.oneof(...Object.entries(weights).map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind as Draft['kind']) }))),
    bidder: fc.oneof({ weight: 40, arbitrary: fc.constantFrom(...BIDDERS) }, { weight: 1, arbitrary: fc.constant('X') }),
    buyer: fc.oneof({ weight: 12, arbitrary: fc.constant('buyer') }, { weight: 1, arbitrary: fc.constant('A') }),
    off: fc.integer({ min: -6, max: 3 }),
    cents: fc.oneof({ weight: 12, arbitrary: fc.constant('') }, { weight: 4, arbitrary: fc.constantFrom('.01', '.99', '.5', '.001') }),
    confirm: fc.constantFrom(undefined, true),
    seconds: fc.constantFrom(1, 60, 0.5),
    back: fc.integer({ min: 1, max: 6 }),
    repeats: fc.oneof({ weight: 20, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  })
}

/** A command from its draft. Prices sink (or rise) by about half a grid step a command, so ties and exact steps come up often. */
function command(format: AuctionFormat, drafts: readonly Draft[], index: number) {
  const { kind, bidder, buyer, off, cents, confirm, seconds, back, repeats } = drafts[index] as Draft
  const forward = format === 'english-forward' || format === 'index-reverse'
  const grid = off - Math.floor(index / 2)
  const amount = `${Math.max(0, 1000 + (forward ? -grid : grid) * 5)}${cents}`
  const earlier = drafts[index - back]
  const id = String(repeats && earlier ? index - back : index)
  switch (kind) {
    case 'bid':
      return { do: kind, by: repeats && earlier ? earlier.bidder : bidder, id, amount, confirm }
    case 'proxy':
      return { do: kind, by: bidder, id, limit: amount }
    case 'accept':
      return { do: kind, by: bidder, id }
    case 'retract':
      return { do: kind, by: buyer, of: earlier?.bidder ?? bidder, bid: String(index - back) }
    case 'extend':
      return { do: kind, by: buyer, seconds }
    default:
      return { do: kind, by: buyer }
  }
}

/** Random scripts of one format, dense in edges: equal amounts, exact steps, same instants, ends and windows to the millisecond. */
export function randomScript(format: AuctionFormat): fc.Arbitrary<AuctionScript> {
  const gap = isClock(format) ? fc.constantFrom(0, 0, 1, 2, 5, 10) : fc.constantFrom(0, 0, 0.001, 1, 10, 20, 29.999, 30)
  const commands = fc.array(fc.tuple(gap, draft(format)), { minLength: 1, maxLength: 45, size: 'max' })
  return fc.tuple(rules(format), fc.constantFrom(-1, 0, 0, 1), commands).map(([lot, begin, timed]) => {
    const drafts = timed.map(([, each]) => each)
    let seconds = begin
    return auctionScript.parse({
      lot,
      bidders: BIDDERS,
      commands: timed.map(([after], index) => {
        seconds += after
        return { ...command(format, drafts, index), at: instant(seconds) }
      }),
    })
  })
}
