import { chargeOrders } from '@/lib/fees/commands/charge-fees'
import { textTotals, totalOrder } from '@/lib/ordering/model'
import { nextNumbers } from '@/lib/ordering/numbers'
import type { CommandContext } from '@/lib/platform/context'
import { Decimal, HUNDRED, ZERO } from '@/lib/platform/decimal'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { roundMoney } from '@/lib/platform/money'
import { bidsDiscount, isForward } from '../formats/rooms'
import type { LotRules } from '../schemas'

export interface AwardedLot {
  id: string
  lines: AwardedLine[]
  event: { buyerId: string; networkId: string; currency: string; title: string }
}

interface AwardedLine {
  name: string
  productId: string | null
  quantity: { toString(): string }
  unit: string
  lastPrice: { toString(): string } | null
}

/** What a winner gets of each line, and what that costs; lines of which it gets nothing are left out. */
export type ShareLine = Pick<AwardedLine, 'name' | 'productId' | 'unit'> & { quantity: Decimal; net: Decimal }

/** On whose decision an order is placed. */
export interface Decider {
  userId: string | null
  organizationId: string
}

/** The purchase order of an award. In a forward auction the organization that held it sells, and the winner is the buyer. */
export async function placeAwardOrder(
  ctx: Pick<CommandContext, 'db' | 'now'>,
  lot: AwardedLot,
  rules: LotRules,
  winnerId: string,
  lines: readonly ShareLine[],
  by: Decider,
) {
  const { currency } = lot.event
  const sale = isForward(rules.format)
  const [buyerId, supplierId] = sale ? [winnerId, lot.event.buyerId] : [lot.event.buyerId, winnerId]
  const address = await addressOf(ctx, buyerId)
  if (!address && !sale) throw new AppError('not_possible_now', { detail: 'no_address' })
  const buyer = await ctx.db.organization.findUniqueOrThrow({ where: { id: buyerId }, select: { name: true, country: true } })
  const country = address?.country ?? buyer.country
  const taxes = await ctx.db.taxRate.findMany({ where: { country } })
  const totals = totalOrder({
    supplier: supplierId,
    currency,
    country,
    lines: lines.map(({ net }) => ({ net, offer: { taxCategory: 'S' } })),
    terms: [],
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
      lotId: lot.id,
      networkId: lot.event.networkId,
      placedBy: by.userId,
      state: 'placed',
      currency,
      ...textTotals(totals),
      // A winner that has never bought anything has left no address: the goods are handed over to the company itself.
      deliverTo: address ?? { label: buyer.name, street: '', postalCode: '', city: '', country },
      reference: lot.event.title.slice(0, 80),
      paymentMethod: 'account',
      placedAt: ctx.now,
      lines: {
        create: lines.map((line, index) => ({
          line: index + 1,
          productId: line.productId,
          name: { en: line.name, zh: line.name },
          quantity: line.quantity.toFixed(),
          unit: line.unit,
          unitPrice: line.net.div(line.quantity).toDecimalPlaces(12).toFixed(),
          net: line.net.toFixed(),
          taxCategory: 'S',
          priceSource: 'award',
        })),
      },
      timeline: {
        create: {
          at: ctx.now,
          kind: 'placed',
          userId: by.userId,
          organizationId: by.organizationId,
          data: { auction: true },
        },
      },
    },
  })
  await chargeOrders(ctx, [{ orderId: id, networkId: lot.event.networkId, buyerId, supplierId, currency, net: totals.net }])
  return { id, number: number as string }
}

async function addressOf(ctx: Pick<CommandContext, 'db'>, organizationId: string) {
  return ctx.db.address.findFirst({
    where: { organizationId },
    orderBy: { label: 'asc' },
    select: { label: true, street: true, postalCode: true, city: true, country: true },
  })
}

/** What each line of a lot costs at the price of an award. */
export const priceLines = (rules: LotRules, price: Decimal, lines: AwardedLot['lines'], currency: string): Decimal[] =>
  bidsDiscount(rules.format) ? discounted(rules, price, lines, currency) : spread(price, lines, currency)

/** Shares of an amount, rounded so that they add up to it exactly; the last line takes what is left. */
export function spread(price: Decimal, lines: AwardedLot['lines'], currency: string): Decimal[] {
  const weights = lines.map((line) => (line.lastPrice ? new Decimal(line.quantity.toString()).mul(line.lastPrice.toString()) : null))
  const known = weights.every((weight) => weight?.gt(0))
  const total = known ? weights.reduce<Decimal>((sum, weight) => sum.add(weight ?? 0), new Decimal(0)) : new Decimal(lines.length)
  let left = price
  return lines.map((_, index) => {
    const share = index === lines.length - 1 ? left : roundMoney(price.mul(known ? (weights[index] ?? 0) : 1).div(total), currency)
    left = left.sub(share)
    return share
  })
}

/** Each line at its reference price less the discount, never below zero. */
export function discounted(rules: Pick<LotRules, 'discount'>, discount: Decimal, lines: AwardedLot['lines'], currency: string): Decimal[] {
  return lines.map((line) => {
    const reference = new Decimal(line.lastPrice?.toString() ?? 0)
    const unitPrice = rules.discount === 'amount' ? reference.sub(discount) : reference.mul(HUNDRED.sub(discount)).div(HUNDRED)
    return roundMoney(Decimal.max(unitPrice, ZERO).mul(line.quantity.toString()), currency)
  })
}
