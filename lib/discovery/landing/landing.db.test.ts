import { beforeAll, expect, test } from 'vitest'
import { addCategory } from '@/lib/catalog/categories/commands/save-category'
import { publishVirtualCatalog } from '@/lib/catalog/virtual/commands/publish-virtual-catalog'
import { createVirtualCatalog, describeVirtualCatalog } from '@/lib/catalog/virtual/commands/save-virtual-catalog'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { browsing, content, join, makeWorld, offerId, publish, reading, renewed, type World } from '@/scripts/testing/world'
import { createLandingPage, publishLandingPage, removeLandingPage, saveLandingPage } from './commands/save-landing-page'
import { getLandingPage, listLandingPages, ownLandingPage } from './queries'
import type { Section } from './schemas'

let world: World
let operator: Actor
let pageId: string
const products: Record<string, string> = {}
const as = (actor: Actor) => ({ actor })

beforeAll(async () => {
  world = await makeWorld()
  operator = await browsing(world.networkId, world.operator)
  await addCategory(as(operator), { code: '31000000', nameEn: 'Components', nameZh: '零件' })
  await publish(world, world.supplier, [
    content('A', '9.00', { category: '31000000' }),
    content('B', '5.00', { category: '31000000' }),
    content('C', '7.00'),
  ])
  for (const part of ['A', 'B', 'C'])
    products[part] = (await prisma().offer.findUniqueOrThrow({ where: { id: await offerId(world.supplier, part) } })).productId
  pageId = (await createLandingPage(as(operator), { networkId: world.networkId, name: 'Winter' })).id
})

const keep = async (sections: Section[], version?: number) =>
  saveLandingPage(as(operator), {
    pageId,
    version: version ?? (await ownLandingPage(reading(operator), pageId)).version,
    title: { en: 'Winter', zh: '冬季' },
    intro: { en: 'For the cold', zh: '' },
    position: 10,
    sections,
  })
const shown = async (actor: Actor) =>
  (await getLandingPage(reading(actor), pageId)).shown.map((section) =>
    section.kind === 'products'
      ? section.products.map(({ id }) => Object.keys(products).find((part) => products[part] === id))
      : section.kind,
  )

test('members read what is published, each as it sees and buys; a draft is its keeper’s alone', async () => {
  await keep([
    { kind: 'text', heading: { en: 'Hello' }, body: { en: 'Warm words' } },
    { kind: 'products', heading: {}, productIds: [products.C as string, products.A as string] },
    { kind: 'category', heading: { en: 'Components' }, category: '31000000' },
    { kind: 'deals', heading: {} },
  ])
  await expect(getLandingPage(reading(world.buyer), pageId)).rejects.toMatchObject({ code: 'not_found' })
  expect(await listLandingPages(reading(world.buyer))).toEqual([])
  expect(await shown(operator)).toEqual(['text', ['C', 'A'], ['B', 'A']])
  await publishLandingPage(as(operator), { pageId, published: true })
  expect(await shown(world.requester)).toEqual(['text', ['C', 'A'], ['B', 'A']])
  expect((await listLandingPages(reading(world.buyer))).map(({ title, own }) => [title, own])).toEqual([
    [{ en: 'Winter', zh: '冬季' }, false],
  ])
  await expect(getLandingPage(reading(world.outsider), pageId)).rejects.toMatchObject({ code: 'not_found' })
  expect(await listLandingPages(reading(world.outsider))).toEqual([])
  await publishLandingPage(as(operator), { pageId, published: false })
  await expect(getLandingPage(reading(world.buyer), pageId)).rejects.toMatchObject({ code: 'not_found' })
})

test('a catalog’s section shows to whom the catalog reaches, and what is gone is left out', async () => {
  const { id: catalogId } = await createVirtualCatalog(as(operator), { name: 'Special' })
  await describeVirtualCatalog(as(operator), {
    catalogId,
    name: 'Special',
    selection: { rules: [{ category: '31000000' }] },
    audience: { organizationIds: [world.buyer.organizationId] },
  } as Parameters<typeof describeVirtualCatalog>[1])
  await publishVirtualCatalog(as(operator), { catalogId, expected: null })
  const other = await join('Second buyer', 'buyer', ['purchaser'])
  await browsing(world.networkId, other)
  await keep([{ kind: 'catalog', heading: {}, catalogId }])
  await publishLandingPage(as(operator), { pageId, published: true })
  expect(await shown(world.buyer)).toEqual([['B', 'A']])
  expect(await shown(await renewed(other))).toEqual([])
  await keep([{ kind: 'products', heading: {}, productIds: [products.B as string] }])
  await prisma().offer.updateMany({ where: { supplierPartNumber: 'B' }, data: { withdrawnAt: new Date() } })
  expect(await shown(world.buyer)).toEqual([])
  await prisma().offer.updateMany({ where: { supplierPartNumber: 'B' }, data: { withdrawnAt: null } })
})

test('wrong sections are named, the second of two editors is told, strangers find nothing', async () => {
  const field = (name: string, reason: string) => ({ options: { fields: [expect.objectContaining({ field: name, reason })] } })
  const uuid = '00000000-0000-4000-8000-000000000000'
  await expect(keep([{ kind: 'products', heading: {}, productIds: [] }])).rejects.toMatchObject(field('sections.0.productIds', 'required'))
  await expect(keep([{ kind: 'products', heading: {}, productIds: [uuid] }])).rejects.toMatchObject(
    field('sections.0.productIds', 'product_unseen'),
  )
  await expect(keep([{ kind: 'category', heading: {}, category: '99000000' }])).rejects.toMatchObject(
    field('sections.0.category', 'category'),
  )
  await expect(keep([{ kind: 'catalog', heading: {}, catalogId: uuid }])).rejects.toMatchObject(field('sections.0.catalogId', 'required'))
  const { version } = await ownLandingPage(reading(operator), pageId)
  const both = await Promise.allSettled([keep([], version), keep([], version)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const stranger = await join('Other hub', 'operator', ['network_operator'])
  await expect(ownLandingPage(reading(stranger), pageId)).rejects.toMatchObject({ code: 'not_found' })
  await expect(removeLandingPage(as(stranger), { pageId })).rejects.toMatchObject({ code: 'not_found' })
  await expect(createLandingPage(as(stranger), { networkId: world.networkId, name: 'x' })).rejects.toMatchObject({ code: 'not_found' })
  await expect(ownLandingPage(reading(world.buyer), pageId)).rejects.toMatchObject({ code: 'forbidden' })
  await removeLandingPage(as(operator), { pageId })
  await expect(getLandingPage(reading(operator), pageId)).rejects.toMatchObject({ code: 'not_found' })
})
