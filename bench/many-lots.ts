import type { World } from '@/scripts/testing/world'
import { type BenchLot, bid, openLots } from './auction-world'
import { atRate, quantile, report, sideBySide } from './measure'

const LOTS = 1000
const RATE = 2000

/** A thousand lots at once on one node: how many bids a second it takes, and how long one waits at two thousand a second. */
export async function manyLots(limits: { world: World; suppliers: readonly string[]; plainRows: number; commit: number }): Promise<void> {
  const lots: BenchLot[] = []
  while (lots.length < LOTS) lots.push(...(await openLots(limits.world, limits.suppliers, 100)))
  const any = (turn: number) => lots[(turn * 7919) % lots.length] as BenchLot
  await Promise.all(lots.map((lot) => bid(lot, 0)))
  const full = await sideBySide(500, 5000, (worker, run) => bid(any(worker * 31 + run * 977), worker))
  report({
    name: 'auction.bids_1000_lots',
    value: full.runs / full.seconds,
    unit: 'bids/s',
    limit: limits.plainRows,
    goal: 'ratio >= 0.25',
    atLeast: 0.25,
  })
  await atRate(RATE, RATE * 5, (turn) => bid(any(turn), turn))
  const waits = await atRate(RATE, RATE * 20, (turn) => bid(any(turn), turn))
  report({
    name: 'auction.p99_1000_lots_2000_bids',
    value: quantile(waits, 0.99),
    unit: 'ms',
    limit: limits.commit,
    goal: 'ratio <= 20',
    atMost: 20,
  })
}
