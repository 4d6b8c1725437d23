import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { documentPdf } from '@/lib/documents/pdf/document-pdf'
import { saveNumberPattern } from '@/lib/parties/identity/commands/save-number-pattern'
import { prisma } from '@/lib/platform/db/client'
import { addToCart } from '@/lib/purchasing/cart/commands/change-cart'
import { cancelOrder, closeOrder } from '@/lib/purchasing/orders/commands/cancel-order'
import { placeOrder } from '@/lib/purchasing/orders/commands/place-order'
import { getOrder } from '@/lib/purchasing/orders/queries'
import { content, makeWorld, offerId, publish, reading, type World } from '@/scripts/testing/world'
import { despatch } from './commands/despatch'
import { receive, reverseReceipt } from './commands/receive'
import { acceptOrderChanges, respondToOrder } from './commands/respond-to-order'
import { documentsOfOrder, getDocument, listDocuments } from './queries'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await publish(world, world.supplier, [content('NUT', '2.00'), content('BOLT', '1.00')])
})

const buyer = () => ({ actor: world.buyer })
const supplier = () => ({ actor: world.supplier })

async function place(quantities: Record<string, string>) {
  for (const [part, quantity] of Object.entries(quantities))
    await addToCart(buyer(), { offerId: await offerId(world.supplier, part), quantity })
  const address = await prisma().address.findFirstOrThrow({ where: { organizationId: world.buyer.organizationId } })
  const [order] = await placeOrder(buyer(), { key: randomUUID(), addressId: address.id, paymentMethod: 'account' })
  const { lines } = await getOrder(reading(world.buyer), order?.id ?? '')
  const lineId = (part: string) => lines.find(({ supplierPartNumber }) => supplierPartNumber === part)?.id ?? ''
  return { id: order?.id ?? '', lineId }
}

const stateOf = async (orderId: string) => (await getOrder(reading(world.buyer), orderId)).state
const documents = async (orderId: string) =>
  (await documentsOfOrder(reading(world.buyer), await getOrder(reading(world.buyer), orderId))).map(
    ({ number, state }) => `${number} ${state}`,
  )

describe('the documents beside an order', () => {
  test('each step is a document with a number, lines and a state; what an order has is their sum', async () => {
    const order = await place({ NUT: '10', BOLT: '4' })
    await respondToOrder(supplier(), {
      orderId: order.id,
      lines: [{ lineId: order.lineId('BOLT'), quantity: '3', date: '2031-05-02', note: 'Three in stock' }],
    })
    expect(await stateOf(order.id)).toBe('confirmed_with_changes')
    await acceptOrderChanges(buyer(), { orderId: order.id })
    expect((await getOrder(reading(world.buyer), order.id)).net.toString()).toBe('23')
    const first = await despatch(supplier(), {
      orderId: order.id,
      carrier: 'DHL',
      tracking: '1Z',
      lines: [{ lineId: order.lineId('NUT'), quantity: '6' }],
    })
    await despatch(supplier(), {
      orderId: order.id,
      lines: [
        { lineId: order.lineId('NUT'), quantity: '4' },
        { lineId: order.lineId('BOLT'), quantity: '3' },
      ],
    })
    const receipt = await receive(buyer(), { orderId: order.id, lines: [{ lineId: order.lineId('NUT'), received: '5', rejected: '1' }] })
    expect(await documents(order.id)).toEqual(['OR-000001 accepted', 'DA-000001 received', 'DA-000002 sent', 'GR-000001 posted'])
    await receive(buyer(), { orderId: order.id })
    expect(await stateOf(order.id)).toBe('partially_shipped')

    const { lines } = await getOrder(reading(world.supplier), order.id)
    const sums = lines.map((line) => [line.confirmed, line.shipped, line.received, line.rejected].map(String))
    expect(sums).toEqual([
      ['10', '10', '9', '1'],
      ['3', '3', '3', '0'],
    ])
    const advice = await getDocument(reading(world.buyer), 'despatch_advice', first.id)
    expect(advice.document).toMatchObject({
      number: 'DA-000001',
      facts: { carrier: 'DHL', tracking: '1Z' },
      lines: [{ number: 1, quantity: '6' }],
    })
    expect((await documentPdf(advice.document, 'zh')).subarray(0, 5).toString()).toBe('%PDF-')

    await reverseReceipt(buyer(), { receiptId: receipt.id })
    expect(await stateOf(order.id)).toBe('shipped')
    expect((await documents(order.id)).slice(1)).toEqual(['DA-000001 sent', 'DA-000002 sent', 'GR-000001 reversed', 'GR-000002 posted'])
    await expect(reverseReceipt(buyer(), { receiptId: receipt.id })).rejects.toMatchObject({ code: 'not_possible_now' })
    await receive(buyer(), { orderId: order.id })
    expect(await stateOf(order.id)).toBe('received')
    await closeOrder(buyer(), { orderId: order.id })
    await expect(reverseReceipt(buyer(), { receiptId: receipt.id })).rejects.toMatchObject({ code: 'not_possible_now' })
  })

  test('changes that the buyer does not agree to are declined with the order', async () => {
    const order = await place({ NUT: '2' })
    await respondToOrder(supplier(), { orderId: order.id, lines: [{ lineId: order.lineId('NUT'), quantity: '1' }] })
    await cancelOrder(buyer(), { orderId: order.id })
    expect((await documents(order.id)).map((text) => text.split(' ')[1])).toEqual(['declined'])
  })

  test('two who receive at once come one after the other: nothing is received twice', async () => {
    const order = await place({ NUT: '3' })
    await respondToOrder(supplier(), { orderId: order.id })
    await despatch(supplier(), { orderId: order.id, lines: [{ lineId: order.lineId('NUT'), quantity: '3' }] })
    const tries = await Promise.allSettled([receive(buyer(), { orderId: order.id }), receive(buyer(), { orderId: order.id })])
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await getOrder(reading(world.buyer), order.id)).lines[0]?.received.toString()).toBe('3')
    expect(await prisma().goodsReceipt.count({ where: { orderId: order.id } })).toBe(1)
  })

  test('a step that fails leaves no document and no gap in the numbers', async () => {
    const order = await place({ NUT: '3' })
    await respondToOrder(supplier(), { orderId: order.id })
    const tooMany = { orderId: order.id, lines: [{ lineId: order.lineId('NUT'), quantity: '4' }] }
    await expect(despatch(supplier(), tooMany)).rejects.toMatchObject({ options: { fields: [{ reason: 'ABOVE_MAXIMUM' }] } })
    await expect(receive(buyer(), { orderId: order.id })).rejects.toMatchObject({ code: 'not_possible_now' })
    const numbers = (await prisma().despatchAdvice.findMany({ where: { supplierId: world.supplier.organizationId } })).map(
      ({ number }) => number,
    )
    expect(numbers.sort()).toEqual(numbers.map((_, index) => `DA-${String(index + 1).padStart(6, '0')}`))
  })

  test('both sides see them, nobody else does', async () => {
    const { documents: own } = await listDocuments(reading(world.supplier), 'goods_receipt')
    expect(own.length).toBeGreaterThan(1)
    expect((await listDocuments(reading(world.rival), 'goods_receipt')).documents).toEqual([])
    await expect(getDocument(reading(world.rival), 'goods_receipt', own[0]?.id ?? '')).rejects.toMatchObject({ code: 'not_found' })
    await expect(getDocument(reading(world.buyer), 'goods_receipt', 'x')).rejects.toMatchObject({ code: 'not_found' })
    await expect(reverseReceipt(supplier(), { receiptId: own[0]?.id ?? '' })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('numbering', () => {
  test('a company sets the pattern; a year begins anew; one letter means one kind', async () => {
    await saveNumberPattern(supplier(), { kind: 'order_response', prefix: 'AB', yearly: true, digits: 3 })
    const respond = async (now: Date) => {
      const order = await place({ NUT: '1' })
      return (await respondToOrder({ ...supplier(), now }, { orderId: order.id })).number
    }
    expect(await respond(new Date('2030-12-31T23:59:59Z'))).toBe('AB-2030-001')
    expect(await respond(new Date('2030-12-31T23:59:59Z'))).toBe('AB-2030-002')
    expect(await respond(new Date('2031-01-01T00:00:00Z'))).toBe('AB-2031-001')
    const taken = { kind: 'despatch_advice' as const, prefix: 'ab', yearly: false, digits: 6 }
    await expect(saveNumberPattern(supplier(), taken)).rejects.toMatchObject({
      options: { fields: [{ field: 'prefix', reason: 'taken' }] },
    })
    await expect(saveNumberPattern({ actor: world.requester }, taken)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

test('a line that is named twice is refused, and nothing of it is written', async () => {
  const order = await place({ NUT: '10' })
  const lineId = order.lineId('NUT')
  const refused = { code: 'invalid_input', options: { fields: [{ field: 'lines', reason: 'line_twice' }] } }
  const twice = [
    { lineId, quantity: '3' },
    { lineId, quantity: '4' },
  ]
  await expect(respondToOrder(supplier(), { orderId: order.id, lines: twice })).rejects.toMatchObject(refused)
  await respondToOrder(supplier(), { orderId: order.id })
  await expect(despatch(supplier(), { orderId: order.id, lines: twice })).rejects.toMatchObject(refused)
  await despatch(supplier(), { orderId: order.id, lines: [{ lineId, quantity: '10' }] })
  const received = twice.map(({ quantity }) => ({ lineId, received: quantity, rejected: '0' }))
  await expect(receive(buyer(), { orderId: order.id, lines: received })).rejects.toMatchObject(refused)
  expect(await stateOf(order.id)).toBe('shipped')
})
