import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { decideMembership } from '@/lib/parties/network/commands/manage-network'
import { networkFees } from '@/lib/parties/network/fee-schemas'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { Decimal } from '@/lib/platform/money/decimal'
import { leaveDeal } from '@/lib/pricing/deals/commands/join-deal'
import { callOffDeal, createDeal } from '@/lib/pricing/deals/commands/open-deal'
import { stepAt, stepsProblem } from '@/lib/pricing/deals/model'
import { feesOfDeal, getDeal, listDeals } from '@/lib/pricing/deals/queries'
import { feeOn } from '@/lib/pricing/fees/model'
import { getOrder } from '@/lib/purchasing/orders/queries'
import { browsing, content, join, makeWorld, offerId, publish, reading, renewed, type World } from '@/scripts/testing/world'
import { closeDeal } from './commands/close-deal'
import { joinDeal } from './commands/join-deal'

let world: World
let other: Actor
const start = Date.now()
const at = (minutes: number) => new Date(start + minutes * 60_000)
const as = (actor: Actor, minutes = 0) => ({ actor, now: at(minutes) })

beforeAll(async () => {
  world = await makeWorld()
  other = await join('Second buyer', 'buyer', ['purchaser', 'buyer_admin'])
  other = await browsing(world.networkId, other)
  await publish(world, world.supplier, [
    ...['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((part) => content(part, '10.00', { step: '5', minimum: '5' })),
    content('NEEDS', '10.00'),
    content('FEES', '10.00'),
  ])
  await prisma().supplierTerms.create({
    data: { supplierId: world.supplier.organizationId, currency: 'EUR', freight: 12, freightFreeFrom: 400 },
  })
})

async function deal(part: string, more: Partial<Parameters<typeof createDeal>[1]> = {}): Promise<string> {
  const { id } = await createDeal(as(world.supplier), {
    offerId: await offerId(world.supplier, part),
    kind: 'group',
    opensAt: at(-1).toISOString(),
    endsAt: at(60).toISOString(),
    steps: [
      { from: '50', price: '9' },
      { from: '100', price: '8' },
    ],
    ...more,
  })
  return id
}

const take = (actor: Actor, dealId: string, quantity: string, key: string = randomUUID(), minutes = 0) =>
  joinDeal(as(actor, minutes), { dealId, key, quantity })
const counter = async (actor: Actor, dealId: string) => {
  const { taken, left, price, next, joiners, own, state } = await getDeal(reading(actor, at(0)), dealId)
  return { taken, left, price, next: next?.from ?? null, joiners, own, state }
}

describe('steps', () => {
  const steps = [
    { from: '50', price: '9' },
    { from: '100', price: '8' },
  ]
  test('are reached by the quantity of all together', () => {
    const prices = ['0', '49.999999', '50', '99', '100', '1000'].map((taken) => {
      const { reached, next } = stepAt(steps, new Decimal(taken))
      return [reached?.price ?? null, next?.from ?? null]
    })
    expect(prices).toEqual([
      [null, '50'],
      [null, '50'],
      ['9', '100'],
      ['9', '100'],
      ['8', null],
      ['8', null],
    ])
  })
  test('rise in quantity and fall in price, below the usual one', () => {
    const usual = new Decimal(10)
    expect(stepsProblem('group', steps, usual)).toBeNull()
    expect(stepsProblem('group', [{ from: '0', price: '9' }], usual)).toMatchObject({ reason: 'steps_rise' })
    expect(stepsProblem('group', [...steps, { from: '100', price: '7' }], usual)).toMatchObject({ index: 2, reason: 'steps_rise' })
    expect(stepsProblem('group', [...steps, { from: '200', price: '8' }], usual)).toMatchObject({ index: 2, reason: 'prices_fall' })
    expect(stepsProblem('group', [{ from: '5', price: '10' }], usual)).toMatchObject({ reason: 'not_below_offer' })
    expect(stepsProblem('limited', steps, usual)).toMatchObject({ reason: 'from_zero' })
  })
})

describe('group buying', () => {
  test('all joiners get the price that they reached together, each an order with freight and taxes', async () => {
    const id = await deal('A')
    await take(world.buyer, id, '40')
    expect(await counter(other, id)).toEqual({ taken: '40', left: null, price: null, next: '50', joiners: 1, own: '0', state: 'open' })
    await take(other, id, '20')
    await take(other, id, '60')
    expect(await counter(world.buyer, id)).toMatchObject({ taken: '100', price: '8', next: null, joiners: 2, own: '40' })
    await closeDeal({ dealId: id }, at(59))
    expect((await counter(other, id)).state).toBe('open')
    await Promise.all([closeDeal({ dealId: id }, at(61)), closeDeal({ dealId: id }, at(61))])
    for (const [actor, quantity, net, freight] of [
      [world.buyer, '40', '320', '12'],
      [other, '60', '480', '0'],
    ] as const) {
      const { orders, state, price } = await getDeal(reading(actor, at(62)), id)
      expect([orders.length, state, price]).toEqual([1, 'closed', '8'])
      const order = await getOrder(reading(actor), orders[0]?.id as string)
      expect([
        order.net.toFixed(),
        order.freight.toFixed(),
        order.lines.map((line) => [line.quantity.toFixed(), line.priceSource]),
      ]).toEqual([net, freight, [[quantity, 'deal']]])
    }
  })

  test('comes to nothing below the first step: nobody orders', async () => {
    const id = await deal('B')
    await take(world.buyer, id, '45')
    await closeDeal({ dealId: id }, at(61))
    expect(await getDeal(reading(world.buyer, at(62)), id)).toMatchObject({ state: 'called_off', orders: [] })
    expect(await prisma().outboxEvent.count({ where: { type: 'deal.called-off' } })).toBe(1)
  })

  test('can be left and changed until the end, joined neither before nor after', async () => {
    const id = await deal('C', { opensAt: at(10).toISOString() })
    await expect(take(world.buyer, id, '5')).rejects.toMatchObject({ options: { detail: 'deal_not_open' } })
    await take(world.buyer, id, '50', randomUUID(), 11)
    await take(world.buyer, id, '20', randomUUID(), 12)
    expect(await counter(world.buyer, id)).toMatchObject({ taken: '20', own: '20', joiners: 1 })
    await leaveDeal(as(world.buyer, 13), { dealId: id })
    expect(await counter(other, id)).toMatchObject({ taken: '0', joiners: 0 })
    await expect(leaveDeal(as(world.buyer, 13), { dealId: id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(take(world.buyer, id, '5', randomUUID(), 60)).rejects.toMatchObject({ options: { detail: 'deal_not_open' } })
  })

  test('a supplier that was suspended meanwhile sells nothing', async () => {
    const id = await deal('D')
    await take(world.buyer, id, '50')
    const { id: membershipId } = await prisma().networkMembership.findFirstOrThrow({
      where: { organizationId: world.supplier.organizationId },
    })
    await decideMembership({ actor: world.operator }, { membershipId, step: 'suspend' })
    await expect(take(other, id, '50')).rejects.toMatchObject({ code: 'not_found' })
    await closeDeal({ dealId: id }, at(61))
    await decideMembership({ actor: world.operator }, { membershipId, step: 'reinstate' })
    expect(await getDeal(reading(world.buyer, at(62)), id)).toMatchObject({ state: 'called_off', orders: [] })
  })
})

describe('a limited offer', () => {
  const limited = { kind: 'limited' as const, steps: [{ from: '0', price: '7.5' }], total: '50' }

  test('is ordered at once, first come, first served, never beyond what there is', async () => {
    const id = await deal('E', limited)
    const taken = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => take(index % 2 ? world.buyer : other, id, '10')))
    expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    expect(await counter(world.buyer, id)).toMatchObject({ taken: '50', left: '0', price: '7.5', joiners: 5 })
    await expect(take(world.buyer, id, '5')).rejects.toMatchObject({
      options: { fields: [{ field: 'quantity', reason: 'not_enough_left' }] },
    })
    const { orders } = await getDeal(reading(world.buyer, at(0)), id)
    expect((await getOrder(reading(world.buyer), orders[0]?.id as string)).net.toFixed()).toBe('75')
  })

  test('pressed twice it is ordered once', async () => {
    const id = await deal('F', limited)
    const key = randomUUID()
    const [first, second] = await Promise.all([take(world.buyer, id, '10', key), take(world.buyer, id, '10', key)])
    expect(first.orderId).toBe(second.orderId)
    expect(await counter(world.buyer, id)).toMatchObject({ taken: '10', joiners: 1 })
    await callOffDeal(as(world.supplier), { dealId: id })
    expect(await getDeal(reading(world.buyer, at(0)), id)).toMatchObject({
      state: 'called_off',
      own: '10',
      orders: [{ id: first.orderId }],
    })
    await expect(callOffDeal(as(world.supplier), { dealId: id })).rejects.toMatchObject({ code: 'not_possible_now' })
  })

  test('keeps to the offer’s minimum and step', async () => {
    const id = await deal('G', limited)
    await expect(take(world.buyer, id, '7')).rejects.toMatchObject({
      options: { fields: [{ reason: 'NOT_A_MULTIPLE' }], data: { nearest: '10' } },
    })
    await expect(take(world.buyer, id, '0')).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

describe('who may', () => {
  test('an offer has one open deal at a time; others’ offers and wrong times are refused', async () => {
    const offer = await offerId(world.supplier, 'NEEDS')
    const started = await Promise.allSettled([deal('NEEDS'), deal('NEEDS')])
    expect(started.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const input = { offerId: offer, kind: 'group' as const, steps: [{ from: '5', price: '9' }] }
    await expect(
      createDeal(as(world.rival), { ...input, opensAt: at(0).toISOString(), endsAt: at(5).toISOString() }),
    ).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      createDeal(as(world.supplier), { ...input, opensAt: at(5).toISOString(), endsAt: at(5).toISOString() }),
    ).rejects.toMatchObject({ options: { fields: [{ field: 'endsAt' }] } })
  })

  test('deals are seen by who sees the offer, and by nobody else', async () => {
    const [first] = await listDeals(reading(world.buyer, at(0)))
    expect(first?.supplierName).toBe('Supplier')
    expect(await listDeals(reading(world.outsider, at(0)))).toEqual([])
    await expect(getDeal(reading(world.outsider, at(0)), first?.id as string)).rejects.toMatchObject({ code: 'not_found' })
    await expect(take(world.outsider, first?.id as string, '5')).rejects.toMatchObject({ code: 'not_found' })
    expect(JSON.stringify(await getDeal(reading(other, at(0)), first?.id as string))).not.toContain(world.buyer.organizationId)
    await expect(callOffDeal(as(world.rival), { dealId: first?.id as string })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('many deals of another network do not hide those that a buyer sees', async () => {
    const far = await join('Far supplier', 'supplier', ['catalog_manager', 'sales', 'supplier_admin'])
    const { id: networkId } = await prisma().network.create({
      data: { operatorId: world.operator.organizationId, name: 'Elsewhere', terms: { create: { version: 1, bodyEn: 'x', bodyZh: 'x' } } },
    })
    await prisma().networkMembership.create({
      data: { networkId, organizationId: far.organizationId, state: 'active', rights: ['publish'], acceptedTerms: 1 },
    })
    const seller = await renewed(far)
    await publish({ ...world, networkId }, seller, [content('FAR', '10.00')])
    const hidden = {
      supplierId: seller.organizationId,
      offerId: await offerId(seller, 'FAR'),
      kind: 'limited' as const,
      currency: 'EUR',
      unit: 'C62',
      opensAt: at(-1),
      endsAt: at(5),
      steps: [{ from: '0', price: '9' }],
      total: '5',
      createdBy: seller.userId,
    }
    const before = (await listDeals(reading(world.buyer, at(0)))).map(({ id }) => id)
    await prisma().deal.createMany({ data: Array.from({ length: 70 }, () => hidden) })
    expect(before.length).toBeGreaterThan(0)
    expect((await listDeals(reading(world.buyer, at(0)))).map(({ id }) => id)).toEqual(before)
  })

  test('a buyer is told before what its order will cost it in fees', async () => {
    const fee = { id: 'hub', name: 'Hub', on: 'order' as const, payer: 'buyer' as const, currency: 'EUR', percent: '1', minimum: '2' }
    const fees = networkFees.parse([fee, { ...fee, id: 'seller', payer: 'supplier' }, { ...fee, id: 'dollars', currency: 'USD' }])
    await prisma().networkTerms.update({ where: { networkId_version: { networkId: world.networkId, version: 1 } }, data: { fees } })
    const dealId = await deal('FEES', { kind: 'limited', steps: [{ from: '0', price: '9' }], total: '100' })
    const told = await feesOfDeal(reading(other, at(0)), await getDeal(reading(other, at(0)), dealId))
    expect(told.map(({ fee: { id } }) => id)).toEqual(['hub'])
    await take(other, dealId, '50')
    const charged = await prisma().feeEntry.findMany({ where: { organizationId: other.organizationId, feeId: 'hub' } })
    expect(charged.map(({ amount }) => amount.toFixed())).toEqual([feeOn(told[0]?.fee as never, new Decimal(450)).toFixed()])
  })
})
