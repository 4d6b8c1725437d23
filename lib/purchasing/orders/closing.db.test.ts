import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import { addToCart } from '@/lib/purchasing/cart/commands/change-cart'
import { despatch } from '@/lib/purchasing/fulfilment/commands/despatch'
import { receive, reverseReceipt } from '@/lib/purchasing/fulfilment/commands/receive'
import { respondToOrder } from '@/lib/purchasing/fulfilment/commands/respond-to-order'
import { content, makeWorld, offerId, publish, reading, type World } from '@/scripts/testing/world'
import { acceptClosing, declineClosing, proposeClosing, withdrawClosing } from './commands/close-rest'
import { placeOrder } from './commands/place-order'
import { getOrder } from './queries'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await publish(world, world.supplier, [content('NUT', '2.00'), content('BOLT', '1.00')])
})

const buyer = () => ({ actor: world.buyer })
const supplier = () => ({ actor: world.supplier })
const reason = 'Out of production'

/** A confirmed order of ten nuts and four bolts. */
async function confirmedOrder() {
  for (const [part, quantity] of [
    ['NUT', '10'],
    ['BOLT', '4'],
  ] as const)
    await addToCart(buyer(), { offerId: await offerId(world.supplier, part), quantity })
  const address = await prisma().address.findFirstOrThrow({ where: { organizationId: world.buyer.organizationId } })
  const [order] = await placeOrder(buyer(), { key: randomUUID(), addressId: address.id, paymentMethod: 'account' })
  const orderId = order?.id ?? ''
  await respondToOrder(supplier(), { orderId })
  const { lines } = await getOrder(reading(world.buyer), orderId)
  const line = (part: string) => lines.find(({ supplierPartNumber }) => supplierPartNumber === part)?.id ?? ''
  return { orderId, nut: line('NUT'), bolt: line('BOLT') }
}

type Order = Awaited<ReturnType<typeof confirmedOrder>>
const ship = ({ orderId, nut }: Order, quantity: string) => despatch(supplier(), { orderId, lines: [{ lineId: nut, quantity }] })
const look = async ({ orderId }: Order) => {
  const { state, net, lines } = await getOrder(reading(world.buyer), orderId)
  return { state, net: net.toString(), closed: lines.map(({ closed }) => closed.toString()) }
}
const steps = async ({ orderId }: Order, actor = world.buyer) =>
  (await getOrder(reading(actor), orderId)).steps.filter(({ hindrance }) => !hindrance).map(({ step }) => step)

describe('closing the rest of an order', () => {
  test.each(['buyer', 'supplier'] as const)('the %s proposes, the other side agrees: amounts follow what was delivered', async (by) => {
    const [own, other] = by === 'buyer' ? [buyer(), supplier()] : [supplier(), buyer()]
    const order = await confirmedOrder()
    await ship(order, '6')
    const { id } = await proposeClosing(own, { orderId: order.orderId, reason })
    expect(await look(order)).toEqual({ state: 'partially_shipped', net: '24', closed: ['0', '0'] })
    await expect(acceptClosing(own, { closingId: id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(proposeClosing(other, { orderId: order.orderId, reason })).rejects.toMatchObject({
      options: { detail: 'closing_proposed' },
    })
    expect(await steps(order, own.actor)).not.toContain('close_rest')
    expect(await steps(order, other.actor)).toContain('close_rest')
    await acceptClosing(other, { closingId: id })
    expect(await look(order)).toEqual({ state: 'shipped', net: '12', closed: ['4', '4'] })
    await receive(buyer(), { orderId: order.orderId })
    expect((await look(order)).state).toBe('received')
  })

  test('a part of the rest is closed, the other stays due', async () => {
    const order = await confirmedOrder()
    const lines = [{ lineId: order.bolt, quantity: '3' }]
    const { id } = await proposeClosing(buyer(), { orderId: order.orderId, reason, lines })
    await acceptClosing(supplier(), { closingId: id })
    expect(await look(order)).toEqual({ state: 'confirmed', net: '21', closed: ['0', '3'] })
    const tooMuch = [{ lineId: order.bolt, quantity: '2' }]
    await expect(proposeClosing(buyer(), { orderId: order.orderId, reason, lines: tooMuch })).rejects.toMatchObject({
      options: { fields: [{ field: 'lines.2.quantity', reason: 'ABOVE_MAXIMUM' }] },
    })
  })

  test('of an order of which nothing came nothing is left: it is cancelled', async () => {
    const order = await confirmedOrder()
    const { id } = await proposeClosing(supplier(), { orderId: order.orderId, reason })
    await acceptClosing(buyer(), { closingId: id })
    expect((await look(order)).state).toBe('cancelled')
  })

  test('declined or withdrawn, the rest stays due and can be proposed anew', async () => {
    const order = await confirmedOrder()
    const first = await proposeClosing(buyer(), { orderId: order.orderId, reason })
    await declineClosing(supplier(), { closingId: first.id, reason: 'They come on Friday' })
    await expect(acceptClosing(supplier(), { closingId: first.id })).rejects.toMatchObject({ options: { detail: 'closing_answered' } })
    const second = await proposeClosing(buyer(), { orderId: order.orderId, reason })
    await expect(withdrawClosing(supplier(), { closingId: second.id })).rejects.toMatchObject({ code: 'not_found' })
    await withdrawClosing(buyer(), { closingId: second.id })
    expect(await look(order)).toEqual({ state: 'confirmed', net: '24', closed: ['0', '0'] })
    const { timeline } = await getOrder(reading(world.supplier), order.orderId)
    expect(timeline.slice(-4).map(({ kind }) => kind)).toEqual([
      'closing_proposed',
      'closing_declined',
      'closing_proposed',
      'closing_withdrawn',
    ])
  })

  test('shipping answers a proposal, and one who answered meanwhile comes too late', async () => {
    const order = await confirmedOrder()
    const { id } = await proposeClosing(buyer(), { orderId: order.orderId, reason })
    await ship(order, '10')
    await expect(acceptClosing(supplier(), { closingId: id })).rejects.toMatchObject({ options: { detail: 'closing_answered' } })
    expect((await prisma().orderClosing.findUniqueOrThrow({ where: { id } })).state).toBe('declined')
  })

  test('goods that were rejected are replaced, or credited by closing', async () => {
    const order = await confirmedOrder()
    await ship(order, '10')
    const receipt = await receive(buyer(), { orderId: order.orderId, lines: [{ lineId: order.nut, received: '7', rejected: '3' }] })
    expect((await look(order)).state).toBe('partially_shipped')
    await ship(order, '2')
    await expect(reverseReceipt(buyer(), { receiptId: receipt.id })).rejects.toMatchObject({ options: { detail: 'rejection_settled' } })
    await receive(buyer(), { orderId: order.orderId })
    const { id } = await proposeClosing(buyer(), { orderId: order.orderId, reason })
    await acceptClosing(supplier(), { closingId: id })
    expect(await look(order)).toEqual({ state: 'received', net: '18', closed: ['1', '4'] })
  })

  test('a proposal lapses when a receipt that rejected goods is taken back: nothing of it is open any more', async () => {
    const order = await confirmedOrder()
    await ship(order, '10')
    await despatch(supplier(), { orderId: order.orderId, lines: [{ lineId: order.bolt, quantity: '4' }] })
    const receipt = await receive(buyer(), { orderId: order.orderId, lines: [{ lineId: order.nut, received: '7', rejected: '3' }] })
    const { id } = await proposeClosing(buyer(), { orderId: order.orderId, reason })
    await reverseReceipt(buyer(), { receiptId: receipt.id })
    expect((await prisma().orderClosing.findUniqueOrThrow({ where: { id } })).state).toBe('withdrawn')
    expect((await look(order)).state).toBe('shipped')
  })

  test('two who answer at once, or ship and agree at once, end as if one had come after the other', async () => {
    const order = await confirmedOrder()
    await ship(order, '6')
    const { id } = await proposeClosing(buyer(), { orderId: order.orderId, reason })
    const answers = await Promise.allSettled([acceptClosing(supplier(), { closingId: id }), acceptClosing(supplier(), { closingId: id })])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await look(order)).toEqual({ state: 'shipped', net: '12', closed: ['4', '4'] })

    const raced = await confirmedOrder()
    const closing = await proposeClosing(buyer(), { orderId: raced.orderId, reason })
    const [agreed, left] = await Promise.allSettled([acceptClosing(supplier(), { closingId: closing.id }), ship(raced, '10')])
    expect([agreed.status, left.status].sort()).toEqual(['fulfilled', 'rejected'])
    expect((await look(raced)).state).toBe(agreed.status === 'fulfilled' ? 'cancelled' : 'partially_shipped')
  })

  test('nobody else learns of it, and on each side only who may', async () => {
    const order = await confirmedOrder()
    const { id } = await proposeClosing(buyer(), { orderId: order.orderId, reason })
    await expect(acceptClosing({ actor: world.rival }, { closingId: id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(proposeClosing({ actor: world.rival }, { orderId: order.orderId, reason })).rejects.toMatchObject({ code: 'not_found' })
    await expect(withdrawClosing({ actor: { ...world.buyer, roles: [] } }, { closingId: id })).rejects.toMatchObject({ code: 'forbidden' })
  })
})
