import type { CommandContext } from '@/lib/platform/context'
import { newId } from '@/lib/platform/ids'
import type { Decimal } from '@/lib/platform/money/decimal'

/** A contract that both sides have agreed to elsewhere, as by an award. */
export interface AgreedContract {
  name: string
  supplierId: string
  buyerId: string
  lotId: string
  validTo: Date
  currency: string
  /** of offers, for their price base, with the agreed quantity */
  prices: readonly { offerId: string; price: Decimal; priceBase: Decimal; agreed: Decimal }[]
}

/** Characters of a list's name, and places of a price. */
const NAME = 120
const PLACES = 6

/** Writes a contract that is active from now on, in the caller's transaction. */
export async function saveAgreedContract(ctx: Pick<CommandContext, 'db' | 'now'>, contract: AgreedContract): Promise<{ id: string }> {
  const { name, supplierId, buyerId, lotId, validTo, currency, prices } = contract
  const id = newId()
  await ctx.db.priceList.create({
    data: {
      id,
      kind: 'contract',
      state: 'active',
      name: name.slice(0, NAME),
      supplierId,
      buyerId,
      proposedBy: buyerId,
      lotId,
      validFrom: ctx.now,
      validTo,
      createdAt: ctx.now,
      changedAt: ctx.now,
      entries: {
        create: prices.map(({ offerId, price, priceBase, agreed }) => ({
          offerId,
          price: price.toDecimalPlaces(PLACES).toFixed(),
          agreed: agreed.toFixed(),
          currency,
          priceBase: priceBase.toFixed(),
        })),
      },
    },
  })
  return { id }
}
