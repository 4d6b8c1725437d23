import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { searchProducts } from '@/lib/search/queries'
import { searchParams } from '@/lib/search/schemas'
import { content, makeWorld, publish, reading, type World } from '@/scripts/testing/world'
import { keepOwnCategories, mapCategories, mapUnit, removeOwnCategory, removeUnit } from './commands/map'
import { categoriesToMap, ownUnits, unitsToMap } from './queries'

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
  const { kept } = await keepOwnCategories(as(world.buyer), { lines: '10 Fasteners\n20 Gloves\n30 Bolts' })
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
      { category: '31160000', ownId: fasteners },
      { category: '46181500', ownId: gloves },
    ],
  })
  expect((await search(world.buyer)).own).toEqual([
    ['10', 2],
    ['20', 1],
  ])
  expect((await categoriesToMap(reading(world.buyer))).categories[0]).toMatchObject({ ownId: null, inherited: fasteners })
  expect((await search(world.buyer, fasteners)).total).toBe(2)
  await mapCategories(as(world.buyer), { mappings: [{ category: '31161600', ownId: bolts }] })
  expect(await search(world.buyer, fasteners)).toMatchObject({ total: 1, categories: 3 })
  expect((await search(world.buyer, bolts)).total).toBe(1)
  await mapCategories(as(world.buyer), { mappings: [{ category: '31161600', ownId: null }] })
  expect((await search(world.buyer, bolts)).total).toBe(0)
  expect(await search(world.outsider)).toMatchObject({ total: 0, own: [] })
  await expect(mapCategories(as(world.outsider), { mappings: [{ category: '46181500', ownId: gloves }] })).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(removeOwnCategory(as(world.outsider), { ownId: gloves })).rejects.toMatchObject({ code: 'not_found' })
  await removeOwnCategory(as(world.buyer), { ownId: gloves })
  expect((await search(world.buyer)).own).toEqual([['10', 2]])
})

test('units are proposed where everybody knows them, and remembered', async () => {
  const line = async (unit: string) => (await unitsToMap(reading(world.buyer))).find((each) => each.unit === unit)
  expect(await line('DZN')).toEqual({ unit: 'DZN', offers: 1, mapped: null, proposed: { ownUnit: 'C62', factor: '12' } })
  await mapUnit(as(world.buyer), { unit: 'DZN', ownUnit: 'C62', factor: '12' })
  await mapUnit(as(world.buyer), { unit: 'DZN', ownUnit: 'C62', factor: '13' })
  expect(await ownUnits(reading(world.buyer))).toEqual({ DZN: { ownUnit: 'C62', factor: '13' } })
  expect(await ownUnits(reading(world.outsider))).toEqual({})
  await removeUnit(as(world.buyer), { unit: 'DZN' })
  expect((await line('DZN'))?.mapped).toBeNull()
  for (const factor of ['0', '-1', 'many'])
    await expect(mapUnit(as(world.buyer), { unit: 'DZN', ownUnit: 'C62', factor })).rejects.toMatchObject({
      options: { fields: expect.arrayContaining([expect.objectContaining({ field: 'factor' })]) },
    })
})

test('who may not keep catalogs maps nothing; wrong lines are named and nothing is taken', async () => {
  await expect(keepOwnCategories(as(world.requester), { lines: '1 x' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(categoriesToMap(reading(world.requester))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(keepOwnCategories(as(world.buyer), { lines: '50 Lamps\n60' })).rejects.toMatchObject({ options: { data: { lines: [2] } } })
  expect((await categoriesToMap(reading(world.buyer))).own.map(({ code }) => code)).not.toContain('50')
})
