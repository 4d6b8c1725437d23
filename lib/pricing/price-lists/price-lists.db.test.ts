import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { editOffers } from '@/lib/catalog/offers/commands/edit-offers'
import { searchProducts } from '@/lib/discovery/search/queries'
import { searchParams } from '@/lib/discovery/search/schemas'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { Decimal } from '@/lib/platform/money/decimal'
import { quoteProducts } from '@/lib/pricing/quotes/queries'
import { acceptCartChanges, addToCart, removeLine, setQuantity } from '@/lib/purchasing/cart/commands/change-cart'
import { getCart } from '@/lib/purchasing/cart/queries'
import { acceptOrderChanges, respondToOrder } from '@/lib/purchasing/fulfilment/commands/respond-to-order'
import { cancelOrder } from '@/lib/purchasing/orders/commands/cancel-order'
import { acceptClosing, proposeClosing } from '@/lib/purchasing/orders/commands/close-rest'
import { placeOrder } from '@/lib/purchasing/orders/commands/place-order'
import { browsing, content, join, makeWorld, offerId, publish, reading, type World } from '@/scripts/testing/world'
import { advancePriceList } from './commands/advance-price-list'
import { removeCustomerGroup, saveCustomerGroup } from './commands/save-customer-group'
import { copyPriceList, createPriceList, describePriceList } from './commands/save-price-list'
import { discountOffers, importPrices, savePrices } from './commands/save-prices'
import type { PriceListKind } from './kinds'
import { findListOffers, getPriceList, listEntries, listPriceLists } from './queries'

const DAY = 86_400_000
let world: World
let catalogId: string
let bolt: string
let other: Actor
beforeAll(async () => {
  world = await makeWorld()
  catalogId = await publish(world, world.supplier, [
    content('BOLT', '10.00', { name: { en: 'Hex bolt M8' } }),
    content('NUT', '2.00', { name: { en: 'Hex nut M8' } }),
    content('PIN', '5.00', { name: { en: 'Split pin' } }),
  ])
  await publish(world, world.rival, [content('R-PIN', '4.80', { name: { en: 'Split pin long' } })])
  bolt = await offerId(world.supplier, 'BOLT')
  const joined = await join('Other', 'buyer', ['purchaser'])
  other = await browsing(world.networkId, joined)
})

const as = (actor: Actor) => ({ actor })
const entry = (
  offer: string,
  price: { price?: string; discount?: string; agreed?: string; breaks?: { from: string; price: string }[] },
) => ({
  offerId: offer,
  ...price,
})
const quote = async (offer = bolt, quantity = '1', actor = world.buyer, now = new Date()) => {
  const { productId } = await prisma().offer.findUniqueOrThrow({ where: { id: offer } })
  const quotes = (await quoteProducts(reading(actor, now), [productId], new Decimal(quantity))).get(productId) ?? []
  const found = quotes.find((each) => each.id === offer)
  return found && [found.unitPrice, found.source, found.priceList?.name ?? null]
}

/** A list of the supplier's in force, or a contract that both sides have agreed to. */
async function inForce(
  kind: PriceListKind,
  entries: ReturnType<typeof entry>[],
  options: { name?: string; organizationIds?: string[]; groupIds?: string[]; priority?: number; validFrom?: Date; validTo?: Date } = {},
) {
  const { name = kind, validFrom, validTo = kind === 'campaign' ? new Date(Date.now() + DAY) : undefined, ...rest } = options
  const { id } = await createPriceList(as(world.supplier), {
    kind,
    name,
    ...(kind === 'contract' && { partnerId: world.buyer.organizationId }),
  })
  await describePriceList(as(world.supplier), {
    listId: id,
    name,
    validFrom: validFrom?.toISOString(),
    validTo: validTo?.toISOString(),
    ...rest,
  })
  await savePrices(as(world.supplier), { listId: id, entries })
  await advancePriceList(as(world.supplier), { listId: id, step: kind === 'contract' ? 'propose' : 'activate' })
  if (kind === 'contract') await advancePriceList(as(world.buyer), { listId: id, step: 'accept' })
  return id
}

const end = (listId: string, actor = world.supplier) => advancePriceList(as(actor), { listId, step: 'end' })

describe('which price counts', () => {
  test('a list for a customer reaches that customer alone, in catalog, search and cart', async () => {
    const id = await inForce('audience', [entry(bolt, { price: '9.00' })], { organizationIds: [world.buyer.organizationId] })
    expect(await quote()).toEqual(['9', 'audience', 'audience'])
    expect(await quote(bolt, '1', other)).toEqual(['10', 'list', null])
    await end(id)
    expect(await quote()).toEqual(['10', 'list', null])
  })

  test('a group of customers gets its prices, whoever leaves it no more', async () => {
    const group = await saveCustomerGroup(as(world.supplier), { name: 'Railways', organizationIds: [world.buyer.organizationId] })
    const id = await inForce('audience', [entry(bolt, { discount: '15' })], { groupIds: [group.id] })
    expect(await quote()).toEqual(['8.5', 'audience', 'audience'])
    await saveCustomerGroup(as(world.supplier), { groupId: group.id, name: 'Railways', organizationIds: [other.organizationId] })
    expect(await quote()).toEqual(['10', 'list', null])
    expect(await quote(bolt, '1', other)).toEqual(['8.5', 'audience', 'audience'])
    await removeCustomerGroup(as(world.supplier), { groupId: group.id })
    expect(await quote(bolt, '1', other)).toEqual(['10', 'list', null])
    await end(id)
  })

  test('a contract beats everything, the higher priority beats the lower price, a campaign takes over only when lower', async () => {
    const organizationIds = [world.buyer.organizationId]
    const ids = [
      await inForce('audience', [entry(bolt, { price: '7.00' })], { organizationIds, name: 'low', priority: 1 }),
      await inForce('audience', [entry(bolt, { price: '8.00' })], { organizationIds, name: 'high', priority: 2 }),
    ]
    expect(await quote()).toEqual(['8', 'audience', 'high'])
    ids.push(await inForce('campaign', [entry(bolt, { discount: '10' })]))
    expect(await quote()).toEqual(['8', 'audience', 'high'])
    ids.push(await inForce('campaign', [entry(bolt, { discount: '25' })], { name: 'sale' }))
    expect(await quote()).toEqual(['7.5', 'campaign', 'sale'])
    expect(await quote(bolt, '1', other)).toEqual(['7.5', 'campaign', 'sale'])
    const contract = await inForce('contract', [
      entry(bolt, {
        breaks: [
          { from: '1', price: '9.50' },
          { from: '100', price: '6' },
        ],
      }),
    ])
    expect(await quote()).toEqual(['9.5', 'contract', 'contract'])
    expect(await quote(bolt, '100')).toEqual(['6', 'contract', 'contract'])
    await end(contract, world.buyer)
    for (const id of ids) await end(id)
  })

  test('dates are to the millisecond: from counts, to does not; a contract that ends tonight is over tomorrow', async () => {
    const [from, to] = [new Date(Date.now() + DAY), new Date(Date.now() + 2 * DAY)]
    const id = await inForce('contract', [entry(bolt, { price: '6.00' })], { validFrom: from, validTo: to })
    const source = async (at: number) => (await quote(bolt, '1', world.buyer, new Date(at)))?.[1]
    expect(await source(from.getTime() - 1)).toBe('list')
    expect(await source(from.getTime())).toBe('contract')
    expect(await source(to.getTime() - 1)).toBe('contract')
    expect(await source(to.getTime())).toBe('list')
    await end(id, world.buyer)
  })

  test('a price made for another currency or price base than the offer has now does not count, and the list says so', async () => {
    const id = await inForce('audience', [entry(await offerId(world.supplier, 'NUT'), { price: '1.00' })], {
      organizationIds: [world.buyer.organizationId],
    })
    await editOffers(as(world.supplier), { catalogId, offers: [content('NUT', '180', { name: { en: 'Hex nut M8' }, priceBase: '100' })] })
    expect((await quote(await offerId(world.supplier, 'NUT')))?.[1]).toBe('list')
    expect((await listEntries(reading(world.supplier), id)).entries.map(({ part, problem }) => [part, problem])).toEqual([
      ['NUT', 'offer_changed'],
    ])
    await editOffers(as(world.supplier), { catalogId, offers: [content('NUT', '2.00', { name: { en: 'Hex nut M8' } })] })
    expect((await quote(await offerId(world.supplier, 'NUT')))?.[1]).toBe('audience')
    await end(id)
  })

  test('search sorts and filters by what the searching organization pays', async () => {
    const find = async (actor: Actor, rest: Record<string, string>) =>
      (await searchProducts(reading(actor), searchParams.parse({ q: 'split pin', sort: 'price', ...rest }))).products.map(
        ({ name, best }) => [name.en, best?.unitPrice],
      )
    const long = ['Split pin long', '4.8']
    expect(await find(world.buyer, {})).toEqual([long, ['Split pin', '5']])
    const ids = [
      await inForce('contract', [entry(await offerId(world.supplier, 'PIN'), { price: '3.00' })]),
      await inForce('campaign', [entry(await offerId(world.supplier, 'PIN'), { discount: '2' })]),
    ]
    expect(await find(world.buyer, {})).toEqual([['Split pin', '3'], long])
    expect(await find(world.buyer, { max: '3.5' })).toEqual([['Split pin', '3']])
    expect(await find(other, {})).toEqual([long, ['Split pin', '4.9']])
    expect(await find(other, { max: '3.5' })).toEqual([])
    await end(ids[0] as string, world.buyer)
    await end(ids[1] as string)
  })
})

describe('agreed quantities', () => {
  const used = async (listId: string) => (await prisma().priceListEntry.findFirstOrThrow({ where: { listId } })).used.toString()
  const checkout = async () => ({
    key: randomUUID(),
    addressId: (await prisma().address.findFirstOrThrow({ where: { organizationId: world.buyer.organizationId } })).id,
    paymentMethod: 'account' as const,
  })
  const place = async (actor = world.buyer) => (await placeOrder(as(actor), await checkout()))[0] as { id: string }

  test('orders count them down, what is not delivered counts again, what is left over is at the usual price', async () => {
    const id = await inForce('contract', [entry(bolt, { price: '6.00', agreed: '100' })])
    await addToCart(as(world.buyer), { offerId: bolt, quantity: '80' })
    const order = await place()
    expect(await used(id)).toBe('80')
    expect(await prisma().orderLine.findFirstOrThrow({ where: { orderId: order.id } })).toMatchObject({ priceSource: 'contract' })
    expect(await quote(bolt, '20')).toEqual(['6', 'contract', 'contract'])
    expect(await quote(bolt, '21')).toEqual(['10', 'list', null])

    await addToCart(as(world.buyer), { offerId: bolt, quantity: '21' })
    const [line] = (await getCart(reading(world.buyer))).lines
    expect(line).toMatchObject({ unitPrice: '10', source: 'list', exhausted: true })
    await cancelOrder(as(world.buyer), { orderId: order.id })
    expect(await used(id)).toBe('0')
    const changed = (await getCart(reading(world.buyer))).lines[0]
    expect(changed?.change).toMatchObject({ kind: 'price', before: '10', after: '6' })
    await acceptCartChanges(as(world.buyer), { changes: [changed?.change?.id as string] })
    const second = await place()
    await respondToOrder(as(world.supplier), {
      orderId: second.id,
      lines: (await prisma().orderLine.findMany({ where: { orderId: second.id } })).map((each) => ({ lineId: each.id, quantity: '0' })),
    })
    expect(await used(id)).toBe('0')
    await end(id, world.buyer)
  })

  test('what was confirmed in part and then closed counts again, each quantity once', async () => {
    const id = await inForce('contract', [entry(bolt, { price: '6.00', agreed: '100' })])
    await addToCart(as(world.buyer), { offerId: bolt, quantity: '80' })
    const { id: orderId } = await place()
    const { id: lineId } = await prisma().orderLine.findFirstOrThrow({ where: { orderId } })
    await respondToOrder(as(world.supplier), { orderId, lines: [{ lineId, quantity: '70' }] })
    await acceptOrderChanges(as(world.buyer), { orderId })
    expect(await used(id)).toBe('70')
    const close = async (quantity: string) => {
      const closing = await proposeClosing(as(world.supplier), { orderId, reason: 'None left', lines: [{ lineId, quantity }] })
      await acceptClosing(as(world.buyer), { closingId: closing.id })
    }
    await close('30')
    expect(await used(id)).toBe('40')
    await close('40')
    expect(await used(id)).toBe('0')
    await end(id, world.buyer)
  })

  test('two colleagues who order the rest at once: one gets it, the other is told that the price has changed', async () => {
    const id = await inForce('contract', [entry(bolt, { price: '6.00', agreed: '100' })])
    for (const actor of [world.buyer, world.requester]) await addToCart(as(actor), { offerId: bolt, quantity: '60' })
    const results = await Promise.allSettled([place(world.buyer), place(world.requester)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find((result) => result.status === 'rejected')).toMatchObject({ reason: { code: 'cart_changed' } })
    expect(await used(id)).toBe('60')
    for (const actor of [world.buyer, world.requester]) {
      const [line] = (await getCart(reading(actor))).lines
      if (line) {
        await setQuantity(as(actor), { lineId: line.id, quantity: '40' })
        expect((await getCart(reading(actor))).lines[0]).toMatchObject({
          unitPrice: '6',
          source: 'contract',
          exhausted: false,
          change: null,
        })
        await removeLine(as(actor), { lineId: line.id })
      }
    }
    await end(id, world.buyer)
  })
})

describe('agreeing', () => {
  test('nobody sees the draft of the other side; a proposal is answered with another; both accept once', async () => {
    const { id } = await createPriceList(as(world.buyer), { kind: 'contract', name: '2027', partnerId: world.supplier.organizationId })
    await savePrices(as(world.buyer), { listId: id, entries: [entry(bolt, { price: '5.00', agreed: '500' })] })
    await expect(getPriceList(reading(world.supplier), id)).rejects.toMatchObject({ code: 'not_found' })
    expect((await listPriceLists(reading(world.supplier))).some((list) => list.id === id)).toBe(false)
    await advancePriceList(as(world.buyer), { listId: id, step: 'propose' })
    await expect(advancePriceList(as(world.buyer), { listId: id, step: 'accept' })).rejects.toMatchObject({ code: 'not_possible_now' })
    await expect(savePrices(as(world.buyer), { listId: id, entries: [] })).rejects.toMatchObject({ code: 'not_possible_now' })
    expect((await quote())?.[1]).toBe('list')

    const answer = await copyPriceList(as(world.supplier), { listId: id })
    expect((await getPriceList(reading(world.buyer), id)).state).toBe('declined')
    await savePrices(as(world.supplier), { listId: answer.id, entries: [entry(bolt, { price: '5.50', agreed: '400' })] })
    await advancePriceList(as(world.supplier), { listId: answer.id, step: 'propose' })
    const both = await Promise.allSettled([
      advancePriceList(as(world.buyer), { listId: answer.id, step: 'accept' }),
      advancePriceList(as(world.supplier), { listId: answer.id, step: 'withdraw' }),
    ])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    if ((await getPriceList(reading(world.supplier), answer.id)).state === 'draft') {
      await advancePriceList(as(world.supplier), { listId: answer.id, step: 'propose' })
      await advancePriceList(as(world.buyer), { listId: answer.id, step: 'accept' })
    }
    expect(await quote()).toEqual(['5.5', 'contract', '2027'])
    await expect(end(answer.id)).rejects.toMatchObject({ code: 'not_possible_now' })
    await end(answer.id, world.buyer)
  })

  test('what misses something is not set in force', async () => {
    const { id } = await createPriceList(as(world.supplier), { kind: 'campaign', name: 'Spring' })
    const activate = () => advancePriceList(as(world.supplier), { listId: id, step: 'activate' })
    await expect(activate()).rejects.toMatchObject({ options: { fields: [{ field: 'validTo', reason: 'campaign_end' }] } })
    const until = (validTo: string, validFrom?: string) =>
      describePriceList(as(world.supplier), { listId: id, name: 'Spring', validTo, validFrom })
    await expect(until('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z')).rejects.toMatchObject({
      options: { fields: [{ field: 'validTo', reason: 'after_start' }] },
    })
    await until('2026-01-01T00:00:00.000Z')
    await expect(activate()).rejects.toMatchObject({ options: { fields: [{ field: 'validTo', reason: 'past' }] } })
    await until(new Date(Date.now() + DAY).toISOString())
    await expect(activate()).rejects.toMatchObject({ options: { detail: 'no_prices' } })
    await advancePriceList(as(world.supplier), { listId: id, step: 'remove' })
    const list = await createPriceList(as(world.supplier), { kind: 'audience', name: 'Nobody' })
    await discountOffers(as(world.supplier), { listId: list.id, category: null, discount: '5' })
    await expect(advancePriceList(as(world.supplier), { listId: list.id, step: 'activate' })).rejects.toMatchObject({
      options: { detail: 'no_customers' },
    })
    await advancePriceList(as(world.supplier), { listId: list.id, step: 'remove' })
  })

  test("another's lists, offers, customers and groups do not exist", async () => {
    const id = await inForce('audience', [entry(bolt, { price: '9.00' })], { organizationIds: [other.organizationId] })
    for (const actor of [world.rival, world.buyer, world.outsider]) {
      await expect(getPriceList(reading(actor), id)).rejects.toMatchObject({ code: 'not_found' })
      await expect(advancePriceList(as(actor), { listId: id, step: 'end' })).rejects.toMatchObject({ code: 'not_found' })
      await expect(copyPriceList(as(actor), { listId: id })).rejects.toMatchObject({ code: 'not_found' })
    }
    await expect(listPriceLists(reading(world.requester))).rejects.toMatchObject({ code: 'forbidden' })
    const foreign = await offerId(world.rival, 'R-PIN')
    await expect(savePrices(as(world.supplier), { listId: id, entries: [entry(foreign, { price: '1' })] })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(
      describePriceList(as(world.supplier), { listId: id, name: 'x', organizationIds: [world.outsider.organizationId] }),
    ).rejects.toMatchObject({ code: 'not_found' })
    await expect(createPriceList(as(world.buyer), { kind: 'campaign', name: 'x' })).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(
      createPriceList(as(world.outsider), { kind: 'contract', name: 'x', partnerId: world.supplier.organizationId }),
    ).rejects.toMatchObject({ code: 'not_found' })
    await end(id)
  })
})

describe('from a file', () => {
  const draft = async (kind: PriceListKind) =>
    (
      await createPriceList(as(world.supplier), {
        kind,
        name: 'File',
        ...(kind === 'contract' && { partnerId: world.buyer.organizationId }),
      })
    ).id

  test('prices, discounts, breaks and agreed quantities come in by part number', async () => {
    const listId = await draft('contract')
    const rows = [
      ['Part', 'From', 'Price', 'Discount', 'Agreed'],
      ['BOLT', '1', '9.50', '', '1,000'],
      ['BOLT', '50', '8.75', '', ''],
      ['NUT', '', '', '12.5', ''],
    ]
    expect(await importPrices(as(world.supplier), { listId, rows })).toEqual({ saved: 2, problems: [] })
    expect(
      (await listEntries(reading(world.supplier), listId)).entries.map(({ part, price, breaks, discount, agreed }) => [
        part,
        price,
        breaks,
        discount,
        agreed,
      ]),
    ).toEqual([
      [
        'BOLT',
        null,
        [
          { from: '1', price: '9.50' },
          { from: '50', price: '8.75' },
        ],
        null,
        '1000',
      ],
      ['NUT', null, null, '12.5', null],
    ])
    const page = await listEntries(reading(world.supplier), listId, { take: 1 })
    expect(
      (await listEntries(reading(world.supplier), listId, { after: page.next ?? '', take: 1 })).entries.map(({ part }) => part),
    ).toEqual(['NUT'])
    expect((await findListOffers(reading(world.supplier), listId, 'hex')).map(({ part }) => part)).toEqual(['BOLT', 'NUT'])
  })

  test('of a file with a mistake nothing is taken; each is named by row and column', async () => {
    const listId = await draft('audience')
    const problems = async (rows: string[][]) =>
      (await importPrices(as(world.supplier), { listId, rows })).problems.map(({ row, column, reason }) => [row, column, reason])
    expect(await problems([['Price'], ['1']])).toEqual([[1, 'part', 'missing_column']])
    expect(
      await problems([
        ['Part', 'Price', 'Discount', 'Agreed'],
        ['BOLT', 'ten', '', ''],
        ['NUT', '1', '5', ''],
        ['PIN', '', '120', ''],
        ['', '1', '', ''],
        ['NUT', '1', '', ''],
        ['X', '', '', '5'],
      ]),
    ).toEqual([
      [2, 'Price', 'number'],
      [3, 'Discount', 'price_or_discount'],
      [4, 'Discount', 'percent'],
      [5, 'Part', 'required'],
      [6, 'Part', 'part_twice'],
      [7, 'Price', 'price_or_discount'],
      [7, 'Agreed', 'only_in_contracts'],
    ])
    expect(
      await problems([
        ['Part', 'Price'],
        ['BOLT', '9'],
        ['GONE', '1'],
      ]),
    ).toEqual([[3, 'Part', 'unknown_part']])
    expect((await listEntries(reading(world.supplier), listId)).entries).toEqual([])
  })
})
