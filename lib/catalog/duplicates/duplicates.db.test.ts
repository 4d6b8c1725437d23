import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { visibleOffers } from '@/lib/catalog/offers/offer-queries'
import { searchProducts } from '@/lib/discovery/search/queries'
import { searchParams } from '@/lib/discovery/search/schemas'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { quoteProducts, quoteSeparately } from '@/lib/pricing/quotes/queries'
import { addToCart } from '@/lib/purchasing/cart/commands/change-cart'
import { placeOrder } from '@/lib/purchasing/orders/commands/place-order'
import { getOrder } from '@/lib/purchasing/orders/queries'
import { browsing, content, makeWorld, offerId, publish, reading, renewed, type World } from '@/scripts/testing/world'
import { startDuplicateSearch } from './commands/find-duplicates'
import { decideDuplicate, mergeProducts, mergeSure, unmergeProduct } from './commands/merge-products'
import { searchDuplicates } from './jobs'
import { duplicateSearch, listDuplicates, mergedWith } from './queries'

let world: World
/** product ids by part number */
const ids: Record<string, string> = {}
const as = (actor: Actor) => ({ actor })

beforeAll(async () => {
  world = await makeWorld()
  world.operator = await browsing(world.networkId, world.operator)
  const bolt = { brand: 'Tenax', category: null }
  await publish(world, world.supplier, [
    content('B40', '10.00', { ...bolt, makerPart: 'TE-40', name: { en: 'Hex bolt M8 × 40, brass' } }),
    content('B50', '11.00', { ...bolt, makerPart: 'TE-50', name: { en: 'Hex bolt M8 × 50, brass' } }),
    content('GLOVE', '3.00', { name: { en: 'Nitrile glove blue size 9' }, unit: 'PR' }),
  ])
  await publish(world, world.rival, [
    content('R40', '9.00', { ...bolt, makerPart: 'te40', name: { en: 'Bolt' } }),
    content('R50', '9.50', { ...bolt, name: { en: 'Hexagon bolt M8x50 brass' } }),
    content('RGLOVE', '250.00', { name: { en: 'Nitrile glove blue size 9' }, unit: 'XBX' }),
  ])
  for (const [actor, parts] of [[world.supplier, ['B40', 'B50', 'GLOVE']] as const, [world.rival, ['R40', 'R50', 'RGLOVE']] as const])
    for (const part of parts) ids[part] = (await prisma().offer.findUniqueOrThrow({ where: { id: await offerId(actor, part) } })).productId
})

/** The actor as the next request knows it. */
const now = async (actor: Actor) => reading(await renewed(actor))
const suppliersOf = async (actor: Actor, part: string) => {
  const quotes = await quoteProducts(await now(actor), [ids[part] as string])
  return quotes.get(ids[part] as string)?.map(({ supplierName }) => supplierName) ?? []
}

const found = async (actor: Actor, q: string) => (await searchProducts(await now(actor), searchParams.parse({ q }))).productIds

async function search(actor: Actor) {
  await startDuplicateSearch(as(actor), {})
  await searchDuplicates({ organizationId: actor.organizationId, networkIds: [world.networkId] })
}

const proposal = async (actor: Actor, part: string) => {
  const { proposals } = await listDuplicates(reading(actor), 'open')
  return proposals.find(({ sides }) => sides.some(({ id }) => id === ids[part]))
}

describe('the search', () => {
  test('proposes by codes and by likeness, with both sides; not what is sold by another unit', async () => {
    await search(world.buyer)
    const { proposals } = await listDuplicates(reading(world.buyer), 'open')
    const sold = await quoteSeparately(reading(world.buyer), Object.values(ids))
    const partOf = (product: { id: string }) => sold.get(product.id)?.[0]?.supplierPartNumber
    expect(proposals.map(({ reason, sides }) => [reason, sides.map(partOf).sort()])).toEqual([
      ['maker_part', ['B40', 'R40']],
      ['similar', ['B50', 'R50']],
    ])
    const { search: last } = await duplicateSearch(reading(world.buyer))
    expect(last).toMatchObject({ state: 'done', progress: 100, products: 6, found: 2 })
  })

  test('runs once at a time', async () => {
    const started = await Promise.allSettled([startDuplicateSearch(as(world.buyer), {}), startDuplicateSearch(as(world.buyer), {})])
    expect(started.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await searchDuplicates({ organizationId: world.buyer.organizationId, networkIds: [world.networkId] })
  })
})

describe('joined products', () => {
  test('are found, counted and offered as one by who joined them, under the chosen one, and by nobody else', async () => {
    expect(await found(world.buyer, 'bolt brass')).toHaveLength(3)
    const { id } = (await proposal(world.buyer, 'B50')) ?? {}
    await decideDuplicate(as(world.buyer), { proposalId: String(id), decision: 'merge', headId: ids.B50 as string })
    expect((await found(world.buyer, 'bolt brass')).sort()).toEqual([ids.B40, ids.B50].sort())
    expect(await found(world.buyer, 'hexagon')).toEqual([ids.B50])
    expect(await suppliersOf(world.buyer, 'B50')).toEqual(['Rival', 'Supplier'])
    expect(await suppliersOf(world.buyer, 'R50')).toEqual(['Rival', 'Supplier'])
    expect(await suppliersOf(world.operator, 'B50')).toEqual(['Supplier'])
    expect((await mergedWith(await now(world.buyer), ids.R50 as string)).map(({ id: each, head }) => [each, head])).toEqual([
      [ids.B50, true],
      [ids.R50, false],
    ])
    const filtered = await searchProducts(await now(world.buyer), searchParams.parse({ q: 'bolt', supplier: [world.rival.organizationId] }))
    expect(filtered.productIds).toContain(ids.B50)
    expect(filtered.total).toBe(2)
  })

  test('are split again after orders, and nothing is lost: the order keeps its offer, each product its own', async () => {
    const buyer = await renewed(world.buyer)
    await addToCart(as(buyer), { offerId: await offerId(world.rival, 'R50'), quantity: '2' })
    const address = await prisma().address.findFirstOrThrow({ where: { organizationId: buyer.organizationId } })
    const costCentre = await prisma().costCentre.findFirstOrThrow({ where: { organizationId: buyer.organizationId } })
    const [placed] = await placeOrder(as(buyer), {
      key: randomUUID(),
      addressId: address.id,
      costCentreId: costCentre.id,
      paymentMethod: 'account',
    })
    await unmergeProduct(as(buyer), { productId: ids.R50 as string })
    expect(await suppliersOf(world.buyer, 'B50')).toEqual(['Supplier'])
    expect(await suppliersOf(world.buyer, 'R50')).toEqual(['Rival'])
    const order = await getOrder(reading(buyer), placed?.id as string)
    expect(order.lines).toMatchObject([{ supplierPartNumber: 'R50' }])
    expect(await visibleOffers(await now(world.buyer), { offerIds: [await offerId(world.rival, 'R50')] })).toHaveLength(1)
    await search(world.buyer)
    expect(await proposal(world.buyer, 'B50')).toBeUndefined()
    expect((await listDuplicates(reading(world.buyer), 'apart')).proposals).toHaveLength(1)
  })

  test('by an operator hold for all members, unless one has decided otherwise', async () => {
    await search(world.operator)
    expect(await mergeSure(as(world.operator), {})).toEqual({ merged: 1 })
    expect((await suppliersOf(world.buyer, 'B40')).sort()).toEqual(['Rival', 'Supplier'])
    await unmergeProduct(as(await renewed(world.buyer)), { productId: ids.R40 as string })
    expect(await suppliersOf(world.buyer, 'B40')).toEqual(['Supplier'])
    expect(await suppliersOf(world.operator, 'B40')).toHaveLength(2)
  })

  test('an operator’s group and a buyer’s own become one, and its head can be taken out', async () => {
    const operator = await renewed(world.operator)
    await mergeProducts(as(operator), { headId: ids.B50 as string, productIds: [ids.R50 as string] })
    await mergeProducts(as(await renewed(world.buyer)), { headId: ids.R40 as string, productIds: [ids.R50 as string] })
    await mergeProducts(as(await renewed(world.buyer)), { headId: ids.R40 as string, productIds: [ids.B50 as string] })
    const group = await mergedWith(await now(world.buyer), ids.B50 as string)
    expect(group.map(({ id }) => id).sort()).toEqual([ids.B50, ids.R40, ids.R50].sort())
    await unmergeProduct(as(await renewed(world.buyer)), { productId: ids.R40 as string })
    expect((await mergedWith(await now(world.buyer), ids.B50 as string)).map(({ id }) => id).sort()).toEqual([ids.B50, ids.R50].sort())
    expect(await mergedWith(await now(world.buyer), ids.R40 as string)).toEqual([])
  })

  test('cannot be of different units, of what nobody sees, or decided twice into a ring', async () => {
    const buyer = await renewed(world.buyer)
    await expect(mergeProducts(as(buyer), { headId: ids.GLOVE as string, productIds: [ids.RGLOVE as string] })).rejects.toMatchObject({
      options: { detail: 'different_units' },
    })
    await expect(mergeProducts(as(world.outsider), { headId: ids.B40 as string, productIds: [ids.R40 as string] })).rejects.toMatchObject({
      code: 'not_found',
    })
    await Promise.all([
      mergeProducts(as(buyer), { headId: ids.B40 as string, productIds: [ids.B50 as string] }),
      mergeProducts(as(buyer), { headId: ids.B50 as string, productIds: [ids.B40 as string] }),
    ])
    const group = await mergedWith(await now(world.buyer), ids.B40 as string)
    expect(group.filter(({ head }) => head)).toHaveLength(1)
    expect((await suppliersOf(world.buyer, 'B40')).length).toBeGreaterThanOrEqual(2)
  })
})
