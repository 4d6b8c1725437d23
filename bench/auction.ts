import { disconnect, pool } from '@/lib/platform/db/client'
import { migrateJobs } from '@/lib/platform/jobs/worker'
import { Lane } from '@/lib/sourcing/auction/live/lane'
import { type BenchLot, bid, fillLedgers, manyBidders, openLots } from './auction-world'
import { engine } from './engine'
import { manyLots } from './many-lots'
import { atRate, quantile, report, sideBySide, timed } from './measure'
import { twoNodes } from './nodes'
import { recovery } from './recovery'
import { watchers } from './watchers'

const BIDDERS = 64

await migrateJobs()
const { world, suppliers } = await manyBidders(BIDDERS)
const openLot = async () => (await openLots(world, suppliers, 1))[0] as BenchLot

// The plainest writer: rows in batches of 100, each batch durable.
await pool().query('create table plain (id bigserial primary key, lot uuid, at timestamptz, actor text, payload jsonb, hash text)')
const rows = Array.from({ length: 100 }, (_, index) =>
  JSON.stringify({ amount: '990.00', id: `0190a3c2-0000-7000-8000-${String(index).padStart(12, '0')}` }),
)
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
// What was compiled for full batches is compiled anew for single bids: that is over before it is measured.
await atRate(300, 3000, (sent) => bid(calm, sent))
const waits = await atRate(300, 3000, (sent) => bid(calm, sent))
const bare = await atRate(300, 3000, () => pool().query(`insert into plain (lot, at, actor) values (gen_random_uuid(), now(), 'A')`))
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

await manyLots({
  world,
  suppliers: suppliers.slice(0, 20),
  plainRows: (writer.runs * 100) / writer.seconds,
  commit: quantile(commits.times, 0.5),
})

await twoNodes(world, suppliers.slice(0, 20))
await recovery(world, suppliers.slice(0, 20))

for (const count of [1000, 5000]) await watchers({ world, lot: await openLot(), bid, count })

// A long ledger: 100,000 entries, folded from the database.
const long = await openLot()
await fillLedgers([long], 100_000)
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
// Last: it leaves a process behind that has seen every format and a million entries.
engine()
await disconnect()
process.exit()
