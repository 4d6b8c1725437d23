import { Decimal, ZERO } from '@/lib/platform/money/decimal'
import { Random } from '@/lib/platform/random'
import { type Caused, newLot, runClock, step } from './engine'
import { stepSize } from './formats/checks'
import { bidsRise, traitsOf } from './formats/traits'
import type { LotCommand, LotRules } from './schemas'
import { type Bidder, better, type LotState } from './state'
import { bidderView, type Visibility } from './views'

/**
 * Simulated bidders on one lot, from its opening to its end: for the dry run of a draft and for the demo. Each has a cost of its
 * own, bids more often towards the end and no further than its cost; the engine decides. Pure: one seed plays one auction.
 */
/** Beyond this nobody would follow an auction; a real one of the same rules would go on. */
const MAX_TURNS = 600

export function simulateLot(rules: LotRules, aliases: readonly string[], visibility: Visibility, seed: number): Caused[] {
  const lot = new SimulatedLot(rules, aliases, visibility, new Random(seed))
  if (lot.state.format.clock) acceptUntilCost(lot)
  else if (lot.state.format.hides === 'amounts') handInOnce(lot)
  else outbid(lot)
  lot.advance(Number.MAX_SAFE_INTEGER)
  return lot.caused
}

class SimulatedLot {
  readonly state: LotState
  readonly caused: Caused[] = []
  /** what each bidder will not go beyond */
  private readonly costs: Map<string, Decimal>
  private sent = 0

  constructor(
    rules: LotRules,
    readonly aliases: readonly string[],
    readonly visibility: Visibility,
    readonly random: Random,
  ) {
    this.state = newLot(rules, aliases)
    this.costs = new Map(aliases.map((alias) => [alias, costOf(this.state, random)]))
    this.advance(this.state.rules.opensAt)
  }

  get open() {
    return this.state.phase === 'open'
  }

  cost(alias: string): Decimal {
    return this.costs.get(alias) ?? ZERO
  }

  bidder(alias: string): Bidder {
    return this.state.bidders.get(alias) as Bidder
  }

  affords(alias: string, amount: Decimal): boolean {
    return !better(this.state.format, amount, this.cost(alias))
  }

  advance(at: number): void {
    this.caused.push(...runClock(this.state, at))
  }

  /** Sends a command at an instant to which the lot has been advanced; what is refused changes nothing. */
  send(at: number, by: string, what: { do: 'bid'; amount: string } | { do: 'proxy'; limit: string } | { do: 'accept' }): void {
    const command: LotCommand = { at: new Date(at).toISOString(), by, id: `simulated-${++this.sent}`, ...what }
    this.caused.push(...step(this.state, { kind: 'command', command }, at).caused)
  }
}

/** Some way from the start price; of a discount, from nothing. */
function costOf({ rules }: LotState, random: Random): Decimal {
  const start = rules.ceiling ?? ZERO
  if (traitsOf(rules.format).discount) return start.add(rules.minimum.mul(random.int(8, 40)))
  return start.mul(bidsRise(rules.format) ? 1.05 + random.next() * 0.4 : 0.74 + random.next() * 0.2)
}

/** The later, the more often: half of the bids fall into the last tenth, and overtime goes on from there. */
const untilNext = (left: number, random: Random) => Math.max(1500, left * (0.02 + random.next() * 0.14))

function outbid(lot: SimulatedLot): void {
  const { state, random } = lot
  let at = state.rules.opensAt
  for (let turn = 0; turn < MAX_TURNS && lot.open; turn++) {
    at += untilNext((state.endsAt ?? at) - at, random)
    lot.advance(at)
    const by = random.pick(lot.aliases)
    const view = bidderView(state, by, '', 0, lot.visibility)
    if (!lot.open || view.leading || view.rank === 1) continue
    // Without a bid to beat and a start price a proxy would bid its whole limit.
    if (random.next() < 0.15 && view.proxies && !view.limit && state.bids.length > 0)
      lot.send(at, by, { do: 'proxy', limit: toScale(state, lot.cost(by)) })
    else if (view.next ?? traitsOf(state.rules.format).discount) bidBeyond(lot, by, new Decimal(view.next ?? state.rules.minimum), at)
  }
}

/** The nearest bid that counts, every second time somewhat better. */
function bidBeyond(lot: SimulatedLot, by: string, nearest: Decimal, at: number): void {
  const { state, random } = lot
  if (!lot.affords(by, nearest)) return
  const step = stepSize(state.rules, state.rules.minimum, nearest).mul(random.next() < 0.5 ? 0 : random.next() * 2)
  const bold = bidsRise(state.rules.format) ? nearest.add(step) : nearest.sub(step)
  lot.send(at, by, { do: 'bid', amount: toScale(state, lot.affords(by, bold) ? bold : nearest) })
}

/** Without knowing of each other all ask for somewhat more than it costs them. */
function handInOnce(lot: SimulatedLot): void {
  const { state, random } = lot
  const length = (state.endsAt ?? 0) - state.rules.opensAt
  const bids = lot.aliases.map((by) => ({ by, at: state.rules.opensAt + length * random.next(), margin: 1 + random.next() * 0.06 }))
  for (const { by, at, margin } of bids.sort((a, b) => a.at - b.at)) {
    lot.advance(at)
    const asked = lot.cost(by).mul(margin)
    lot.send(at, by, { do: 'bid', amount: toScale(state, state.rules.ceiling ? Decimal.min(asked, state.rules.ceiling) : asked) })
  }
}

/** Whoever can live with the price on the clock accepts it, within the time that it is shown. */
function acceptUntilCost(lot: SimulatedLot): void {
  const { state, random } = lot
  const interval = state.rules.interval as number
  for (let step = 0; step < MAX_TURNS && lot.open; step++) {
    const begin = state.rules.opensAt + step * interval
    lot.advance(begin)
    const takes = lot.aliases.map((by) => ({ by, at: begin + interval * (0.1 + random.next() * 0.8) })).sort((a, b) => a.at - b.at)
    for (const { by, at } of takes) {
      const price = priceOnClock(lot, begin)
      if (lot.open && price && lot.affords(by, price)) lot.send(at, by, { do: 'accept' })
    }
    lot.advance(begin + interval)
  }
}

function priceOnClock({ state }: SimulatedLot, begin: number): Decimal | undefined {
  const clock = state.format.steps?.(state)
  return clock?.prices[Math.round((begin - clock.startedAt) / (state.rules.interval as number))]
}

/** To the scale, on the side that the bidder can afford. */
const toScale = (state: LotState, amount: Decimal) =>
  amount
    .toDecimalPlaces(state.rules.scale, bidsRise(state.rules.format) ? Decimal.ROUND_FLOOR : Decimal.ROUND_CEIL)
    .toFixed(state.rules.scale)
