import { createReadStream, createWriteStream } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import * as pgCopy from 'pg-copy-streams'
import type { ColumnTargets } from '@/lib/catalog/columns'
import { checkImport } from '@/lib/catalog/commands/check-import'
import { createCatalog, publishCatalog } from '@/lib/catalog/commands/manage-catalog'
import { publishImport } from '@/lib/catalog/commands/publish-import'
import { uploadImport } from '@/lib/catalog/commands/upload-import'
import { checkImportJob, publishImportJob } from '@/lib/catalog/import-jobs'
import { disconnect, pool } from '@/lib/platform/db/client'
import { migrateJobs } from '@/lib/platform/jobs/worker'
import { storeFile } from '@/lib/platform/storage'
import { indexCatalog } from '@/lib/search/index-jobs'
import { makeWorld } from '@/scripts/testing/world'
import { report } from './measure'

const ROWS = 100_000
const file = path.join(process.env.STOA_DATA as string, 'catalog.csv')

function* lines(): Generator<string> {
  yield 'sku,name,brand,mpn,price,unit,lead time,stock,Colour\n'
  for (let row = 0; row < ROWS; row++)
    yield `S-${row},Widget ${row % 977} model ${row % 311} size ${row % 53},Brand ${row % 40},M-${row},${(row % 900) + 0.5},pcs,${row % 20},${row % 300},${['red', 'blue', 'green'][row % 3]}\n`
}

await migrateJobs()
const world = await makeWorld()
await pipeline(Readable.from(lines()), createWriteStream(file))

// The plainest way: COPY the columns into a table, index its text, its part number and its price.
await pool().query(
  'create table plain (sku text, name text, brand text, mpn text, price numeric, unit text, lead int, stock int, colour text)',
)
const plainStarted = performance.now()
const client = await pool().connect()
await pipeline(createReadStream(file), client.query(pgCopy.from('copy plain from stdin (format csv, header)')))
client.release()
await pool().query('alter table plain add primary key (sku)')
await pool().query(`create index on plain using gin (to_tsvector('english', name || ' ' || brand))`)
await pool().query('create index on plain (price)')
const plain = (performance.now() - plainStarted) / 1000

let peak = 0
const sampler = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 20)
const as = { actor: world.supplier }
const { id: catalogId } = await createCatalog(as, { name: 'Bench' })
await publishCatalog(as, { catalogId, publications: [{ networkId: world.networkId, startsAt: new Date(Date.now() - 1000).toISOString() }] })
const started = performance.now()
const stored = await storeFile(createReadStream(file), 1e9)
const { importId } = await uploadImport(as, { catalogId, fileName: 'catalog.csv', stored })
const targets: ColumnTargets = ['part', 'nameEn', 'brand', 'makerPart', 'price', 'unit', 'leadTimeDays', 'stock', 'attribute:Colour']
await checkImport(as, { importId, targets })
await checkImportJob({ importId })
await publishImport(as, { importId })
await publishImportJob({ importId })
await indexCatalog(catalogId, 1)
const seconds = (performance.now() - started) / 1000
clearInterval(sampler)
const { rows } = await pool().query<{ count: number }>('select count(*)::int as count from search_entry')
if (rows[0]?.count !== ROWS) throw new Error(`only ${rows[0]?.count} rows are searchable`)
report({ name: 'catalog.import_100000', value: ROWS / seconds, unit: 'rows/s', limit: ROWS / plain, goal: 'ratio >= 0.2', atLeast: 0.2 })
report({ name: 'catalog.import_peak_memory', value: peak / 1024 / 1024, unit: 'MiB', limit: 400, goal: 'ratio <= 1', atMost: 1 })
await disconnect()
process.exit()
