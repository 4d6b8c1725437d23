import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { addToCart } from '@/lib/purchasing/cart/commands/change-cart'
import { getCart } from '@/lib/purchasing/cart/queries'
import { addProduct, addRows, createList, listFromCart, removeListLine, setListLine } from '@/lib/purchasing/lists/commands/save-list'
import { getBuyingList, quoteList } from '@/lib/purchasing/lists/queries'
import { content, makeWorld, offerId, publish, reading, type World } from '@/scripts/testing/world'
import { applyAllocation } from './commands/apply-allocation'
import { cancelAllocation, startAllocation } from './commands/search-allocation'
import { searchAllocation } from './jobs'
import { getAllocation, ownAllocation } from './queries'
import type { AllocationOptions } from './schemas'

let world: World
const as = (actor: Actor) => ({ actor })
const productOf = async (actor: Actor, part: string) =>
  (await prisma().offer.findUniqueOrThrow({ where: { id: await offerId(actor, part) } })).productId

beforeAll(async () => {
  world = await makeWorld()
  const coded = (makerPart: string, name: string) => ({ brand: 'Tenax', makerPart, name: { en: name } })
  await publish(world, world.supplier, [
    content('BOLT', '10.00', coded('T-1', 'Hex bolt M8 × 40')),
    content('NUT', '2.00', coded('T-2', 'Hex nut M8')),
    content('PIN', '5.00', { name: { en: 'Split pin' }, maximum: '10' }),
  ])
  await publish(world, world.rival, [
    content('R-BOLT', '9.00', { ...coded('T-1', 'Hex bolt M8 × 40'), leadTimeDays: 9 }),
    content('R-NUT', '2.50', { ...coded('T-2', 'Hex nut M8'), leadTimeDays: 9, minimum: '50', step: '50' }),
    content('R-BOLT-400', '90.00', { name: { en: 'Hex bolt M8 × 400' } }),
  ])
  await prisma().supplierTerms.createMany({
    data: [
      { supplierId: world.supplier.organizationId, currency: 'EUR', freight: 20, freightFreeFrom: 500 },
      { supplierId: world.rival.organizationId, currency: 'EUR', freight: 8, minimumOrder: 30 },
    ],
  })
})

async function list(rows: string[][], actor = world.buyer): Promise<string> {
  const { id } = await createList(as(actor), { name: 'Depot' })
  expect((await addRows(as(actor), { listId: id, rows })).problems).toEqual([])
  return id
}

async function search(listId: string, options: Partial<AllocationOptions> = {}, actor = world.buyer) {
  const { id } = await startAllocation(as(actor), { listId, options })
  await searchAllocation({ allocationId: id })
  return getAllocation(reading(actor), id)
}

const picked = (split: Awaited<ReturnType<typeof search>>, kind: string) => {
  const scenario = split.scenarios.find((each) => each.kind === kind)
  return scenario && [scenario.landed, scenario.suppliers, scenario.days, scenario.picks.map(({ part, quantity }) => `${quantity} ${part}`)]
}

describe('lists', () => {
  test('find products by numbers and words; what was guessed says so, what is unknown waits for a choice', async () => {
    const id = await list([
      ['t-1', '5'],
      ['R-NUT', '3'],
      ['hex bolt m8 x 40', '2'],
      ['splt pin', '1'],
      ['unobtainium', '7'],
    ])
    const { lines } = await getBuyingList(reading(world.buyer), id)
    expect(lines.map(({ text, guessed, quantity, product }) => [text, guessed, quantity, product?.name.en])).toEqual([
      // the same product under two texts is one line
      ['hex bolt m8 x 40', false, '7', 'Hex bolt M8 × 40'],
      ['R-NUT', false, '3', 'Hex nut M8'],
      ['splt pin', true, '1', 'Split pin'],
      ['unobtainium', false, '7', undefined],
    ])
    const unknown = lines[3]?.id as string
    const bolt = await productOf(world.supplier, 'BOLT')
    await expect(setListLine(as(world.buyer), { lineId: unknown, quantity: '7', productId: bolt })).rejects.toMatchObject({
      options: { detail: 'product_in_list' },
    })
    await setListLine(as(world.buyer), { lineId: unknown, quantity: '7', productId: await productOf(world.rival, 'R-BOLT-400') })
    await removeListLine(as(world.buyer), { lineId: lines[0]?.id as string })
    await addProduct(as(world.buyer), { listId: id, productId: bolt, quantity: '1.5' })
    const after = await getBuyingList(reading(world.requester), id)
    expect(after.lines.map(({ quantity, product }) => [quantity, product?.name.en])).toEqual([
      ['3', 'Hex nut M8'],
      ['1', 'Split pin'],
      ['7', 'Hex bolt M8 × 400'],
      ['1.5', 'Hex bolt M8 × 40'],
    ])
    expect(
      (await quoteList(reading(world.buyer), after)).get(bolt)?.map(({ supplierPartNumber, net }) => [supplierPartNumber, net]),
    ).toEqual([
      ['R-BOLT', '13.5'],
      ['BOLT', '15'],
    ])
  })

  test('a file with a wrong row leaves the list as it was', async () => {
    const { id } = await createList(as(world.buyer), { name: 'Depot' })
    const result = await addRows(as(world.buyer), {
      listId: id,
      rows: [
        ['part', 'qty'],
        ['T-1', '5'],
        ['T-2', 'x'],
      ],
    })
    expect(result).toMatchObject({ added: 0, problems: [{ row: 3, column: 'qty', value: 'x', reason: 'number' }] })
    expect((await getBuyingList(reading(world.buyer), id)).lines).toEqual([])
    const many = Array.from({ length: 501 }, (_, index) => [`part ${index}`, '1'])
    await expect(addRows(as(world.buyer), { listId: id, rows: many })).rejects.toMatchObject({ options: { detail: 'list_full' } })
    expect((await getBuyingList(reading(world.buyer), id)).lines).toEqual([])
  })

  test('what the networks do not show is not found', async () => {
    const id = await list([['T-1', '5']], world.outsider)
    expect((await getBuyingList(reading(world.outsider), id)).lines[0]?.product).toBeNull()
    await expect(startAllocation(as(world.outsider), { listId: id, options: {} })).rejects.toMatchObject({
      options: { detail: 'nothing_to_split' },
    })
  })
})

describe('splits', () => {
  test('freight, steps and minimum orders count; amounts are those of the pricing rules', async () => {
    // BOLT 10 or 9 (later), NUT 2 or 2.50 in fifties; freight 20 up to 500, or 8
    const id = await list([
      ['T-1', '5'],
      ['T-2', '40'],
    ])
    const split = await search(id)
    expect(picked(split, 'cheapest')).toEqual(['150', 1, 3, ['5 BOLT', '40 NUT']])
    expect(picked(split, 'fewest')).toEqual(picked(split, 'cheapest'))
    // 270 + 8 + 2 + 20 against 300 + 2 + 20; the rival's nuts come in fifties
    const rival = await list([
      ['T-1', '30'],
      ['T-2', '1'],
    ])
    expect(picked(await search(rival), 'cheapest')).toEqual(['300', 2, 9, ['30 R-BOLT', '1 NUT']])
    expect(picked(await search(rival), 'fastest')).toEqual(['322', 1, 3, ['30 BOLT', '1 NUT']])
    expect(picked(await search(rival, { suppliers: 1 }), 'cheapest')).toEqual(['322', 1, 3, ['30 BOLT', '1 NUT']])
    expect((await search(rival, { suppliers: 1 })).limits).toEqual([{ limit: 'suppliers', saves: '22.00' }])
    expect((await search(rival, { spend: '299' })).impossible[0]).toEqual({ kind: 'cheapest', hindrance: 'spend' })
  })

  test('a line that nobody can serve is left out and says why', async () => {
    const id = await list([
      ['PIN', '11'],
      ['T-1', '1'],
      ['nothing', '1'],
    ])
    const split = await search(id)
    expect(split.left.map(({ text, reason }) => [text, reason])).toEqual([
      ['PIN', 'no_quantity'],
      ['nothing', 'no_product'],
    ])
    expect(split.lines).toHaveLength(1)
  })

  test('goes into the cart in place of what was there of it; pressing twice does not order twice', async () => {
    await addToCart(as(world.buyer), { offerId: await offerId(world.supplier, 'BOLT'), quantity: '30' })
    await addToCart(as(world.buyer), { offerId: await offerId(world.supplier, 'PIN'), quantity: '2' })
    const { id } = await listFromCart(as(world.buyer), { name: 'Cart' })
    const split = await search(id)
    expect(picked(split, 'cheapest')?.[3]).toEqual(['30 R-BOLT', '2 PIN'])
    const take = () => applyAllocation(as(world.buyer), { allocationId: split.id, scenario: 'cheapest' })
    await take()
    await take()
    const cart = await getCart(reading(world.buyer))
    expect(cart.lines.map(({ quantity, offer }) => [quantity, offer?.supplierPartNumber]).sort()).toEqual([
      ['2', 'PIN'],
      ['30', 'R-BOLT'],
    ])
    await expect(applyAllocation(as(world.outsider), { allocationId: split.id, scenario: 'cheapest' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('an offer that went meanwhile leaves the cart as it was', async () => {
    const id = await list([['R-BOLT-400', '1']])
    const split = await search(id)
    await prisma().offer.update({ where: { id: await offerId(world.rival, 'R-BOLT-400') }, data: { withdrawnAt: new Date() } })
    const before = await getCart(reading(world.buyer))
    await expect(applyAllocation(as(world.buyer), { allocationId: split.id, scenario: 'cheapest' })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await getCart(reading(world.buyer))).lines).toEqual(before.lines)
  })

  test('can be stopped, and a stopped or finished one is not searched again', async () => {
    const id = await list([
      ['T-1', '10'],
      ['T-2', '40'],
    ])
    const { id: allocationId } = await startAllocation(as(world.buyer), { listId: id, options: {} })
    await cancelAllocation(as(world.requester), { allocationId })
    await searchAllocation({ allocationId })
    const state = async () => (await ownAllocation(reading(world.buyer), allocationId)).state
    expect(['cancelled', 'done']).toContain(await state())
    const ended = await state()
    await searchAllocation({ allocationId })
    expect(await state()).toBe(ended)
    await searchAllocation({ allocationId: '00000000-0000-7000-8000-000000000000' })
  })
})
