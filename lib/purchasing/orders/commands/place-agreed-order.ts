import { nextNumbers } from '@/lib/documents/numbering/next-numbers'
import type { CommandContext } from '@/lib/platform/context'
import type { Decimal } from '@/lib/platform/decimal'
import { newId } from '@/lib/platform/ids'
import { chargeOrders } from '@/lib/pricing/fees/commands/charge-fees'
import type { SupplierTerms } from '@/lib/pricing/rules/case-schemas'
import { textTotals, totalOrder } from '@/lib/pricing/rules/order-totals'

type OrderContext = Pick<CommandContext, 'db' | 'now'>

/** Where an order goes, as it was when the order was placed. */
interface DeliveryAddress {
  label: string
  street: string
  postalCode: string
  city: string
  country: string
}

/** What was agreed elsewhere than in a cart: by an award, or in a deal. */
export interface AgreedOrder {
  buyerId: string
  supplierId: string
  networkId: string
  lotId?: string
  currency: string
  /** null for a buyer that has left none: the goods are handed over to the company itself */
  address: DeliveryAddress | null
  reference: string
  lines: readonly {
    offerId: string | null
    productId: string | null
    supplierPartNumber: string | null
    name: { en?: string; zh?: string }
    unit: string
    quantity: Decimal
    net: Decimal
    taxCategory: string
  }[]
  source: 'award' | 'deal'
  /** the supplier's freight; none when it is in the prices */
  terms?: SupplierTerms[]
  /** on whose decision; null for none of a person */
  by: { userId: string | null; organizationId: string }
  /** kept with the first entry of the timeline */
  note: Record<string, unknown>
}

/** Places an order on account at prices that were agreed, with taxes, fees and a number; in the caller's transaction. */
export async function placeAgreedOrder(ctx: OrderContext, order: AgreedOrder): Promise<{ id: string; number: string }> {
  const { buyerId, supplierId, networkId, currency, lines } = order
  const buyer = await ctx.db.organization.findUniqueOrThrow({ where: { id: buyerId }, select: { name: true, country: true } })
  const country = order.address?.country ?? buyer.country
  const taxes = await ctx.db.taxRate.findMany({ where: { country } })
  const totals = totalOrder({
    supplier: supplierId,
    currency,
    country,
    lines: lines.map(({ net, taxCategory }) => ({ net, offer: { taxCategory } })),
    terms: order.terms ?? [],
    taxes: taxes.map((row) => ({ country: row.country, category: row.category, rate: row.rate.toString() })),
    fees: [],
  })
  const [number] = await nextNumbers(ctx, buyerId, 'PO', 1)
  const id = newId()
  await ctx.db.purchaseOrder.create({
    data: {
      id,
      number: number as string,
      buyerId,
      supplierId,
      lotId: order.lotId ?? null,
      networkId,
      placedBy: order.by.userId,
      state: 'placed',
      currency,
      ...textTotals(totals),
      deliverTo: { ...(order.address ?? { label: buyer.name, street: '', postalCode: '', city: '', country }) },
      reference: order.reference.slice(0, 80),
      paymentMethod: 'account',
      placedAt: ctx.now,
      lines: {
        create: lines.map(({ quantity, net, ...line }, index) => ({
          ...line,
          line: index + 1,
          quantity: quantity.toFixed(),
          unitPrice: net.div(quantity).toDecimalPlaces(12).toFixed(),
          net: net.toFixed(),
          priceSource: order.source,
        })),
      },
      timeline: {
        create: {
          at: ctx.now,
          kind: 'placed',
          userId: order.by.userId,
          organizationId: order.by.organizationId,
          data: order.note as object,
        },
      },
    },
  })
  await chargeOrders(ctx, [{ orderId: id, networkId, buyerId, supplierId, currency, net: totals.net }])
  return { id, number: number as string }
}

/** The address that an organization's orders go to when nobody chooses. */
export const firstAddress = (ctx: Pick<CommandContext, 'db'>, organizationId: string): Promise<DeliveryAddress | null> =>
  ctx.db.address.findFirst({
    where: { organizationId },
    orderBy: { label: 'asc' },
    select: { label: true, street: true, postalCode: true, city: true, country: true },
  })
