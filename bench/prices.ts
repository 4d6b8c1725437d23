import { disconnect, pool } from '@/lib/platform/db/client'
import { quoteProducts } from '@/lib/pricing/quotes/queries'
import { makeWorld, reading } from '@/scripts/testing/world'
import { quantile, report, sideBySide } from './measure'

/** Two offers of each product, from fifty suppliers. */
const PRODUCTS = 500_000
const SUPPLIERS = 50
/** Virtual catalogs of all buyers; forty of them are the one's who asks. */
const CATALOGS = 2000
const OWN_CATALOGS = 40
const ENTRIES = 500
/** Contracts of the one who asks, and as many of others. */
const CONTRACTS = 200
const PRICES = 500
const PAGE = 50

const world = await makeWorld()
const sql = (text: string, values: unknown[] = []) => pool().query(text, values)

await sql(`insert into organization (id, name, kinds, country, currency)
  select md5('s' || n)::uuid, 'Supplier ' || n, '{supplier}', 'DE', 'EUR' from generate_series(1, ${SUPPLIERS}) n`)
await sql(
  `insert into network_membership (id, network_id, organization_id, state, rights, accepted_terms)
   select gen_random_uuid(), $1, md5('s' || n)::uuid, 'active', '{publish}', 1 from generate_series(1, ${SUPPLIERS}) n`,
  [world.networkId],
)
await sql(
  `insert into catalog (id, organization_id, name) select md5('c' || n)::uuid, md5('s' || n)::uuid, 'Main' from generate_series(1, ${SUPPLIERS}) n`,
)
await sql(
  `insert into catalog_publication (catalog_id, network_id, starts_at)
   select md5('c' || n)::uuid, $1, now() - interval '1 day' from generate_series(1, ${SUPPLIERS}) n`,
  [world.networkId],
)
await sql(`insert into product (id, owner_id, name, unit)
  select md5('p' || n)::uuid, md5('s1')::uuid, jsonb_build_object('en', 'Widget ' || n), 'C62' from generate_series(1, ${PRODUCTS}) n`)
await sql(`insert into offer (id, catalog_id, supplier_id, product_id, supplier_part_number, currency, price, breaks, unit, content, first_version, version)
  select md5('o' || n)::uuid, md5('c' || s)::uuid, md5('s' || s)::uuid, md5('p' || (1 + n % ${PRODUCTS}))::uuid, 'P-' || n, 'EUR', 1 + n % 900,
         jsonb_build_array(jsonb_build_object('from', '1', 'price', (1 + n % 900)::text)), 'C62', '{}', 1, 1
  from generate_series(1, ${2 * PRODUCTS}) n, lateral (select 1 + n % ${SUPPLIERS} as s) x`)
await sql(
  `insert into catalog (id, organization_id, name, managed_by, published_version)
   select md5('v' || n)::uuid, case when n <= ${OWN_CATALOGS} then $1::uuid else md5('s' || (1 + n % ${SUPPLIERS}))::uuid end, 'Own ' || n, 'buyer', 1
   from generate_series(1, ${CATALOGS}) n`,
  [world.buyer.organizationId],
)
await sql(`insert into catalog_entry (catalog_id, offer_id, from_version, seen_version)
  select md5('v' || v)::uuid, md5('o' || (1 + (v * 7919 + e * 31) % ${2 * PRODUCTS}))::uuid, 1, 1
  from generate_series(1, ${CATALOGS}) v, generate_series(1, ${ENTRIES}) e on conflict do nothing`)
await sql(
  `insert into price_list (id, supplier_id, kind, name, state, buyer_id)
   select md5('l' || n)::uuid, md5('s' || (1 + n % ${SUPPLIERS}))::uuid, 'contract', 'Contract ' || n, 'active',
          case when n <= ${CONTRACTS} then $1::uuid else $2::uuid end
   from generate_series(1, ${2 * CONTRACTS}) n`,
  [world.buyer.organizationId, world.outsider.organizationId],
)
await sql(`insert into price_list_entry (id, list_id, offer_id, price, currency, price_base)
  select gen_random_uuid(), md5('l' || l)::uuid, md5('o' || (1 + (l * 104729 + e * 17) % ${2 * PRODUCTS}))::uuid, 0.5, 'EUR', 1
  from generate_series(1, ${2 * CONTRACTS}) l, generate_series(1, ${PRICES}) e on conflict do nothing`)
await sql('vacuum analyze')

/** Pages that hold contract prices and catalogs' entries among others. */
const numbers = Array.from({ length: 400 }, (_, page) =>
  Array.from({ length: PAGE }, (_, at) => 1 + (((1 + (page % CONTRACTS)) * 104729 + at * 17 + page * 7) % (2 * PRODUCTS))),
)
const ids = async (kind: 'o' | 'p', list: number[]) =>
  (await sql(`select md5($1 || n)::uuid as id from unnest($2::int[]) n`, [kind, list])).rows.map(({ id }) => id as string)
const offerPages = await Promise.all(numbers.map((list) => ids('o', list)))
const productPages = await Promise.all(
  numbers.map((list) =>
    ids(
      'p',
      list.map((n) => 1 + (n % PRODUCTS)),
    ),
  ),
)

const pageOf = <Page>(pages: Page[], worker: number, run: number) => pages[(worker * 97 + run) % pages.length] as Page
const plain = (worker: number, run: number) =>
  sql('select o.*, p.name from offer o join product p on p.id = o.product_id where o.id = any($1::uuid[])', [
    pageOf(offerPages, worker, run),
  ])
const ours = (worker: number, run: number) => quoteProducts(reading(world.buyer), pageOf(productPages, worker, run))

const sample = [...(await ours(0, 0)).values()].flat()
if (sample.length !== 2 * PAGE || !sample.some(({ source }) => source === 'contract'))
  throw new Error(`${sample.length} offers, ${sample.filter(({ source }) => source === 'contract').length} at contract prices`)
await sideBySide(4, 2000, plain)
await sideBySide(4, 2000, ours)
const limit = await sideBySide(4, 6000, plain)
const value = await sideBySide(4, 6000, ours)
for (const share of [0.5, 0.99])
  report({
    name: `prices.page_of_50_products_p${share * 100}`,
    value: quantile(value.times, share),
    unit: 'ms',
    limit: quantile(limit.times, share),
    goal: share === 0.99 ? 'ratio <= 3' : 'for comparison',
    ...(share === 0.99 && { atMost: 3 }),
  })
await disconnect()
process.exit()
