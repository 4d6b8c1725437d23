import { Lane } from '@/lib/auction/lane'
import { LotStore } from '@/lib/auction/lot-store'
import { type BenchLot, bid, skipTo } from './auction-world'
import { sideBySide } from './measure'

/** What a driver is told: the lots, which of their bidders are its own, for how long. */
export interface Drive {
  lots: { lotId: string; eventId: string; aliases: string[] }[]
  workers: number
  milliseconds: number
  /** see skipTo */
  from: number
}

/** One node of the figures with several: bids on the lots as fast as they are taken, and says how many it were. */
const store = new LotStore()
process.on('message', async ({ lots, workers, milliseconds, from }: Drive) => {
  skipTo(from)
  const own = lots.map((lot): BenchLot => ({ ...lot, lane: new Lane(lot.lotId, store) }))
  const any = (turn: number) => own[(turn * 7919) % own.length] as BenchLot
  const work = (worker: number, run: number) => bid(any(worker * 31 + run * 977), worker)
  await sideBySide(workers, 1000, work)
  const { runs, seconds } = await sideBySide(workers, milliseconds, work)
  process.send?.(runs / seconds)
})
process.send?.('ready')
