import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { acceptTerms } from '@/lib/parties/network/commands/apply-to-network'
import { publishTerms } from '@/lib/parties/network/commands/manage-network'
import type { networkFees } from '@/lib/parties/network/fee-schemas'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { Decimal } from '@/lib/platform/money/decimal'
import { addToCart } from '@/lib/purchasing/cart/commands/change-cart'
import { getCart } from '@/lib/purchasing/cart/queries'
import { despatch } from '@/lib/purchasing/fulfilment/commands/despatch'
import { acceptOrderChanges, respondToOrder } from '@/lib/purchasing/fulfilment/commands/respond-to-order'
import { cancelOrder } from '@/lib/purchasing/orders/commands/cancel-order'
import { acceptClosing, proposeClosing } from '@/lib/purchasing/orders/commands/close-rest'
import { placeOrder } from '@/lib/purchasing/orders/commands/place-order'
import { content, makeWorld, offerId, publish, reading, renewed, type World } from '@/scripts/testing/world'
import { chargeMonth, chargeSavings } from './commands/charge-fees'
import { feeTotals, listFeeEntries, orderFees } from './queries'

let world: World
let bolt: string
beforeAll(async () => {
  world = await makeWorld()
  await publish(world, world.supplier, [
    content('BOLT', '10.00', { name: { en: 'Hex bolt' } }),
    content('NUT', '2.00', { name: { en: 'Nut' } }),
  ])
  bolt = await offerId(world.supplier, 'BOLT')
})

const fee = { name: 'Share', on: 'order' as const, payer: 'supplier' as const, currency: 'EUR' }
/** New terms with these fees, accepted by both sides. */
async function terms(fees: z.input<typeof networkFees>) {
  const { version } = await publishTerms(
    { actor: world.operator },
    { networkId: world.networkId, bodyEn: 'Trade in good faith, always.', bodyZh: '诚信交易，守约守时，公平竞争。', fees },
  )
  for (const key of ['buyer', 'supplier', 'rival', 'requester'] as const) {
    if (key !== 'requester') await acceptTerms({ actor: world[key] }, { networkId: world.networkId, acceptTerms: version })
    world[key] = await renewed(world[key])
  }
}
async function order(quantity: string, actor: Actor = world.buyer) {
  await addToCart({ actor }, { offerId: bolt, quantity })
  const { id: addressId } = await prisma().address.findFirstOrThrow({ where: { organizationId: actor.organizationId } })
  const [placed] = await placeOrder({ actor }, { key: randomUUID(), addressId, paymentMethod: 'account' })
  return placed?.id as string
}

const amounts = async (orderId: string) =>
  (await prisma().feeEntry.findMany({ where: { orderId }, orderBy: { id: 'asc' } })).map((row) => [row.feeId, row.amount.toString()])

describe('on orders', () => {
  test('each side pays its own, the buyer sees its before, nothing of it changes the order', async () => {
    await terms([
      { ...fee, id: 's', percent: '1.5', minimum: '0.50' },
      { ...fee, id: 'b', name: 'Handling', payer: 'buyer', fixed: '0.35' },
      { ...fee, id: 'usd', currency: 'USD', percent: '9' },
    ])
    await addToCart({ actor: world.buyer }, { offerId: bolt, quantity: '7' })
    const cart = await getCart(reading(world.buyer))
    expect(cart.orders.map(({ net, fees }) => [net, fees])).toEqual([['70', [{ name: 'Handling', amount: '0.35' }]]])
    const id = await order('1')
    expect(await amounts(id)).toEqual([
      ['s', '1.2'],
      ['b', '0.35'],
    ])
    expect(await orderFees(reading(world.supplier), id)).toEqual([{ name: 'Share', amount: '1.2', currency: 'EUR' }])
    expect(await orderFees(reading(world.buyer), id)).toEqual([{ name: 'Handling', amount: '0.35', currency: 'EUR' }])
    expect((await prisma().purchaseOrder.findUniqueOrThrow({ where: { id } })).gross.toString()).toBe('95.2')
  })

  test('tiers count what was traded this year; the same key charges once; what falls through is taken off again', async () => {
    const tiers = [
      { from: '0', percent: '0' },
      { from: '100', percent: '2' },
    ]
    await terms([{ ...fee, id: 't', tiers }])
    // 80 were traded already under the terms before
    const first = await order('5')
    expect(await amounts(first)).toEqual([['t', '0.6']])
    const second = await order('10')
    expect(await amounts(second)).toEqual([['t', '2']])
    await cancelOrder({ actor: world.buyer }, { orderId: second })
    expect(await amounts(second)).toEqual([
      ['t', '2'],
      ['t', '-2'],
    ])
    expect(await orderFees(reading(world.supplier), second)).toEqual([{ name: 'Share', amount: '0', currency: 'EUR' }])
    const third = await order('10')
    expect(await amounts(third)).toEqual([['t', '2']])
  })

  test('a smaller delivery that the buyer accepts costs less, by the terms under which it was ordered', async () => {
    await terms([{ ...fee, id: 'c', percent: '1' }])
    const id = await order('10')
    await terms([{ ...fee, id: 'c', percent: '50' }])
    const line = await prisma().orderLine.findFirstOrThrow({ where: { orderId: id } })
    await respondToOrder({ actor: world.supplier }, { orderId: id, lines: [{ lineId: line.id, quantity: '4' }] })
    await acceptOrderChanges({ actor: world.buyer }, { orderId: id })
    expect(await amounts(id)).toEqual([
      ['c', '1'],
      ['c', '-0.6'],
    ])
  })

  test('a rest that both sides close costs nothing, in the same way', async () => {
    await terms([{ ...fee, id: 'r', percent: '1' }])
    const id = await order('10')
    const line = await prisma().orderLine.findFirstOrThrow({ where: { orderId: id } })
    await respondToOrder({ actor: world.supplier }, { orderId: id })
    await despatch({ actor: world.supplier }, { orderId: id, lines: [{ lineId: line.id, quantity: '7' }] })
    const { id: closingId } = await proposeClosing({ actor: world.buyer }, { orderId: id, reason: 'Never came' })
    await acceptClosing({ actor: world.supplier }, { closingId })
    expect(await amounts(id)).toEqual([
      ['r', '1'],
      ['r', '-0.3'],
    ])
  })
})

test('of savings the buyer pays on the whole, each winner on its share; twice charged is charged once', async () => {
  await terms([
    { ...fee, id: 'v', on: 'savings', payer: 'buyer', percent: '10', maximum: '15' },
    { ...fee, id: 'w', on: 'savings', payer: 'supplier', percent: '5' },
  ])
  const event = await prisma().sourcingEvent.create({
    data: {
      buyerId: world.buyer.organizationId,
      networkId: world.networkId,
      number: 'RFX-9',
      title: 'Bolts',
      state: 'awarded',
      visibility: 'rank',
      currency: 'EUR',
      lots: { create: { number: 1, title: 'Bolts', rules: {}, opensAt: new Date(), endsAt: new Date() } },
    },
    include: { lots: true },
  })
  const charge = () =>
    chargeSavings(reading(world.buyer), {
      lotId: event.lots[0]?.id ?? '',
      networkId: world.networkId,
      buyerId: world.buyer.organizationId,
      currency: 'EUR',
      savings: new Decimal('200'),
      shares: [
        { supplierId: world.supplier.organizationId, total: new Decimal('600') },
        { supplierId: world.rival.organizationId, total: new Decimal('200') },
      ],
    })
  await charge()
  await charge()
  const rows = await prisma().feeEntry.findMany({ where: { lotId: { not: null } }, orderBy: { amount: 'asc' } })
  expect(rows.map((row) => [row.feeId, row.organizationId, row.amount.toString()])).toEqual([
    ['w', world.rival.organizationId, '2.5'],
    ['w', world.supplier.organizationId, '7.5'],
    ['v', world.buyer.organizationId, '15'],
  ])
})

test('a month is charged once: subscriptions, and a fee for each offer that is published', async () => {
  await terms([
    { ...fee, id: 'm', on: 'subscription', payer: 'buyer', fixed: '20' },
    { ...fee, id: 'l', on: 'listing', fixed: '0.05' },
  ])
  const at = new Date('2026-12-01T04:10:00Z')
  await Promise.all([chargeMonth({}, at), chargeMonth({}, at)])
  await chargeMonth({}, at)
  const rows = await prisma().feeEntry.findMany({ where: { period: '2026-12' }, orderBy: { amount: 'asc' } })
  expect(rows.map((row) => [row.feeId, row.organizationId, row.base.toString(), row.amount.toString()])).toEqual([
    ['l', world.supplier.organizationId, '2', '0.1'],
    ['m', world.buyer.organizationId, '1', '20'],
  ])
})

test('everybody reads its own entries, the operator all of its network; nobody changes one', async () => {
  const seen = async (actor: Actor) => new Set((await listFeeEntries(reading(actor))).entries.map((entry) => entry.organization.name))
  expect(await seen(world.buyer)).toEqual(new Set(['Buyer']))
  expect(await seen(world.rival)).toEqual(new Set(['Rival']))
  expect(await seen(world.operator)).toEqual(new Set(['Buyer', 'Supplier', 'Rival']))
  expect(await seen(world.outsider)).toEqual(new Set())
  const sum = (await feeTotals(reading(world.rival))).map(({ amount }) => Number(amount))
  expect(sum).toEqual([2.5])
  const page = await listFeeEntries(reading(world.operator), { take: 3 })
  const rest = await listFeeEntries(reading(world.operator), { after: page.next ?? '', take: 100 })
  expect(page.entries.length + rest.entries.length).toBe(await prisma().feeEntry.count())
  await expect(prisma().$executeRaw`update fee_entry set amount = 0`).rejects.toThrow(/append-only/)
})
