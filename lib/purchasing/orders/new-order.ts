import { numberDocuments } from '@/lib/documents/numbering/next-numbers'
import type { CommandContext } from '@/lib/platform/context'
import type { PostalAddress } from '@/lib/platform/fields/address'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { newId } from '@/lib/platform/ids'
import { Decimal } from '@/lib/platform/money/decimal'
import { chargeOrders } from '@/lib/pricing/fees/commands/charge-fees'
import { countAgreedQuantities } from '@/lib/pricing/price-lists/commands/count-agreed-quantities'
import type { textTotals } from '@/lib/pricing/rules/order-totals'
import type { OrderState } from './states'
import type { TimelineEntry } from './timeline'

/** An order as it is to be written, wherever it comes from: a cart, an award, a deal, a loader. */
export interface NewOrder {
  id: string
  /** given by whoever brings orders from elsewhere; the buyer's next one without it */
  number?: string
  externalId?: string
  buyerId: string
  supplierId: string
  /** where the two met, whose fees the order is under; null for none */
  networkId: string | null
  lotId?: string
  checkoutId?: string
  placedBy: string | null
  state: OrderState
  currency: string
  /** with amounts as decimal text */
  totals: ReturnType<typeof textTotals>
  deliverTo: PostalAddress | null
  costCentre: string | null
  reference: string | null
  notes: string | null
  /** a day, ISO 8601 */
  requestedDeliveryDate: string | null
  paymentMethod: 'account' | 'card'
  placedAt: Date
  lines: readonly NewOrderLine[]
  /** on whose doing, and what the first entry of the timeline keeps beside */
  by: { userId: string | null; organizationId: string }
  note?: Record<string, unknown>
}

export interface NewOrderLine {
  /** for whoever writes documents about it at once */
  id?: string
  offerId: string | null
  productId: string | null
  name: LocalizedText
  supplierPartNumber: string | null
  /** what was chosen of a configurable offer */
  configuration?: unknown
  unit: string
  quantity: Decimal
  /** per order unit, exact */
  unitPrice: Decimal
  net: Decimal
  taxCategory: string
  priceSource: 'contract' | 'audience' | 'campaign' | 'list' | 'award' | 'deal'
  /** the contract price whose agreed quantity the line counts against */
  priceEntryId?: string | null
}

export interface SavedOrder {
  id: string
  number: string
  state: OrderState
  paymentMethod: NewOrder['paymentMethod']
}

/** Digits kept of a unit price. */
const PRICE_DIGITS = 12

/** Does an order cost its fees now? One that is pending approval does when it is placed. */
const isCharged = (order: NewOrder): order is NewOrder & { networkId: string } => order.networkId !== null && order.state === 'placed'

/**
 * Writes orders with their lines, the first entry of each timeline, fees and what they take of agreed quantities, in the caller's
 * transaction: the only way in which an order comes to be. A few statements for any number of orders.
 */
export async function saveOrders(ctx: Pick<CommandContext, 'db' | 'now'>, orders: readonly NewOrder[]): Promise<SavedOrder[]> {
  const unnumbered = orders.filter((order) => order.number === undefined)
  const given = await numberDocuments(ctx, 'purchase_order', unnumbered, ({ buyerId }) => buyerId)
  const numbers = new Map(given.map(({ id, number }) => [id, number]))
  const numberOf = (order: NewOrder) => order.number ?? (numbers.get(order.id) as string)
  // Nothing to the supplier yet, an order that is pending approval gets its number there when it is placed.
  const placed = orders.filter(({ state }) => state !== 'pending_approval')
  const received = await numberDocuments(
    ctx,
    'sales_order',
    placed.map(({ id, supplierId }) => ({ id, supplierId })),
    ({ supplierId }) => supplierId,
  )
  const supplierNumbers = new Map(received.map(({ id, number }) => [id, number]))
  await writeOrders(
    ctx,
    orders.map((order) => ({ ...order, number: numberOf(order), supplierNumber: supplierNumbers.get(order.id) ?? null })),
  )
  await chargeOrders(
    ctx,
    orders.filter(isCharged).map(({ id, networkId, buyerId, supplierId, currency, totals }) => ({
      orderId: id,
      networkId,
      buyerId,
      supplierId,
      currency,
      net: new Decimal(totals.net),
    })),
  )
  await countAgreedQuantities(
    ctx,
    orders.flatMap(({ lines }) =>
      lines.flatMap(({ priceEntryId, quantity }) => (priceEntryId ? [{ entryId: priceEntryId, quantity }] : [])),
    ),
  )
  return orders.map((order) => ({ id: order.id, number: numberOf(order), state: order.state, paymentMethod: order.paymentMethod }))
}

/** The first entry of an order's timeline. */
const firstEntry = ({ state }: Pick<NewOrder, 'state'>): TimelineEntry => (state === 'pending_approval' ? 'approval_requested' : 'placed')

/** Orders, their lines and the first entry of each timeline, in one statement. */
async function writeOrders(
  ctx: Pick<CommandContext, 'db'>,
  orders: readonly (NewOrder & { number: string; supplierNumber: string | null })[],
): Promise<void> {
  const heads = orders.map(({ lines: _, totals, by, note, ...order }) => ({
    ...order,
    ...totals,
    entry: firstEntry(order),
    entryBy: by.userId,
    entryOf: by.organizationId,
    note: note ?? {},
  }))
  const lines = orders.flatMap(({ id, lines: own }) =>
    own.map((line, index) => ({
      ...line,
      id: line.id ?? newId(),
      orderId: id,
      line: index + 1,
      quantity: line.quantity.toFixed(),
      unitPrice: line.unitPrice.toDecimalPlaces(PRICE_DIGITS).toFixed(),
      net: line.net.toFixed(),
    })),
  )
  await ctx.db.$executeRaw`
    with head as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) as o(
        id uuid, number text, "supplierNumber" text, "externalId" text, "buyerId" uuid, "supplierId" uuid, "networkId" uuid, "lotId" uuid, "checkoutId" uuid, "placedBy" uuid,
        state text, currency text, net numeric, freight numeric, tax numeric, gross numeric, taxes jsonb, "deliverTo" jsonb, "costCentre" text,
        reference text, notes text, "requestedDeliveryDate" date, "paymentMethod" text, "placedAt" timestamptz,
        entry text, "entryBy" uuid, "entryOf" uuid, note jsonb)),
    placed as (
      insert into purchase_order (id, number, supplier_number, external_id, buyer_id, supplier_id, network_id, lot_id, checkout_id, placed_by, state, currency, net, freight, tax,
                                  gross, taxes, deliver_to, cost_centre, reference, notes, requested_delivery_date, payment_method, placed_at, updated_at)
      select id, number, "supplierNumber", "externalId", "buyerId", "supplierId", "networkId", "lotId", "checkoutId", "placedBy", state::order_state, currency, net, freight, tax,
             gross, taxes, "deliverTo", "costCentre", reference, notes, "requestedDeliveryDate", "paymentMethod"::payment_method, "placedAt", "placedAt"
      from head),
    timeline as (
      insert into order_event (id, order_id, at, kind, user_id, organization_id, data)
      select gen_random_uuid(), id, "placedAt", entry, "entryBy", "entryOf", note from head)
    insert into order_line (id, order_id, line, offer_id, product_id, name, supplier_part_number, configuration, quantity, unit, unit_price, net,
                            tax_category, price_source, price_entry_id)
    select l.id, l."orderId", l.line, l."offerId", l."productId", l.name, l."supplierPartNumber", nullif(l.configuration, 'null'::jsonb), l.quantity,
           l.unit, l."unitPrice", l.net, l."taxCategory", l."priceSource", l."priceEntryId"
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(id uuid, "orderId" uuid, line int, "offerId" uuid, "productId" uuid, name jsonb,
      "supplierPartNumber" text, configuration jsonb, quantity numeric, unit text, "unitPrice" numeric, net numeric, "taxCategory" text, "priceSource" text, "priceEntryId" uuid)`
}
