import { createCatalog, publishCatalog } from '@/lib/catalog/offers/commands/manage-catalog'
import { publishStaged } from '@/lib/catalog/offers/publish-staged'
import { indexCatalog } from '@/lib/discovery/search/jobs'
import { searchProducts } from '@/lib/discovery/search/queries'
import { searchParams } from '@/lib/discovery/search/schemas'
import { disconnect, pool } from '@/lib/platform/db/client'
import { migrateJobs } from '@/lib/platform/jobs/worker'
import { makeWorld, reading } from '@/scripts/testing/world'
import { quantile, report, sideBySide } from './measure'

const PRODUCTS = 100_000

await migrateJobs()
const world = await makeWorld()
const as = { actor: world.supplier }
const { id: catalogId } = await createCatalog(as, { name: 'Bench' })
await publishCatalog(as, { catalogId, publications: [{ networkId: world.networkId, startsAt: new Date(Date.now() - 1000).toISOString() }] })
const client = await pool().connect()
await client.query('begin')
await client.query(
  `create temp table staged on commit drop as
   select 'S-' || n as part, jsonb_build_object('part', 'S-' || n, 'name', jsonb_build_object('en', 'Widget ' || w.a || ' ' || w.b || ' no ' || n), 'description', '{}'::jsonb,
     'brand', 'Brand ' || n % 40, 'makerPart', 'M-' || n, 'gtin', null, 'category', null, 'attributes', jsonb_build_array(jsonb_build_object('name', 'Colour', 'value', (array['red','blue','green'])[1 + n % 3])),
     'unit', 'C62', 'currency', 'EUR', 'breaks', jsonb_build_array(jsonb_build_object('from', '1', 'price', ((n % 900) + 1)::text)), 'priceBase', '1', 'minimum', null, 'step', null, 'maximum', null,
     'packSize', null, 'leadTimeDays', n % 20, 'stock', (n % 300)::text, 'validFrom', null, 'validTo', null, 'taxCategory', 'S') as content
   from generate_series(1, ${PRODUCTS}) n, lateral (select (array['steel','brass','copper','nylon','rubber','glass','oak','zinc','tin','lead'])[1 + n % 10] as a,
     (array['valve','pump','motor','gauge','filter','switch','relay','sensor','clamp','hinge'])[1 + (n / 10) % 10] as b) w`,
)
await publishStaged(client, { catalogId, source: 'import', publishedBy: null, now: new Date() })
await client.query('commit')
client.release()
await indexCatalog(catalogId, null)
await pool().query('vacuum analyze')

const words = ['steel valve', 'brass pump', 'copper motor', 'nylon gauge', 'rubber filter', 'oak clamp', 'zinc hinge', 'glass relay']
/** The page's products with prices, its number of hits and its counts by facet, in one statement. */
const plainSql = `
  with hit as materialized (
    select product_id, supplier_id, category, brand, price, lead_time_days, in_stock, attributes, ts_rank(words, q) as rank
    from search_entry, to_tsquery('english', $2) q where network_ids && $1::uuid[] and words @@ q)
  select (select json_agg(p) from (select h.product_id, p.name, o.price, o.breaks from (select product_id, max(rank) r from hit group by 1 order by 2 desc limit 24) h
            join product p on p.id = h.product_id join offer o on o.product_id = p.id) p),
         (select count(distinct product_id) from hit),
         (select json_agg(c) from (select brand, count(distinct product_id) from hit group by 1) c), (select json_agg(c) from (select supplier_id, count(distinct product_id) from hit group by 1) c),
         (select json_agg(c) from (select category, count(distinct product_id) from hit group by 1) c), (select json_agg(c) from (select a, count(distinct product_id) from hit, unnest(attributes) a group by 1) c),
         (select count(distinct product_id) from hit where in_stock), (select json_build_object('a', min(price), 'b', max(price)) from hit)`
const plain = (worker: number, run: number) =>
  pool().query(plainSql, [[world.networkId], (words[(worker + run) % words.length] as string).replace(' ', ' & ')])
const ours = (worker: number, run: number) =>
  searchProducts(reading(world.buyer), searchParams.parse({ q: words[(worker + run) % words.length] }))
const sample = await ours(0, 0)
if (sample.total !== 1000 || sample.products.length !== 24) throw new Error(`found ${sample.total}`)
await sideBySide(8, 2000, plain)
await sideBySide(8, 2000, ours)
const limit = await sideBySide(8, 6000, plain)
const value = await sideBySide(8, 6000, ours)
report({
  name: 'search.p99_two_words_facets',
  value: quantile(value.times, 0.99),
  unit: 'ms',
  limit: quantile(limit.times, 0.99),
  goal: 'ratio <= 2',
  atMost: 2,
})
await disconnect()
process.exit()
