import type { CommandContext } from '@/lib/platform/context'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import type { AwardedLot, ShareLine } from './award-order'

type Reader = Pick<CommandContext, 'db'>

/**
 * What the winner offers of each line's product in the auction's currency, of several the cheapest.
 * @throws AppError not_possible_now naming the lines of which it offers nothing
 */
export async function offersForContract(ctx: Reader, lot: AwardedLot, supplierId: string, lines: readonly ShareLine[]) {
  const offers = await ctx.db.offer.findMany({
    where: {
      supplierId,
      withdrawnAt: null,
      currency: lot.event.currency,
      productId: { in: lines.flatMap(({ productId }) => productId ?? []) },
    },
    orderBy: [{ price: 'asc' }, { id: 'asc' }],
    distinct: ['productId'],
    select: { id: true, productId: true, priceBase: true },
  })
  const missing = lines.filter((line) => !offers.some(({ productId }) => productId === line.productId))
  if (missing.length > 0)
    throw new AppError('not_possible_now', { detail: 'no_offer_for_contract', data: { lines: missing.map(({ name }) => name) } })
  return offers
}

/**
 * The contract prices of an award: at what the winner bid, for the quantity that it won. Both sides have agreed by bidding
 * and awarding, so the contract is in force at once.
 * @throws AppError not_possible_now when the winner no longer offers a line
 */
export async function makeAwardContract(
  ctx: Pick<CommandContext, 'db' | 'now'>,
  lot: AwardedLot,
  supplierId: string,
  lines: readonly ShareLine[],
  validTo: Date,
): Promise<{ id: string }> {
  const { buyerId, currency, title } = lot.event
  const offers = await offersForContract(ctx, lot, supplierId, lines)
  const id = newId()
  await ctx.db.priceList.create({
    data: {
      id,
      kind: 'contract',
      state: 'active',
      name: title.slice(0, 120),
      supplierId,
      buyerId,
      proposedBy: buyerId,
      lotId: lot.id,
      validFrom: ctx.now,
      validTo,
      createdAt: ctx.now,
      changedAt: ctx.now,
      entries: {
        create: offers.map((offer) => {
          const own = lines.filter(({ productId }) => productId === offer.productId)
          const [quantity, net] = [sumOf(own, 'quantity'), sumOf(own, 'net')]
          return {
            offerId: offer.id,
            price: net.div(quantity).mul(offer.priceBase.toString()).toDecimalPlaces(6).toFixed(),
            agreed: quantity.toFixed(),
            currency,
            priceBase: offer.priceBase,
          }
        }),
      },
    },
  })
  return { id }
}

const sumOf = (lines: readonly ShareLine[], key: 'quantity' | 'net') =>
  lines.map((line) => line[key]).reduce((total, amount) => total.add(amount))
