import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { appendEntries, FIRST_HASH, verifyLedger } from '@/lib/sourcing/auction/live/ledger'
import { decide, newLot, runClock, step } from '@/lib/sourcing/auction/rules/engine'
import type { AuctionFormat } from '@/lib/sourcing/auction/rules/formats/traits'
import { auctionFormat, type LotCommand, lotRules } from '@/lib/sourcing/auction/rules/schemas'
import { applyEvent, type LotEvent, type LotState } from '@/lib/sourcing/auction/rules/state'
import { quantile, report } from './measure'

const BIDDERS = Array.from({ length: 20 }, (_, index) => `bidder-${index}`)
const OPENS = '2026-01-01T10:00:00.000Z'
const START = Date.parse(OPENS)
const ROUND_MS = 1000

/** The pure engine on one core, without a database: decisions of every format, a war of proxies, a long ledger's check. */
export function engine(): void {
  for (const format of auctionFormat.options) decisions(format)
  proxyWar()
  longLedger()
}

function openLot(format: AuctionFormat, more: object = {}, bidders = BIDDERS): LotState {
  const clock = format === 'japanese-reverse' || format === 'dutch-reverse'
  const rules = lotRules.parse({
    format,
    currency: 'EUR',
    scale: 2,
    opensAt: OPENS,
    endsAt: clock ? null : '2026-01-01T12:00:00.000Z',
    ceiling: format === 'english-forward' || format === 'index-reverse' ? null : '100000',
    floor: clock ? '100' : null,
    interval: clock ? 60 : null,
    step: { minimum: '0.01', unit: 'absolute' },
    overtime: clock ? null : { window: 60, extend: 60 },
    ...more,
  })
  const state = newLot(rules, bidders)
  runClock(state, START)
  return state
}

/** What bidders send to a lot that has its bids: nine of ten better than all before, one refused. */
function commandsFor(state: LotState): LotCommand[] {
  const base = { at: OPENS, by: '' }
  const by = (index: number) => BIDDERS[index % BIDDERS.length] as string
  if (!state.format.takes('bid', state.rules)) return BIDDERS.map((bidder) => ({ ...base, do: 'accept' as const, by: bidder, id: 'x' }))
  const rises = state.format.direction === 'higher'
  const amount = (index: number) => (rises ? 1000 + index * 0.01 : 50_000 - index * 0.01).toFixed(2)
  for (let index = 0; index < 200; index++) {
    const command = { ...base, do: 'bid' as const, by: by(index), id: `b${index}`, amount: amount(index) }
    step(state, { kind: 'command', command }, START + index)
  }
  return Array.from({ length: 2000 }, (_, index) => ({
    ...base,
    do: 'bid' as const,
    by: by(index),
    id: `c${index}`,
    amount: index % 10 === 9 ? amount(0) : amount(300 + index),
  }))
}

function decisions(format: AuctionFormat): void {
  const state = openLot(format)
  const commands = commandsFor(state)
  const rate = perSecond(commands, (command) => decide(state, command, START + 1000))
  // The plainest thing that could answer: the amounts as floats, the leader's compared with the bid's.
  const plain = perSecond(commands, (command) => ('amount' in command ? Number(command.amount) < 50_000 : command.by.length > 0))
  report({ name: `auction.decide ${format}`, value: rate, unit: 'decisions/s', limit: 200_000, goal: 'ratio >= 1', atLeast: 1 })
  report({
    name: `auction.decide ${format}, beside a comparison of two floats`,
    value: rate,
    unit: 'decisions/s',
    limit: plain,
    goal: 'none',
  })
}

function perSecond<Item>(items: readonly Item[], work: (item: Item) => unknown): number {
  let kept: unknown
  const round = (milliseconds: number) => {
    const started = performance.now()
    let runs = 0
    while (performance.now() - started < milliseconds) {
      for (const item of items) kept = work(item)
      runs += items.length
    }
    return (runs * 1000) / (performance.now() - started)
  }
  round(ROUND_MS / 4)
  const rate = round(ROUND_MS)
  if (kept === undefined) throw new Error('nothing was done')
  return rate
}

/** Fifty limits meet at once: they were set before anybody bid, and one decision is all of the war. */
function proxyWar(): void {
  const proxies = Array.from({ length: 50 }, (_, index) => `proxy-${index}`)
  const times = Array.from({ length: 50 }, () => {
    const state = openLot('english-reverse', { step: { minimum: '5', unit: 'absolute' } }, [...proxies, 'last'])
    for (const [index, bidder] of proxies.entries())
      applyEvent(state, { type: 'proxy.set', at: START + index, bidder, id: bidder, limit: String(20_000 + index * 500) })
    const started = performance.now()
    const decision = decide(state, { do: 'bid', by: 'last', id: 'go', amount: '90000' }, START + 1000)
    const took = performance.now() - started
    if (!decision.ok || !('events' in decision) || decision.events.length < 2) throw new Error('there was no war')
    return took
  })
  report({
    name: 'auction.proxy_war_50_limits',
    value: quantile(times, 0.99),
    unit: 'ms',
    limit: 20,
    goal: 'ratio <= 1, in one decision',
    atMost: 1,
  })
}

function longLedger(): void {
  const events = Array.from({ length: 1_000_000 }, (_, index): { event: LotEvent; actor: string } => {
    const bidder = BIDDERS[index % BIDDERS.length] as string
    const amount = (20_000_000 - index * 0.01).toFixed(2)
    return { event: { type: 'bid.accepted', at: START + index, bidder, id: `b${index}`, amount, source: 'bidder' }, actor: bidder }
  })
  const entries = appendEntries({ seq: 0, hash: FIRST_HASH }, events)
  let started = performance.now()
  if (!verifyLedger(entries).valid) throw new Error('the ledger does not verify')
  const verified = entries.length / ((performance.now() - started) / 1000)
  const texts = entries.map(({ hash: _, ...entry }) => canonicalize(entry) as string)
  started = performance.now()
  for (const text of texts) createHash('sha256').update(text).digest('hex')
  const hashed = entries.length / ((performance.now() - started) / 1000)
  report({ name: 'auction.verify_1000000', value: verified, unit: 'entries/s', limit: hashed, goal: 'ratio >= 0.5', atLeast: 0.5 })
}
