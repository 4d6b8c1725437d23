import { randomUUID } from 'node:crypto'
import type Stripe from 'stripe'
import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import { addToCart } from '@/lib/purchasing/cart/commands/change-cart'
import { placeOrder } from '@/lib/purchasing/orders/commands/place-order'
import { isPaid } from '@/lib/purchasing/orders/queries'
import { content, makeWorld, offerId, publish, type World } from '@/scripts/testing/world'
import { receivePaymentEvent } from './commands/receive-stripe-event'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await publish(world, world.supplier, [content('P-1', '10.00')])
})

/** An order of 11.90 EUR with a payment that waits. */
async function waitingPayment() {
  await addToCart({ actor: world.buyer }, { offerId: await offerId(world.supplier, 'P-1'), quantity: '1' })
  const address = await prisma().address.findFirstOrThrow({ where: { organizationId: world.buyer.organizationId } })
  const [order] = await placeOrder({ actor: world.buyer }, { key: randomUUID(), addressId: address.id, paymentMethod: 'card' })
  return prisma().payment.create({
    data: { orderId: order?.id ?? '', state: 'pending', amount: '11.90', currency: 'EUR', sessionId: `cs_${randomUUID()}` },
  })
}

type Waiting = Awaited<ReturnType<typeof waitingPayment>>
const session = (payment: Waiting, changes: Record<string, unknown> = {}) => ({
  id: payment.sessionId,
  client_reference_id: payment.id,
  amount_total: 1190,
  currency: 'eur',
  payment_status: 'paid',
  payment_intent: `pi_${payment.id}`,
  ...changes,
})
const event = (type: string, object: unknown, id: string = randomUUID()) => ({
  event: { id, type, data: { object } } as unknown as Stripe.Event,
})
const stateOf = async (payment: Waiting) => (await prisma().payment.findUniqueOrThrow({ where: { id: payment.id } })).state

test('a paid session pays the order once, however often it is told', async () => {
  const payment = await waitingPayment()
  const told = event('checkout.session.completed', session(payment))
  const answers = await Promise.all([receivePaymentEvent(told), receivePaymentEvent(told), receivePaymentEvent(told)])
  expect(answers.filter(({ known }) => !known)).toHaveLength(1)
  expect(await stateOf(payment)).toBe('paid')
  await receivePaymentEvent(event('checkout.session.async_payment_succeeded', session(payment)))
  expect(await prisma().orderEvent.count({ where: { orderId: payment.orderId, kind: 'paid' } })).toBe(1)
})

test('the order of delivery does not matter: expired after paid changes nothing, paid after expired counts', async () => {
  const first = await waitingPayment()
  await receivePaymentEvent(event('checkout.session.completed', session(first)))
  await receivePaymentEvent(event('checkout.session.expired', session(first, { payment_status: 'unpaid' })))
  expect(await stateOf(first)).toBe('paid')
  const second = await waitingPayment()
  await receivePaymentEvent(event('checkout.session.expired', session(second, { payment_status: 'unpaid' })))
  expect(await stateOf(second)).toBe('expired')
  await receivePaymentEvent(event('checkout.session.completed', session(second)))
  expect(await stateOf(second)).toBe('paid')
})

test('completed but not yet paid is not paid', async () => {
  const payment = await waitingPayment()
  await receivePaymentEvent(event('checkout.session.completed', session(payment, { payment_status: 'unpaid' })))
  expect(await stateOf(payment)).toBe('pending')
})

test.each([{ amount_total: 1189 }, { currency: 'usd' }])('another amount or currency is kept apart: %o', async (changes) => {
  const payment = await waitingPayment()
  await receivePaymentEvent(event('checkout.session.completed', session(payment, changes)))
  expect(await stateOf(payment)).toBe('mismatch')
})

test('events of others are accepted and change nothing', async () => {
  expect(
    await receivePaymentEvent(
      event('checkout.session.completed', { id: 'cs_unknown', client_reference_id: randomUUID(), payment_status: 'paid' }),
    ),
  ).toEqual({ known: false })
  expect(await receivePaymentEvent(event('customer.created', {}))).toEqual({ known: false })
})

test('money that comes in while its order is being asked to pay anew is not lost', async () => {
  const payment = await waitingPayment()
  let told: Promise<unknown> = Promise.resolve()
  await prisma().$transaction(async (db) => {
    // As a payment is opened: the order is held, and what waited for another amount expires.
    await db.$queryRaw`select 1 from purchase_order where id = ${payment.orderId}::uuid for update`
    told = receivePaymentEvent(event('checkout.session.completed', session(payment)))
    await new Promise((resolve) => setTimeout(resolve, 300))
    await db.payment.update({ where: { id: payment.id }, data: { state: 'expired' } })
  })
  await told
  expect(await stateOf(payment)).toBe('paid')
})

/** As Stripe tells of a refund: the sum so far. */
const refund = (payment: Waiting, amount_refunded: number, changes: Record<string, unknown> = {}) =>
  event('charge.refunded', { payment_intent: `pi_${payment.id}`, currency: 'eur', amount_refunded, metadata: {}, ...changes })
const refundsOf = async (payment: Waiting) =>
  (await prisma().orderEvent.findMany({ where: { orderId: payment.orderId, kind: 'refunded' }, orderBy: { at: 'asc' } })).map(
    ({ data }) => (data as { amount: string }).amount,
  )

test('a refund made by hand at the provider shows, and is not owed anew', async () => {
  const payment = await waitingPayment()
  await receivePaymentEvent(event('checkout.session.completed', session(payment)))
  await receivePaymentEvent(refund(payment, 500))
  await receivePaymentEvent(refund(payment, 500))
  expect(await refundsOf(payment)).toEqual(['5'])
  const row = await prisma().payment.findUniqueOrThrow({ where: { id: payment.id } })
  expect([row.state, row.refunded.toString()]).toEqual(['paid', '5'])
  const order = await prisma().purchaseOrder.findUniqueOrThrow({ where: { id: payment.orderId }, include: { payments: true } })
  expect(isPaid(order.payments)).toBe(true)
  await receivePaymentEvent(refund(payment, 1190))
  // An older sum that comes late changes nothing.
  await receivePaymentEvent(refund(payment, 700))
  expect(await refundsOf(payment)).toEqual(['5', '6.9'])
  expect(await stateOf(payment)).toBe('refunded')
})

test('a refund that the bank sends back is owed again, and is given anew when it is', async () => {
  const payment = await waitingPayment()
  await receivePaymentEvent(event('checkout.session.completed', session(payment)))
  const failed = event('refund.failed', { id: 're_1', payment_intent: `pi_${payment.id}`, currency: 'eur', amount: 1190, metadata: {} })
  // Told before the refund: the provider tells it again.
  await expect(receivePaymentEvent(failed)).rejects.toMatchObject({ code: 'unavailable' })
  await receivePaymentEvent(refund(payment, 1190))
  expect(await stateOf(payment)).toBe('refunded')
  await receivePaymentEvent(failed)
  await receivePaymentEvent(failed)
  expect(await prisma().payment.findUniqueOrThrow({ where: { id: payment.id } })).toMatchObject({ state: 'paid', failedRefunds: 1 })
  expect((await prisma().payment.findUniqueOrThrow({ where: { id: payment.id } })).refunded.toString()).toBe('0')
  expect(await prisma().orderEvent.count({ where: { orderId: payment.orderId, kind: 'refund_failed' } })).toBe(1)
  expect(await prisma().outboxEvent.count({ where: { type: 'payment.refund_failed' } })).toBe(1)
  // By hand, to another account.
  await receivePaymentEvent(refund(payment, 1190))
  expect(await stateOf(payment)).toBe('refunded')
  expect(await refundsOf(payment)).toEqual(['11.9', '11.9'])
})

test('a payment of another amount that is given back is looked at no more', async () => {
  const payment = await waitingPayment()
  await receivePaymentEvent(event('checkout.session.completed', session(payment, { amount_total: 1000 })))
  await receivePaymentEvent(refund(payment, 1000))
  expect(await stateOf(payment)).toBe('refunded')
})

test('a refund that is told before its payment is told again by the provider', async () => {
  const payment = await waitingPayment()
  const early = refund(payment, 1190, { metadata: { payment: payment.id } })
  await expect(receivePaymentEvent(early)).rejects.toMatchObject({ code: 'unavailable' })
  await receivePaymentEvent(event('checkout.session.completed', session(payment)))
  await receivePaymentEvent(early)
  expect(await stateOf(payment)).toBe('refunded')
  expect(
    await receivePaymentEvent(event('charge.refunded', { payment_intent: 'pi_x', currency: 'eur', amount_refunded: 1, metadata: {} })),
  ).toEqual({
    known: false,
  })
})
