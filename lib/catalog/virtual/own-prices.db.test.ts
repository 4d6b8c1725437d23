import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { advancePriceList } from '@/lib/pricing/price-lists/commands/advance-price-list'
import { proposeCatalogPrices } from '@/lib/pricing/price-lists/commands/propose-catalog-prices'
import { ownPriceLists } from '@/lib/pricing/price-lists/queries'
import { quoteProducts } from '@/lib/pricing/quotes/queries'
import { addToCart } from '@/lib/purchasing/cart/commands/change-cart'
import { approveOrder, rejectOrder } from '@/lib/purchasing/orders/commands/approve-order'
import { cancelOrder } from '@/lib/purchasing/orders/commands/cancel-order'
import { placeOrder } from '@/lib/purchasing/orders/commands/place-order'
import { getOrder, listOrders } from '@/lib/purchasing/orders/queries'
import { as, changeOffer, colleague, draft, ids, makeVirtualWorld, own, startAnew, visible, world } from '@/scripts/testing/virtual-world'
import { reading } from '@/scripts/testing/world'
import { publishVirtualCatalog } from './commands/publish-virtual-catalog'
import { describeVirtualCatalog, saveItem } from './commands/save-virtual-catalog'

beforeAll(makeVirtualWorld)
beforeEach(startAnew)

describe('own prices', () => {
  /** Publishes, and does what follows by the event. */
  const publishAndPropose = async (
    caller: Parameters<typeof publishVirtualCatalog>[0],
    input: Parameters<typeof publishVirtualCatalog>[1],
  ) => {
    await publishVirtualCatalog(caller, input)
    await proposeCatalogPrices({ catalogId: input.catalogId })
  }

  test('count once the supplier has agreed; a new version asks anew, and the old agreement stays until then', async () => {
    const id = await draft()
    await saveItem(as(), { catalogId: id, offerId: ids.BOLT, price: '8.00' })
    await saveItem(as(), { catalogId: id, offerId: ids.NUT, discount: '25' })
    await publishAndPropose(as(), { catalogId: id, expected: null })
    expect(await visible()).toContain('BOLT 10')
    const lists = async () => (await ownPriceLists(reading(world.buyer), await own(id))).map(({ state, _count }) => [state, _count.entries])
    expect(await lists()).toEqual([['proposed', 2]])
    const listId = async (state: 'proposed' | 'active') =>
      (await prisma().priceList.findFirstOrThrow({ where: { catalogId: id, state } })).id
    await expect(advancePriceList(as(), { listId: await listId('proposed'), step: 'withdraw' })).rejects.toMatchObject({
      code: 'not_possible_now',
    })
    await advancePriceList(as(world.supplier), { listId: await listId('proposed'), step: 'accept' })
    expect(await visible()).toEqual(['BOLT 8', 'NUT 1.5', 'PIN 5', 'R-BOLT 9'])

    await saveItem(as(), { catalogId: id, offerId: ids.BOLT, price: '7.00' })
    await publishAndPropose(as(), { catalogId: id, expected: 1 })
    expect(await visible()).toContain('BOLT 8')
    await advancePriceList(as(world.supplier), { listId: await listId('proposed'), step: 'accept' })
    expect(await visible()).toContain('BOLT 7')
    expect(await lists()).toEqual([['active', 2]])
    // The same prices again ask nobody.
    await saveItem(as(), { catalogId: id, offerId: ids.PIN, buyerPartNumber: 'P' })
    await publishAndPropose(as(), { catalogId: id, expected: 2 })
    expect(await lists()).toEqual([['active', 2]])
    for (const offer of [ids.BOLT, ids.NUT]) await saveItem(as(), { catalogId: id, offerId: offer })
    await publishAndPropose(as(), { catalogId: id, expected: 3 })
    expect(await visible()).toContain('BOLT 10')
  })

  test("the marketplace's are for whom its catalog reaches, and for nobody else", async () => {
    const id = await draft({ audience: { organizationIds: [world.buyer.organizationId] } }, world.operator)
    await saveItem(as(world.operator), { catalogId: id, offerId: ids.BOLT, discount: '10' })
    await publishAndPropose(as(world.operator), { catalogId: id, expected: null })
    const { id: listId } = await prisma().priceList.findFirstOrThrow({ where: { catalogId: id } })
    await advancePriceList(as(world.supplier), { listId, step: 'accept' })
    const source = async () => {
      const { productId } = await prisma().offer.findUniqueOrThrow({ where: { id: ids.BOLT } })
      const [quote] = (await quoteProducts(reading(world.buyer), [productId])).get(productId) ?? []
      return [quote?.unitPrice, quote?.source, quote?.priceList?.name]
    }
    expect(await source()).toEqual(['9', 'audience', 'Ours'])
    await describeVirtualCatalog(as(world.operator), {
      catalogId: id,
      name: 'Ours',
      selection: {},
      audience: { organizationIds: [] },
    })
    expect(await source()).toEqual(['10', 'list', undefined])
  })
})

describe('limits and approval', () => {
  test('a catalog narrows the quantities of one line', async () => {
    const id = await draft()
    await saveItem(as(), { catalogId: id, offerId: ids.BOLT, minimum: '10', maximum: '50' })
    await publishVirtualCatalog(as(), { catalogId: id, expected: null })
    const add = (quantity: string) => addToCart(as(), { offerId: ids.BOLT, quantity })
    await expect(add('9')).rejects.toMatchObject({ options: { fields: [{ reason: 'BELOW_MINIMUM' }], data: { nearest: '10' } } })
    await expect(add('51')).rejects.toMatchObject({ options: { fields: [{ reason: 'ABOVE_MAXIMUM' }], data: { nearest: '50' } } })
    await add('10')
  })

  const order = async (actor: Actor) => {
    await addToCart(as(actor), { offerId: ids.BOLT, quantity: '5' })
    const address = await prisma().address.findFirstOrThrow({ where: { organizationId: actor.organizationId } })
    const [placed] = await placeOrder(as(actor), { key: randomUUID(), addressId: address.id, paymentMethod: 'account' })
    return placed as NonNullable<typeof placed>
  }

  test('an order waits unseen by the supplier until somebody who may approves it; whoever may, does so by ordering', async () => {
    await prisma().networkTerms.updateMany({
      data: { fees: [{ id: 'f', name: 'Fee', on: 'order', payer: 'supplier', currency: 'EUR', percent: '2' }] },
    })
    const id = await draft()
    await saveItem(as(), { catalogId: id, offerId: ids.BOLT, approval: true })
    await publishVirtualCatalog(as(), { catalogId: id, expected: null })
    expect((await order(world.buyer)).state).toBe('placed')
    const { id: orderId, state } = await order(world.requester)
    expect(state).toBe('pending_approval')
    const fees = () => prisma().feeEntry.count({ where: { orderId } })
    expect(await fees()).toBe(0)
    await expect(getOrder(reading(world.supplier), orderId)).rejects.toMatchObject({ code: 'not_found' })
    expect((await listOrders(reading(world.supplier), { side: 'supplier' })).orders.map((row) => row.id)).not.toContain(orderId)
    await expect(approveOrder(as(world.requester), { orderId })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(approveOrder(as(world.outsider), { orderId })).rejects.toMatchObject({ code: 'not_found' })
    const both = await Promise.allSettled([1, 2].map(() => approveOrder(as(colleague), { orderId })))
    expect(both.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await getOrder(reading(world.supplier), orderId)).state).toBe('placed')
    expect(await fees()).toBe(1)
  })

  test('a refusal says why; a price that has changed meanwhile is not approved unseen', async () => {
    const id = await draft()
    await saveItem(as(), { catalogId: id, offerId: ids.BOLT, approval: true })
    await publishVirtualCatalog(as(), { catalogId: id, expected: null })
    const refused = await order(world.requester)
    await rejectOrder(as(colleague), { orderId: refused.id, reason: 'Take the cheaper ones' })
    const { state, timeline } = await getOrder(reading(world.requester), refused.id)
    expect([state, timeline.at(-1)?.kind, timeline.at(-1)?.data]).toEqual([
      'cancelled',
      'approval_rejected',
      { reason: 'Take the cheaper ones' },
    ])
    const outdated = await order(world.requester)
    await changeOffer('BOLT', '11.00')
    await expect(approveOrder(as(colleague), { orderId: outdated.id })).rejects.toMatchObject({ options: { detail: 'order_outdated' } })
    await cancelOrder(as(world.requester), { orderId: outdated.id })
  })
})
