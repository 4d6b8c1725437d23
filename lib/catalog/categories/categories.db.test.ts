import { beforeAll, expect, test } from 'vitest'
import { createVirtualCatalog, describeVirtualCatalog } from '@/lib/catalog/virtual/commands/save-virtual-catalog'
import { leftOutByQuality } from '@/lib/catalog/virtual/draft-queries'
import { listDraft, ownVirtualCatalog } from '@/lib/catalog/virtual/queries'
import { selection } from '@/lib/catalog/virtual/schemas'
import { indexCatalog } from '@/lib/discovery/search/jobs'
import { searchProducts } from '@/lib/discovery/search/queries'
import { searchParams } from '@/lib/discovery/search/schemas'
import type { Actor } from '@/lib/platform/context'
import { browsing, content, makeWorld, publish, reading, type World } from '@/scripts/testing/world'
import { addCategory, archiveCategory, removeCategory, renameCategory, saveRequestedAttributes } from './commands/save-category'
import { askedOf, categoryNode, searchCategories } from './queries'

let world: World
let operator: Actor
let catalogId: string
const as = (actor: Actor) => ({ actor })
const add = (code: string, nameEn: string) => addCategory(as(operator), { code, nameEn, nameZh: nameEn })
const ask = (code: string, ...attributes: { name: string; required: boolean; unit?: string; choices?: string[] }[]) =>
  saveRequestedAttributes(as(operator), { code, attributes: attributes.map((each) => ({ choices: [], ...each })) })
const field = (name: string, reason: string) => ({ options: { fields: [expect.objectContaining({ field: name, reason })] } })

beforeAll(async () => {
  world = await makeWorld()
  operator = await browsing(world.networkId, world.operator)
  await add('31000000', 'Manufacturing components')
  await add('31160000', 'Hardware')
  await add('31161500', 'Screws')
  await add('31161600', 'Bolts')
  catalogId = await publish(world, world.supplier, [
    content('S-1', '1.00', { category: '31161500', attributes: [{ name: 'Thread', value: 'M8' }] }),
    content('S-2', '1.00', { category: '31161500', attributes: [{ name: 'length', value: '40', unit: 'mm' }] }),
    content('B-1', '1.00', { category: '31161600' }),
  ])
})

test('the tree is shown a level at a time, with what is in it and below it', async () => {
  const top = await categoryNode(reading(operator), null)
  expect(top.children.map(({ code, products }) => [code, products])).toEqual([['31000000', 3]])
  const hardware = await categoryNode(reading(operator), '31160000')
  expect(hardware.path.map(({ code }) => code)).toEqual(['31000000', '31160000'])
  expect(hardware.children.map(({ code, products }) => [code, products])).toEqual([
    ['31161500', 2],
    ['31161600', 1],
  ])
  expect((await categoryNode(reading(operator), '31161600')).children).toEqual([])
  for (const code of ['31169900', 'nothing', '31160007'])
    await expect(categoryNode(reading(operator), code)).rejects.toMatchObject({ code: 'not_found' })
})

test('a code that is taken, hangs in the air or is none is refused by name', async () => {
  await expect(add('31161500', 'Again')).rejects.toMatchObject(field('code', 'category_taken'))
  await expect(add('44121700', 'Pens')).rejects.toMatchObject(field('code', 'category_parent'))
  await expect(add('31001500', 'Gap')).rejects.toMatchObject(field('code', 'category_code'))
  const both = await Promise.allSettled([add('31161700', 'Nuts'), add('31161700', 'Nuts')])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a new name is found by search, a category that is not offered any more cannot be chosen but keeps what is in it', async () => {
  const found = async (q: string) => (await searchProducts(reading(world.buyer), searchParams.parse({ q }))).total
  await renameCategory(as(operator), { code: '31161600', nameEn: 'Zephyr fixings', nameZh: '西风紧固件' })
  await indexCatalog(catalogId, null)
  expect([await found('zephyr'), await found('西风紧固件')]).toEqual([1, 1])
  await archiveCategory(as(operator), { code: '31160000', archived: true })
  expect(await searchCategories(reading(world.supplier), 'Zephyr')).toEqual([])
  expect((await searchCategories(reading(world.supplier), '31161600')).map(({ code }) => code)).toEqual(['31161600'])
  expect(await found('zephyr')).toBe(1)
  await archiveCategory(as(operator), { code: '31160000', archived: false })
  expect(await searchCategories(reading(world.supplier), 'Zephyr')).toHaveLength(1)
})

test('only what nothing hangs on is removed', async () => {
  for (const code of ['31160000', '31161600'])
    await expect(removeCategory(as(operator), { code })).rejects.toMatchObject({ options: { detail: 'category_in_use' } })
  await add('31161800', 'Washers')
  await removeCategory(as(operator), { code: '31161800' })
  await expect(removeCategory(as(operator), { code: '31161800' })).rejects.toMatchObject({ code: 'not_found' })
})

test('attributes are asked for from above too, and a quality rule leaves out what lacks a required one', async () => {
  await ask('31000000', { name: 'Material', required: false }, { name: 'Length', required: false, unit: 'cm' })
  await ask('31161500', { name: 'Thread', required: true, choices: ['M8'] }, { name: 'length', required: false, unit: 'mm' })
  expect((await askedOf(reading(world.supplier), '31161500')).map(({ name, unit, required }) => [name, unit, required])).toEqual([
    ['Material', null, false],
    ['length', 'mm', false],
    ['Thread', null, true],
  ])
  const { id } = await createVirtualCatalog(as(operator), { name: 'All' })
  const draft = async (quality: object) => {
    await describeVirtualCatalog(as(operator), {
      catalogId: id,
      name: 'All',
      selection: selection.parse({ rules: [{}], quality: [quality] }),
    } as Parameters<typeof describeVirtualCatalog>[1])
    const catalog = await ownVirtualCatalog(reading(operator), id)
    const { entries } = await listDraft(reading(operator), catalog, { take: 10 })
    const { offers } = await leftOutByQuality(reading(operator), catalog)
    return [entries.length, offers.map(({ part, faults }) => [part, faults])]
  }
  expect(await draft({ asked: true })).toEqual([2, [['S-2', ['attributes']]]])
  expect(await draft({ asked: false })).toEqual([3, []])
  await ask('31000000', { name: 'Material', required: true })
  expect(await draft({ asked: true })).toEqual([0, expect.any(Array)])
  await expect(ask('31161500', { name: 'A', required: true }, { name: 'a', required: true })).rejects.toMatchObject(
    field('attributes.1.name', 'attribute_twice'),
  )
})

test('only who runs a network keeps the tree', async () => {
  for (const actor of [world.buyer, world.supplier]) {
    await expect(addCategory(as(actor), { code: '32000000', nameEn: 'x', nameZh: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(categoryNode(reading(actor), null)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(removeCategory(as(actor), { code: '31161700' })).rejects.toMatchObject({ code: 'forbidden' })
  }
})
