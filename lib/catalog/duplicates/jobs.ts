import { setImmediate as turn } from 'node:timers/promises'
import { pool, prisma } from '@/lib/platform/db/client'
import type { Reactions } from '@/lib/platform/events'
import { addJob, type Jobs } from '@/lib/platform/jobs/queue'
import { log } from '@/lib/platform/log'
import type { ProductText } from './features'
import { findDuplicates, type Pair } from './internal/matching'

/** Whose search it is, and the networks in which it looked when it was started. */
interface Search {
  organizationId: string
  networkIds: string[]
}

declare module '@/lib/platform/jobs/queue' {
  interface JobPayloads {
    'search-duplicates': Search
  }
}

const READ = 5000
const WRITE = 5000

/**
 * Job: finds duplicates among the products that an organization sees in its networks; of a group that is joined already only what stands for
 * it. What nobody has decided yet is replaced by what is found now; decisions stay. Run twice, it does the same twice.
 */
export async function searchDuplicates({ organizationId, networkIds }: Search): Promise<void> {
  const search = await prisma().duplicateSearch.findUnique({ where: { organizationId } })
  if (search?.state !== 'running') return
  try {
    const products = await readProducts(organizationId, networkIds)
    await note(organizationId, { products: products.length, progress: 5 })
    const pairs = await compareAll(organizationId, products)
    await saveProposals(organizationId, products, pairs)
    await note(organizationId, { state: 'done', progress: 100, found: pairs.length, endedAt: new Date() })
  } catch (error) {
    log.error({ organizationId, err: error }, 'the search for duplicates failed')
    await note(organizationId, { state: 'failed', endedAt: new Date() })
  }
}

const note = (organizationId: string, data: Parameters<ReturnType<typeof prisma>['duplicateSearch']['update']>[0]['data']) =>
  prisma().duplicateSearch.update({ where: { organizationId }, data })

/** In pages by id, served by the primary key and search_entry(product_id). */
async function readProducts(organizationId: string, networkIds: readonly string[]): Promise<ProductText[]> {
  const products: ProductText[] = []
  for (let after = '00000000-0000-0000-0000-000000000000'; ; after = (products.at(-1) as ProductText).id) {
    const { rows } = await pool().query<ProductText>(
      `select p.id, p.name, p.brand, p.part_number as "partNumber", p.gtin, p.unit, p.category_code as category, p.attributes
       from product p
       where p.id > $1 and exists (select 1 from search_entry e where e.product_id = p.id and e.network_ids && $2::uuid[])
         and not exists (select 1 from product_merge j where j.organization_id = $3 and j.product_id = p.id and j.head_id <> p.id)
       order by p.id limit ${READ}`,
      [after, networkIds, organizationId],
    )
    for (const row of rows) products.push(row)
    if (rows.length < READ) return products
  }
}

/** Lets whatever else this process does have its turn, again and again. */
async function compareAll(organizationId: string, products: readonly ProductText[]): Promise<Pair[]> {
  const steps = findDuplicates(products)
  let noted = 5
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value
    const progress = 5 + Math.floor(step.value * 85)
    if (progress >= noted + 5) {
      noted = progress
      await note(organizationId, { progress })
    }
    await turn()
  }
}

async function saveProposals(organizationId: string, products: readonly ProductText[], pairs: readonly Pair[]): Promise<void> {
  const client = await pool().connect()
  try {
    await client.query('begin')
    await client.query('create temp table found (first uuid, second uuid, score numeric, reason duplicate_reason) on commit drop')
    for (let at = 0; at < pairs.length; at += WRITE) {
      const rows = pairs.slice(at, at + WRITE).map(({ a, b, score, reason }) => {
        const [first, second] = [(products[a] as ProductText).id, (products[b] as ProductText).id].sort()
        return { first, second, score: score.toFixed(3), reason }
      })
      await client.query(
        'insert into found select first, second, score, reason from jsonb_to_recordset($1::jsonb) as r(first uuid, second uuid, score numeric, reason duplicate_reason)',
        [JSON.stringify(rows)],
      )
    }
    await client.query(`delete from duplicate_proposal where organization_id = $1 and state = 'open'`, [organizationId])
    await client.query(
      `insert into duplicate_proposal (id, organization_id, first_id, second_id, score, reason)
       select gen_random_uuid(), $1, f.first, f.second, f.score, f.reason from found f
       join product a on a.id = f.first join product b on b.id = f.second
       on conflict (organization_id, first_id, second_id) do nothing`,
      [organizationId],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

export const duplicateJobs: Jobs<'search-duplicates'> = { 'search-duplicates': searchDuplicates }

export const duplicateReactions: Reactions = {
  'duplicates.search-started': ({ organizationId, networkIds }) =>
    addJob('search-duplicates', { organizationId, networkIds }, { key: `search-duplicates:${organizationId}` }),
}
