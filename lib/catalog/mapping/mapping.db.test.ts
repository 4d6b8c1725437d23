import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { createVirtualCatalog, describeVirtualCatalog } from '@/lib/catalog/virtual/commands/save-virtual-catalog'
import { ruleCounts } from '@/lib/catalog/virtual/draft-queries'
import { listDraft, ownVirtualCatalog } from '@/lib/catalog/virtual/queries'
import { selection } from '@/lib/catalog/virtual/schemas'
import { compare } from '@/lib/discovery/comparison/queries'
import { comparisonSpec } from '@/lib/discovery/comparison/schemas'
import { searchProducts } from '@/lib/discovery/search/queries'
import { searchParams } from '@/lib/discovery/search/schemas'
import { spendByInternalCategory } from '@/lib/insight/reports/trade'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { addToCart } from '@/lib/purchasing/cart/commands/change-cart'
import { placeOrder } from '@/lib/purchasing/orders/commands/place-order'
import { content, makeWorld, offerId, publish, reading, type World } from '@/scripts/testing/world'
import { mapCategories, mapUnit, removeInternalCategory, removeUnit, saveInternalCategories } from './commands/map'
import { internalCategoryOf } from './model'
import { categoriesToMap, internalCategories, internalUnits, unitsToMap } from './queries'

let world: World
const as = (actor: Actor) => ({ actor })
const search = async (actor: Actor, own?: string) => {
  const { total, own: counts, facets } = await searchProducts(reading(actor), searchParams.parse({ q: '', ...(own && { own }) }))
  return { total, own: counts.map(({ code, count }) => [code, count]), categories: facets.category.length }
}

beforeAll(async () => {
  world = await makeWorld()
  await prisma().category.createMany({
    data: [
      { code: '31160000', level: 2, nameEn: 'Fasteners', nameZh: '紧固件' },
      { code: '31161500', parentCode: '31160000', level: 3, nameEn: 'Screws', nameZh: '螺钉' },
      { code: '31161600', parentCode: '31160000', level: 3, nameEn: 'Bolts', nameZh: '螺栓' },
      { code: '46181500', level: 3, nameEn: 'Protective gloves', nameZh: '防护手套' },
    ],
  })
  await publish(world, world.supplier, [
    content('S', '1.00', { category: '31161500' }),
    content('B', '12.00', { category: '31161600', unit: 'DZN' }),
    content('G', '3.00', { category: '46181500', unit: 'PR' }),
    content('X', '3.00'),
  ])
})

test('own categories are proposed, mapped, found and counted by; nobody else sees them', async () => {
  const { kept } = await saveInternalCategories(as(world.buyer), { lines: '10 Fasteners\n20 Gloves\n30 Bolts' })
  expect(kept).toBe(3)
  const { own, categories } = await categoriesToMap(reading(world.buyer))
  const [fasteners, gloves, bolts] = own.map(({ id }) => id) as [string, string, string]
  expect(categories.map(({ code, products, proposed }) => [code, products, proposed])).toEqual([
    ['31161500', 1, null],
    ['31161600', 1, bolts],
    ['46181500', 1, gloves],
  ])
  await mapCategories(as(world.buyer), {
    mappings: [
      { category: '31160000', internalCategoryId: fasteners },
      { category: '46181500', internalCategoryId: gloves },
    ],
  })
  expect((await search(world.buyer)).own).toEqual([
    ['10', 2],
    ['20', 1],
  ])
  expect((await categoriesToMap(reading(world.buyer))).categories[0]).toMatchObject({ internalCategoryId: null, inherited: fasteners })
  expect((await search(world.buyer, fasteners)).total).toBe(2)
  await mapCategories(as(world.buyer), { mappings: [{ category: '31161600', internalCategoryId: bolts }] })
  expect(await search(world.buyer, fasteners)).toMatchObject({ total: 1, categories: 3 })
  expect((await search(world.buyer, bolts)).total).toBe(1)
  await mapCategories(as(world.buyer), { mappings: [{ category: '31161600', internalCategoryId: null }] })
  expect((await search(world.buyer, bolts)).total).toBe(0)
  expect(await search(world.outsider)).toMatchObject({ total: 0, own: [] })
  await expect(
    mapCategories(as(world.outsider), { mappings: [{ category: '46181500', internalCategoryId: gloves }] }),
  ).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(removeInternalCategory(as(world.outsider), { internalCategoryId: gloves })).rejects.toMatchObject({ code: 'not_found' })
  await removeInternalCategory(as(world.buyer), { internalCategoryId: gloves })
  expect((await search(world.buyer)).own).toEqual([['10', 2]])
})

test('own categories select for a catalog and sum up what was bought; the database maps as the model does', async () => {
  await saveInternalCategories(as(world.buyer), { lines: '70 Metal\n80 Bolts only' })
  const { own } = await categoriesToMap(reading(world.buyer))
  const id = (code: string) => own.find((each) => each.code === code)?.id as string
  await mapCategories(as(world.buyer), {
    mappings: [
      { category: '31160000', internalCategoryId: id('70') },
      { category: '31161600', internalCategoryId: id('80') },
    ],
  })
  const { mappings } = await internalCategories(reading(world.buyer))
  for (const code of ['31160000', '31161500', '31161600', '31161601', '46181500', '31000000']) {
    const [row] = await prisma().$queryRaw<
      { id: string | null }[]
    >`select internal_category_of(${world.buyer.organizationId}::uuid, ${code}) as id`
    expect(row?.id ?? null, code).toBe(internalCategoryOf(code, mappings))
  }
  const { id: catalogId } = await createVirtualCatalog(as(world.buyer), { name: 'Own' })
  const found = async (...codes: string[]) => {
    const chosen = selection.parse({ rules: [{ internalCategoryIds: codes.map(id) }] })
    await describeVirtualCatalog(as(world.buyer), { catalogId, name: 'Own', selection: chosen } as Parameters<
      typeof describeVirtualCatalog
    >[1])
    const { entries } = await listDraft(reading(world.buyer), await ownVirtualCatalog(reading(world.buyer), catalogId), { take: 10 })
    return [entries.map(({ part }) => part).sort(), (await ruleCounts(reading(world.buyer), chosen)).rules]
  }
  expect(await found('70')).toEqual([['S'], [1]])
  expect(await found('70', '80')).toEqual([['B', 'S'], [2]])
  expect(await found('30')).toEqual([[], [0]])

  const address = await prisma().address.findFirstOrThrow({ where: { organizationId: world.buyer.organizationId } })
  for (const [part, quantity] of [
    ['S', '4'],
    ['B', '2'],
    ['X', '1'],
  ] as const)
    await addToCart(as(world.buyer), { offerId: await offerId(world.supplier, part), quantity })
  await placeOrder(as(world.buyer), { key: randomUUID(), addressId: address.id, paymentMethod: 'account' })
  const spend = async (actor: Actor) =>
    (await spendByInternalCategory(reading(actor), [])).map(({ label, amount }) => [label, amount.toFixed()])
  expect(await spend(world.buyer)).toEqual([
    ['80 Bolts only', '24'],
    ['70 Metal', '4'],
    ['', '3'],
  ])
  expect(await spend(world.outsider)).toEqual([])
})

test('what is sold in dozens and in pieces is compared for the same number of pieces', async () => {
  await mapUnit(as(world.buyer), { unit: 'DZN', internalUnit: 'C62', factor: '12' })
  const productOf = async (part: string) =>
    (await prisma().offer.findUniqueOrThrow({ where: { id: await offerId(world.supplier, part) } })).productId
  const spec = comparisonSpec.parse({ productIds: [await productOf('B'), await productOf('S')], quantity: '100' })
  const bought = async (actor: Actor) => {
    const { internalUnit, offers } = await compare(reading(actor), spec)
    return [internalUnit?.unit ?? null, ...offers.map(({ offer, cost }) => [offer.quantity, cost.price])]
  }
  expect(await bought(world.buyer)).toEqual(['C62', ['9', '108'], ['100', '100']])
  await removeUnit(as(world.buyer), { unit: 'DZN' })
  expect(await bought(world.buyer)).toEqual([null, ['100', '1200'], ['100', '100']])
})

test('units are proposed where everybody knows them, and remembered', async () => {
  const line = async (unit: string) => (await unitsToMap(reading(world.buyer))).find((each) => each.unit === unit)
  expect(await line('DZN')).toEqual({ unit: 'DZN', offers: 1, mapped: null, proposed: { internalUnit: 'C62', factor: '12' } })
  await mapUnit(as(world.buyer), { unit: 'DZN', internalUnit: 'C62', factor: '12' })
  await mapUnit(as(world.buyer), { unit: 'DZN', internalUnit: 'C62', factor: '13' })
  expect(await internalUnits(reading(world.buyer))).toEqual({ DZN: { internalUnit: 'C62', factor: '13' } })
  expect(await internalUnits(reading(world.outsider))).toEqual({})
  await removeUnit(as(world.buyer), { unit: 'DZN' })
  expect((await line('DZN'))?.mapped).toBeNull()
  for (const factor of ['0', '-1', 'many'])
    await expect(mapUnit(as(world.buyer), { unit: 'DZN', internalUnit: 'C62', factor })).rejects.toMatchObject({
      options: { fields: expect.arrayContaining([expect.objectContaining({ field: 'factor' })]) },
    })
})

test('who may not keep catalogs maps nothing; wrong lines are named and nothing is taken', async () => {
  await expect(saveInternalCategories(as(world.requester), { lines: '1 x' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(categoriesToMap(reading(world.requester))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(saveInternalCategories(as(world.buyer), { lines: '50 Lamps\n60' })).rejects.toMatchObject({
    options: { data: { lines: [2] } },
  })
  expect((await categoriesToMap(reading(world.buyer))).own.map(({ code }) => code)).not.toContain('50')
})
