import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { editOffers } from '@/lib/catalog/offers/commands/edit-offers'
import { actorFor } from '@/lib/parties/identity/actor'
import type { Actor } from '@/lib/platform/context'
import { pool, prisma } from '@/lib/platform/db/client'
import { migrateJobs } from '@/lib/platform/jobs/worker'
import { TestMeilisearch } from '@/scripts/testing/meilisearch'
import { searchSuite } from '@/scripts/testing/search-suite'
import { content, reading } from '@/scripts/testing/world'
import { indexCatalog } from '../jobs'
import { searchProducts } from '../queries'
import { searchParams } from '../schemas'
import { SETTINGS_VERSION } from './settings'
import { ensureIndex, rebuildIndex, writeCatalog } from './write'

const engine = new TestMeilisearch()
process.env.MEILI_URL = await engine.start()

beforeAll(migrateJobs)
afterAll(() => engine.stop())

/** Does the jobs that wait for Meilisearch, in the order in which they came. */
async function settled(): Promise<void> {
  await ensureIndex()
  const { rows } = await pool().query<{ id: string; payload: { catalogId: string; version: number | null } }>(
    `select j.id, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'write-meilisearch' order by j.id`,
  )
  for (const { payload } of rows) await writeCatalog(payload.catalogId, payload.version)
  await pool().query('select graphile_worker.complete_jobs($1::bigint[])', [rows.map(({ id }) => id)])
  await new Promise((resolve) => setTimeout(resolve, 30))
}

searchSuite('Meilisearch', settled)

describe('the index', () => {
  let buyer: Actor
  let supplier: Actor
  let catalogId: string
  const search = (q: string) => searchProducts(reading(buyer), searchParams.parse({ q }))
  const names = async (q: string) => (await search(q)).products.map(({ name }) => name.en).sort()
  const live = () => engine.indexes.get('offers')?.documents ?? new Map()

  beforeAll(async () => {
    buyer = (await actorFor('buyer@example.test')) as Actor
    supplier = (await actorFor('supplier@example.test')) as Actor
    catalogId = (await prisma().catalog.findFirstOrThrow({ where: { organizationId: supplier.organizationId, managedBy: 'supplier' } })).id
  })

  test('was asked, and kept to the specification', () => {
    expect(engine.calls.filter((call) => call.endsWith('/offers/search')).length).toBeGreaterThan(15)
    expect(engine.violations).toEqual([])
    expect(engine.indexes.get('offers')?.settings).toMatchObject({ displayedAttributes: ['id'] })
    expect(JSON.stringify([...live().values()])).not.toContain('price')
  })

  test('follows what a version adds, changes and withdraws', async () => {
    const published = await editOffers(
      { actor: supplier },
      {
        catalogId,
        offers: [content('TUBE', '4.00', { name: { en: 'Copper tube' } }), content('GLOVE', '3.00', { name: { en: 'Vinyl glove' } })],
        withdraw: ['BOLT-10'],
      },
    )
    await indexCatalog(catalogId, published.number)
    await settled()
    expect(await names('copper')).toEqual(['Copper tube'])
    expect(await names('tenax m10')).toEqual([])
    expect(live().size).toBe(await prisma().searchEntry.count())
  })

  test('is built anew without a gap: searched all the time, with what is published meanwhile', async () => {
    const found: (string | undefined)[][] = []
    let over = false
    const watch = (async () => {
      while (!over) {
        found.push(await names('hex nut'))
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
    })()
    const rebuilt = rebuildIndex()
    const { number } = await editOffers(
      { actor: supplier },
      { catalogId, offers: [content('PIPE', '4.00', { name: { en: 'Steel pipe' } })] },
    )
    await indexCatalog(catalogId, number)
    await settled()
    await rebuilt
    over = true
    await watch
    await settled()
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter(([name]) => name !== 'Hex nut M8')).toEqual([])
    expect(await names('steel pipe')).toEqual(['Steel pipe'])
    expect([...engine.indexes.keys()]).toEqual(['offers'])
  })

  test('is built anew after its settings have changed, and only then', async () => {
    const before = engine.calls.length
    await ensureIndex()
    expect(engine.calls.slice(before)).toEqual(['get /indexes/offers'])
    await prisma().setting.update({ where: { key: 'meilisearch.settings' }, data: { value: SETTINGS_VERSION - 1 } })
    await ensureIndex()
    expect(engine.calls.slice(before)).toContain('post /swap-indexes')
  })

  test('a build that was cut off is begun again', async () => {
    engine.indexes.set('offers_next', { createdAt: '', documents: new Map([['stale', { id: 'stale' }]]), settings: {} })
    await rebuildIndex()
    expect(live().has('stale')).toBe(false)
    expect(live().size).toBe(await prisma().searchEntry.count())
  })

  test('away, it is not asked again for a while: PostgreSQL finds the same and the page says so', async () => {
    engine.failWith = 503
    const before = engine.calls.length
    expect((await search('hex nut')).degraded).toBe(true)
    expect(await names('hex nut')).toEqual(['Hex nut M8'])
    expect(engine.calls.length).toBe(before + 1)
    engine.failWith = null
    vi.useFakeTimers({ now: Date.now() + 11_000, toFake: ['Date'] })
    expect((await search('hex nut')).degraded).toBeUndefined()
    vi.useRealTimers()
    expect(engine.violations).toEqual([])
  })
})
