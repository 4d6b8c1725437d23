import type { CommandContext } from '@/lib/platform/context'
import { AppError } from '@/lib/platform/errors'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { Decimal, HUNDRED, toDecimal, ZERO } from '@/lib/platform/money/decimal'
import { roundMoney } from '@/lib/platform/money/money'
import { agreedBuyer, agreedOrder } from '@/lib/purchasing/orders/agreed-order'
import type { NewOrder } from '@/lib/purchasing/orders/new-order'
import { traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import type { LotRules } from '@/lib/sourcing/auction/rules/schemas'

export interface AwardedLot {
  id: string
  lines: AwardedLine[]
  event: { buyerId: string; networkId: string; currency: string; title: string }
}

interface AwardedLine {
  name: LocalizedText
  taxCategory: string
  productId: string | null
  quantity: { toString(): string }
  unit: string
  lastPrice: { toString(): string } | null
}

/** A lot with its lines as rows have them. */
export const awardedLot = <Lot extends { lines: readonly { name: unknown }[] }>(lot: Lot) => ({
  ...lot,
  lines: lot.lines.map((line) => ({ ...(line as Lot['lines'][number]), name: line.name as LocalizedText })),
})

/** What a winner gets of each line, and what that costs; lines of which it gets nothing are left out. */
export type ShareLine = Pick<AwardedLine, 'name' | 'productId' | 'unit' | 'taxCategory'> & { quantity: Decimal; net: Decimal }

/** On whose decision an order is placed. */
export interface Decider {
  userId: string | null
  organizationId: string
}

/**
 * The purchase order of an award. In a forward auction the organization that held it sells, and the winner is the buyer. What the supplier
 * offers of a line's product says how that is taxed; of what it does not offer, the line itself.
 * @throws AppError not_possible_now when the buyer has no address to deliver to
 */
export async function awardOrder(
  ctx: Pick<CommandContext, 'db' | 'now'>,
  lot: AwardedLot,
  rules: LotRules,
  winnerId: string,
  lines: readonly ShareLine[],
  by: Decider,
): Promise<NewOrder> {
  const { currency, networkId, title } = lot.event
  const sale = traitsOf(rules.format).sells
  const [buyerId, supplierId] = sale ? [winnerId, lot.event.buyerId] : [lot.event.buyerId, winnerId]
  const buyer = await agreedBuyer(ctx, buyerId)
  if (!buyer.address && !sale) throw new AppError('not_possible_now', { detail: 'no_address' })
  const offers = await offersOf(ctx, supplierId, currency, lines)
  return agreedOrder(
    {
      buyer,
      supplierId,
      networkId,
      lotId: lot.id,
      currency,
      reference: title,
      lines: lines.map((line) => {
        const offer = offers.get(line.productId ?? '')
        return {
          ...line,
          offerId: offer?.id ?? null,
          supplierPartNumber: offer?.supplierPartNumber ?? null,
          taxCategory: offer?.taxCategory ?? line.taxCategory,
        }
      }),
      source: 'award',
      by,
      note: { auction: true },
    },
    ctx.now,
  )
}

/** What a supplier offers of the lines' products in a currency, of several the cheapest. One query. */
export async function offersOf(ctx: Pick<CommandContext, 'db'>, supplierId: string, currency: string, lines: readonly ShareLine[]) {
  const offers = await ctx.db.offer.findMany({
    where: { supplierId, withdrawnAt: null, currency, productId: { in: lines.flatMap(({ productId }) => productId ?? []) } },
    orderBy: [{ price: 'asc' }, { id: 'asc' }],
    distinct: ['productId'],
    select: { id: true, productId: true, priceBase: true, supplierPartNumber: true, taxCategory: true },
  })
  return new Map(offers.map((offer) => [offer.productId, offer]))
}

/** What each line of a lot costs at the price of an award. */
export const priceLines = (rules: LotRules, price: Decimal, lines: AwardedLot['lines'], currency: string): Decimal[] =>
  traitsOf(rules.format).discount ? discounted(rules, price, lines, currency) : spread(price, lines, currency)

/** Shares of an amount, rounded so that they add up to it exactly; the last line takes what is left. */
export function spread(price: Decimal, lines: AwardedLot['lines'], currency: string): Decimal[] {
  const weights = lines.map((line) => (line.lastPrice ? toDecimal(line.quantity).mul(line.lastPrice.toString()) : null))
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
