import { randomUUID } from 'node:crypto'
import { createEvent, publishEvent } from '@/lib/auction/commands/save-event'
import { answerInvitation } from '@/lib/auction/commands/take-part'
import { Lane } from '@/lib/auction/lane'
import { appendEntries, FIRST_HASH } from '@/lib/auction/ledger'
import type { LotEvent } from '@/lib/auction/state'
import { bidMessage } from '@/lib/auction/wire'
import type { Actor } from '@/lib/platform/context'
import { disconnect, pool, prisma } from '@/lib/platform/db/client'
import { migrateJobs } from '@/lib/platform/jobs/worker'
import { join, makeWorld, renewed } from '@/scripts/testing/world'
import { atRate, quantile, report, sideBySide, timed } from './measure'
import { watchers } from './watchers'

const BIDDERS = 64

await migrateJobs()
const world = await makeWorld()
const bidders: Actor[] = []
for (let index = 0; index < BIDDERS; index++) {
  const actor = await join(`Bidder ${index}`, 'supplier', ['sales'])
  await prisma().networkMembership.create({
    data: { networkId: world.networkId, organizationId: actor.organizationId, state: 'active', rights: ['bid'], acceptedTerms: 1 },
  })
  bidders.push(await renewed(actor))
}

async function openLot() {
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
      lots: [{ title: 'Lot', ceiling: '9000000', lines: [{ name: 'x', quantity: '1' }] }],
      invite: bidders.map((actor) => actor.organizationId),
    },
  )
  await publishEvent({ actor: world.buyer }, { eventId: event.id })
  for (const actor of bidders) await answerInvitation({ actor }, { eventId: event.id, accept: true })
  await new Promise((resolve) => setTimeout(resolve, 100))
  const lot = await prisma().lot.findFirstOrThrow({ where: { eventId: event.id } })
  const aliases = (await prisma().eventInvitation.findMany({ where: { eventId: event.id } })).map((row) => row.alias)
  return { eventId: event.id, lotId: lot.id, aliases, lane: new Lane(lot.id) }
}

const next = (() => {
  let step = 0
  return () => (8_000_000 - ++step * 0.01).toFixed(2)
})()

async function bid(lot: Awaited<ReturnType<typeof openLot>>, bidder: number): Promise<void> {
  const message = bidMessage.parse({ lotId: lot.lotId, id: randomUUID(), amount: next() })
  const outcome = await lot.lane.submit(
    { do: 'bid', by: lot.aliases[bidder % lot.aliases.length] as string, id: message.id, amount: message.amount },
    Date.now(),
  )
  if (!outcome.ok) throw new Error(`refused: ${outcome.code}`)
}

// The plainest writer: rows in batches of 100, each batch durable.
await pool().query('create table plain (id bigserial primary key, lot uuid, at timestamptz, actor text, payload jsonb, hash text)')
const rows = Array.from({ length: 100 }, () => JSON.stringify({ amount: '990.00', id: randomUUID() }))
const writer = await sideBySide(1, 4000, () =>
  pool().query(
    `insert into plain (lot, at, actor, payload, hash) select gen_random_uuid(), now(), 'A', p, repeat('a', 64) from unnest($1::jsonb[]) p`,
    [rows],
  ),
)
const hot = await openLot()
await sideBySide(BIDDERS, 1000, (worker) => bid(hot, worker))
const closed = await sideBySide(BIDDERS, 5000, (worker) => bid(hot, worker))
report({
  name: 'auction.bids_one_lot',
  value: closed.runs / closed.seconds,
  unit: 'bids/s',
  limit: (writer.runs * 100) / writer.seconds,
  goal: 'ratio >= 0.25',
  atLeast: 0.25,
})

const commits = await sideBySide(1, 1500, () => pool().query(`insert into plain (lot, at, actor) values (gen_random_uuid(), now(), 'A')`))
const calm = await openLot()
const waits = await atRate(300, 1500, (sent) => bid(calm, sent))
const bare = await atRate(300, 1500, () => pool().query(`insert into plain (lot, at, actor) values (gen_random_uuid(), now(), 'A')`))
report({
  name: 'auction.p99_to_acknowledgement',
  value: quantile(waits, 0.99),
  unit: 'ms',
  limit: quantile(commits.times, 0.5),
  goal: 'ratio <= 8',
  atMost: 8,
})

report({
  name: 'auction.p99_bare_insert_at_the_same_rate',
  value: quantile(bare, 0.99),
  unit: 'ms',
  limit: quantile(commits.times, 0.5),
  goal: 'none: shows what of the figure above is the disk',
})

await watchers({ world, lot: await openLot(), bid })

// A long ledger: 100,000 entries, folded from the database.
const long = await openLot()
const start = Date.parse('2026-01-01T00:00:00Z')
const events = Array.from({ length: 100_000 }, (_, index): { event: LotEvent; actor: string } => {
  const by = long.aliases[index % long.aliases.length] as string
  return index === 0
    ? { event: { type: 'lot.opened', at: start }, actor: 'system' }
    : {
        event: {
          type: 'bid.accepted',
          at: start + index,
          bidder: by,
          id: `b${index}`,
          amount: (2_000_000 - index * 0.01).toFixed(2),
          source: 'bidder',
        },
        actor: by,
      }
})
const entries = appendEntries({ seq: 0, hash: FIRST_HASH }, events)
for (let from = 0; from < entries.length; from += 5000) {
  const part = entries.slice(from, from + 5000)
  await pool().query(
    `insert into ledger_entry (lot_id, seq, at, actor, type, payload, prev, hash)
     select $1, * from unnest($2::int[], $3::timestamptz[], $4::text[], $5::text[], $6::jsonb[], $7::text[], $8::text[])`,
    [
      long.lotId,
      part.map((e) => e.seq),
      part.map((e) => e.at),
      part.map((e) => e.actor),
      part.map((e) => e.type),
      part.map((e) => JSON.stringify(e.payload)),
      part.map((e) => e.prev),
      part.map((e) => e.hash),
    ],
  )
}
await pool().query('update lot set seq = 100000, head = $2 where id = $1', [long.lotId, entries.at(-1)?.hash])
const read = () => pool().query('select seq, at, type, payload from ledger_entry where lot_id = $1 order by seq', [long.lotId])
await read()
const reads = [await timed(read), await timed(read), await timed(read)]
const folds = []
for (let round = 0; round < 3; round++) folds.push(await timed(() => new Lane(long.lotId).read()))
report({
  name: 'auction.fold_100000',
  value: 100_000 / (quantile(folds, 0.5) / 1000),
  unit: 'entries/s',
  limit: 100_000 / (quantile(reads, 0.5) / 1000),
  goal: 'ratio >= 0.3',
  atLeast: 0.3,
})
await disconnect()
process.exit()
