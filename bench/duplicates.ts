import type { ProductText } from '@/lib/catalog/duplicates/features'
import { findDuplicates, type Pair } from '@/lib/catalog/duplicates/internal/matching'
import { searchDuplicates } from '@/lib/catalog/duplicates/jobs'
import { disconnect, pool } from '@/lib/platform/db/client'
import { Random } from '@/lib/platform/random'
import { demoProducts } from '@/prisma/demo/products'
import { asText, writtenAnew } from '@/prisma/demo/same-products'
import { makeWorld } from '@/scripts/testing/world'
import { report, timed } from './measure'

const PRODUCTS = 100_000
/** Of so many products somebody else has an entry of its own. */
const SHARE = 0.25

interface Labelled {
  products: ProductText[]
  /** pairs that are one product, as 'index index' */
  truth: Set<string>
}

/** The demo's products, each of a line several times as its makers' lines go on, and a share of them as another supplier writes them. */
function labelled(most: number): Labelled {
  const random = new Random(7)
  const products: ProductText[] = []
  const truth = new Set<string>()
  const base = demoProducts()
  for (let round = 0; ; round++)
    for (const product of base) {
      if (products.length >= most) return { products, truth }
      const own = round === 0 ? product : furtherMaker(product, round)
      const text = asText(own, idOf(products.length))
      const index = products.push(round === 0 ? text : { ...text, gtin: null }) - 1
      if (products.length < most && random.next() < SHARE) {
        truth.add(`${index} ${products.length}`)
        products.push(writtenAnew(own, random, idOf(products.length)))
      }
    }
}

const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`

/** The same product line by a maker of another name. */
function furtherMaker(product: ReturnType<typeof demoProducts>[number], round: number) {
  const random = new Random(round * 1000 + product.brand.length)
  const syllables = ['ba', 'ko', 'ri', 'ten', 'mol', 'sa', 'vi', 'dur', 'lex', 'no', 'pra', 'gun']
  const brand = `${random.sample(syllables, 3).join('')} ${product.brand}`
  return { ...product, brand, makerPart: `${brand.slice(0, 3).toUpperCase()}-${product.makerPart.slice(3)}${round}` }
}

function quality(name: string, { truth }: Labelled, found: readonly Pair[]): void {
  const right = found.filter(({ a, b }) => truth.has(`${a} ${b}`)).length
  report({ name: `duplicates.${name}_precision`, value: right / found.length, unit: 'share', limit: 1, goal: 'printed' })
  report({ name: `duplicates.${name}_recall`, value: right / truth.size, unit: 'share', limit: 1, goal: 'printed' })
}

function search(products: readonly ProductText[]): Pair[] {
  const steps = findDuplicates(products)
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}

const demo = labelled(3700)
quality('demo', demo, search(demo.products))

const world = await makeWorld()
const many = labelled(PRODUCTS)
await store(many.products)
quality('100000', many, search(many.products))
many.products.length = 0

let peak = 0
const sampler = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 20)
const { organizationId, userId } = world.buyer
await pool().query(`insert into duplicate_search (organization_id, state, started_by, started_at) values ($1, 'running', $2, now())`, [
  organizationId,
  userId,
])
const took = await timed(() => searchDuplicates({ organizationId, networkIds: [world.networkId] }))
clearInterval(sampler)
const { rows } = await pool().query<{ state: string; products: number; found: number }>(
  'select state, products, found from duplicate_search',
)
if (rows[0]?.state !== 'done' || rows[0].products !== PRODUCTS) throw new Error(`the search ended as ${JSON.stringify(rows[0])}`)
report({ name: 'duplicates.search_100000', value: took / 1000, unit: 's', limit: 300, goal: 'ratio <= 1', atMost: 1 })
report({ name: 'duplicates.search_peak_memory', value: peak / 1024 / 1024, unit: 'MiB', limit: 1024, goal: 'ratio <= 1', atMost: 1 })
await disconnect()
process.exit()

/** The products as rows, each with an entry that makes it seen in the network. */
async function store(products: readonly ProductText[]): Promise<void> {
  const supplier = world.supplier.organizationId
  for (let at = 0; at < products.length; at += 10_000) {
    const page = JSON.stringify(products.slice(at, at + 10_000))
    await pool().query(
      `insert into product (id, owner_id, brand, part_number, gtin, name, unit, attributes)
       select id, $2, brand, "partNumber", gtin, name, unit, attributes
       from jsonb_to_recordset($1::jsonb) as p(id uuid, brand text, "partNumber" text, gtin text, name jsonb, unit text, attributes jsonb)
       on conflict do nothing`,
      [page, supplier],
    )
    await pool().query(
      `insert into search_entry (offer_id, product_id, supplier_id, catalog_id, network_ids, in_stock, attributes, words)
       select id, id, $2, $2, array[$3::uuid], true, '{}', '' from jsonb_to_recordset($1::jsonb) as p(id uuid)`,
      [page, supplier, world.networkId],
    )
  }
}
