import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { removeLine } from '@/lib/purchasing/cart/commands/change-cart'
import { getCart } from '@/lib/purchasing/cart/queries'
import { content, makeWorld, offerId, publish, reading, type World } from '@/scripts/testing/world'
import { answerWithOffer, archiveInternalItem, handOut, rejectRequisition, saveInternalItem } from './commands/answer'
import { requestItem, requestText, takeAnswer, withdrawRequisition } from './commands/request'
import { countOpenRequisitions, findInternalItems, getRequisition, listRequisitions, proposeProducts } from './queries'

let world: World
const as = (actor: Actor) => ({ actor })
const ask = async (text = 'gloves for sheet metal', actor = world.requester) =>
  (await requestText(as(actor), { text, quantity: '12', unit: 'PR' })).id
const stateOf = async (id: string) => (await getRequisition(reading(world.buyer), id)).state
const emitted = (type: string, requisitionId: string) =>
  prisma().outboxEvent.count({ where: { type, payload: { path: ['requisitionId'], equals: requisitionId } } })

beforeAll(async () => {
  world = await makeWorld()
  await publish(world, world.supplier, [
    content('GLOVE', '4.00', { name: { en: 'Cut-resistant glove' }, unit: 'PR' }),
    content('CAM', '40.00', { name: { en: 'Webcam for working at home' } }),
    content('KEYS', '50.00', { name: { en: 'Keyboard' }, description: { en: 'Metal, size 9, for working with sheets' } }),
  ])
})

test('words are answered with an offer, which goes into the requester’s cart once', async () => {
  const requisitionId = await ask()
  expect(await emitted('requisition.created', requisitionId)).toBe(1)
  await expect(takeAnswer(as(world.requester), { requisitionId })).rejects.toMatchObject({ code: 'not_possible_now' })
  await answerWithOffer(as(world.buyer), { requisitionId, offerId: await offerId(world.supplier, 'GLOVE'), answer: 'Level D' })
  expect(await emitted('requisition.answered', requisitionId)).toBe(1)
  const taken = await Promise.allSettled([1, 2].map(() => takeAnswer(as(world.requester), { requisitionId })))
  expect(taken.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const { lines } = await getCart(reading(world.requester))
  expect(lines.map(({ quantity }) => quantity)).toEqual(['12'])
  expect(await stateOf(requisitionId)).toBe('done')
  await removeLine(as(world.requester), { lineId: lines[0]?.id as string })
})

test('two purchasers answer at once: the first answer stands', async () => {
  const requisitionId = await ask()
  const answers = await Promise.allSettled([
    answerWithOffer(as(world.buyer), { requisitionId, offerId: await offerId(world.supplier, 'GLOVE') }),
    rejectRequisition(as(world.buyer), { requisitionId, answer: 'Take those from the store' }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(withdrawRequisition(as(world.requester), { requisitionId })).rejects.toMatchObject({ code: 'not_possible_now' })
})

test('an internal item is found by its words and number, asked for and handed out, never ordered', async () => {
  const { id } = await saveInternalItem(as(world.buyer), {
    number: 'IN-7',
    name: 'Workwear jacket 100 % cotton',
    unit: 'C62',
    place: 'Shelf 4',
  })
  for (const text of ['jacket work', 'in-7', '100 %'])
    expect((await findInternalItems(reading(world.requester), text)).map((item) => item.id)).toEqual([id])
  for (const text of ['jacket blue', '_', '%%']) expect(await findInternalItems(reading(world.requester), text)).toEqual([])
  expect(await findInternalItems(reading(world.outsider), 'jacket')).toEqual([])
  const { id: requisitionId } = await requestItem(as(world.requester), { itemId: id, quantity: '2' })
  await handOut(as(world.buyer), { requisitionId })
  expect(await getRequisition(reading(world.requester), requisitionId)).toMatchObject({
    state: 'done',
    text: 'IN-7 Workwear jacket 100 % cotton',
    offerId: null,
  })
  await expect(saveInternalItem(as(world.buyer), { number: 'IN-7', name: 'x', unit: 'C62' })).rejects.toMatchObject({
    options: { fields: [{ field: 'number', reason: 'taken' }] },
  })
  await archiveInternalItem(as(world.buyer), { itemId: id })
  await expect(requestItem(as(world.requester), { itemId: id, quantity: '1' })).rejects.toMatchObject({ code: 'not_found' })
  expect((await saveInternalItem(as(world.buyer), { number: 'IN-7', name: 'Jacket', unit: 'C62' })).id).toBe(id)
  await expect(handOut(as(world.buyer), { requisitionId: await ask() })).rejects.toMatchObject({ code: 'not_possible_now' })
})

test('requesters see their own, purchasers all of the company, others none', async () => {
  const mine = await ask('a very special spring')
  const others = await ask('something of the purchaser', world.buyer)
  const seen = async (actor: Actor) => (await listRequisitions(reading(actor), 'all')).requisitions.map(({ id }) => id)
  expect(await seen(world.requester)).toContain(mine)
  expect(await seen(world.requester)).not.toContain(others)
  expect(await seen(world.buyer)).toEqual(expect.arrayContaining([mine, others]))
  expect(await seen(world.outsider)).toEqual([])
  await expect(getRequisition(reading(world.requester), others)).rejects.toMatchObject({ code: 'not_found' })
  await expect(takeAnswer(as(world.buyer), { requisitionId: mine })).rejects.toMatchObject({ code: 'not_found' })
  await expect(answerWithOffer(as(world.requester), { requisitionId: mine, offerId: mine })).rejects.toMatchObject({ code: 'forbidden' })
  expect(await countOpenRequisitions(reading(world.buyer))).toBeGreaterThanOrEqual(2)
  expect(await countOpenRequisitions(reading(world.requester))).toBe(0)
})

test('wrong wishes are refused by field', async () => {
  const wish = { text: 'gloves', quantity: '1', unit: 'PR' }
  for (const [wrong, field] of [
    [{ quantity: '0' }, 'quantity'],
    [{ text: 'x' }, 'text'],
    [{ unit: 'FURLONG' }, 'unit'],
    [{ requestedDeliveryDate: '2020-01-01' }, 'requestedDeliveryDate'],
  ] as const)
    await expect(requestText(as(world.requester), { ...wish, ...wrong })).rejects.toMatchObject({ options: { fields: [{ field }] } })
})

test('products are proposed by all words, else by the word that says most', async () => {
  const names = async (text: string) => (await proposeProducts(reading(world.buyer), text)).map(({ name }) => name.en)
  expect(await names('cut-resistant glove')).toEqual(['Cut-resistant glove'])
  expect(await names('gloves for working with sheet metal, size 9')).toEqual(['Cut-resistant glove'])
  expect(await names('left-handed smoke shifter')).toEqual([])
})
