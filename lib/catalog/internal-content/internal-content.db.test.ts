import { Readable } from 'node:stream'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { storePicture } from '@/lib/catalog/offers/product-files'
import { compare } from '@/lib/discovery/comparison/queries'
import { comparisonSpec } from '@/lib/discovery/comparison/schemas'
import { searchProducts } from '@/lib/discovery/search/queries'
import { searchParams } from '@/lib/discovery/search/schemas'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { browsing, content, makeWorld, offerId, publish, reading, type World } from '@/scripts/testing/world'
import { addInternalContentFile, editInternalContent, removeInternalContentFile } from './commands/edit-internal-content'
import { addedPictures, getAddedFile, internalContentsOf, ownInternalContent } from './queries'

let world: World
let operator: Actor
let productId: string
const as = (actor: Actor) => ({ actor })
const found = async (actor: Actor, q: string) => (await searchProducts(reading(actor), searchParams.parse({ q }))).products
const enrich = (actor: Actor, note: LocalizedText, attributes: { name: string; value: string; unit?: string }[] = []) =>
  editInternalContent(as(actor), { productId, note: { en: '', zh: '', ...note }, attributes })

beforeAll(async () => {
  world = await makeWorld()
  operator = await browsing(world.networkId, world.operator)
  await publish(world, world.supplier, [
    content('A', '10.00', { attributes: [{ name: 'Length', value: '40', unit: 'mm' }] }),
    content('B', '11.00'),
  ])
  const id = await offerId(world.supplier, 'A')
  productId = (await prisma().offer.findUniqueOrThrow({ where: { id } })).productId
})

test('a buyer’s words are found and shown in its company, an operator’s in its networks, and nowhere else', async () => {
  await enrich(world.buyer, { en: 'Fits the Zephyr carriage', zh: '适用于轨道车辆' }, [{ name: 'Length', value: '4', unit: 'cm' }])
  for (const q of ['zephyr', 'ZEPH', '轨道车辆']) expect((await found(world.requester, q)).map(({ id }) => id)).toEqual([productId])
  expect(await found(world.buyer, 'zephyr nonsense')).toEqual([])
  expect(await found(world.outsider, 'zephyr')).toEqual([])
  expect((await internalContentsOf(reading(world.supplier), [productId])).size).toBe(0)
  await enrich(operator, { en: 'Certified quixotically' })
  const [own, hub] = (await internalContentsOf(reading(world.buyer), [productId])).get(productId) ?? []
  expect([own?.note.en, hub?.note.en]).toEqual(['Fits the Zephyr carriage', 'Certified quixotically'])
  expect((await found(world.buyer, 'quixotically')).map(({ id }) => id)).toEqual([productId])
  const view = await compare(reading(world.buyer), comparisonSpec.parse({ productIds: [productId] }))
  expect(view.attributes.map(({ name, values }) => [name, values[0]?.number])).toContainEqual(['Length', 4])
  await enrich(world.buyer, { en: 'Nothing of it' })
  expect(await found(world.buyer, 'zephyr')).toEqual([])
})

test('an added picture stands in lists for who is reached, and leaves with its file', async () => {
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const stored = await storePicture(Readable.from([picture]))
  const { fileId } = await addInternalContentFile(as(world.buyer), { productId, kind: 'picture', name: 'red.png', stored })
  expect(
    (await found(world.requester, 'Product A'))[0]?.pictureFileId ??
      (await addedPictures(reading(world.requester), [productId])).get(productId),
  ).toBe(fileId)
  expect((await getAddedFile(reading(world.requester), fileId)).name).toBe('red.png')
  for (const stranger of [world.supplier, world.outsider, operator])
    await expect(getAddedFile(reading(stranger), fileId)).rejects.toMatchObject({ code: 'not_found' })
  await expect(removeInternalContentFile(as(operator), { fileId })).rejects.toMatchObject({ code: 'not_found' })
  await removeInternalContentFile(as(world.buyer), { fileId })
  expect(await addedPictures(reading(world.buyer), [productId])).toEqual(new Map())
})

test('what is wrong is named, and who may not keep catalogs adds nothing', async () => {
  const twice = [
    { name: 'Length', value: '1' },
    { name: 'length', value: '2' },
  ]
  await expect(enrich(world.buyer, {}, twice)).rejects.toMatchObject({
    options: { fields: [{ field: 'attributes.1.name', reason: 'attribute_twice' }] },
  })
  await expect(enrich(world.buyer, {}, [{ name: ' ', value: '1' }])).rejects.toMatchObject({
    options: { fields: [{ field: 'attributes.0.name', reason: 'required' }] },
  })
  await expect(enrich(world.requester, { en: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(ownInternalContent(reading(world.requester), productId)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(ownInternalContent(reading(world.outsider), productId)).rejects.toMatchObject({ code: 'not_found' })
  await expect(enrich(world.outsider, { en: 'x' })).rejects.toMatchObject({ code: 'not_found' })
})
