import type { CommandContext } from '@/lib/platform/context'
import { AppError } from '@/lib/platform/errors'
import { toDecimal } from '@/lib/platform/money/decimal'
import { saveAgreedContract } from '@/lib/pricing/price-lists/commands/save-agreed-contract'
import { type AwardedLot, offersOf, type ShareLine } from './award-order'

/**
 * What the winner offers of each line's product in the auction's currency, of several the cheapest.
 * @throws AppError not_possible_now naming the lines of which it offers nothing
 */
export async function offersForContract(ctx: Pick<CommandContext, 'db'>, lot: AwardedLot, supplierId: string, lines: readonly ShareLine[]) {
  const offers = await offersOf(ctx, supplierId, lot.event.currency, lines)
  const missing = lines.filter(({ productId }) => !offers.has(productId ?? ''))
  if (missing.length > 0)
    throw new AppError('not_possible_now', {
      detail: 'no_offer_for_contract',
      data: { lines: missing.map(({ name }) => name.en ?? name.zh) },
    })
  return [...offers.values()]
}

/**
 * The contract prices of an award: at what the winner bid, for the quantity that it won. Both sides have agreed by bidding
 * and awarding, so the contract is active at once.
 * @throws AppError not_possible_now when the winner no longer offers a line
 */
export async function awardContract(
  ctx: Pick<CommandContext, 'db' | 'now'>,
  lot: AwardedLot,
  supplierId: string,
  lines: readonly ShareLine[],
  validTo: Date,
): Promise<{ id: string }> {
  const { buyerId, currency, title } = lot.event
  const offers = await offersForContract(ctx, lot, supplierId, lines)
  return saveAgreedContract(ctx, {
    name: title,
    supplierId,
    buyerId,
    lotId: lot.id,
    validTo,
    currency,
    prices: offers.map((offer) => {
      const own = lines.filter(({ productId }) => productId === offer.productId)
      const [quantity, net] = [sumOf(own, 'quantity'), sumOf(own, 'net')]
      return {
        offerId: offer.id,
        price: net.div(quantity).mul(toDecimal(offer.priceBase)),
        priceBase: toDecimal(offer.priceBase),
        agreed: quantity,
      }
    }),
  })
}

const sumOf = (lines: readonly ShareLine[], key: 'quantity' | 'net') =>
  lines.map((line) => line[key]).reduce((total, amount) => total.add(amount))
