import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

/** A table is written by its own domain alone. Which domain that is follows from who writes it; here is read whether it is one. */

const root = fileURLToPath(new URL('..', import.meta.url))
const filesBelow = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'generated' ? [] : filesBelow(file)
    return file.endsWith('.ts') && !file.endsWith('.test.ts') ? [file] : []
  })

/** Tables by the names that Prisma's client and SQL have for them. */
const schema = readdirSync(path.join(root, 'prisma/schema'))
  .map((file) => readFileSync(path.join(root, 'prisma/schema', file), 'utf8'))
  .join('\n')
const tables = [...schema.matchAll(/^model (\w+) \{[\s\S]*?@@map\("(\w+)"\)/gm)].map(([, model = '', table = '']) => ({
  table,
  delegate: `${model[0]?.toLowerCase()}${model.slice(1)}`,
}))

const WRITES = 'create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany'

/** The tables that a text writes, by Prisma's calls and by SQL. */
function written(text: string): string[] {
  const byClient = [...text.matchAll(new RegExp(`\\.(\\w+)\\s*\\.(?:${WRITES})\\(`, 'g'))].map(([, delegate]) => delegate)
  const bySql = [...text.matchAll(/\b(?:insert into|update|delete from|copy|truncate)\s+"?(\w+)"?/gi)].map(([, table]) => table)
  return tables.flatMap(({ table, delegate }) => (byClient.includes(delegate) || bySql.includes(table) ? [table] : []))
}

/** The domain of a file: its folder below a group, and of the platform all of it. */
function domainOf(file: string): string {
  const [, group = '', domain = ''] = file.split('/')
  if (group === 'platform' || group === 'documents') return group
  // An event's lots are set up and awarded beside the lane that runs them: one aggregate in three rooms.
  return group === 'sourcing' && ['events', 'auction', 'awards'].includes(domain) ? 'sourcing' : `${group}/${domain}`
}

/** A loader founds the organizations of a sample with their people, addresses and catalogs: it stands for all of them. */
const LOADERS = 'interop/loaders'

/** A catalog is one table for all three kinds, a version one for whatever is published: who manages it is their column. */
const SHARED: Record<string, string[]> = {
  catalog: ['catalog/offers', 'catalog/virtual'],
  catalog_version: ['catalog/offers', 'catalog/virtual'],
}

test('every table is written by one domain', () => {
  const writers = new Map<string, Map<string, string[]>>()
  for (const file of filesBelow('lib'))
    for (const table of written(readFileSync(path.join(root, file), 'utf8'))) {
      const domain = domainOf(file)
      if (domain === LOADERS) continue
      const domains = writers.get(table) ?? new Map<string, string[]>()
      domains.set(domain, [...(domains.get(domain) ?? []), file])
      writers.set(table, domains)
    }
  const shared = [...writers].filter(([table, domains]) => domains.size > 1 && !SHARED[table])
  expect(shared.map(([table, domains]) => [table, Object.fromEntries(domains)])).toEqual([])
  for (const [table, domains] of Object.entries(SHARED)) expect([...(writers.get(table)?.keys() ?? [])].sort()).toEqual(domains)
  expect(writers.size).toBeGreaterThan(60)
})

/** Characters in which a call has named its data. */
const CALL = 300

test('the state of a document is written where their lives are enforced, and nowhere else', () => {
  const guarded = [
    'purchaseOrder',
    'orderResponse',
    'despatchAdvice',
    'goodsReceipt',
    'requisition',
    'payment',
    'catalogVersion',
    'priceList',
    'deal',
    'sourcingEvent',
    'networkMembership',
  ]
  const found = filesBelow('lib').flatMap((file) => {
    const text = readFileSync(path.join(root, file), 'utf8')
    return guarded.flatMap((delegate) => {
      const { table } = tables.find((each) => each.delegate === delegate) as (typeof tables)[number]
      if (new RegExp(`update "?${table}\\b[^\`]*\\bset\\b[^\`]*\\bstate\\s*=`, 'i').test(text)) return [`${delegate} by SQL in ${file}`]
      const calls = [...text.matchAll(new RegExp(`\\.${delegate}\\s*\\.(?:update|updateMany)\\(`, 'g'))]
      const data = calls.map(
        ({ index }) =>
          text
            .slice(index, index + CALL)
            .split('\n  ctx.')[0]
            ?.split('data:')[1] ?? '',
      )
      return data.some((part) => /^ \{[^}]*\bstate\b/.test(part)) ? [`${delegate} in ${file}`] : []
    })
  })
  expect(found.sort()).toEqual([
    'catalogVersion in lib/catalog/virtual/commands/publish-virtual-catalog.ts',
    'catalogVersion in lib/catalog/virtual/internal/advance-version.ts',
    'deal in lib/pricing/deals/commands/open-deal.ts',
    'deal in lib/pricing/deals/commands/settle-deal.ts',
    'despatchAdvice in lib/purchasing/fulfilment/commands/receive.ts',
    'goodsReceipt in lib/purchasing/fulfilment/commands/receive.ts',
    'networkMembership in lib/parties/network/commands/apply-to-network.ts',
    'networkMembership in lib/parties/network/commands/manage-network.ts',
    'orderResponse in lib/purchasing/fulfilment/decide-response.ts',
    'payment in lib/purchasing/payments/commands/receive-stripe-event.ts',
    'payment in lib/purchasing/payments/commands/start-payment.ts',
    'payment in lib/purchasing/payments/jobs.ts',
    'priceList in lib/pricing/price-lists/commands/advance-price-list.ts',
    'priceList in lib/pricing/price-lists/commands/propose-catalog-prices.ts',
    'priceList in lib/pricing/price-lists/commands/save-price-list.ts',
    'purchaseOrder in lib/purchasing/orders/advance-order.ts',
    'requisition in lib/purchasing/requisitions/internal/advance-requisition.ts',
    'sourcingEvent by SQL in lib/sourcing/auction/live/internal/lot-store.ts',
    'sourcingEvent in lib/sourcing/events/advance-event.ts',
  ])
})
