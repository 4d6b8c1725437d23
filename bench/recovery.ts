import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { io } from 'socket.io-client'
import { prisma } from '@/lib/platform/db/client'
import { root } from '@/scripts/setup/install.js'
import type { World } from '@/scripts/testing/world'
import { type BenchLot, fillLedgers, openLots } from './auction-world'
import { report } from './measure'

const LOTS = 1000
const BIDS = 200

/** From the start of a node whose predecessor was killed to its first acknowledged bid, with a thousand lots open. */
export async function recovery(world: World, suppliers: readonly string[]): Promise<void> {
  const lots: BenchLot[] = []
  while (lots.length < LOTS) lots.push(...(await openLots(world, suppliers, 100)))
  await fillLedgers(lots, BIDS + 1)
  const lot = lots[500] as BenchLot
  const { email } = await bidder(lot)

  const read = performance.now()
  await prisma().ledgerEntry.findMany({
    where: { lotId: { in: lots.map(({ lotId }) => lotId) } },
    select: { seq: true, at: true, type: true, payload: true },
  })
  const plain = performance.now() - read

  const started = performance.now()
  const node = spawn(process.execPath, ['scripts/run.js', 'scripts/testing/crash-subject.ts', 'server'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<string>((resolve) => node.stdout.on('data', (text) => resolve(String(text).split(' ')[1]?.trim() ?? '')))
  const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], extraHeaders: { cookie: email } })
  const joined = await socket.timeout(10_000).emitWithAck('event:join', { eventId: lot.eventId })
  if (!joined.ok) throw new Error(JSON.stringify(joined))
  const answer = await socket.timeout(10_000).emitWithAck('bid', { lotId: lot.lotId, id: randomUUID(), amount: '5.00' })
  const took = performance.now() - started
  if (!answer.ok || !answer.data.accepted) throw new Error(JSON.stringify(answer))
  socket.close()
  node.kill('SIGKILL')
  report({
    name: 'auction.crash_to_first_bid_1000_lots',
    value: took,
    unit: 'ms',
    limit: Math.min(3 * plain, 3000),
    goal: `ratio <= 1: three plain reads of the rows (${Math.round(plain)} ms each), at most 3 s`,
    atMost: 1,
  })
}

async function bidder(lot: BenchLot): Promise<{ email: string }> {
  const { supplierId } = await prisma().eventInvitation.findFirstOrThrow({ where: { eventId: lot.eventId } })
  const { user } = await prisma().membership.findFirstOrThrow({ where: { organizationId: supplierId }, include: { user: true } })
  return user
}
