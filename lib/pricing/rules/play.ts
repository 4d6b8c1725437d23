import { moneyText } from '@/lib/platform/money/money'
import type { PriceCase } from './case-schemas'
import { priceCase } from './order-totals'

/** Plays one case and prints it in the form of the pricing rules, Out. */
export function playPrices(input: PriceCase) {
  const { lines, orders, total } = priceCase(input)
  return {
    lines: lines.map((line) =>
      line.ok
        ? {
            ok: true,
            offer: line.offer.id,
            unitPrice: line.unitPrice.toFixed(6),
            source: line.source,
            net: moneyText(line.net, line.offer.currency),
            notices: line.notices,
          }
        : { ok: false, offer: line.offer, code: line.code, nearest: line.nearest?.toFixed() ?? null },
    ),
    orders: orders.map((order) => {
      const text = (amount: typeof order.net) => moneyText(amount, order.currency)
      return {
        supplier: order.supplier,
        currency: order.currency,
        net: text(order.net),
        freight: text(order.freight),
        taxes: order.taxes.map((line) => ({
          category: line.category,
          rate: line.rate?.toFixed() ?? null,
          base: text(line.base),
          tax: text(line.tax),
        })),
        tax: text(order.tax),
        gross: text(order.gross),
        fees: order.fees.map(({ id, payer, amount }) => ({ id, payer, amount: text(amount) })),
        problems: order.problems,
      }
    }),
    total: total && moneyText(total, input.currency),
  }
}
