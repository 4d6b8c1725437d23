import type { PlayResult } from '@/lib/sourcing/auction/rules/play'
import type { AuctionScript, LotCommand } from '@/lib/sourcing/auction/rules/schemas'
import { cut, exact, fits, percentOf, print, quotient, times } from './exact'

/**
 * A second reading of the auction scripts page, for comparison with the engine: no events, no folded state, nothing
 * remembered that can be looked up in the list of bids, every rank sorted anew. Slow on purpose.
 */
interface Bid {
  bidder: string
  amount: bigint
  at: number
  source: 'bidder' | 'proxy'
  id: string | undefined
  retracted: boolean
  /** place among the commands of the one that it goes back to: the order of receipt */
  receipt: number
  /** clock formats: the step that was accepted */
  step: number
}

interface Proxy {
  bidder: string
  limit: bigint
  receipt: number
}

type Code = string

export function playNaively(script: AuctionScript): PlayResult {
  const lot = new NaiveLot(script)
  const before = new Map<string, PlayResult['outcomes'][number]>()
  const outcomes: PlayResult['outcomes'] = []
  script.commands.forEach((command, receipt) => {
    const at = Date.parse(command.at)
    lot.passTime(at)
    const key = command.id === undefined ? null : JSON.stringify([command.by, command.id])
    const first = key === null ? undefined : before.get(key)
    if (first) {
      outcomes.push({ ...first, duplicate: true })
      return
    }
    const code =
      command.do === 'bid' || command.do === 'proxy' || command.do === 'accept' ? lot.offer(command, at, receipt) : lot.steer(command, at)
    const outcome = code === null ? ({ ok: true } as const) : ({ ok: false, code } as PlayResult['outcomes'][number])
    if (key !== null) before.set(key, outcome)
    outcomes.push(outcome)
  })
  const last = script.commands.at(-1)
  if (last) lot.resumeAtLast(Date.parse(last.at))
  lot.passTime(Number.MAX_SAFE_INTEGER)
  return lot.result(outcomes)
}

class NaiveLot {
  private readonly bids: Bid[] = []
  private proxies: Proxy[] = []
  /** ids of accepted proxies, by bidder */
  private readonly proxyIds: { bidder: string; id: string; retracted: boolean }[] = []
  private out = new Set<string>()
  private end: number
  private hardStop: number | null
  private moves = 0
  private pausedAt: number | null = null
  private closed: { at: number; by: 'end' | 'buyer' | 'decided'; winner?: { bidder: string; price: bigint } } | null = null
  private clockStart: number
  private step = 0

  private readonly rules: AuctionScript['lot']
  private readonly forward: boolean
  private readonly kind: 'open' | 'sealed' | 'japanese' | 'dutch'
  private readonly ceiling: bigint | null
  private readonly minimum: bigint
  private readonly adjusted: boolean

  constructor(private readonly script: AuctionScript) {
    this.rules = script.lot
    const { format } = this.rules
    this.forward = format === 'english-forward' || format === 'index-reverse'
    this.kind = format.startsWith('sealed')
      ? 'sealed'
      : format === 'japanese-reverse'
        ? 'japanese'
        : format === 'dutch-reverse'
          ? 'dutch'
          : 'open'
    this.adjusted = this.kind !== 'japanese' && this.kind !== 'dutch' && format !== 'index-reverse'
    this.ceiling = this.rules.ceiling === null ? null : exact(this.rules.ceiling)
    this.minimum = exact(this.rules.step?.minimum ?? '0')
    this.end = this.rules.endsAt === null ? Number.POSITIVE_INFINITY : Date.parse(this.rules.endsAt)
    this.hardStop = this.rules.overtime?.hardStop ? Date.parse(this.rules.overtime.hardStop) : null
    this.clockStart = Date.parse(this.rules.opensAt)
  }

  // Time

  passTime(now: number): void {
    if (this.closed || this.pausedAt !== null || now < Date.parse(this.rules.opensAt)) return
    if (this.kind === 'japanese' || this.kind === 'dutch') {
      while (!this.closed && now >= this.stepEnd()) this.endStep()
    } else if (now >= this.end) this.closed = { at: this.end, by: 'end' }
  }

  private stepEnd = (): number => this.clockStart + (this.step + 1) * (this.rules.interval ?? 0) * 1000

  private price(step: number): bigint {
    const ceiling = this.ceiling ?? 0n
    const floor = this.rules.floor === null ? 0n : exact(this.rules.floor)
    const percent = this.rules.step?.unit === 'percent'
    if (this.kind === 'dutch') {
      const rise = BigInt(step) * (percent ? percentOf(this.minimum, floor) : this.minimum)
      const shown = cut(floor + rise, this.rules.scale)
      const top = this.ceilingPrice()
      return this.better(top, shown) ? top : shown
    }
    const fall = BigInt(step) * (percent ? percentOf(this.minimum, ceiling) : this.minimum)
    const shown = cut(ceiling - fall, this.rules.scale)
    return shown < floor ? floor : shown
  }

  /** The ceiling as an amount that can be bid: one with too many decimals is cut to the allowed side. */
  private ceilingPrice = (): bigint => quotient(this.ceiling ?? 0n, exact('1'), this.rules.scale, this.forward)

  private endStep(): void {
    const at = this.stepEnd()
    const price = this.price(this.step)
    if (this.kind === 'dutch') {
      if (price >= this.ceilingPrice()) this.closed = { at, by: 'decided' }
      else this.step++
      return
    }
    const left = this.bids.filter((bid) => bid.step === this.step)
    this.out = new Set(this.script.bidders.filter((bidder) => !left.some((bid) => bid.bidder === bidder)))
    const before = this.bids.find((bid) => bid.step === this.step - 1)
    const atFloor = price <= (this.rules.floor === null ? 0n : exact(this.rules.floor))
    const first = left[0]
    if (!first) this.closed = { at, by: 'decided', ...(before && { winner: { bidder: before.bidder, price: before.amount } }) }
    else if (left.length === 1 || atFloor) this.closed = { at, by: 'decided', winner: { bidder: first.bidder, price } }
    else this.step++
  }

  resumeAtLast(at: number): void {
    if (this.pausedAt !== null && !this.closed) this.resume(at)
  }

  private resume(at: number): void {
    const length = at - (this.pausedAt ?? at)
    this.pausedAt = null
    this.end += length
    this.clockStart += length
    if (this.hardStop !== null) this.hardStop += length
  }

  // Commands

  steer(command: Exclude<LotCommand, { do: 'bid' | 'proxy' | 'accept' }>, at: number): Code | null {
    if (command.by !== 'buyer') return 'NOT_ALLOWED'
    if (this.closed || at < Date.parse(this.rules.opensAt)) return 'LOT_NOT_OPEN'
    const clock = this.kind === 'japanese' || this.kind === 'dutch'
    if (command.do === 'pause') {
      if (this.pausedAt !== null) return 'PAUSED'
      this.pausedAt = at
    } else if (command.do === 'resume') {
      if (this.pausedAt === null) return 'NOT_PAUSED'
      this.resume(at)
    } else if (command.do === 'extend') {
      if (clock) return 'WRONG_COMMAND'
      this.end += command.seconds * 1000
      if (this.hardStop !== null) this.hardStop += command.seconds * 1000
    } else if (command.do === 'close') this.closed = { at, by: 'buyer' }
    else {
      if (clock || this.kind === 'sealed') return 'NO_SUCH_BID'
      const bids = this.bids.filter((bid) => bid.bidder === command.of && bid.id === command.bid && !bid.retracted)
      const proxy = this.proxyIds.find((each) => each.bidder === command.of && each.id === command.bid && !each.retracted)
      const own = bids.filter((bid) => bid.source === 'bidder')
      if (own.length === 0 && !proxy) return 'NO_SUCH_BID'
      for (const bid of own.length > 0 ? own : bids) bid.retracted = true
      if (own.length === 0 && proxy) proxy.retracted = true
      for (const { receipt } of this.proxies.filter((each) => each.bidder === command.of))
        for (const each of this.proxyIds) if (each.bidder === command.of && each.id === this.ids.get(receipt)) each.retracted = true
      this.proxies = this.proxies.filter((each) => each.bidder !== command.of)
    }
    return null
  }

  offer(command: Extract<LotCommand, { do: 'bid' | 'proxy' | 'accept' }>, at: number, receipt: number): Code | null {
    if (!this.script.bidders.includes(command.by)) return 'NOT_INVITED'
    if (at < Date.parse(this.rules.opensAt)) return 'LOT_NOT_OPEN'
    if (this.closed) return this.closed.by === 'end' ? 'RECEIVED_AFTER_END' : 'LOT_NOT_OPEN'
    if (this.pausedAt !== null) return 'PAUSED'
    if (this.out.has(command.by)) return 'ELIMINATED'
    const clock = this.kind === 'japanese' || this.kind === 'dutch'
    if ((command.do === 'accept') !== clock) return 'WRONG_COMMAND'
    if (command.do === 'accept') return this.accept(command.by, command.id, at, receipt)
    if (command.do === 'proxy' && !this.knowsProxies()) return 'WRONG_COMMAND'
    const amount = exact(command.do === 'bid' ? command.amount : command.limit)
    if (amount <= 0n || !fits(amount, this.rules.scale)) return 'WRONG_SCALE'
    if (this.ceiling !== null && (this.forward ? amount < this.ceiling : amount > this.ceiling))
      return this.forward ? 'BELOW_START' : 'ABOVE_CEILING'
    const length = this.bids.length
    if (command.do === 'bid') {
      const code = this.kind === 'open' ? this.check(command.by, this.evaluate(command.by, amount), command.confirm === true) : null
      if (code) return code
      this.bids.push({ bidder: command.by, amount, at, source: 'bidder', id: command.id, retracted: false, receipt, step: -1 })
    } else {
      const code = this.checkLimit(command.by, this.evaluate(command.by, amount))
      if (code) return code
      this.proxies = [...this.proxies.filter((each) => each.bidder !== command.by), { bidder: command.by, limit: amount, receipt }]
      if (command.id !== undefined) this.proxyIds.push({ bidder: command.by, id: command.id, retracted: false })
      this.ids.set(receipt, command.id)
    }
    while (this.exchange(at));
    this.overtime(at, new Set(this.bids.slice(length).map((bid) => bid.bidder)))
    return null
  }

  /** ids of proxy commands, by their receipt */
  private readonly ids = new Map<number, string | undefined>()

  private knowsProxies = (): boolean => this.kind === 'open' && this.mustBeatLeader()

  private mustBeatLeader = (): boolean => this.rules.format !== 'rank-reverse' && this.rules.mustBeat === 'leader'

  private accept(bidder: string, id: string | undefined, at: number, receipt: number): Code | null {
    const price = this.price(this.step)
    if (this.bids.some((bid) => bid.bidder === bidder && bid.step === this.step)) return 'NOT_BETTER_THAN_OWN'
    this.bids.push({ bidder, amount: price, at, source: 'bidder', id, retracted: false, receipt, step: this.step })
    if (this.kind === 'dutch') this.closed = { at, by: 'decided', winner: { bidder, price } }
    return null
  }

  // Comparing

  private evaluate(bidder: string, amount: bigint): bigint {
    const terms = this.adjusted ? this.rules.adjustments?.[bidder] : undefined
    return terms ? times(amount, exact(terms.factor)) + exact(terms.addend) : amount
  }

  /** The amount in a bidder's own terms. */
  private ownTerms(bidder: string, evaluated: bigint, up: boolean): bigint {
    const terms = this.adjusted ? this.rules.adjustments?.[bidder] : undefined
    return quotient(evaluated - exact(terms?.addend ?? '0'), exact(terms?.factor ?? '1'), this.rules.scale, up)
  }

  private better = (a: bigint, b: bigint): boolean => (this.forward ? a > b : a < b)

  private worth = (bid: Bid): bigint => this.evaluate(bid.bidder, bid.amount)

  private standing = (bidder: string): Bid | undefined => this.bids.filter((bid) => bid.bidder === bidder && !bid.retracted).at(-1)

  private ranking(): Bid[] {
    const all = this.script.bidders.flatMap((bidder) => this.standing(bidder) ?? [])
    if (this.kind === 'japanese' || this.kind === 'dutch') return all.sort((a, b) => b.step - a.step || a.receipt - b.receipt)
    return all.sort((a, b) => {
      const [x, y] = [this.worth(a), this.worth(b)]
      return x !== y ? (this.better(x, y) ? -1 : 1) : a.receipt - b.receipt || this.bids.indexOf(a) - this.bids.indexOf(b)
    })
  }

  private distance = (rule: bigint, from: bigint): bigint => (this.rules.step?.unit === 'percent' ? percentOf(rule, from) : rule)

  /** The value that is better than `from` by a distance. */
  private beyond = (from: bigint, by: bigint): bigint => (this.forward ? from + by : from - by)

  private check(bidder: string, value: bigint, confirmed: boolean): Code | null {
    const own = this.standing(bidder)
    if (own && !this.better(value, this.worth(own))) return 'NOT_BETTER_THAN_OWN'
    const leader = this.ranking()[0]
    let base = own
    let level = false
    if (this.mustBeatLeader()) {
      base = leader
      if (leader && this.better(this.worth(leader), value)) return 'NOT_BETTER_THAN_LEADER'
      if (leader && this.worth(leader) === value && leader.bidder !== bidder) {
        if (!this.rules.ties) return 'TIE_NOT_ALLOWED'
        level = true
      }
    } else if (!this.rules.ties && this.ranking().some((bid) => bid.bidder !== bidder && this.worth(bid) === value))
      return 'TIE_NOT_ALLOWED'
    if (base && !level) {
      const from = this.worth(base)
      if (this.better(this.beyond(from, this.distance(this.minimum, from)), value)) return 'BELOW_MINIMUM_STEP'
      const maximum = this.rules.step?.maximum
      if (maximum && this.better(value, this.beyond(from, this.distance(exact(maximum), from)))) return 'ABOVE_MAXIMUM_STEP'
    }
    if (this.rules.guard === null || confirmed || this.rules.format === 'rank-reverse') return null
    const from = leader ? this.worth(leader) : this.ceiling === null ? null : this.evaluate(bidder, this.ceiling)
    if (from === null) return null
    return this.better(value, this.beyond(from, percentOf(exact(this.rules.guard), from))) ? 'OUTLIER_UNCONFIRMED' : null
  }

  private checkLimit(bidder: string, value: bigint): Code | null {
    const own = this.standing(bidder)
    const earlier = this.proxies.find((proxy) => proxy.bidder === bidder)
    if (own && !this.better(value, this.worth(own))) return 'NOT_BETTER_THAN_OWN'
    if (earlier && !this.better(value, this.evaluate(bidder, earlier.limit))) return 'NOT_BETTER_THAN_OWN'
    const leader = this.ranking()[0]
    if (!leader || leader.bidder === bidder) return null
    const from = this.worth(leader)
    if (!this.better(value, from)) return 'NOT_BETTER_THAN_LEADER'
    return this.better(this.beyond(from, this.distance(this.minimum, from)), value) ? 'BELOW_MINIMUM_STEP' : null
  }

  /** One bid of the proxies; false when none of them has a reason to bid. Rule 2 of proxies. */
  private exchange(at: number): boolean {
    if (!this.knowsProxies()) return false
    const leader = this.ranking()[0]
    const value = (proxy: Proxy) => this.evaluate(proxy.bidder, proxy.limit)
    const wins = (a: Proxy, b: Proxy) => this.better(value(a), value(b)) || (value(a) === value(b) && a.receipt < b.receipt)
    const challengers = this.proxies.filter((proxy) => {
      const own = this.standing(proxy.bidder)
      if (own && !this.better(value(proxy), this.worth(own))) return false
      if (!leader) return true
      if (proxy.bidder === leader.bidder) return false
      return this.better(value(proxy), this.worth(leader)) || (value(proxy) === this.worth(leader) && proxy.receipt < leader.receipt)
    })
    const challenger = challengers.sort((a, b) => (wins(a, b) ? -1 : 1))[0]
    if (!challenger) return false
    const bid = (proxy: Proxy, amount: bigint) => {
      const { bidder, receipt } = proxy
      this.bids.push({ bidder, amount, at, source: 'proxy', id: this.ids.get(receipt), retracted: false, receipt, step: -1 })
      return true
    }
    if (!leader) return bid(challenger, this.ceiling === null ? challenger.limit : this.ceilingPrice())
    const defender = this.proxies.find((proxy) => proxy.bidder === leader.bidder && this.better(value(proxy), this.worth(leader)))
    if (defender) {
      const loser = wins(defender, challenger) ? challenger : defender
      return bid(loser, loser.limit)
    }
    const from = this.worth(leader)
    let amount = this.ownTerms(challenger.bidder, this.beyond(from, this.distance(this.minimum, from)), this.forward)
    if (this.ceiling !== null && this.better(this.ceilingPrice(), amount)) amount = this.ceilingPrice()
    return bid(challenger, this.better(amount, challenger.limit) ? challenger.limit : amount)
  }

  private overtime(at: number, bidders: Set<string>): void {
    const rule = this.rules.overtime
    if (!rule || this.kind !== 'open' || this.end - at > rule.window * 1000) return
    if (rule.limit !== null && this.moves >= rule.limit) return
    const best = this.ranking().findIndex((bid) => bidders.has(bid.bidder)) + 1
    if (best === 0 || best > rule.rank) return
    let end = rule.from === 'end' ? this.end + rule.extend * 1000 : Math.max(this.end, at + rule.extend * 1000)
    if (this.hardStop !== null) end = Math.min(end, this.hardStop)
    if (end <= this.end) return
    this.end = end
    this.moves++
  }

  // The end

  private winner(): { bidder: string; price: bigint; compared: bigint } | null {
    if (this.kind === 'japanese' || this.kind === 'dutch') {
      const decided = this.closed?.winner
      return decided ? { ...decided, compared: decided.price } : null
    }
    const [best, second] = this.ranking()
    if (!best) return null
    const compared = this.worth(best)
    if (this.rules.format !== 'sealed-second') return { bidder: best.bidder, price: best.amount, compared }
    let price = second ? this.ownTerms(best.bidder, this.worth(second), false) : this.ceiling === null ? best.amount : this.ceilingPrice()
    if (price < best.amount) price = best.amount
    if (this.ceiling !== null && price > this.ceilingPrice()) price = this.ceilingPrice()
    return { bidder: best.bidder, price, compared }
  }

  result(outcomes: PlayResult['outcomes']): PlayResult {
    const { scale, reserve } = this.rules
    const winner = this.winner()
    const reserveMet = reserve === null ? null : winner !== null && !this.better(exact(reserve), winner.compared)
    return {
      outcomes,
      bids: this.bids.map(({ bidder, amount, at, source, retracted }) => ({
        bidder,
        amount: print(amount, scale),
        at: new Date(at).toISOString(),
        source,
        retracted,
      })),
      standing: this.ranking().map(({ bidder, amount }, index) => ({ bidder, amount: print(amount, scale), rank: index + 1 })),
      state: 'closed',
      endedAt: new Date(this.closed?.at ?? Number.NaN).toISOString(),
      award: winner && reserveMet !== false ? { bidder: winner.bidder, price: print(winner.price, scale) } : null,
      reserveMet,
    }
  }
}
