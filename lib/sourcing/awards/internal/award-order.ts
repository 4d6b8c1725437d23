import type { CommandContext } from '@/lib/platform/context'
import { Decimal, HUNDRED, ZERO } from '@/lib/platform/decimal'
import { AppError } from '@/lib/platform/errors'
import { roundMoney } from '@/lib/platform/money'
import { firstAddress, placeAgreedOrder } from '@/lib/purchasing/orders/commands/place-agreed-order'
import { bidsDiscount, isForward } from '@/lib/sourcing/auction/rules/formats/traits'
import type { LotRules } from '@/lib/sourcing/auction/rules/schemas'

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
  const address = await firstAddress(ctx, buyerId)
  if (!address && !sale) throw new AppError('not_possible_now', { detail: 'no_address' })
  return placeAgreedOrder(ctx, {
    buyerId,
    supplierId,
    networkId: lot.event.networkId,
    lotId: lot.id,
    currency,
    address,
    reference: lot.event.title,
    lines: lines.map((line) => ({
      ...line,
      name: { en: line.name, zh: line.name },
      offerId: null,
      supplierPartNumber: null,
      taxCategory: 'S',
    })),
    source: 'award',
    by,
    note: { auction: true },
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
