import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
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
    { path: '/settings/sign-in' },
    { path: '/settings/security' },
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

type Statement = { id: string; query: string; calls: number }

let client: Client
test.beforeAll(async () => {
  client = new Client({ connectionString: readFileSync(databaseNote('3210'), 'utf8') })
  await client.connect()
})
test.afterAll(() => client.end())

/** Statements since the counters were set to zero; what the clock and the worker ask all the time is left out. */
async function statements(background: ReadonlySet<string>): Promise<Statement[]> {
  const { rows } = await client.query<Statement>(
    `select queryid::text as id, query, sum(calls)::int as calls from pg_stat_statements
     where dbid = (select oid from pg_database where datname = current_database()) and query not like '%pg_stat_statements%'
       and query !~* '^(begin|commit|rollback|set|listen)' group by 1, 2`,
  )
  return rows.filter(({ id }) => !background.has(id))
}

/** What one request for a page takes. */
async function askedFor(page: Page, link: string, background: ReadonlySet<string>): Promise<Statement[]> {
  await client.query('select pg_stat_statements_reset()')
  expect((await page.request.get(link)).status(), link).toBe(200)
  return statements(background)
}

/** Where the first link of a list leads; nothing of its page is left to be asked for. */
async function linkOn(page: Page, path: string, link: string): Promise<string> {
  await page.goto(`/en${path}`)
  const href = await page.locator(link).first().getAttribute('href')
  await page.goto('about:blank')
  return href as string
}

const total = (asked: Statement[]) => asked.reduce((sum, { calls }) => sum + calls, 0)

/** The statements of a page that takes too many, or one too often; nothing when it keeps within the limits. */
function beyondMeasure(asked: Statement[]): string {
  const within = total(asked) <= MAX_STATEMENTS && asked.every(({ calls }) => calls <= MAX_REPEATS)
  return within ? '' : asked.map(({ query, calls }) => `${calls} × ${query.slice(0, 90)}`).join('\n')
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
      const link = open ? await linkOn(page, path, open) : `/en${path}`
      let asked = await askedFor(page, link, background)
      // The worker's statements fall in between at any time; the page's own come with every request.
      for (let again = 0; again < 2 && beyondMeasure(asked); again++) asked = await askedFor(page, link, background)
      expect(beyondMeasure(asked), link).toBe('')
      counts.push(`${total(asked)} ${link}`)
    }
    test.info().annotations.push({ type: 'statements', description: counts.join(', ') })
  })
