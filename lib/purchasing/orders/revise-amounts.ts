import type { CommandContext } from '@/lib/platform/context'
import type { Decimal } from '@/lib/platform/money/decimal'
import { roundMoney } from '@/lib/platform/money/money'
import { settleOrder } from '@/lib/pricing/fees/commands/charge-fees'
import { releaseAgreedQuantities } from '@/lib/pricing/price-lists/commands/count-agreed-quantities'
import { textTotals, totalOrder } from '@/lib/pricing/rules/order-totals'
import { taxRatesOf } from '@/lib/pricing/taxes/queries'
import type { LockedOrder } from './advance-order'
import { dueQuantity } from './quantities'

type Line = LockedOrder['lines'][number]

/**
 * Brings an order's amounts to what will be delivered: lines, totals, fees, and what of agreed quantities is free again.
 * @param freed what of a line is delivered no more, since the amounts were last revised
 * @returns its new gross, decimal text
 */
export async function reviseAmounts(
  ctx: CommandContext,
  order: Pick<LockedOrder, 'id' | 'supplierId' | 'currency' | 'deliverTo' | 'freight' | 'lines'>,
  freed: (line: Line) => Decimal,
): Promise<string> {
  const lines = order.lines.map((line) => ({
    id: line.id,
    net: roundMoney(dueQuantity(line).mul(line.unitPrice), order.currency),
    offer: { taxCategory: line.taxCategory },
  }))
  const { country } = order.deliverTo as { country: string }
  const terms = await ctx.db.supplierTerms.findUnique({
    where: { supplierId_currency: { supplierId: order.supplierId, currency: order.currency } },
  })
  const totals = totalOrder({
    supplier: order.supplierId,
    currency: order.currency,
    country,
    lines,
    // Freight stays what it was: a smaller delivery by the supplier's own doing does not cost the buyer more.
    terms: [
      {
        supplier: order.supplierId,
        currency: order.currency,
        minimumOrder: null,
        freight: order.freight.toString(),
        freightFreeFrom: null,
        freightTaxCategory: terms?.freightTaxCategory ?? 'S',
      },
    ],
    taxes: await taxRatesOf(ctx, country),
    fees: [],
  })
  await ctx.db.$executeRaw`
    update order_line l set net = c.net
    from jsonb_to_recordset(${JSON.stringify(lines.map(({ id, net }) => ({ id, net: net.toFixed() })))}::jsonb) as c(id uuid, net numeric)
    where l.order_id = ${order.id}::uuid and l.id = c.id`
  await ctx.db.purchaseOrder.update({ where: { id: order.id }, data: textTotals(totals) })
  await settleOrder(ctx, order.id, totals.net)
  await releaseAgreedQuantities(
    ctx,
    order.lines.map((line) => ({ entryId: line.priceEntryId, quantity: freed(line) })),
  )
  return totals.gross.toFixed()
}
