import type { CommandContext } from '@/lib/platform/context'
import type { PostalAddress } from '@/lib/platform/fields/address'
import { newId } from '@/lib/platform/ids'
import type { Decimal } from '@/lib/platform/money/decimal'
import type { SupplierTerms } from '@/lib/pricing/rules/case-schemas'
import { textTotals, totalOrder } from '@/lib/pricing/rules/order-totals'
import { taxRatesOf } from '@/lib/pricing/taxes/queries'
import type { TaxRate } from '@/lib/pricing/taxes/schemas'
import type { NewOrder, NewOrderLine } from './new-order'

/** Who buys, as far as an order that was agreed elsewhere than in a cart asks: read once for all orders of a buyer. */
export interface AgreedBuyer {
  id: string
  name: string
  country: string
  /** null for a buyer that has left none: the goods are handed over to the company itself */
  address: PostalAddress | null
  taxes: TaxRate[]
}

/** What was agreed, by an award or in a deal: prices are those of the lines, whatever lists say. */
export interface Agreement {
  buyer: AgreedBuyer
  supplierId: string
  networkId: string
  lotId?: string
  currency: string
  reference: string
  lines: readonly Omit<NewOrderLine, 'unitPrice' | 'priceSource'>[]
  source: 'award' | 'deal'
  /** the supplier's freight; none when it is in the prices */
  terms?: SupplierTerms[]
  /** on whose decision; null for none of a person */
  by: { userId: string | null; organizationId: string }
  /** kept with the first entry of the timeline */
  note: Record<string, unknown>
}

/** Characters of a reference. */
const REFERENCE = 80

/** The order on account that an agreement comes to, with freight and taxes. */
export function agreedOrder(agreement: Agreement, at: Date): NewOrder {
  const { buyer, supplierId, networkId, lotId, currency, reference, lines, source, terms = [], by, note } = agreement
  const country = buyer.address?.country ?? buyer.country
  const totals = totalOrder({
    supplier: supplierId,
    currency,
    country,
    lines: lines.map(({ net, taxCategory }) => ({ net, offer: { taxCategory } })),
    terms,
    taxes: buyer.taxes,
    fees: [],
  })
  return {
    id: newId(),
    buyerId: buyer.id,
    supplierId,
    networkId,
    ...(lotId && { lotId }),
    placedBy: by.userId,
    state: 'placed',
    currency,
    totals: textTotals(totals),
    deliverTo: buyer.address ?? { label: buyer.name, street: '', postalCode: '', city: '', country },
    costCentre: null,
    reference: reference.slice(0, REFERENCE),
    notes: null,
    requestedDeliveryDate: null,
    paymentMethod: 'account',
    placedAt: at,
    lines: lines.map((line) => ({ ...line, unitPrice: unitPriceOf(line), priceSource: source })),
    by,
    note,
  }
}

const unitPriceOf = ({ net, quantity }: { net: Decimal; quantity: Decimal }) => net.div(quantity)

const addressFields = { label: true, street: true, postalCode: true, city: true, country: true } as const

/** A buyer with the address that it chose, or the first one that it has, and the taxes there. */
export async function agreedBuyer(ctx: Pick<CommandContext, 'db'>, buyerId: string, addressId?: string | null): Promise<AgreedBuyer> {
  const buyer = await ctx.db.organization.findUniqueOrThrow({ where: { id: buyerId }, select: { id: true, name: true, country: true } })
  const chosen = addressId ? await ctx.db.address.findUnique({ where: { id: addressId }, select: addressFields }) : null
  const address =
    chosen ?? (await ctx.db.address.findFirst({ where: { organizationId: buyerId }, orderBy: { label: 'asc' }, select: addressFields }))
  return { ...buyer, address, taxes: await taxRatesOf(ctx, address?.country ?? buyer.country) }
}
