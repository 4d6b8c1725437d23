import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { editOffers } from '@/lib/catalog/offers/commands/edit-offers'
import { indexCatalog } from '@/lib/discovery/search/jobs'
import { searchProducts } from '@/lib/discovery/search/queries'
import { searchParams } from '@/lib/discovery/search/schemas'
import { decideMembership } from '@/lib/parties/network/commands/manage-network'
import { prisma } from '@/lib/platform/db/client'
import { quoteProducts } from '@/lib/pricing/quotes/queries'
import { setExchangeRate } from '@/lib/pricing/rates/commands/set-exchange-rate'
import { acceptCartChanges, addToCart, removeLine } from '@/lib/purchasing/cart/commands/change-cart'
import { orderAgain } from '@/lib/purchasing/cart/commands/order-again'
import { getCart } from '@/lib/purchasing/cart/queries'
import { despatch } from '@/lib/purchasing/fulfilment/commands/despatch'
import { receive } from '@/lib/purchasing/fulfilment/commands/receive'
import { acceptOrderChanges, respondToOrder } from '@/lib/purchasing/fulfilment/commands/respond-to-order'
import { cancelOrder, closeOrder } from '@/lib/purchasing/orders/commands/cancel-order'
import { content, makeWorld, offerId, publish, reading, renewed, type World } from '@/scripts/testing/world'
import { placeOrder } from './commands/place-order'
import { getOrder, listOrders } from './queries'
import type { OrderSort } from './states'

let world: World
let catalogId: string
beforeAll(async () => {
  world = await makeWorld()
  catalogId = await publish(world, world.supplier, [
    content('BOLT', '0.10', {
      name: { en: 'Hex bolt M8', zh: '六角螺栓' },
      brand: 'Tenax',
      makerPart: 'T-1',
      minimum: '10',
      step: '10',
      maximum: '1000',
    }),
    content('NUT', '2.00', { name: { en: 'Hex nut M8' } }),
  ])
  await publish(world, world.rival, [
    content('R-BOLT', '0.09', { name: { en: 'Hex bolt M8' }, brand: 'Tenax', makerPart: 'T-1', leadTimeDays: 9 }),
  ])
  await prisma().supplierTerms.create({
    data: { supplierId: world.supplier.organizationId, currency: 'EUR', minimumOrder: '5', freight: '7.9', freightFreeFrom: '100' },
  })
})

const checkout = async (key = randomUUID()) => ({
  key,
  addressId: (await prisma().address.findFirstOrThrow({ where: { organizationId: world.buyer.organizationId } })).id,
  paymentMethod: 'account' as const,
})
const as = (actor = world.buyer) => ({ actor })
const add = async (part: string, quantity: string, seller = world.supplier) =>
  addToCart(as(), { offerId: await offerId(seller, part), quantity })
const place = async () => (await placeOrder(as(), await checkout()))[0] as { id: string; number: string }

describe('finding', () => {
  const search = async (q: string, actor = world.buyer) => searchProducts(reading(actor), searchParams.parse({ q }))
  test('both suppliers stand under one product, typos and Chinese are understood', async () => {
    for (const q of ['hex bolt', 'hxe bolt', 'bol', '螺栓', 'T-1']) {
      const found = await search(q)
      expect(
        found.products.map((product) => [product.name.en, product.offers]),
        q,
      ).toEqual([['Hex bolt M8', 2]])
    }
    const found = await search('hex')
    expect(found.total).toBe(2)
    expect(found.facets.supplier.map(({ count }) => count)).toEqual([2, 1])
  })
  test('who is outside the network finds and counts nothing', async () => {
    const found = await search('hex', world.outsider)
    expect([found.total, found.facets.supplier]).toEqual([0, []])
    expect((await quoteProducts(reading(world.outsider), (await search('hex')).productIds)).size).toBe(0)
  })
  test('offers are priced at the asked quantity, best total first', async () => {
    const { productIds } = await search('hex bolt')
    const [quotes] = (await quoteProducts(reading(world.buyer), productIds)).values()
    expect(quotes?.map((quote) => [quote.supplierName, quote.quantity, quote.net])).toEqual([
      ['Rival', '1', '0.09'],
      ['Supplier', '10', '1'],
    ])
  })
})

describe('from cart to closed order', () => {
  test('quantities obey minimum and step', async () => {
    await expect(add('BOLT', '15')).rejects.toMatchObject({ code: 'invalid_input', options: { data: { nearest: '20' } } })
    await expect(add('BOLT', '2000')).rejects.toMatchObject({ options: { fields: [{ reason: 'ABOVE_MAXIMUM' }] } })
  })

  test('what is counted is ordered whole, what is measured in any part; an order of more than all money is refused', async () => {
    await publish(world, world.supplier, [
      content('CORD', '1.00', { unit: 'MTR', name: { en: 'Cord' } }),
      content('HALF', '1.00', { step: '0.5' }),
    ])
    await expect(add('NUT', '0.5')).rejects.toMatchObject({
      code: 'invalid_input',
      options: { fields: [{ field: 'quantity', reason: 'NOT_WHOLE' }], data: { nearest: '1' } },
    })
    await expect(add('NUT', '999999999999')).rejects.toMatchObject({
      options: { fields: [{ field: 'quantity', reason: 'amount_too_large' }] },
    })
    for (const part of ['CORD', 'HALF']) await add(part, '0.5')
    const { lines } = await getCart(reading(world.buyer))
    expect(lines.map((line) => line.quantity)).toEqual(['0.5', '0.5'])
    for (const { id } of lines) await removeLine(as(), { lineId: id })
  })

  test('two suppliers get an order each; the whole way to closed', async () => {
    await add('BOLT', '100')
    await add('R-BOLT', '50', world.rival)
    const cart = await getCart(reading(world.buyer))
    expect(cart.orders.map((order) => [order.supplierName, order.net, order.freight, order.tax, order.gross])).toEqual(
      [
        ['Supplier', '10', '7.9', '3.4', '21.3'],
        ['Rival', '4.5', '0', '0.86', '5.36'],
      ].sort(
        (a, b) => ((a[0] === 'Supplier') === world.supplier.organizationId < world.rival.organizationId ? -1 : 1) * (a[0] === b[0] ? 0 : 1),
      ),
    )
    expect(cart.total).toBe('26.66')
    const orders = await placeOrder(as(), await checkout())
    expect(orders).toHaveLength(2)
    expect(new Set(orders.map((order) => order.number)).size).toBe(2)
    expect((await getCart(reading(world.buyer))).lines).toEqual([])

    const mine = (await listOrders(reading(world.supplier), { side: 'supplier' })).orders[0]
    const order = await getOrder(reading(world.supplier), mine?.id ?? '')
    const lines = order.lines.map((line) => ({ lineId: line.id, quantity: line.quantity.toString() }))
    await expect(despatch(as(world.supplier), { orderId: order.id, lines })).rejects.toMatchObject({ code: 'not_possible_now' })
    await respondToOrder(as(world.supplier), { orderId: order.id, lines })
    await despatch(as(world.supplier), { orderId: order.id, lines: lines.map((line) => ({ ...line, quantity: '60' })) })
    expect((await getOrder(reading(world.buyer), order.id)).state).toBe('partially_shipped')
    await expect(despatch(as(world.supplier), { orderId: order.id, lines })).rejects.toMatchObject({
      options: { fields: [{ reason: 'ABOVE_MAXIMUM' }] },
    })
    await despatch(as(world.supplier), { orderId: order.id, lines: lines.map((line) => ({ ...line, quantity: '40' })) })
    await receive(as(), { orderId: order.id, lines: lines.map(({ lineId }) => ({ lineId, received: '100', rejected: '0' })) })
    await closeOrder(as(), { orderId: order.id })
    const closed = await getOrder(reading(world.buyer), order.id)
    expect([closed.state, closed.timeline.map((event) => event.kind)]).toEqual([
      'closed',
      ['placed', 'confirmed', 'shipped', 'shipped', 'received', 'closed'],
    ])
  })

  test('confirmed and received in full without naming a line; what is not shipped cannot be received', async () => {
    await add('NUT', '10')
    const { id } = await place()
    await respondToOrder(as(world.supplier), { orderId: id })
    const [line] = (await getOrder(reading(world.supplier), id)).lines
    const ship = (quantity: string) => despatch(as(world.supplier), { orderId: id, lines: [{ lineId: line?.id ?? '', quantity }] })
    await ship('4')
    await receive(as(), { orderId: id })
    await expect(receive(as(), { orderId: id })).rejects.toMatchObject({
      code: 'not_possible_now',
      options: { detail: 'nothing_to_receive' },
    })
    await ship('6')
    await receive(as(), { orderId: id })
    const order = await getOrder(reading(world.buyer), id)
    expect([order.state, order.lines[0]?.received.toString()]).toEqual(['received', '10'])
  })

  test('the supplier confirms less; the buyer agrees and pays less', async () => {
    await add('NUT', '10')
    const { id } = await place()
    const [line] = (await getOrder(reading(world.supplier), id)).lines
    await respondToOrder(as(world.supplier), { orderId: id, lines: [{ lineId: line?.id ?? '', quantity: '4', note: 'the rest in May' }] })
    expect((await getOrder(reading(world.buyer), id)).state).toBe('confirmed_with_changes')
    await acceptOrderChanges(as(), { orderId: id })
    const order = await getOrder(reading(world.buyer), id)
    expect([order.state, order.net.toString(), order.gross.toString()]).toEqual(['confirmed', '8', '18.92'])
    await expect(cancelOrder(as(), { orderId: id })).rejects.toMatchObject({ code: 'not_possible_now' })
  })

  test('a list sorts by number, date and amount, page by page without a gap', async () => {
    for (let order = 0; order < 3; order++) {
      await add('NUT', String(5 + 5 * ((order * 2) % 3)))
      await placeOrder(as(), await checkout())
    }
    const pages = async (sort: OrderSort) => {
      const found = []
      let after: string | null = null
      do {
        const page = await listOrders(reading(world.buyer), { side: 'buyer', sort, after: after ?? undefined }, 2)
        expect(page.orders.length).toBeLessThanOrEqual(2)
        found.push(...page.orders)
        after = page.next
      } while (after)
      return found
    }
    const all = await pages('-placedAt')
    expect(all.length).toBeGreaterThan(4)
    const value = (order: (typeof all)[number], key: 'placedAt' | 'number' | 'gross') =>
      key === 'number' ? order.number : Number(order[key])
    for (const key of ['placedAt', 'number', 'gross'] as const) {
      const rising = (await pages(key)).map((order) => value(order, key))
      expect(rising).toHaveLength(all.length)
      expect(rising).toEqual([...rising].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
      expect((await pages(`-${key}`)).map((order) => value(order, key))).toEqual([...rising].reverse())
    }
    for (const after of [crypto.randomUUID(), 'no id'])
      expect((await listOrders(reading(world.buyer), { side: 'buyer', after })).orders).toHaveLength(all.length)
  })

  test('two clicks at once make one order, and numbers have no gap', async () => {
    await add('NUT', '5')
    const input = await checkout()
    const [first, second] = await Promise.all([placeOrder(as(), input), placeOrder(as(), input)])
    expect(second).toEqual(first)
    expect(await placeOrder(as(), input)).toEqual(first)
    await expect(placeOrder(as(), await checkout())).rejects.toMatchObject({ code: 'cart_empty' })
    const numbers = (await listOrders(reading(world.buyer), { side: 'buyer' })).orders
      .map((order) => Number(order.number.slice(3)))
      .sort((a, b) => a - b)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  })

  test('two tabs place one order between them, and nothing that a third adds meanwhile is lost', async () => {
    for (let round = 0; round < 3; round++) {
      await add('NUT', '5')
      const before = (await listOrders(reading(world.buyer), { side: 'buyer' })).orders.length
      const tabs = [await checkout(), await checkout()]
      const [added, ...outcomes] = await Promise.allSettled([add('BOLT', '100'), ...tabs.map((tab) => placeOrder(as(), tab))])
      expect(added?.status).toBe('fulfilled')
      const placed = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? (outcome.value as { id: string }[]) : []))
      const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [(outcome.reason as { code: string }).code] : []))
      const lines = await prisma().orderLine.findMany({ where: { orderId: { in: placed.map(({ id }) => id) } } })
      const ordered = (part: string) =>
        lines.filter((line) => line.supplierPartNumber === part).reduce((sum, line) => sum + Number(line.quantity), 0)
      const left = (await getCart(reading(world.buyer))).lines
      expect(ordered('NUT')).toBe(5)
      // Added before, between or after: it is in an order or still in the cart, once.
      expect(ordered('BOLT') + left.reduce((sum, line) => sum + Number(line.quantity), 0)).toBe(100)
      expect(refused.every((code) => code === 'cart_empty')).toBe(true)
      expect((await listOrders(reading(world.buyer), { side: 'buyer' })).orders.length - before).toBe(placed.length)
      for (const line of left) await removeLine(as(), { lineId: line.id })
    }
  })

  test('two tabs that add the same offer add both quantities', async () => {
    await Promise.all([add('NUT', '5'), add('NUT', '10'), add('NUT', '5')])
    const { lines } = await getCart(reading(world.buyer))
    expect(lines.map(({ quantity }) => quantity)).toEqual(['20'])
    for (const line of lines) await removeLine(as(), { lineId: line.id })
  })

  test('a changed price must be accepted as it was shown, a withdrawn offer leaves', async () => {
    await add('NUT', '5')
    await editOffers(as(world.supplier), { catalogId, offers: [content('NUT', '3.00')] })
    await expect(placeOrder(as(), await checkout())).rejects.toMatchObject({ code: 'cart_changed' })
    const shown = (await getCart(reading(world.buyer))).lines.flatMap((line) => line.change?.id ?? [])
    await editOffers(as(world.supplier), { catalogId, offers: [content('NUT', '3.50')] })
    await acceptCartChanges(as(), { changes: shown })
    expect((await getCart(reading(world.buyer))).lines[0]?.change).toMatchObject({ kind: 'price', before: '2', after: '3.5' })
    // its supplier names something instead, of which the buyer sees what it may see
    const instead = [content('NUT', '3.50', { substitutes: ['BOLT', 'NEVER'] })]
    await editOffers(as(world.supplier), { catalogId, offers: instead })
    await editOffers(as(world.supplier), { catalogId, withdraw: ['NUT'] })
    expect((await getCart(reading(world.buyer))).lines[0]?.instead).toMatchObject([{ name: { en: 'Hex bolt M8' } }])
    const gone = (await getCart(reading(world.buyer))).lines.flatMap((line) => line.change ?? [])
    expect(gone).toMatchObject([{ kind: 'withdrawn' }])
    await acceptCartChanges(as(), { changes: gone.map((change) => change.id) })
    expect((await getCart(reading(world.buyer))).lines).toEqual([])
    await editOffers(as(world.supplier), { catalogId, offers: [content('NUT', '2.00')] })
  })

  test('below the minimum order nothing is placed', async () => {
    await add('NUT', '1')
    await expect(placeOrder(as(), await checkout())).rejects.toMatchObject({
      code: 'order_problem',
      options: { data: { problems: [{ code: 'BELOW_MINIMUM_ORDER', supplier: 'Supplier' }] } },
    })
    await add('NUT', '9')
    await place()
  })

  test('order again, and prices in the own currency by the dated rate', async () => {
    const last = (await listOrders(reading(world.buyer), { side: 'buyer' })).orders[0]
    expect(await orderAgain(as(), { orderId: last?.id ?? '' })).toEqual({ added: 1, left: 0 })
    await editOffers(as(world.supplier), { catalogId, offers: [content('NUT', '2.00', { currency: 'USD' })] })
    await indexCatalog(catalogId, null)
    const usd = async () => (await getCart(reading(world.buyer))).total
    expect(await usd()).toBeNull()
    await setExchangeRate(as(world.operator), { from: 'USD', to: 'EUR', date: '2026-01-01', rate: '0.5' })
    expect(await usd()).toBe('11.9')
  })

  test('a suspended supplier is out of sight at once', async () => {
    await add('R-BOLT', '50', world.rival)
    const membership = await prisma().networkMembership.findFirstOrThrow({ where: { organizationId: world.rival.organizationId } })
    await decideMembership(as(world.operator), { membershipId: membership.id, step: 'suspend' })
    expect((await renewed(world.rival)).networks).toEqual([])
    await expect(add('R-BOLT', '5', world.rival)).rejects.toMatchObject({ code: 'not_found' })
    // What lies in carts already says so, and cannot be ordered until it is taken out.
    const { lines } = await getCart(reading(world.buyer))
    expect(lines.find(({ change }) => change?.kind === 'withdrawn')?.offer).toBeNull()
    await expect(placeOrder(as(), await checkout())).rejects.toMatchObject({ code: 'cart_changed' })
  })
})

test('a supplier counts the orders of all its buyers itself; one that waits for approval gets its number when it is placed', async () => {
  const { orders } = await listOrders(reading(world.supplier), { side: 'supplier', sort: 'number' })
  expect(orders.length).toBeGreaterThan(1)
  expect(orders.map(({ supplierNumber }) => supplierNumber)).toEqual(orders.map((_, index) => `SO-${String(index + 1).padStart(6, '0')}`))
  const found = await listOrders(reading(world.supplier), { side: 'supplier', search: 'so-000001' })
  expect(found.orders.map(({ supplierNumber }) => supplierNumber)).toEqual(['SO-000001'])
  expect((await listOrders(reading(world.buyer), { side: 'buyer', search: 'so-000001' })).orders).toEqual([])
})
