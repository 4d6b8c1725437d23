import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { Decimal } from '@/lib/platform/money/decimal'
import { importDocuments } from '@/lib/purchasing/fulfilment/import-documents'
import { saveOrders } from '@/lib/purchasing/orders/new-order'
import { content, makeWorld, offerId, publish, reading, type World } from '@/scripts/testing/world'
import { removeComparison, saveComparison } from './commands/save-comparison'
import { compare, getComparison, listComparisons } from './queries'
import { comparisonSpec } from './schemas'

let world: World
const ids: Record<string, string> = {}
const spec = (more: object = {}) => comparisonSpec.parse({ productIds: [ids.A, ids.B], quantity: '10', ...more })

beforeAll(async () => {
  world = await makeWorld()
  const lamp = (part: string, price: string, power: string, more = {}) =>
    content(part, price, {
      brand: 'Lumio',
      makerPart: part.at(-1) as string,
      attributes: [{ name: 'Power', value: power, unit: 'W' }],
      ...more,
    })
  await publish(world, world.supplier, [lamp('S-A', '10.00', '9'), lamp('S-B', '6.00', '60')])
  await publish(world, world.rival, [lamp('R-A', '9.00', '9'), lamp('R-B', '100.00', '60', { currency: 'CNY' })])
  await prisma().supplierTerms.create({
    data: { supplierId: world.rival.organizationId, currency: 'EUR', freight: 15, freightFreeFrom: 200 },
  })
  for (const part of ['S-A', 'S-B'])
    ids[part.at(-1) as string] = (await prisma().offer.findUniqueOrThrow({ where: { id: await offerId(world.supplier, part) } })).productId
})

const totals = async (actor: Actor, more: object = {}) =>
  (await compare(reading(actor), spec(more))).offers.map(({ offer, cost, above }) => [offer.supplierPartNumber, cost.total, above])

test('the best offer of each product, or all; dearer to run may be dearer in all', async () => {
  expect(await totals(world.buyer)).toEqual([
    ['R-A', '105', 75],
    ['S-B', '60', 0],
  ])
  const running = { formula: 'power / 1000 * hours * energy', hours: '1000', energy: '0.30' }
  expect((await totals(world.buyer, running)).map(([part, total]) => [part, total])).toEqual([
    ['R-A', '132'],
    ['S-B', '240'],
  ])
  const all = await compare(reading(world.buyer), spec({ offers: 'all' }))
  expect(all.offers.map(({ offer, cost }) => [offer.supplierPartNumber, cost.total])).toEqual([
    ['R-A', '105'],
    ['S-A', '100'],
    ['S-B', '60'],
    ['R-B', null],
  ])
  expect(all.names).toContain('power')
})

test('freight is free from where the supplier says', async () => {
  const { offers } = await compare(reading(world.buyer), spec({ quantity: '30' }))
  expect(offers[0]?.cost).toMatchObject({ price: '270', freight: '0', total: '270' })
})

test('scores come from the organization’s own orders', async () => {
  const { buyer, supplier } = world
  const order = async (reference: string, shippedOn: string, rejected: string) => {
    const [id, orderLineId] = [randomUUID(), randomUUID()]
    const ctx = { db: prisma(), now: new Date() }
    const ten = new Decimal(10)
    const line = {
      offerId: null,
      productId: null,
      name: {},
      supplierPartNumber: null,
      unit: 'C62',
      taxCategory: 'S',
      priceSource: 'list' as const,
    }
    await saveOrders(ctx, [
      {
        id,
        buyerId: buyer.organizationId,
        supplierId: supplier.organizationId,
        networkId: null,
        placedBy: null,
        state: 'received',
        currency: 'EUR',
        totals: { net: '10', freight: '0', tax: '0', gross: '10', taxes: [] },
        deliverTo: null,
        costCentre: null,
        reference,
        notes: null,
        requestedDeliveryDate: null,
        paymentMethod: 'account',
        placedAt: new Date(Date.now() - 30 * 86_400_000),
        lines: [{ ...line, id: orderLineId, quantity: ten, unitPrice: new Decimal(1), net: ten }],
        by: { userId: null, organizationId: buyer.organizationId },
      },
    ])
    const at = new Date(shippedOn)
    await importDocuments(ctx, [
      {
        order: { id, buyerId: buyer.organizationId, supplierId: supplier.organizationId },
        response: { at, code: 'accepted', lines: [{ orderLineId, quantity: ten, promisedOn: new Date('2026-10-10') }] },
        advice: { at, lines: [{ orderLineId, quantity: ten }] },
        receipt: { at, lines: [{ orderLineId, received: ten.sub(rejected), rejected: new Decimal(rejected) }] },
      },
    ])
  }
  await order('X-1', '2026-10-09T12:00:00Z', '0')
  await order('X-2', '2026-10-12T12:00:00Z', '5')
  const { offers } = await compare(reading(world.buyer), spec())
  expect(offers.map(({ score }) => score)).toEqual([
    { orders: 0, onTime: null, accepted: null },
    { orders: 2, onTime: 0.5, accepted: 0.75 },
  ])
})

test('who does not see the products compares nothing', async () => {
  expect(await compare(reading(world.outsider), spec())).toMatchObject({ products: [], offers: [] })
  await expect(compare(reading({ ...world.supplier, roles: ['catalog_manager'] }), spec())).rejects.toMatchObject({ code: 'forbidden' })
})

test('is saved for the company, changed and removed, and not found by another', async () => {
  const { id } = await saveComparison({ actor: world.buyer }, { name: 'Lamps', spec: spec({ interest: '4' }) })
  expect(await getComparison(reading(world.requester), id)).toMatchObject({ name: 'Lamps', spec: { interest: '4', quantity: '10' } })
  await saveComparison({ actor: world.requester }, { comparisonId: id, name: 'Lamps, 2027', spec: spec() })
  expect((await listComparisons(reading(world.buyer))).map(({ name }) => name)).toEqual(['Lamps, 2027'])
  await expect(saveComparison({ actor: world.outsider }, { comparisonId: id, name: 'x', spec: spec() })).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(removeComparison({ actor: world.outsider }, { comparisonId: id })).rejects.toMatchObject({ code: 'not_found' })
  await removeComparison({ actor: world.buyer }, { comparisonId: id })
  await expect(getComparison(reading(world.buyer), id)).rejects.toMatchObject({ code: 'not_found' })
})
