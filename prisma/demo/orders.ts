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
    const orders: NewOrder[] = []
    const past: PastFulfilment[] = []
    const timeline: NewEntry[] = []
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
      const lines = priced.map(({ offer, quantity, unitPrice, net }): NewOrderLine & { id: string } => ({
        id: newId(),
        offerId: offer.id,
        productId: offer.productId,
        name: offer.product.name as LocalizedText,
        supplierPartNumber: offer.supplierPartNumber,
        quantity,
        unit: offer.unit,
        unitPrice,
        net,
        taxCategory: 'S',
        priceSource: 'list',
      }))
      orders.push({
        id,
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
        by: { userId: people.get(buyerId) ?? null, organizationId: buyerId },
      })
      const steps = ['placed', 'confirmed', 'shipped', 'received', 'closed'] as const
      const reached = steps.indexOf(state)
      const atStep = (step: number) => new Date(placedAt.getTime() + step * DAY * 0.9)
      const few = index % 17 === 0 ? toDecimal(priced[0]?.offer.step ?? 1) : ZERO
      const rejectedOf = (place: number) => (place === 0 ? few : ZERO)
      past.push({
        order: { id, buyerId, supplierId },
        ...(reached >= 1 && {
          response: {
            at: atStep(1),
            code: 'accepted' as const,
            lines: lines.map((line) => ({
              orderLineId: line.id,
              quantity: line.quantity,
              promisedOn: new Date(placedAt.getTime() + (isLate ? 1 : 4) * DAY),
            })),
          },
        }),
        ...(reached >= 2 && { advice: { at: atStep(2), lines: lines.map((line) => ({ orderLineId: line.id, quantity: line.quantity })) } }),
        ...(reached >= 3 && {
          receipt: {
            at: atStep(3),
            lines: lines.map((line, place) => ({
              orderLineId: line.id,
              received: line.quantity.sub(rejectedOf(place)),
              rejected: rejectedOf(place),
            })),
          },
        }),
      })
      for (const [step, kind] of steps.slice(0, reached + 1).entries()) {
        if (kind === 'placed') continue
        const acting = kind === 'confirmed' || kind === 'shipped' ? supplierId : buyerId
        timeline.push({ orderId: id, at: atStep(step), kind, by: { userId: people.get(acting) ?? null, organizationId: acting } })
      }
    }
    const ctx = { db: prisma(), now }
    await saveOrders(ctx, orders)
    await importDocuments(ctx, past)
    await noteOnOrders(prisma(), timeline)
  }
}
