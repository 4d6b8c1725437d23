import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { changeRoles, removeMember } from '@/lib/parties/identity/commands/change-roles'
import { acceptTerms } from '@/lib/parties/network/commands/apply-to-network'
import { decideMembership, publishTerms } from '@/lib/parties/network/commands/manage-network'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { AppError } from '@/lib/platform/errors'
import { addToCart, removeLine, setQuantity } from '@/lib/purchasing/cart/commands/change-cart'
import { despatch } from '@/lib/purchasing/fulfilment/commands/despatch'
import { receive, reverseReceipt } from '@/lib/purchasing/fulfilment/commands/receive'
import { acceptOrderChanges, respondToOrder } from '@/lib/purchasing/fulfilment/commands/respond-to-order'
import { cancelOrder, closeOrder } from '@/lib/purchasing/orders/commands/cancel-order'
import { acceptClosing, declineClosing, proposeClosing, withdrawClosing } from '@/lib/purchasing/orders/commands/close-rest'
import { placeOrder } from '@/lib/purchasing/orders/commands/place-order'
import { getOrder } from '@/lib/purchasing/orders/queries'
import { content, join, makeWorld, offerId, publish, reading, renewed, type World } from '@/scripts/testing/world'

/** What two do to the same rows at once ends as if one had come after the other: in one of the two orders, whichever it was. */

let world: World
let bolt: string
let addressId: string
beforeAll(async () => {
  world = await makeWorld()
  await publish(world, world.supplier, [content('BOLT', '2.00')])
  bolt = await offerId(world.supplier, 'BOLT')
  addressId = (await prisma().address.findFirstOrThrow({ where: { organizationId: world.buyer.organizationId } })).id
})

type Step<Subject> = (subject: Subject) => Promise<unknown>

interface Race<Subject> {
  make: () => Promise<Subject>
  one: Step<Subject>
  other: Step<Subject>
  look: (subject: Subject) => Promise<unknown>
}

const settled = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      // What a database says in its own words was not foreseen.
      if (!(error instanceof AppError)) throw error
      return 'refused'
    },
  )

/** Runs two steps one after the other, the other way round, and at once, each on a subject of its own. */
async function race<Subject>({ make, one, other, look }: Race<Subject>): Promise<void> {
  const inOrder = async (first: Step<Subject>, second: Step<Subject>) => {
    const subject = await make()
    const results = [await settled(first(subject)), await settled(second(subject))]
    return { results: first === one ? results : results.reverse(), seen: await look(subject) }
  }
  const orders = [await inOrder(one, other), await inOrder(other, one)]
  const subject = await make()
  const results = await Promise.all([settled(one(subject)), settled(other(subject))])
  expect(orders).toContainEqual({ results, seen: await look(subject) })
}

interface Order {
  orderId: string
  lineId: string
  receiptId: string
  closingId: string
}

const buyer = () => ({ actor: world.buyer })
const supplier = () => ({ actor: world.supplier })

/** An order of ten bolts that has come as far as a stage says. */
async function order(stage: 'placed' | 'changed' | 'shipping'): Promise<Order> {
  await addToCart(buyer(), { offerId: bolt, quantity: '10' })
  const [placed] = await placeOrder(buyer(), { key: randomUUID(), addressId, paymentMethod: 'account' })
  const orderId = placed?.id ?? ''
  const lineId = (await prisma().orderLine.findFirstOrThrow({ where: { orderId } })).id
  const made = { orderId, lineId, receiptId: randomUUID(), closingId: randomUUID() }
  if (stage === 'placed') return made
  const quantity = stage === 'changed' ? '8' : '10'
  await respondToOrder(supplier(), { orderId, lines: [{ lineId, quantity }] })
  if (stage === 'changed') return made
  await despatch(supplier(), { orderId, lines: [{ lineId, quantity: '6' }] })
  const receipt = await receive(buyer(), { orderId, lines: [{ lineId, received: '3', rejected: '1' }] })
  const closing = await proposeClosing(buyer(), { orderId, reason: 'Never came' })
  return { ...made, receiptId: receipt.id, closingId: closing.id }
}

const lookAt = async ({ orderId }: Order) => {
  const { state, net, lines, closing, timeline } = await getOrder(reading(world.buyer), orderId)
  const sums = lines.map(({ confirmed, shipped, received, rejected, closed }) =>
    [confirmed, shipped, received, rejected, closed].map(String),
  )
  return { state, net: net.toString(), sums, waits: closing !== null, told: timeline.map(({ kind }) => kind).sort() }
}

const steps: Record<'placed' | 'changed' | 'shipping', Step<Order>[]> = {
  placed: [
    ({ orderId }) => cancelOrder(buyer(), { orderId }),
    ({ orderId }) => respondToOrder(supplier(), { orderId }),
    ({ orderId, lineId }) => respondToOrder(supplier(), { orderId, lines: [{ lineId, quantity: '0' }] }),
  ],
  changed: [
    ({ orderId }) => cancelOrder(buyer(), { orderId }),
    ({ orderId }) => acceptOrderChanges(buyer(), { orderId }),
    ({ orderId, lineId }) => despatch(supplier(), { orderId, lines: [{ lineId, quantity: '8' }] }),
  ],
  shipping: [
    ({ orderId, lineId }) => despatch(supplier(), { orderId, lines: [{ lineId, quantity: '5' }] }),
    ({ orderId }) => receive(buyer(), { orderId }),
    ({ receiptId }) => reverseReceipt(buyer(), { receiptId }),
    ({ orderId }) => proposeClosing(supplier(), { orderId, reason: 'Out of stock' }),
    ({ closingId }) => acceptClosing(supplier(), { closingId }),
    ({ closingId }) => declineClosing(supplier(), { closingId, reason: 'They come' }),
    ({ closingId }) => withdrawClosing(buyer(), { closingId }),
    ({ orderId }) => closeOrder(buyer(), { orderId }),
  ],
}

test('any two steps of an order', async () => {
  const pair = fc
    .constantFrom('placed' as const, 'changed' as const, 'shipping' as const)
    .chain((stage) => fc.tuple(fc.constant(stage), fc.constantFrom(...steps[stage]), fc.constantFrom(...steps[stage])))
  await fc.assert(
    fc.asyncProperty(pair, ([stage, one, second]) => {
      // The same step twice is two steps.
      const other: Step<Order> = (subject) => second(subject)
      return race({ make: () => order(stage), one, other, look: lookAt })
    }),
    { numRuns: 12 },
  )
}, 120_000)

interface Cart {
  actor: Actor
  lineId: string
}

async function cart(): Promise<Cart> {
  const actor = world.requester
  await prisma().cartLine.deleteMany({ where: { cart: { userId: actor.userId } } })
  await addToCart({ actor }, { offerId: bolt, quantity: '10' })
  return { actor, lineId: (await prisma().cartLine.findFirstOrThrow({ where: { cart: { userId: actor.userId } } })).id }
}

test('any two changes of a cart, the order that empties it among them', async () => {
  const ordered = new Map<Cart, string[]>()
  const place: Step<Cart> = async (subject) => {
    const orders = await placeOrder({ actor: subject.actor }, { key: randomUUID(), addressId, paymentMethod: 'account' })
    ordered.set(subject, [...(ordered.get(subject) ?? []), ...orders.map(({ id }) => id)])
  }
  const changes: Step<Cart>[] = [
    place,
    ({ actor, lineId }) => setQuantity({ actor }, { lineId, quantity: '4' }),
    ({ actor, lineId }) => removeLine({ actor }, { lineId }),
    ({ actor }) => addToCart({ actor }, { offerId: bolt, quantity: '1' }),
  ]
  const look = async (subject: Cart) => {
    const quantities = async (where: object) => (await prisma().orderLine.findMany({ where })).map(({ quantity }) => quantity.toString())
    const lines = await prisma().cartLine.findMany({ where: { cart: { userId: subject.actor.userId } } })
    return {
      inCart: lines.map(({ quantity }) => quantity.toString()),
      ordered: await quantities({ orderId: { in: ordered.get(subject) ?? [] } }),
    }
  }
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...changes), fc.constantFrom(...changes), (one, second) =>
      race({ make: cart, one, other: (subject) => second(subject), look }),
    ),
    { numRuns: 10 },
  )
}, 120_000)

test('two administrators who take each other’s rights leave one', async () => {
  for (const act of [
    (actor: Actor, membershipId: string) => removeMember({ actor }, { membershipId }),
    (actor: Actor, membershipId: string) => changeRoles({ actor }, { membershipId, roles: ['requester'] }),
  ]) {
    const first = await join(`Pair ${randomUUID()}`, 'buyer', ['buyer_admin'])
    const { organizationId } = first
    const user = await prisma().user.create({ data: { email: `${randomUUID()}@example.test`, name: 'Second' } })
    const second = await prisma().membership.create({ data: { organizationId, userId: user.id, roles: ['buyer_admin'] } })
    const own = await prisma().membership.findFirstOrThrow({ where: { organizationId, userId: first.userId } })
    const results = await Promise.all([settled(act(first, second.id)), settled(act({ ...first, userId: user.id }, own.id))])
    expect(results.sort()).toEqual(['done', 'refused'])
    expect(await prisma().membership.count({ where: { organizationId, roles: { has: 'buyer_admin' } } })).toBe(1)
  }
})

test('a suspension holds, whenever the member accepts new terms; of two new terms at once each has its version', async () => {
  const body = { networkId: world.networkId, bodyEn: 'Trade in good faith, always.', bodyZh: '诚信交易，守约守时，公平竞争。', fees: [] }
  const published = await Promise.all([publishTerms({ actor: world.operator }, body), publishTerms({ actor: world.operator }, body)])
  const versions = published.map(({ version }) => version).sort()
  expect(versions[1]).toBe((versions[0] ?? 0) + 1)
  const member = await renewed(world.rival)
  const where = { networkId: world.networkId, organizationId: member.organizationId }
  const { id: membershipId } = await prisma().networkMembership.findFirstOrThrow({ where })
  for (let round = 0; round < 5; round++) {
    await Promise.allSettled([
      acceptTerms({ actor: member }, { networkId: world.networkId, acceptTerms: versions[1] ?? 0 }),
      decideMembership({ actor: world.operator }, { membershipId, step: 'suspend' }),
    ])
    expect((await prisma().networkMembership.findUniqueOrThrow({ where: { id: membershipId } })).state).toBe('suspended')
    await decideMembership({ actor: world.operator }, { membershipId, step: 'reinstate' })
  }
})
