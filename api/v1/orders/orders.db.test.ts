import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Scope } from '@/lib/parties/identity/model'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { addToCart } from '@/lib/purchasing/cart/commands/change-cart'
import { placeOrder } from '@/lib/purchasing/orders/commands/place-order'
import { startLiveNode } from '@/scripts/testing/live-node'
import { program as startProgram } from '@/scripts/testing/program'
import { content, makeWorld, offerId, publish, type World } from '@/scripts/testing/world'

let world: World
let node: Awaited<ReturnType<typeof startLiveNode>>
let orderId: string

beforeAll(async () => {
  world = await makeWorld()
  node = await startLiveNode(world)
  await publish(world, world.supplier, [content('NUT', '2.00')])
  await addToCart({ actor: world.buyer }, { offerId: await offerId(world.supplier, 'NUT'), quantity: '5' })
  const address = await prisma().address.findFirstOrThrow({ where: { organizationId: world.buyer.organizationId } })
  const [order] = await placeOrder({ actor: world.buyer }, { key: randomUUID(), addressId: address.id, paymentMethod: 'account' })
  orderId = order?.id ?? ''
})
afterAll(() => node.stop())

const program = async (actor: Actor, scopes: Scope[]) => (await startProgram(node.url, actor, scopes)).send

test('programs of both sides take an order from its response to its receipt, and read what each has issued', async () => {
  const sells = await program(world.supplier, ['orders:write'])
  const buys = await program(world.buyer, ['orders:write'])
  expect((await sells('GET', '/orders?side=supplier')).body.items).toMatchObject([{ id: orderId, state: 'placed', gross: '11.9' }])
  expect((await sells('GET', `/orders/${orderId}`)).body.steps).toEqual([{ step: 'answer', hindrance: null }])
  const key = { 'idempotency-key': randomUUID() }
  const response = await sells('POST', `/orders/${orderId}/order-responses`, {}, key)
  expect(response).toMatchObject({ status: 201, body: { state: 'confirmed', number: 'OR-000001' } })
  const again = await sells('POST', `/orders/${orderId}/order-responses`, {}, key)
  expect([again.status, again.body]).toEqual([201, response.body])

  const order = (await buys('GET', `/orders/${orderId}`)).body
  expect(order).toMatchObject({ side: 'buyer', lines: [{ quantity: '5', confirmed: '5', shipped: '0' }] })
  const [{ id: lineId }] = order.lines
  const advice = await sells('POST', `/orders/${orderId}/despatch-advices`, { carrier: 'DHL', lines: [{ lineId, quantity: '5' }] })
  expect(advice).toMatchObject({ status: 201, body: { state: 'shipped', number: 'DA-000001' } })
  expect((await buys('GET', `/order-documents/despatch-advices/${advice.body.id}`)).body).toMatchObject({
    carrier: 'DHL',
    lines: [{ number: 1, quantity: '5' }],
  })
  expect((await buys('GET', `/orders/${orderId}`)).body.steps).toEqual([
    { step: 'receive', hindrance: null },
    { step: 'reverse_receipt', hindrance: 'nothing_received' },
  ])
  const receipt = await buys('POST', `/orders/${orderId}/goods-receipts`, {})
  expect(receipt).toMatchObject({ status: 201, body: { state: 'received', number: 'GR-000001' } })
  expect((await buys('POST', `/order-documents/goods-receipts/${receipt.body.id}/reverse`)).body).toEqual({ state: 'shipped' })
  await buys('POST', `/orders/${orderId}/goods-receipts`, {})
  expect((await buys('POST', `/orders/${orderId}/close`)).body).toEqual({ state: 'closed' })
  expect((await sells('GET', '/order-documents/goods-receipts')).body.items).toMatchObject([{ number: 'GR-000002' }, { state: 'reversed' }])
})

test('scopes, sides and strangers are kept apart, and what is wrong is named', async () => {
  const reads = await program(world.supplier, ['orders:read'])
  expect((await reads('POST', `/orders/${orderId}/order-responses`, {})).status).toBe(403)
  expect((await reads('GET', `/orders/${orderId}`)).body.steps).toEqual([])
  const rival = await program(world.rival, ['orders:read', 'orders:write'])
  expect((await rival('GET', `/orders/${orderId}`)).status).toBe(404)
  expect((await rival('POST', `/orders/${orderId}/close`)).status).toBe(404)
  expect((await rival('GET', '/order-documents/order-responses')).body.items).toEqual([])
  const sells = await program(world.supplier, ['orders:write'])
  expect((await sells('POST', `/orders/${orderId}/order-responses`, {})).body).toMatchObject({ status: 409, code: 'not_possible_now' })
  expect((await sells('GET', '/order-documents/invoices')).status).toBe(400)
  const wrong = await sells('POST', `/orders/${orderId}/despatch-advices`, { lines: [{ lineId: 'x', quantity: 'many' }] })
  expect(wrong.body.fields.map(({ field }: { field: string }) => field)).toEqual(['lines.0.lineId', 'lines.0.quantity'])
})
