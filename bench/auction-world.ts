import { randomUUID } from 'node:crypto'
import { pool, prisma } from '@/lib/platform/db/client'
import { LotStore } from '@/lib/sourcing/auction/live/internal/lot-store'
import { Lane } from '@/lib/sourcing/auction/live/lane'
import { appendEntries, FIRST_HASH } from '@/lib/sourcing/auction/live/ledger'
import type { LotEvent } from '@/lib/sourcing/auction/rules/state'
import { bidMessage } from '@/lib/sourcing/auction/rules/wire'
import { createEvent, publishEvent } from '@/lib/sourcing/events/commands/save-event'
import { join, makeWorld, renewed, type World } from '@/scripts/testing/world'

/** A lot that bidders may bid on, as the auction benchmarks use it. */
export interface BenchLot {
  eventId: string
  lotId: string
  aliases: string[]
  lane: Lane
}

/** The node's. */
const store = new LotStore()

/** A network with a buyer and so many suppliers. */
export async function manyBidders(count: number): Promise<{ world: World; suppliers: string[] }> {
  const world = await makeWorld()
  const suppliers: string[] = []
  for (let index = 0; index < count; index++) {
    const actor = await join(`Bidder ${index}`, 'supplier', ['sales'])
    await prisma().networkMembership.create({
      data: { networkId: world.networkId, organizationId: actor.organizationId, state: 'active', rights: ['bid'], acceptedTerms: 1 },
    })
    suppliers.push((await renewed(actor)).organizationId)
  }
  return { world, suppliers }
}

/** An event with so many lots that are open now, and whose bidders have accepted the terms. */
export async function openLots(world: World, suppliers: readonly string[], count: number): Promise<BenchLot[]> {
  const now = Date.now()
  const event = await createEvent(
    { actor: world.buyer },
    {
      title: 'Bench',
      networkId: world.networkId,
      currency: 'EUR',
      opensAt: new Date(now + 50).toISOString(),
      endsAt: new Date(now + 3_600_000).toISOString(),
      step: { minimum: '0.01', unit: 'absolute' },
      mustBeat: 'own',
      ties: true,
      overtime: null,
      lots: Array.from({ length: count }, (_, index) => ({
        title: `Lot ${index}`,
        ceiling: '9000000',
        lines: [{ name: 'x', quantity: '1' }],
      })),
      invite: [...suppliers],
    },
  )
  await publishEvent({ actor: world.buyer }, { eventId: event.id })
  await prisma().eventInvitation.updateMany({ where: { eventId: event.id }, data: { state: 'accepted' } })
  await new Promise((resolve) => setTimeout(resolve, 100))
  const lots = await prisma().lot.findMany({ where: { eventId: event.id }, select: { id: true } })
  const aliases = (await prisma().eventInvitation.findMany({ where: { eventId: event.id } })).map((row) => row.alias)
  return lots.map((lot) => ({ eventId: event.id, lotId: lot.id, aliases, lane: new Lane(lot.id, store) }))
}

let step = 0

/** A bid that is better than all before: parsed, decided, durable. @throws Error when it is refused */
export async function bid(lot: BenchLot, bidder: number): Promise<void> {
  const amount = (8_000_000 - ++step * 0.01).toFixed(2)
  const message = bidMessage.parse({ lotId: lot.lotId, id: randomUUID(), amount })
  const by = lot.aliases[bidder % lot.aliases.length] as string
  const outcome = await lot.lane.submit({ do: 'bid', by, id: message.id, amount: message.amount }, Date.now())
  if (!outcome.ok) throw new Error(`refused: ${outcome.code}`)
}

/** Gives each lot a ledger of so many entries, and its row what follows from it. */
export async function fillLedgers(lots: readonly BenchLot[], length: number): Promise<void> {
  const opened = Date.parse('2026-01-01T00:00:00Z')
  for (const lot of lots) {
    const events = Array.from({ length }, (_, index): { event: LotEvent; actor: string } => {
      if (index === 0) return { event: { type: 'lot.opened', at: opened }, actor: 'system' }
      const bidder = lot.aliases[index % lot.aliases.length] as string
      const amount = (8_500_000 - index * 0.01).toFixed(2)
      return { event: { type: 'bid.accepted', at: opened + index, bidder, id: `b${index}`, amount, source: 'bidder' }, actor: bidder }
    })
    const entries = appendEntries({ seq: 0, hash: FIRST_HASH }, events)
    for (let from = 0; from < entries.length; from += 5000) {
      const part = entries.slice(from, from + 5000)
      await pool().query(
        `insert into ledger_entry (lot_id, seq, at, actor, type, payload, prev, hash)
         select $1, * from unnest($2::int[], $3::timestamptz[], $4::text[], $5::text[], $6::jsonb[], $7::text[], $8::text[])`,
        [
          lot.lotId,
          part.map((entry) => entry.seq),
          part.map((entry) => entry.at),
          part.map((entry) => entry.actor),
          part.map((entry) => entry.type),
          part.map((entry) => JSON.stringify(entry.payload)),
          part.map((entry) => entry.prev),
          part.map((entry) => entry.hash),
        ],
      )
    }
    await pool().query(`update lot set seq = $2, head = $3, phase = 'open', bid_count = $2 - 1, due_at = ends_at where id = $1`, [
      lot.lotId,
      length,
      entries.at(-1)?.hash,
    ])
  }
}
