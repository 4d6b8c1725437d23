import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError } from '@/lib/platform/errors'
import type { Id } from '@/lib/platform/fields/ids'
import { json } from '@/lib/platform/json'
import { Decimal } from '@/lib/platform/money/decimal'
import { pricingFacts } from '@/lib/pricing/quotes/pricing-facts'
import { getBuyingList, quoteList } from '@/lib/purchasing/lists/queries'
import type { AllocationInput } from '../internal/input'
import { ownAllocation } from '../queries'
import { allocationIdInput, startAllocationInput } from '../schemas'
import type { AllocationOffer, LeftOut } from '../views'

const buys = may('use', 'Cart')

/**
 * Starts the search for who gets which line of a list, with the offers and prices that the actor sees now. A job does it.
 * @throws AppError not_possible_now when no line can be bought
 */
export const startAllocation = command('allocation.start', startAllocationInput, buys, async (ctx, { listId, options }) => {
  const input = await readInput(ctx, listId)
  if (input.lines.length === 0) throw new AppError('not_possible_now', { detail: 'nothing_to_split' })
  const allocation = await ctx.db.allocation.create({
    data: { listId, state: 'running', options, input: json(input), createdBy: ctx.actor.userId, createdAt: ctx.now },
  })
  ctx.audit({ entity: 'Allocation', entityId: allocation.id, after: { listId, options } })
  ctx.emit({ type: 'allocation.started', allocationId: allocation.id })
  return { id: allocation.id }
})

/** Ends a search with what it has found so far. */
export const cancelAllocation = command('allocation.cancel', allocationIdInput, buys, async (ctx, { allocationId }) => {
  await ownAllocation(ctx, allocationId)
  await ctx.db.allocation.updateMany({ where: { id: allocationId, state: 'running' }, data: { cancelled: true } })
})

/** The list with all that its split depends on. Eight queries, whatever the list. */
async function readInput(ctx: CommandContext, listId: Id<'BuyingList'>): Promise<AllocationInput> {
  const list = await getBuyingList(ctx, listId)
  const quotes = await quoteList(ctx, list)
  const input: Pick<AllocationInput, 'lines' | 'left' | 'offers'> = { lines: [], left: [], offers: [] }
  for (const { product, text, quantity } of list.lines) {
    const leave = (reason: LeftOut) => input.left.push({ name: product?.name ?? null, text, reason })
    if (!product) {
      leave('no_product')
      continue
    }
    const quoted = quotes.get(product.id) ?? []
    // An offer of which there is never as much as wanted cannot serve the line; one that is sold in larger steps can.
    // One that is configured has no price before somebody has chosen.
    const fixed = quoted.filter(({ configurable }) => !configurable)
    const enough = fixed.filter((offer) => new Decimal(offer.quantity).gte(quantity))
    const priced = enough.filter((offer) => offer.converted !== null)
    if (quoted.length === 0) leave('no_offer')
    else if (fixed.length === 0) leave('configurable')
    else if (enough.length === 0) leave('no_quantity')
    else if (priced.length === 0) leave('no_rate')
    else {
      const line = input.lines.push({ productId: product.id, name: product.name, quantity }) - 1
      for (const offer of priced)
        input.offers.push({
          line,
          offerId: offer.id,
          supplierId: offer.supplierId,
          supplierName: offer.supplierName,
          part: offer.supplierPartNumber,
          currency: offer.currency,
          quantity: offer.quantity,
          unit: offer.unit,
          unitPrice: offer.unitPrice,
          net: offer.net,
          converted: offer.converted as string,
          leadDays: offer.leadTimeDays,
          source: offer.source,
          taxCategory: offer.taxCategory,
        } satisfies AllocationOffer)
    }
  }
  const facts = await pricingFacts(ctx, ctx.actor.country, [...new Set(input.offers.map((offer) => offer.supplierId))])
  return { at: ctx.now.toISOString(), currency: ctx.actor.currency, country: ctx.actor.country, ...facts, ...input }
}
