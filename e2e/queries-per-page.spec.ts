import { readFileSync } from 'node:fs'
import { Client } from 'pg'
import { databaseNote } from '../scripts/testing/database-note'
import { expect, test } from './support/fixtures'

/** Statements that a page may take, session and frame included, and how often it may run the same one. */
const MAX_STATEMENTS = 25
const MAX_REPEATS = 3

/** Every kind of page with the account that sees most on it; `open` follows the first link of a list to a document. */
const pages: Record<string, { path: string; open?: string }[]> = {
  'lin@northwind-rail.example': [
    { path: '/' },
    { path: '/catalog' },
    { path: '/catalog?q=bolt' },
    { path: '/catalog?q=bolt', open: 'main a[href*="/catalog/"]' },
    { path: '/catalog?q=conveyor', open: 'main a[href*="/configure"]' },
    { path: '/cart' },
    { path: '/checkout' },
    { path: '/favourites' },
    { path: '/orders' },
    { path: '/orders', open: 'main a[href*="/orders/"]' },
    { path: '/auctions' },
    { path: '/auctions', open: 'main a[href*="/auctions/0"]' },
    { path: '/auctions/new' },
    { path: '/network' },
    { path: '/lists' },
    { path: '/lists', open: 'main table a[href*="/lists/"]' },
    { path: '/catalogs' },
    { path: '/catalogs', open: 'main table a[href*="/catalogs/"]' },
    { path: '/catalogs/duplicates' },
    { path: '/catalogs/mapping' },
    { path: '/prices' },
    { path: '/prices', open: 'main table a[href*="/prices/"]' },
    { path: '/requests' },
    { path: '/requests', open: 'main table a[href*="/requests/"]' },
    { path: '/pages', open: 'main a[href*="/pages/"]' },
    { path: '/deals' },
    { path: '/deals', open: 'main a[href*="/deals/"]' },
    { path: '/compare', open: 'main table a[href*="saved="]' },
    { path: '/reports' },
    { path: '/settings' },
    { path: '/mailbox' },
  ],
  'petra@ostrava-fasteners.example': [
    { path: '/' },
    { path: '/orders?side=supplier' },
    { path: '/selling' },
    { path: '/selling', open: 'main table a:text("Main catalog")' },
    { path: '/prices' },
    { path: '/prices', open: 'main table a[href*="/prices/"]' },
    { path: '/fees' },
    { path: '/reports' },
  ],
  'hub@meridian-network.example': [
    { path: '/' },
    { path: '/network' },
    { path: '/network', open: 'main a[href*="/network/"]' },
    { path: '/fees' },
    { path: '/rates' },
    { path: '/categories?at=31160000' },
    { path: '/pages', open: 'main a[href*="/pages/"]' },
    { path: '/catalogs', open: 'main table a[href*="/catalogs/"]' },
  ],
}

let client: Client
test.beforeAll(async () => {
  client = new Client({ connectionString: readFileSync(databaseNote('3210'), 'utf8') })
  await client.connect()
})
test.afterAll(() => client.end())

/** Statements since the counters were set to zero; what the clock and the worker ask all the time is left out. */
async function statements(background: ReadonlySet<string>): Promise<{ query: string; calls: number }[]> {
  const { rows } = await client.query<{ id: string; query: string; calls: number }>(
    `select queryid::text as id, query, sum(calls)::int as calls from pg_stat_statements
     where dbid = (select oid from pg_database where datname = current_database()) and query not like '%pg_stat_statements%'
       and query !~* '^(begin|commit|rollback|set|listen)' group by 1, 2`,
  )
  return rows.filter(({ id }) => !background.has(id))
}

for (const [email, visits] of Object.entries(pages))
  test(`${email}: no page asks the database once for each row`, async ({ as }) => {
    test.setTimeout(180_000)
    const page = await as(email)
    await client.query('select pg_stat_statements_reset()')
    await page.waitForTimeout(2500)
    const { rows } = await client.query<{ id: string }>('select queryid::text as id from pg_stat_statements')
    const background = new Set(rows.map(({ id }) => id))
    const counts: string[] = []
    for (const { path, open } of visits) {
      await page.goto(`/en${path}`)
      const link = open ? await page.locator(open).first().getAttribute('href') : `/en${path}`
      await page.waitForLoadState('networkidle')
      await client.query('select pg_stat_statements_reset()')
      const answer = await page.request.get(link as string)
      expect(answer.status(), String(link)).toBe(200)
      const asked = await statements(background)
      const total = asked.reduce((sum, { calls }) => sum + calls, 0)
      counts.push(`${total} ${link}`)
      expect(total, `${link}: ${asked.map(({ query, calls }) => `${calls} × ${query.slice(0, 90)}`).join('\n')}`).toBeLessThanOrEqual(
        MAX_STATEMENTS,
      )
      for (const { query, calls } of asked) expect(calls, `${link}: ${query.slice(0, 300)}`).toBeLessThanOrEqual(MAX_REPEATS)
    }
    test.info().annotations.push({ type: 'statements', description: counts.join(', ') })
  })
