import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { databaseNote } from '../scripts/testing/database-note'
import { expect, test } from './support/fixtures'

/** Who knows what is asked for, and who is of no business with it; an object by a query for the id of one. */
interface Door {
  /** of an object that `mine` may read and `theirs` may not */
  object?: string
  mine?: string
  theirs?: string
  /** for everybody, signed in or not, and why */
  open?: string
}

const LIN = 'lin@northwind-rail.example'
const AMARA = 'amara@northwind-rail.example'
const PETRA = 'petra@ostrava-fasteners.example'
const CHEN = 'chen@suzhou-precision.example'

/** One of a table's rows that belong to somebody's company. */
const of = (email: string, table: string, owner = 'organization_id', where = 'true') =>
  `select t.id from ${table} t join membership m on m.organization_id = t.${owner} join "user" u on u.id = m.user_id
   where u.email = '${email}' and ${where} order by t.id limit 1`
const notInvited = (email: string, event: string) =>
  `not exists (select from event_invitation i join membership m on m.organization_id = i.supplier_id join "user" u on u.id = m.user_id
   where i.event_id = ${event} and u.email = '${email}')`

const linsEvent = of(LIN, 'sourcing_event', 'buyer_id', notInvited(CHEN, 't.id'))
const linsLot = `select l.id from lot l where l.phase = 'closed' and l.event_id in (${of(LIN, 'sourcing_event', 'buyer_id', `t.state = 'awarded' and ${notInvited(CHEN, 't.id')}`)}) limit 1`
const petrasCatalog = of(PETRA, 'catalog')
const petrasProduct = `select product_id as id from offer where catalog_id in (${petrasCatalog}) limit 1`
const petrasPrices = of(PETRA, 'price_list', 'supplier_id', `t.kind = 'campaign'`)
const amarasCatalog = of(AMARA, 'catalog')

/**
 * Every route of the pages' own API. One that is not listed here fails the test: whoever adds one says for whom it is.
 * The REST API's operations are gone through in `api/v1/api.db.test.ts`, commands in `lib/parties/identity/permissions.db.test.ts`.
 */
const doors: Record<string, Door> = {
  'GET /api/allocations/[id]/progress': {},
  'GET /api/auth/[...nextauth]': { open: 'signing in and out' },
  'POST /api/auth/[...nextauth]': { open: 'signing in and out' },
  'GET /api/catalogs/[id]/availability': { object: petrasCatalog, mine: PETRA, theirs: CHEN },
  'POST /api/catalogs/[id]/availability': { object: petrasCatalog, theirs: CHEN },
  'GET /api/categories': { mine: LIN },
  'GET /api/categories/[code]/attributes': {},
  'GET /api/documents/[kind]/[id]/pdf': {},
  'GET /api/duplicates/progress': { mine: AMARA, theirs: PETRA },
  'POST /api/events/[id]/bid-file': { object: linsEvent, theirs: CHEN },
  'GET /api/events/[id]/incidents': { object: linsEvent, mine: LIN, theirs: CHEN },
  'GET /api/events/[id]/workbook': { object: linsEvent, mine: LIN, theirs: CHEN },
  'GET /api/files/[id]': {},
  'GET /api/health': { open: 'says that the process is alive' },
  'POST /api/imports': { theirs: LIN },
  'POST /api/imports/[id]/first-rows': {},
  'GET /api/imports/[id]/problems': {},
  'GET /api/imports/[id]/progress': {},
  'POST /api/lists/[id]/rows': { object: of(LIN, 'buying_list'), theirs: PETRA },
  'POST /api/lot-files': { theirs: PETRA },
  'GET /api/lots/[id]/dry-run': { theirs: PETRA },
  'GET /api/lots/[id]/ledger': { object: linsLot, mine: LIN, theirs: CHEN },
  'GET /api/lots/[id]/replay': { object: linsLot, mine: LIN, theirs: CHEN },
  'GET /api/my-data': { mine: LIN },
  'GET /api/notifications': { mine: LIN },
  'GET /api/orders/[id]/pdf': { object: of(PETRA, 'purchase_order', 'supplier_id'), mine: PETRA, theirs: CHEN },
  'GET /api/price-lists/[id]/offers': { object: petrasPrices, mine: PETRA, theirs: CHEN },
  'GET /api/price-lists/[id]/prices': { object: petrasPrices, mine: PETRA, theirs: CHEN },
  'POST /api/price-lists/[id]/prices': { object: petrasPrices, theirs: CHEN },
  'POST /api/products/[id]/files': { object: petrasProduct, theirs: LIN },
  'POST /api/products/[id]/own-files': { object: petrasProduct, theirs: PETRA },
  'GET /api/ready': { open: 'says that the node can be sent requests' },
  'GET /api/security-events': { mine: AMARA, theirs: LIN },
  'GET /api/suggest': { mine: LIN },
  'GET /api/virtual-catalogs/[id]/offers': { object: amarasCatalog, mine: AMARA, theirs: PETRA },
  'POST /api/virtual-catalogs/[id]/offers': { object: amarasCatalog, theirs: PETRA },
  'POST /api/webhooks/stripe': { open: 'what comes is signed by the provider' },
}

const NOBODYS = '01890000-0000-7000-8000-000000000000'

/** The routes that there are, by their files. */
const files = readdirSync('app/api', { recursive: true, encoding: 'utf8' }).filter((file) => path.basename(file) === 'route.ts')
const routes = files.flatMap((file) => {
  const address = `/api/${path.dirname(file).replaceAll(path.sep, '/')}`
  const methods = readFileSync(path.join('app/api', file), 'utf8').matchAll(
    /(?:export (?:const|async function|function)|\bas) (GET|POST|PUT|PATCH|DELETE)\b/g,
  )
  return [...methods].map(([, method]) => `${method} ${address}`)
})

const asked = (door: string, id: string) => {
  const [method, pattern] = door.split(' ') as [string, string]
  const url = pattern.replace('[id]', id).replace('[kind]', 'goods-receipts').replace('[code]', '31161500')
  return { method, url, ...(method === 'POST' && { data: 'part;stock\nX;1' }) }
}

/** Server actions that visitors may call, and why. */
const forVisitors: Record<string, string> = {
  acceptInvitationAction: 'by the link of a mail',
  agreeToAddressChangeAction: 'by the link of a mail',
  createFirstOperatorAction: 'by the code of the log',
  passkeyChallengeAction: 'something to sign, for who signs in',
  requestResetAction: 'only the mailbox hears',
  resetPasswordAction: 'by the link of a mail',
  signUpAction: 'only the mailbox hears',
  verifyEmailAction: 'by the link of a mail',
}

/** The address of a page by its file, with the id of nobody's. */
const addressOf = (file: string): string =>
  `/en/${file}`
    .replace(/\/\([^)]*\)/g, '')
    .replace(/\/page(\.tsx)?$/, '')
    .replace(/\[[^\]]*\]/g, NOBODYS)

test('every page that somebody may not open, or that is not there, says so', async ({ as }) => {
  test.setTimeout(180_000)
  const pages = readdirSync('app/[locale]/(app)', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('page.tsx'))
  expect(pages.length).toBeGreaterThan(45)
  const broken: string[] = []
  for (const email of [LIN, PETRA, 'hub@meridian-network.example', 'jonas@northwind-rail.example']) {
    const { request } = await as(email)
    for (const file of pages) {
      const response = await request.get(addressOf(file))
      // A number is the name of an error that nobody has caught; what is not found or forbidden has a name of its own.
      if (response.status() >= 500 || /data-dgst="\d+"/.test(await response.text())) broken.push(`${email} ${addressOf(file)}`)
    }
  }
  expect(broken).toEqual([])
})

test('every server action that is not for visitors answers one that nobody is signed in', async ({ playwright, baseURL }) => {
  test.setTimeout(120_000)
  const { node } = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as {
    node: Record<string, { exportedName: string; workers: Record<string, unknown> }>
  }
  // What stands inside a page calls one of these.
  const actions = Object.entries(node).filter(([, { exportedName }]) => !exportedName.startsWith('$$'))
  expect(actions.length).toBeGreaterThan(150)
  const names = actions.map(([, { exportedName }]) => exportedName)
  for (const name of Object.keys(forVisitors)) expect(names).toContain(name)
  const visitor = await playwright.request.newContext({ ...(baseURL && { baseURL }) })
  const answered: string[] = []
  for (const [id, { exportedName, workers }] of actions) {
    if (forVisitors[exportedName]) continue
    const page = addressOf((Object.keys(workers)[0] ?? '').replace('app/[locale]/', ''))
    const response = await visitor.post(page, { headers: { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' }, data: '[{}]' })
    if (!(await response.text()).includes('"code":"not_signed_in"')) answered.push(`${exportedName} (${response.status()})`)
  }
  expect(answered).toEqual([])
  await visitor.dispose()
})

test('every route of the pages’ own API says for whom it is, and is for nobody else', async ({ as, playwright, baseURL }) => {
  test.setTimeout(120_000)
  expect(routes.toSorted()).toEqual(Object.keys(doors).toSorted())
  const client = new Client({ connectionString: readFileSync(databaseNote('3210'), 'utf8') })
  await client.connect()
  const stranger = await playwright.request.newContext({ ...(baseURL && { baseURL }) })
  const seen: Record<string, unknown> = {}
  const expected: Record<string, unknown> = {}
  const people = new Map<string, Awaited<ReturnType<typeof as>>>()
  const status = async (email: string | null, door: string, id: string) => {
    if (email && !people.has(email)) people.set(email, await as(email))
    const { url, ...rest } = asked(door, id)
    return (await (email ? (people.get(email) as Awaited<ReturnType<typeof as>>).request : stranger).fetch(url, rest)).status()
  }
  for (const [door, { object, mine, theirs, open }] of Object.entries(doors)) {
    if (open) continue
    const id = object ? ((await client.query<{ id: string }>(object)).rows[0]?.id ?? 'the demo has none') : NOBODYS
    const results: Record<string, unknown> = { stranger: await status(null, door, id) }
    const right: Record<string, unknown> = { stranger: 401 }
    if (mine) {
      results.mine = await status(mine, door, id)
      right.mine = 200
    }
    if (theirs) {
      results.theirs = [403, 404].includes(await status(theirs, door, id))
      right.theirs = true
    }
    if (door.includes('[id]')) {
      // 422: what was sent is no file of the kind that is wanted.
      results.nobodys = [403, 404, 422].includes(await status(mine ?? AMARA, door, NOBODYS))
      results.noId = [400, 403, 404, 422].includes(await status(mine ?? AMARA, door, 'no-id'))
      Object.assign(right, { nobodys: true, noId: true })
    }
    seen[door] = results
    expected[door] = right
  }
  const answered = await people.get(LIN)?.request.get('/api/notifications')
  expect(answered?.headers()['cache-control']).toBe('no-store')
  await client.end()
  await stranger.dispose()
  expect(seen).toEqual(expected)
})
