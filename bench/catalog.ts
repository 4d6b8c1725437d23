import { createReadStream, createWriteStream } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import * as pgCopy from 'pg-copy-streams'
import type { ColumnTargets } from '@/lib/catalog/formats/model'
import { checkImport } from '@/lib/catalog/imports/commands/check-import'
import { publishImport } from '@/lib/catalog/imports/commands/publish-import'
import { uploadImport } from '@/lib/catalog/imports/commands/upload-import'
import { checkImportFile, publishDueImport } from '@/lib/catalog/imports/jobs'
import { createCatalog, publishCatalog } from '@/lib/catalog/offers/commands/manage-catalog'
import { publishVirtualCatalog } from '@/lib/catalog/virtual/commands/publish-virtual-catalog'
import { createVirtualCatalog, describeVirtualCatalog } from '@/lib/catalog/virtual/commands/save-virtual-catalog'
import { indexCatalog } from '@/lib/discovery/search/jobs'
import { searchProducts } from '@/lib/discovery/search/queries'
import { searchParams } from '@/lib/discovery/search/schemas'
import { disconnect, pool } from '@/lib/platform/db/client'
import { storeFile } from '@/lib/platform/files/storage'
import { migrateJobs } from '@/lib/platform/jobs/worker'
import { makeWorld, reading } from '@/scripts/testing/world'
import { report, timed } from './measure'

const ROWS = 100_000
const folder = process.env.STOA_DATA as string
const file = path.join(folder, 'catalog.csv')

function* lines(raised = 0): Generator<string> {
  yield 'sku,name,brand,mpn,price,unit,lead time,stock,Colour\n'
  for (let row = 0; row < ROWS; row++)
    yield `S-${row},Widget ${row % 977} model ${row % 311} size ${row % 53},Brand ${row % 40},M-${row},${(row % 900) + 0.5 + raised},pcs,${row % 20},${row % 300},${['red', 'blue', 'green'][row % 3]}\n`
}

await migrateJobs()
const world = await makeWorld()
await pipeline(Readable.from(lines()), createWriteStream(file))

// The least that a file of prices can become: one flat table whose text, part number and price are indexed.
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
await checkImportFile({ importId })
await publishImport(as, { importId })
await publishDueImport({ importId })
await indexCatalog(catalogId, 1)
const seconds = (performance.now() - started) / 1000
clearInterval(sampler)
const { rows } = await pool().query<{ count: number }>('select count(*)::int as count from search_entry')
if (rows[0]?.count !== ROWS) throw new Error(`only ${rows[0]?.count} rows are searchable`)
const sameRows = await copySameRows()
report({ name: 'catalog.import_100000', value: ROWS / seconds, unit: 'rows/s', limit: ROWS / sameRows, goal: 'ratio >= 0.2', atLeast: 0.2 })
report({
  name: 'catalog.import_100000_beside_one_flat_table',
  value: ROWS / seconds,
  unit: 'rows/s',
  limit: ROWS / plain,
  goal: 'for comparison',
})
report({ name: 'catalog.import_peak_memory', value: peak / 1024 / 1024, unit: 'MiB', limit: 400, goal: 'ratio <= 1', atMost: 1 })

// New prices for all of it, from a file again, until all of it is found at them; beside it the same rows changed by plain
// statements, and the indexes of search built anew.
const raised = await timed(async () => {
  await pipeline(Readable.from(lines(1)), createWriteStream(file))
  const again = await uploadImport(as, { catalogId, fileName: 'prices.csv', stored: await storeFile(createReadStream(file), 1e9) })
  await checkImport(as, { importId: again.importId, targets })
  await checkImportFile({ importId: again.importId })
  await publishImport(as, { importId: again.importId })
  await publishDueImport({ importId: again.importId })
  await indexCatalog(catalogId, 2)
})
const cheapest = await searchProducts(reading(world.buyer), searchParams.parse({ q: 'widget', sort: 'price' }), 1)
if (cheapest.total !== ROWS || cheapest.products[0]?.best?.unitPrice !== '1.5') throw new Error('not all is found at the new prices')
const plainUpdate = await timed(async () => {
  await pool().query(`update offer set price = price + 1, breaks = jsonb_set(breaks, '{0,price}', to_jsonb((price + 1)::text))`)
  await pool().query('reindex table search_entry')
})
report({
  name: 'catalog.new_prices_100000_until_found',
  value: ROWS / (raised / 1000),
  unit: 'rows/s',
  limit: ROWS / (plainUpdate / 1000),
  goal: 'ratio >= 0.2',
  atLeast: 0.2,
})

// All of it as a buyer's virtual catalog, beside the same entries written by one plain statement.
const buyer = { actor: world.buyer }
const virtual = await createVirtualCatalog(buyer, { name: 'All' })
await describeVirtualCatalog(buyer, {
  catalogId: virtual.id,
  name: 'All',
  selection: { rules: [{ supplierIds: [world.supplier.organizationId] }] },
})
const published = await timed(async () => {
  const { added } = await publishVirtualCatalog(buyer, { catalogId: virtual.id, expected: null })
  if (added !== ROWS) throw new Error(`only ${added} offers were published`)
})
await pool().query('create table plain_entry (like catalog_entry including all)')
const plainEntries = await timed(async () => {
  await pool().query('insert into plain_entry select * from catalog_entry where catalog_id = $1', [virtual.id])
})
report({
  name: 'catalog.publish_virtual_100000',
  value: ROWS / (published / 1000),
  unit: 'offers/s',
  limit: ROWS / (plainEntries / 1000),
  goal: 'ratio >= 0.2',
  atLeast: 0.2,
})
await disconnect()
process.exit()

/**
 * Seconds that COPY and index build take for the rows that the import left behind: the same tables with the same
 * indexes and references, from files that say exactly what to write.
 */
async function copySameRows(): Promise<number> {
  const db = await pool().connect()
  const tables = ['product', 'offer', 'search_entry', 'search_word']
  for (const table of tables)
    await pipeline(db.query(pgCopy.to(`copy ${table} to stdout`)), createWriteStream(path.join(folder, `${table}.copy`)))
  const indexes = await db.query<{ sql: string }>(
    `select replace(indexdef, ' ON public.', ' ON again.') as sql from pg_indexes where schemaname = 'public' and tablename = any($1)`,
    [tables],
  )
  const references = await db.query<{ sql: string }>(
    `select format('alter table again.%I add %s', r.relname, pg_get_constraintdef(c.oid)) as sql
     from pg_constraint c join pg_class r on r.oid = c.conrelid
     where c.contype = 'f' and c.connamespace = 'public'::regnamespace and r.relname = any($1)`,
    [tables],
  )
  await db.query('create schema again')
  for (const table of tables) await db.query(`create table again.${table} (like public.${table} including generated including defaults)`)
  const started = performance.now()
  for (const table of tables)
    await pipeline(createReadStream(path.join(folder, `${table}.copy`)), db.query(pgCopy.from(`copy again.${table} from stdin`)))
  for (const { sql } of [...indexes.rows, ...references.rows]) await db.query(sql)
  db.release()
  return (performance.now() - started) / 1000
}
