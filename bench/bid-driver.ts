import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { bidMessage } from '@/lib/sourcing/auction/rules/wire'
import { startLiveSide } from '@/live-side'
import { sideBySide } from './measure'

/** What a driver is told: the lots, which of their bidders are its own, for how long. */
export interface Drive {
  lots: { lotId: string; aliases: string[] }[]
  workers: number
  milliseconds: number
  /** steps of a cent below the first amount: below those of another round or driver */
  from: number
}

/** One node of the figures with several, its pages left out: bids on the lots as fast as they are taken, and says how many it were. */
const http = createServer()
const { lots, time } = await startLiveSide(http, async () => null)
process.on('message', async (drive: Drive) => {
  let step = drive.from
  const bid = async (turn: number, worker: number) => {
    const lot = drive.lots[(turn * 7919) % drive.lots.length] as Drive['lots'][number]
    const message = bidMessage.parse({ lotId: lot.lotId, id: randomUUID(), amount: (8_000_000 - ++step * 0.01).toFixed(2) })
    const by = lot.aliases[worker % lot.aliases.length] as string
    const outcome = await lots.submit(lot.lotId, { do: 'bid', by, id: message.id, amount: message.amount }, time.now())
    if (!outcome.ok) throw new Error(`refused: ${outcome.code}`)
  }
  const work = (worker: number, run: number) => bid(worker * 31 + run * 977, worker)
  await sideBySide(drive.workers, 1500, work)
  const { runs, seconds } = await sideBySide(drive.workers, drive.milliseconds, work)
  process.send?.(runs / seconds)
})
http.listen(0, '127.0.0.1', () => process.send?.('ready'))
