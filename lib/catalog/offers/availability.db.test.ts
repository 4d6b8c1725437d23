import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { searchReactions } from '@/lib/discovery/search/jobs'
import { searchProducts } from '@/lib/discovery/search/queries'
import { searchParams } from '@/lib/discovery/search/schemas'
import { prisma } from '@/lib/platform/db/client'
import { content, makeWorld, publish, reading, type World } from '@/scripts/testing/world'
import { editOffers, undoVersion } from './commands/edit-offers'
import { importAvailability, setAvailability } from './commands/set-availability'
import { visibleOffers } from './offer-queries'
import { relatedOffers } from './product-queries'
import { getOwnOffer, listAvailability } from './queries'

let world: World
let catalogId: string
const as = () => ({ actor: world.supplier })
const now = async () =>
  (await listAvailability(reading(world.supplier), catalogId)).map(({ part, stock, leadTimeDays }) => `${part} ${stock} ${leadTimeDays}`)
const lines = (price = '10.00', stock: string | null = '100') => [
  content('A', price, { stock, leadTimeDays: 3 }),
  content('B', price, { stock: null, leadTimeDays: null }),
]

beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  await prisma().offer.updateMany({ data: { withdrawnAt: new Date() } })
  catalogId = await publish(world, world.supplier, lines())
})

describe('stock and lead times', () => {
  test('change between versions, and buyers and search know at once', async () => {
    const result = await setAvailability(as(), {
      catalogId,
      lines: [
        { part: 'A', stock: '0' },
        { part: 'B', stock: '7.5', leadTimeDays: 2 },
        { part: 'GONE', stock: '1' },
      ],
    })
    expect(result).toEqual({ changed: 2, unknown: ['GONE'] })
    expect(await now()).toEqual(['A 0 3', 'B 7.5 2'])
    const id = await prisma().offer.findFirstOrThrow({ where: { catalogId, supplierPartNumber: 'A' } })
    expect((await visibleOffers(reading(world.buyer), { offerIds: [id.id] })).map(({ stock }) => stock)).toEqual(['0'])
    await searchReactions['catalog.availability-changed']?.({ type: 'catalog.availability-changed', catalogId })
    const inStock = await searchProducts(reading(world.buyer), searchParams.parse({ q: 'product', stock: '1' }))
    expect(inStock.products.map(({ name }) => name.en)).toEqual(['Product B'])
    expect(await setAvailability(as(), { catalogId, lines: [{ part: 'A', stock: '0' }] })).toEqual({ changed: 0, unknown: [] })
    await setAvailability(as(), { catalogId, lines: [{ part: 'B', stock: null }] })
    expect(await now()).toEqual(['A 0 3', 'B null 2'])
  })

  test('stay through versions that say nothing new of them, and when a version is undone', async () => {
    await setAvailability(as(), {
      catalogId,
      lines: [
        { part: 'A', stock: '40', leadTimeDays: 9 },
        { part: 'B', stock: '5' },
      ],
    })
    expect((await getOwnOffer(reading(world.supplier), catalogId, 'A')).content).toMatchObject({ stock: '40', leadTimeDays: 9 })
    await editOffers(as(), { catalogId, offers: [content('B', '11.00', { stock: null, leadTimeDays: null })] })
    expect(await now()).toEqual(['A 40 9', 'B 5 null'])
    await undoVersion(as(), { catalogId })
    expect(await now()).toEqual(['A 40 9', 'B 5 null'])
    // a file that names them sets them, even to what its predecessor said
    await editOffers(as(), { catalogId, offers: lines('12.00') })
    expect(await now()).toEqual(['A 100 3', 'B 5 null'])
    await setAvailability(as(), { catalogId, lines: [{ part: 'A', stock: '40' }] })
    await expect(editOffers(as(), { catalogId, offers: lines('12.00') })).rejects.toMatchObject({
      options: { detail: 'nothing_to_publish' },
    })
    await editOffers(as(), { catalogId, offers: [...lines('12.00'), content('C', '1')] })
    expect(await now()).toEqual(['A 100 3', 'B 5 null', 'C 100 3'])
  })

  test('come from a file: all of it, or none and what is wrong with which row', async () => {
    const take = (rows: string[][]) => importAvailability(as(), { catalogId, rows })
    expect(
      await take([
        ['Part number', 'Name', 'Stock', 'Lead time'],
        ['A', 'x', '1,250', ''],
        ['B', '', '', '4'],
        ['X', '', '1', ''],
      ]),
    ).toEqual({
      changed: 2,
      unknown: ['X'],
      problems: [],
    })
    expect(await now()).toEqual(['A 1250 3', 'B null 4'])
    const { problems } = await take([
      ['料号', '库存', '交货期'],
      ['A', 'many', '2.5'],
      ['', '3', ''],
      ['B', '-1', ''],
      ['B', '1', ''],
    ])
    expect(problems.map(({ row, reason }) => `${row} ${reason}`)).toEqual([
      '2 number',
      '2 whole_days',
      '3 required',
      '4 not_negative',
      '5 twice_in_file',
    ])
    expect((await take([['Part'], ['A']])).problems).toMatchObject([{ row: 1, reason: 'missing_column' }])
    expect(await now()).toEqual(['A 1250 3', 'B null 4'])
  })
})

test('substitutes and accessories are lines of the same catalog, as far as they are live', async () => {
  await editOffers(as(), {
    catalogId,
    offers: [content('A', '10.00', { substitutes: ['B', 'LATER'], accessories: ['C', 'A'] }), content('C', '2.00', {})],
  })
  const related = async () => {
    const rows = await relatedOffers(reading(world.buyer), [a])
    const parts = await prisma().offer.findMany({ where: { id: { in: rows.map(({ relatedId }) => relatedId) } } })
    return rows.map(({ kind, relatedId }) => `${kind} ${parts.find(({ id }) => id === relatedId)?.supplierPartNumber}`)
  }
  const a = (await prisma().offer.findFirstOrThrow({ where: { catalogId, supplierPartNumber: 'A' } })).id
  expect(await related()).toEqual(['accessory C', 'substitute B'])
  await editOffers(as(), { catalogId, offers: [content('LATER', '3.00')], withdraw: ['A', 'C'] })
  expect(await related()).toEqual(['substitute B', 'substitute LATER'])
})
