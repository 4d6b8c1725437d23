import { prisma } from '@/lib/platform/db/client'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { newId } from '@/lib/platform/ids'
import { Decimal, toDecimal, ZERO } from '@/lib/platform/money/decimal'
import { roundMoney } from '@/lib/platform/money/money'
import { Random } from '@/lib/platform/random'
import { textTotals, totalOrder } from '@/lib/pricing/rules/order-totals'
import { importDocuments, type PastFulfilment } from '@/lib/purchasing/fulfilment/import-documents'
import { type NewOrder, type NewOrderLine, saveOrders } from '@/lib/purchasing/orders/new-order'
import { type NewEntry, noteOnOrders } from '@/lib/purchasing/orders/timeline'
import { demoOrganizations } from './accounts'

const DAY = 86_400_000
const ORDERS_A_BUYER = 160

type Offer = Awaited<ReturnType<typeof demoOffers>>[number]
type State = 'placed' | 'confirmed' | 'shipped' | 'received' | 'closed'
const STEPS: readonly State[] = ['placed', 'confirmed', 'shipped', 'received', 'closed']

/** A year of orders of every buyer: old ones closed, the last weeks in every state. */
export async function loadDemoOrders(organizations: Map<string, string>, now: Date): Promise<void> {
  const random = new Random(365)
  const bySupplier = new Map<string, Offer[]>()
  for (const offer of await demoOffers()) bySupplier.set(offer.supplierId, [...(bySupplier.get(offer.supplierId) ?? []), offer])
  const supplierIds = [...bySupplier.keys()].sort()
  const members = await prisma().membership.findMany({ select: { organizationId: true, userId: true }, orderBy: { createdAt: 'desc' } })
  const people = new Map(members.map(({ organizationId, userId }) => [organizationId, userId]))
  const rates = await prisma().taxRate.findMany()
  const taxes = rates.map((row) => ({ country: row.country, category: row.category, rate: row.rate.toString() }))

  for (const buyer of demoOrganizations.filter((organization) => organization.kind === 'buyer')) {
    const buyerId = organizations.get(buyer.slug) as string
    const orders: NewOrder[] = []
    const past: PastFulfilment[] = []
    const timeline: NewEntry[] = []
    for (let index = 0; index < ORDERS_A_BUYER; index++) {
      const age = ((ORDERS_A_BUYER - index) / ORDERS_A_BUYER) * 365
      const placedAt = new Date(now.getTime() - age * DAY + random.int(7, 17) * 3_600_000 - 12 * 3_600_000)
      const supplierId = random.pick(supplierIds)
      const chosen = random.sample(bySupplier.get(supplierId) ?? [], random.int(1, 5))
      const state = stateAt(age, random)
      const lines = chosen.map((offer) => boughtLine(offer, age, random))
      const currency = chosen[0]?.currency ?? 'EUR'
      const by = people.get(buyerId) ?? null
      const order = pastOrder({ buyer, buyerId, by, supplierId, placedAt, state, currency, lines, taxes }, random)
      orders.push(order)
      // Now and then a supplier ships later than it said, and a piece arrives broken.
      past.push(fulfilmentOf(order, lines, { late: index % 9 === 0, rejected: index % 17 === 0 ? toDecimal(chosen[0]?.step ?? 1) : ZERO }))
      timeline.push(...entriesOf(order, people))
    }
    const ctx = { db: prisma(), now }
    await saveOrders(ctx, orders)
    await importDocuments(ctx, past)
    await noteOnOrders(prisma(), timeline)
  }
}

const demoOffers = () =>
  prisma().offer.findMany({
    select: {
      id: true,
      productId: true,
      supplierId: true,
      supplierPartNumber: true,
      currency: true,
      price: true,
      priceBase: true,
      unit: true,
      step: true,
      product: { select: { name: true } },
    },
    orderBy: [{ supplierPartNumber: 'asc' }, { supplierId: 'asc' }],
  })

function stateAt(age: number, random: Random): State {
  if (age > 45) return 'closed'
  return age > 21 ? 'received' : random.pick(['placed', 'confirmed', 'shipped', 'received'] as const)
}

/** Some of an offer at the price of so many days ago: prices have fallen a little since. */
function boughtLine(offer: Offer, age: number, random: Random): NewOrderLine & { id: string } {
  const quantity = new Decimal(offer.step?.toString() ?? 1).mul(random.int(2, 20))
  const unitPrice = new Decimal(offer.price.toString()).div(offer.priceBase.toString()).mul(1.04 - (age / 365) * 0.1)
  return {
    id: newId(),
    offerId: offer.id,
    productId: offer.productId,
    name: offer.product.name as LocalizedText,
    supplierPartNumber: offer.supplierPartNumber,
    quantity,
    unit: offer.unit,
    unitPrice,
    net: roundMoney(quantity.mul(unitPrice), offer.currency),
    taxCategory: 'S',
    priceSource: 'list',
  }
}

interface Bought {
  buyer: (typeof demoOrganizations)[number]
  buyerId: string
  /** who signs the first entry */
  by: string | null
  supplierId: string
  placedAt: Date
  state: State
  currency: string
  lines: (NewOrderLine & { id: string })[]
  taxes: Parameters<typeof totalOrder>[0]['taxes']
}

function pastOrder({ buyer, buyerId, by, supplierId, placedAt, state, currency, lines, taxes }: Bought, random: Random): NewOrder {
  const totals = totalOrder({
    supplier: supplierId,
    currency,
    country: buyer.country,
    lines: lines.map(({ net }) => ({ net, offer: { taxCategory: 'S' } })),
    terms: [],
    taxes,
    fees: [],
  })
  return {
    id: newId(),
    buyerId,
    supplierId,
    networkId: null,
    placedBy: null,
    state,
    currency,
    totals: textTotals(totals),
    deliverTo: {
      label: `${buyer.city} main site`,
      street: 'Industriestraße 1',
      postalCode: '10115',
      city: buyer.city,
      country: buyer.country,
    },
    costCentre: random.pick(['4100', '4200', '6300']),
    reference: null,
    notes: null,
    requestedDeliveryDate: null,
    paymentMethod: 'account',
    placedAt,
    lines,
    by: { userId: by, organizationId: buyerId },
  }
}

const atStep = (placedAt: Date, step: number) => new Date(placedAt.getTime() + step * DAY * 0.9)

/** What the supplier and the buyer have done with an order by its state. */
function fulfilmentOf(
  { id, buyerId, supplierId, placedAt, state }: NewOrder,
  lines: Bought['lines'],
  { late, rejected }: { late: boolean; rejected: Decimal },
): PastFulfilment {
  const reached = STEPS.indexOf(state as State)
  const rejectedOf = (place: number) => (place === 0 ? rejected : ZERO)
  const promisedOn = new Date(placedAt.getTime() + (late ? 1 : 4) * DAY)
  return {
    order: { id, buyerId, supplierId },
    ...(reached >= 1 && {
      response: {
        at: atStep(placedAt, 1),
        code: 'accepted' as const,
        lines: lines.map((line) => ({ orderLineId: line.id, quantity: line.quantity, promisedOn })),
      },
    }),
    ...(reached >= 2 && {
      advice: { at: atStep(placedAt, 2), lines: lines.map((line) => ({ orderLineId: line.id, quantity: line.quantity })) },
    }),
    ...(reached >= 3 && {
      receipt: {
        at: atStep(placedAt, 3),
        lines: lines.map((line, place) => ({
          orderLineId: line.id,
          received: line.quantity.sub(rejectedOf(place)),
          rejected: rejectedOf(place),
        })),
      },
    }),
  }
}

/** The steps after placing, each by whoever takes it. */
function entriesOf({ id, buyerId, supplierId, placedAt, state }: NewOrder, people: Map<string, string>): NewEntry[] {
  return STEPS.slice(1, STEPS.indexOf(state as State) + 1).map((kind, index) => {
    const organizationId = kind === 'confirmed' || kind === 'shipped' ? supplierId : buyerId
    const by = { userId: people.get(organizationId) ?? null, organizationId }
    return { orderId: id, at: atStep(placedAt, index + 1), kind: kind as NewEntry['kind'], by }
  })
}
