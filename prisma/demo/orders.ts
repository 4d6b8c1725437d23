import { prisma } from '@/lib/platform/db/client'
import type { Prisma } from '@/lib/platform/db/generated/client'
import { Decimal, ZERO } from '@/lib/platform/decimal'
import { newId } from '@/lib/platform/ids'
import { roundMoney } from '@/lib/platform/money'
import { Random } from '@/lib/platform/random'
import { textTotals, totalOrder } from '@/lib/pricing/rules/order-totals'
import { demoOrganizations } from './accounts'

const DAY = 86_400_000
const ORDERS_A_BUYER = 160

/** A year of orders of every buyer: old ones closed, the last weeks in every state. */
export async function loadDemoOrders(organizations: Map<string, string>, now: Date): Promise<void> {
  const random = new Random(365)
  const offers = await prisma().offer.findMany({
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
  const bySupplier = new Map<string, typeof offers>()
  for (const offer of offers) bySupplier.set(offer.supplierId, [...(bySupplier.get(offer.supplierId) ?? []), offer])
  const supplierIds = [...bySupplier.keys()].sort()
  const members = await prisma().membership.findMany({ select: { organizationId: true, userId: true }, orderBy: { createdAt: 'desc' } })
  const people = new Map(members.map(({ organizationId, userId }) => [organizationId, userId]))
  const rates = await prisma().taxRate.findMany()
  const taxes = rates.map((row) => ({ country: row.country, category: row.category, rate: row.rate.toString() }))

  for (const buyer of demoOrganizations.filter((organization) => organization.kind === 'buyer')) {
    const buyerId = organizations.get(buyer.slug) as string
    const orders: Prisma.PurchaseOrderCreateManyInput[] = []
    const lines: Prisma.OrderLineCreateManyInput[] = []
    const timeline: Prisma.OrderEventCreateManyInput[] = []
    for (let index = 0; index < ORDERS_A_BUYER; index++) {
      const age = ((ORDERS_A_BUYER - index) / ORDERS_A_BUYER) * 365
      const placedAt = new Date(now.getTime() - age * DAY + random.int(7, 17) * 3_600_000 - 12 * 3_600_000)
      const supplierId = random.pick(supplierIds)
      const chosen = random.sample(bySupplier.get(supplierId) ?? [], random.int(1, 5))
      const state =
        age > 45
          ? ('closed' as const)
          : age > 21
            ? ('received' as const)
            : random.pick(['placed', 'confirmed', 'shipped', 'received'] as const)
      const id = newId()
      // Now and then a supplier ships later than it said.
      const isLate = index % 9 === 0
      const priced = chosen.map((offer) => {
        const quantity = new Decimal(offer.step?.toString() ?? 1).mul(random.int(2, 20))
        const unitPrice = new Decimal(offer.price.toString()).div(offer.priceBase.toString()).mul(1.04 - (age / 365) * 0.1)
        return { offer, quantity, unitPrice, net: roundMoney(quantity.mul(unitPrice), offer.currency) }
      })
      const currency = chosen[0]?.currency ?? 'EUR'
      const totals = totalOrder({
        supplier: supplierId,
        currency,
        country: buyer.country,
        lines: priced.map(({ net }) => ({ net, offer: { taxCategory: 'S' } })),
        terms: [],
        taxes,
        fees: [],
      })
      orders.push({
        id,
        number: `PO-${String(index + 1).padStart(6, '0')}`,
        buyerId,
        supplierId,
        state,
        currency,
        ...textTotals(totals),
        deliverTo: {
          label: `${buyer.city} main site`,
          street: 'Industriestraße 1',
          postalCode: '10115',
          city: buyer.city,
          country: buyer.country,
        },
        costCentre: random.pick(['4100', '4200', '6300']),
        paymentMethod: 'account' as const,
        placedAt,
        updatedAt: placedAt,
      })
      priced.forEach(({ offer, quantity, unitPrice, net }, place) => {
        const done = state === 'received' || state === 'closed'
        const refused = place === 0 && index % 17 === 0 ? new Decimal(offer.step?.toString() ?? 1) : ZERO
        lines.push({
          orderId: id,
          line: place + 1,
          offerId: offer.id,
          productId: offer.productId,
          name: offer.product.name as object,
          supplierPartNumber: offer.supplierPartNumber,
          quantity: quantity.toFixed(),
          unit: offer.unit,
          unitPrice: unitPrice.toDecimalPlaces(12).toFixed(),
          net: net.toFixed(),
          taxCategory: 'S',
          confirmed: state === 'placed' ? null : quantity.toFixed(),
          confirmedOn: state === 'placed' ? null : new Date(placedAt.getTime() + (isLate ? 1 : 4) * DAY),
          shipped: done || state === 'shipped' ? quantity.toFixed() : '0',
          received: done ? quantity.sub(refused).toFixed() : '0',
          rejected: done ? refused.toFixed() : '0',
        })
      })
      const steps = ['placed', 'confirmed', 'shipped', 'received', 'closed']
      steps.slice(0, steps.indexOf(state) + 1).forEach((kind, step) => {
        const acting = kind === 'confirmed' || kind === 'shipped' ? supplierId : buyerId
        timeline.push({
          orderId: id,
          at: new Date(placedAt.getTime() + step * DAY * 0.9),
          kind,
          organizationId: acting,
          userId: people.get(acting) ?? null,
        })
      })
    }
    await prisma().purchaseOrder.createMany({ data: orders })
    await prisma().orderLine.createMany({ data: lines })
    await prisma().orderEvent.createMany({ data: timeline })
    await prisma().numberSequence.create({ data: { organizationId: buyerId, kind: 'PO', last: ORDERS_A_BUYER } })
  }
}
