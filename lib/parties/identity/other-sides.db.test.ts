import { beforeAll, expect, test } from 'vitest'
import { getConfigurator } from '@/lib/catalog/configuration/queries'
import { getAddedFile } from '@/lib/catalog/internal-content/queries'
import { getProductFile } from '@/lib/catalog/offers/product-queries'
import { prisma } from '@/lib/platform/db/client'
import { getDocument, listDocuments } from '@/lib/purchasing/fulfilment/queries'
import { ids, makeOneOfEverything, stranger, world } from '@/scripts/testing/one-of-everything'
import { reading } from '@/scripts/testing/world'

beforeAll(makeOneOfEverything)

test("another organization's file is not found", async () => {
  for (const actor of [stranger.buyer, stranger.supplier]) {
    await expect(getProductFile(reading(actor), ids.picture)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getAddedFile(reading(actor), ids.addedFile)).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('a document is found on the side whose orders one may read, and on no other', async () => {
  const found = getDocument(reading(world.supplier), 'despatch_advice', ids.despatchAdvice)
  await expect(found).resolves.toMatchObject({ side: 'supplier' })
  const buysOnly = { ...world.supplier, roles: ['approver'] }
  await expect(getDocument(reading(buysOnly), 'despatch_advice', ids.despatchAdvice)).rejects.toMatchObject({ code: 'not_found' })
  expect((await listDocuments(reading(buysOnly), 'despatch_advice')).documents).toEqual([])
})

test('what can be chosen of an offer is not found by who does not see the offer', async () => {
  const { productId } = await prisma().offer.findUniqueOrThrow({ where: { id: ids.configurable } })
  await expect(getConfigurator(reading(world.buyer), productId, ids.configurable)).resolves.toMatchObject({ model: { rules: [] } })
  for (const actor of [stranger.buyer, stranger.supplier])
    await expect(getConfigurator(reading(actor), productId, ids.configurable)).rejects.toMatchObject({ code: 'not_found' })
})
