import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { editOffers } from '@/lib/catalog/offers/commands/edit-offers'
import { documentPdf } from '@/lib/documents/pdf/document-pdf'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { advancePriceList } from '@/lib/pricing/price-lists/commands/advance-price-list'
import { createPriceList, describePriceList } from '@/lib/pricing/price-lists/commands/save-price-list'
import { savePrices } from '@/lib/pricing/price-lists/commands/save-prices'
import { acceptCartChanges, addToCart, setQuantity } from '@/lib/purchasing/cart/commands/change-cart'
import { orderAgain } from '@/lib/purchasing/cart/commands/order-again'
import { getCart } from '@/lib/purchasing/cart/queries'
import { placeOrder } from '@/lib/purchasing/orders/commands/place-order'
import { orderDocument } from '@/lib/purchasing/orders/order-document'
import { getOrder } from '@/lib/purchasing/orders/queries'
import { content, makeWorld, offerId, publish, reading, type World } from '@/scripts/testing/world'
import { forgetConfiguration, saveConfiguration } from './commands/save-configuration'
import { removeConfigurator, saveConfigurator } from './commands/save-configurator'
import type { Configured } from './model'
import { getConfigurator, savedConfigurations } from './queries'
import type { configurationModel } from './schemas'

type Model = z.input<typeof configurationModel>
const option = (id: string, price = '0') => ({ id, name: { en: id }, price, part: id.toUpperCase() })
const model: Model = {
  groups: [
    { id: 'case', name: { en: 'Case', zh: '机箱' }, options: [option('tower'), { ...option('rack', '140'), leadTimeDays: 3 }] },
    { id: 'extras', name: { en: 'Extras' }, minimum: 0, maximum: 2, options: [option('rails', '68'), option('wifi', '-5')] },
  ],
  numbers: [{ id: 'metres', name: { en: 'Cable' }, unit: 'm', minimum: '1', maximum: '10', step: '0.5', initial: '2' }],
  rules: [{ kind: 'requires', if: ['rails'], oneOf: ['rack'] }],
  prices: [{ kind: 'formula', name: { en: 'Cable' }, formula: 'metres * 1.235' }],
  partNumber: 'WS-{case}-{metres}',
}

const rack = { options: ['rack', 'rails'], numbers: { metres: '4.5' } }
const tower = { options: ['tower'], numbers: { metres: '2' } }

let world: World
let offer: string
let catalogId: string
const as = (actor: Actor) => ({ actor })
const add = (choices: typeof rack | undefined, quantity = '1', actor = world.buyer) =>
  addToCart(as(actor), { offerId: offer, quantity, ...(choices && { choices }) })
const cart = () => getCart(reading(world.buyer))
const place = async () => {
  const { id } = await prisma().address.findFirstOrThrow({ where: { organizationId: world.buyer.organizationId } })
  const [order] = await placeOrder(as(world.buyer), { key: randomUUID(), addressId: id, paymentMethod: 'account' })
  return getOrder(reading(world.buyer), order?.id as string)
}

let part = 'WS-0'
beforeAll(async () => {
  world = await makeWorld()
  catalogId = await publish(world, world.supplier, [content('BOLT', '0.10', {})])
})
// each test has an offer of its own, and an empty cart
beforeEach(async ({ task }) => {
  part = `WS-${task.id}`
  await editOffers(as(world.supplier), { catalogId, offers: [content(part, '100.00', { name: { en: 'Workstation' }, leadTimeDays: 5 })] })
  offer = await offerId(world.supplier, part)
  await prisma().cartLine.deleteMany()
  await saveConfigurator(as(world.supplier), { offerId: offer, model })
})

describe('a configurable offer', () => {
  test('is bought as it was configured, and the order carries all of it', async () => {
    await add(rack, '2')
    await add(tower)
    await add(rack)
    const { lines, orders } = await cart()
    // 100 + 140 + 68 + 4.5 × 1.235 and 100 + 2 × 1.235
    expect(lines.map(({ quantity, unitPrice, net, configuration }) => [quantity, unitPrice, net, configuration?.partNumber])).toEqual([
      ['3', '313.5575', '940.67', 'WS-RACK-4.5'],
      ['1', '102.47', '102.47', 'WS-TOWER-2'],
    ])
    expect(orders[0]?.net).toBe('1043.14')
    expect(lines.map(({ change }) => change)).toEqual([null, null])

    const order = await place()
    expect(order.lines.map((line) => [line.supplierPartNumber, line.unitPrice.toString(), line.net.toString()])).toEqual([
      ['WS-RACK-4.5', '313.5575', '940.67'],
      ['WS-TOWER-2', '102.47', '102.47'],
    ])
    expect(order.lines[0]?.configuration as unknown as Configured).toEqual({
      choices: { options: ['rack', 'rails'], numbers: { metres: '4.5' } },
      texts: [
        { name: { en: 'Case', zh: '机箱' }, values: [{ en: 'rack' }] },
        { name: { en: 'Extras' }, values: [{ en: 'rails' }] },
        { name: { en: 'Cable' }, values: [{ en: '4.5 m', zh: '4.5 m' }] },
      ],
      partNumber: 'WS-RACK-4.5',
      surcharge: '213.5575',
      leadTimeDays: 3,
      pictureFileId: null,
    })
    const supplierSees = await getOrder(reading(world.supplier), order.id)
    expect(supplierSees.lines[0]?.configuration).toEqual(order.lines[0]?.configuration)
    const pdf = (of: typeof order) => documentPdf(orderDocument(of), 'zh')
    expect((await pdf(order)).length).toBeGreaterThan((await pdf({ ...order, lines: [] })).length)

    expect(await orderAgain(as(world.buyer), { orderId: order.id })).toEqual({ added: 2, left: 0 })
    expect((await cart()).lines.map(({ quantity, configuration }) => [quantity, configuration?.partNumber])).toEqual([
      ['3', 'WS-RACK-4.5'],
      ['1', 'WS-TOWER-2'],
    ])
  })

  test('is not bought without choices, nor with ones that its rules forbid, nor another offer with choices', async () => {
    const refused = (reason: string) => ({ code: 'invalid_input', options: { fields: [{ field: 'choices', reason }] } })
    await expect(add(undefined)).rejects.toMatchObject(refused('needs_configuration'))
    const wrong = { options: ['tower', 'rails'], numbers: { metres: '4.6' } }
    await expect(add(wrong)).rejects.toMatchObject({
      ...refused('configuration'),
      options: {
        data: {
          offerId: offer,
          problems: [
            { code: 'rule', rule: 0, options: ['rack'] },
            { code: 'number_step', number: 'metres', limit: '0.5' },
          ],
        },
      },
    })
    const bolt = await offerId(world.supplier, 'BOLT')
    await expect(addToCart(as(world.buyer), { offerId: bolt, quantity: '1', choices: tower })).rejects.toMatchObject(
      refused('not_configurable'),
    )
    expect((await cart()).lines).toEqual([])
    expect(await prisma().configuration.count({ where: { offerId: offer } })).toBe(0)
  })

  test('follows its supplier: another price waits for consent, what is impossible now has to leave the cart', async () => {
    await add(rack, '2')
    await add(tower)
    const dearer = { ...model, prices: [{ kind: 'formula' as const, name: { en: 'Cable' }, formula: 'metres * 2' }] }
    await saveConfigurator(as(world.supplier), { offerId: offer, model: dearer })
    expect((await cart()).lines.map(({ change }) => change)).toMatchObject([
      { kind: 'price', before: '313.5575', after: '317' },
      { kind: 'price', before: '102.47', after: '104' },
    ])
    const without = {
      ...model,
      rules: [],
      groups: [{ ...model.groups?.[0], options: [option('tower')] } as NonNullable<Model['groups']>[number]],
    }
    await saveConfigurator(as(world.supplier), { offerId: offer, model: without })
    const { lines, orders } = await cart()
    expect(lines.map(({ net, change }) => [net, change?.kind ?? null])).toEqual([
      [null, 'configuration'],
      ['102.47', null],
    ])
    expect(orders[0]?.net).toBe('102.47')
    await expect(place()).rejects.toMatchObject({ code: 'cart_changed' })
    await expect(setQuantity(as(world.buyer), { lineId: lines[0]?.id as string, quantity: '3' })).rejects.toMatchObject({
      code: 'cart_changed',
    })
    await acceptCartChanges(as(world.buyer), { changes: [lines[0]?.change?.id as string] })
    await setQuantity(as(world.buyer), { lineId: lines[1]?.id as string, quantity: '2' })
    expect((await place()).lines.map(({ supplierPartNumber, net }) => [supplierPartNumber, net.toString()])).toEqual([
      ['WS-TOWER-2', '204.94'],
    ])
  })

  test('cannot be configured while its prices are for another currency, and is sold as it is once nothing can be chosen', async () => {
    await add(tower)
    const { productId } = await prisma().offer.findUniqueOrThrow({ where: { id: offer } })
    expect((await getConfigurator(reading(world.buyer), productId, offer)).model).not.toBeNull()
    await editOffers(as(world.supplier), { catalogId, offers: [content(part, '110.00', { name: { en: 'Workstation' }, currency: 'USD' })] })
    expect((await getConfigurator(reading(world.buyer), productId, offer)).model).toBeNull()
    await expect(add(tower)).rejects.toMatchObject({ code: 'not_found' })
    expect((await cart()).lines[0]?.change).toMatchObject({ kind: 'configuration' })
    await removeConfigurator(as(world.supplier), { offerId: offer })
    await expect(getConfigurator(reading(world.buyer), productId, offer)).rejects.toMatchObject({ code: 'not_found' })
    expect((await cart()).lines[0]?.change).toMatchObject({ kind: 'configuration' })
    await add(undefined)
    expect((await cart()).lines[1]).toMatchObject({ unitPrice: '110', change: null })
  })

  test('costs what was agreed and the choices on top; a campaign takes its percentage off both', async () => {
    const list = async (kind: 'contract' | 'campaign', entry: { price?: string; discount?: string; agreed?: string }) => {
      const { id } = await createPriceList(as(world.supplier), {
        kind,
        name: kind,
        ...(kind === 'contract' && { partnerId: world.buyer.organizationId }),
      })
      if (kind === 'campaign')
        await describePriceList(as(world.supplier), { listId: id, name: kind, validTo: new Date(Date.now() + 86_400_000).toISOString() })
      await savePrices(as(world.supplier), { listId: id, entries: [{ offerId: offer, ...entry }] })
      return id
    }
    const campaign = await list('campaign', { discount: '10' })
    await advancePriceList(as(world.supplier), { listId: campaign, step: 'activate' })
    await add(tower)
    expect((await cart()).lines[0]).toMatchObject({ unitPrice: '92.223', source: 'campaign' })
    const contract = await list('contract', { price: '80', agreed: '2' })
    await advancePriceList(as(world.supplier), { listId: contract, step: 'propose' })
    await advancePriceList(as(world.buyer), { listId: contract, step: 'accept' })
    expect((await cart()).lines[0]).toMatchObject({ unitPrice: '82.47', source: 'contract', change: { kind: 'price' } })
    // two configurations draw on one agreed quantity, in their order
    await add(rack, '2')
    expect((await cart()).lines.map(({ source, exhausted }) => [source, exhausted])).toEqual([
      ['contract', false],
      ['campaign', true],
    ])
  })
})

test('what is saved is there for the organization, and for nobody else', async () => {
  const saved = await saveConfiguration(as(world.buyer), { offerId: offer, choices: rack, name: 'Signal box' })
  const { id } = await saveConfiguration(as(world.requester), {
    offerId: offer,
    choices: { ...rack, options: ['rails', 'rack'] },
    name: 'Depot',
  })
  expect(id).toBe(saved.id)
  const names = async (actor: Actor) => (await savedConfigurations(reading(actor), offer)).map(({ name }) => name)
  expect(await names(world.buyer)).toEqual(['Depot'])
  expect(await names(world.outsider)).toEqual([])
  await expect(forgetConfiguration(as(world.outsider), { configurationId: id })).rejects.toMatchObject({ code: 'not_found' })
  await add(rack)
  await forgetConfiguration(as(world.buyer), { configurationId: id })
  expect(await names(world.buyer)).toEqual([])
  expect((await cart()).lines[0]?.configuration?.partNumber).toBe('WS-RACK-4.5')
})

describe('a model', () => {
  const keep = (changes: Partial<Model>, actor = world.supplier) =>
    saveConfigurator(as(actor), { offerId: offer, model: { ...model, ...changes } })
  test.each<[string, Partial<Model>, { path: string; code: string }]>([
    [
      'contradicts itself',
      {
        rules: [
          { kind: 'excludes', if: ['tower'], not: ['tower'] },
          { kind: 'at_most', count: 0, of: ['rack'] },
        ],
      },
      { path: 'rules', code: 'contradiction' },
    ],
    [
      'divides by zero',
      { prices: [{ kind: 'formula', name: { en: 'x' }, formula: '10 / (metres - 1)' }] },
      { path: 'prices.0', code: 'price_fails' },
    ],
    [
      'runs away',
      { prices: [{ kind: 'formula', name: { en: 'x' }, formula: '(metres + 9) ** 10 * 1000000000' }] },
      { path: 'prices.0', code: 'price_fails' },
    ],
    [
      'costs less than nothing',
      { prices: [{ kind: 'formula', name: { en: 'x' }, formula: '-metres * 20' }] },
      { path: 'prices', code: 'below_zero' },
    ],
    [
      'shows a picture of another product',
      {
        groups: [{ id: 'case', name: { en: 'Case' }, options: [{ ...option('tower'), pictureFileId: randomUUID() }] }],
        rules: [],
        partNumber: '',
      },
      { path: 'groups.0.options.0.pictureFileId', code: 'unknown_picture' },
    ],
  ])('that %s is refused, and the one before stays', async (_, changes, problem) => {
    await expect(keep(changes)).rejects.toMatchObject({ code: 'invalid_input', options: { data: { problems: [problem] } } })
    const { productId } = await prisma().offer.findUniqueOrThrow({ where: { id: offer } })
    expect((await getConfigurator(reading(world.buyer), productId, offer)).model?.prices).toMatchObject(model.prices ?? [])
  })

  test('is kept by the offer’s own supplier only', async () => {
    await expect(keep({}, world.rival)).rejects.toMatchObject({ code: 'not_found' })
    await expect(keep({}, world.buyer)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(removeConfigurator(as(world.rival), { offerId: offer })).rejects.toMatchObject({ code: 'not_found' })
  })
})
