import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import { addToCart } from '@/lib/purchasing/cart/commands/change-cart'
import { despatch } from '@/lib/purchasing/fulfilment/commands/despatch'
import { receive } from '@/lib/purchasing/fulfilment/commands/receive'
import { respondToOrder } from '@/lib/purchasing/fulfilment/commands/respond-to-order'
import { cancelOrder } from '@/lib/purchasing/orders/commands/cancel-order'
import { placeOrder } from '@/lib/purchasing/orders/commands/place-order'
import { content, makeWorld, offerId, publish, reading, type World } from '@/scripts/testing/world'
import { handling } from './handling'
import { networkHealth } from './network-health'
import { tradeByCategory, tradeByMonth, tradeByPartner } from './trade'

let world: World
const rates = [{ from: 'USD', to: 'EUR', date: '2026-01-01', rate: '0.5' }]
const hours = (count: number) => new Date(Date.now() - count * 3_600_000)

async function order(part: string, seller: World['supplier'], quantity: string, now: Date) {
  const address = await prisma().address.findFirstOrThrow({ where: { organizationId: world.buyer.organizationId } })
  await addToCart({ actor: world.buyer, now }, { offerId: await offerId(seller, part), quantity })
  const [placed] = await placeOrder({ actor: world.buyer, now }, { key: randomUUID(), addressId: address.id, paymentMethod: 'account' })
  return placed?.id ?? ''
}

beforeAll(async () => {
  world = await makeWorld()
  await prisma().category.create({ data: { code: '31161600', level: 3, nameEn: 'Bolts', nameZh: '螺栓' } })
  await publish(world, world.supplier, [content('A', '10.00', { category: '31161600' })])
  await publish(world, world.rival, [content('B', '4.00', { currency: 'USD' })])
  await prisma().catalogPublication.updateMany({ data: { startsAt: hours(100) } })
  const { buyer, supplier } = world
  const first = await order('A', supplier, '5', hours(10))
  const line = await prisma().orderLine.findFirstOrThrow({ where: { orderId: first } })
  await respondToOrder({ actor: supplier, now: hours(8) }, { orderId: first, lines: [{ lineId: line.id, quantity: '5' }] })
  await despatch({ actor: supplier, now: hours(6) }, { orderId: first, lines: [{ lineId: line.id, quantity: '5' }] })
  await receive({ actor: buyer, now: hours(1) }, { orderId: first, lines: [{ lineId: line.id, received: '5', rejected: '0' }] })
  await order('B', world.rival, '3', hours(1))
  await cancelOrder({ actor: buyer }, { orderId: await order('A', supplier, '100', hours(1)) })
})

test('spend is what was ordered and not taken back, in the own currency', async () => {
  const months = await tradeByMonth(reading(world.buyer), rates, 'buyer')
  expect(months).toHaveLength(12)
  expect(months.reduce((sum, month) => sum + month.amount.toNumber(), 0)).toBe(56)
  expect((await tradeByPartner(reading(world.buyer), rates, 'buyer')).map(({ label, amount }) => [label, amount.toFixed()])).toEqual([
    ['Supplier', '50'],
    ['Rival', '6'],
  ])
  expect((await tradeByCategory(reading(world.buyer), rates, 'buyer', 'zh')).map(({ label, amount }) => [label, amount.toFixed()])).toEqual(
    [
      ['螺栓', '50'],
      ['', '6'],
    ],
  )
})

test('the supplier sees its revenue alone, and nobody the trade of others', async () => {
  expect((await tradeByPartner(reading(world.supplier), rates, 'supplier')).map(({ label, amount }) => [label, amount.toFixed()])).toEqual([
    ['Buyer', '50'],
  ])
  expect((await tradeByMonth(reading(world.outsider), rates, 'buyer')).every((month) => month.count === 0)).toBe(true)
})

test('handling counts people’s steps and the hours to answer and receipt', async () => {
  const measured = await handling(reading(world.supplier), 'supplier')
  // Four steps for the first order, placing and cancelling for the other.
  expect(measured).toMatchObject({ orders: 2, steps: 3, hoursToAnswer: 2, hoursToReceive: 9 })
  expect(await handling(reading(world.outsider), 'buyer')).toEqual({ orders: 0, steps: null, hoursToAnswer: null, hoursToReceive: null })
})

test('the operator sees members, trade and what is stuck', async () => {
  expect(await networkHealth(reading(world.operator))).toMatchObject({
    members: 3,
    applications: 0,
    orders: 3,
    jobsFailed: 0,
    importsFailed: 0,
  })
})
