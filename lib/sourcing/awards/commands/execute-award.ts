import { z } from 'zod'
import { publicCommand } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { idOf } from '@/lib/platform/fields/ids'
import { Decimal, toDecimal } from '@/lib/platform/money/decimal'
import { roundMoney } from '@/lib/platform/money/money'
import { chargeSavings } from '@/lib/pricing/fees/commands/charge-fees'
import { saveOrders } from '@/lib/purchasing/orders/new-order'
import { lotRules } from '@/lib/sourcing/auction/rules/schemas'
import { allStanding } from '@/lib/sourcing/events/standing-invitation'
import { awardContract } from '../internal/award-contract'
import { type AwardedLot, awardedLot, awardOrder, type Decider, priceLines, type ShareLine } from '../internal/award-order'
import { shareQuantity } from '../shares'

type EffectContext = Pick<CommandContext, 'db' | 'now' | 'emit' | 'audit'>

/** What each winner gets of each line of a lot at its bid. Nets are rounded line by line. */
export function shareLines(
  lot: AwardedLot,
  rules: Parameters<typeof priceLines>[0],
  shares: readonly { supplierId: string; percent: Decimal; price: Decimal }[],
): ShareLine[][] {
  const parts = lot.lines.map((line) => shareQuantity(toDecimal(line.quantity), shares))
  return shares.map(({ price }, index) => {
    const nets = priceLines(rules, price, lot.lines, lot.event.currency)
    return lot.lines.flatMap((line, at): ShareLine[] => {
      const whole = toDecimal(line.quantity)
      const quantity = parts[at]?.[index] ?? whole
      if (quantity.isZero()) return []
      const net = roundMoney((nets[at] as Decimal).mul(quantity).div(whole), lot.event.currency)
      const { name, productId, unit, taxCategory } = line
      return [{ name, productId, unit, taxCategory, quantity, net }]
    })
  })
}

/**
 * Turns an award into what was decided: orders or contract prices, one for each share; of practice nothing.
 * @throws AppError not_possible_now when there is no address, or a line without an offer to make a contract of
 */
export async function executeAward(ctx: EffectContext, lotId: string, by: Decider): Promise<{ id: string; number: string }[]> {
  const award = await ctx.db.lotAward.findUniqueOrThrow({
    where: { lotId },
    include: {
      shares: { orderBy: [{ percent: 'desc' }, { supplierId: 'asc' }] },
      lot: { include: { lines: { orderBy: { line: 'asc' } }, event: true } },
    },
  })
  await ctx.db.lotAward.update({ where: { lotId }, data: { executedAt: ctx.now } })
  if (award.lot.event.training) return []
  const lot = awardedLot(award.lot)
  const rules = lotRules.parse(award.lot.rules)
  const shares = award.shares.map(({ supplierId, percent, price }) => ({
    supplierId,
    percent: toDecimal(percent),
    price: toDecimal(price),
  }))
  const lines = shareLines(lot, rules, shares)
  const orders: { id: string; number: string }[] = []
  for (const [index, { supplierId }] of shares.entries()) {
    const own = lines[index] ?? []
    // A share may be too small for a single piece.
    if (own.length === 0) continue
    const key = { lotId_supplierId: { lotId, supplierId } }
    if (award.kind === 'contract' && award.contractTo) {
      const contract = await awardContract(ctx, lot, supplierId, own, award.contractTo)
      await ctx.db.lotAwardShare.update({ where: key, data: { contractId: contract.id } })
      ctx.audit({ entity: 'PriceList', entityId: contract.id, after: { lotId, supplierId } })
      ctx.emit({ type: 'contract.active', listId: contract.id, to: supplierId })
    } else {
      const [order] = await saveOrders(ctx, [await awardOrder(ctx, lot, rules, supplierId, own, by)])
      if (!order) continue
      await ctx.db.lotAwardShare.update({ where: key, data: { orderId: order.id } })
      ctx.emit({ type: 'order.placed', orderId: order.id })
      orders.push(order)
    }
  }
  const { networkId, buyerId, currency } = award.lot.event
  await chargeSavings(ctx, {
    lotId,
    networkId,
    buyerId,
    currency,
    savings: new Decimal(award.savings?.toString() ?? 0),
    shares: award.shares.map(({ supplierId, total }) => ({ supplierId, total: toDecimal(total) })),
  })
  return orders
}

/**
 * At the end of a standstill, by a job: an award that still stands takes effect. Repeated, or after it was taken back, it
 * does nothing. While one of its winners is suspended in the network it is held: the buyer is told, takes it back or waits.
 */
export const executeDueAward = publicCommand('auction.execute-award', z.object({ lotId: idOf('Lot') }), async (ctx, { lotId }) => {
  await ctx.db.$queryRaw`select 1 from lot l join sourcing_event e on e.id = l.event_id where l.id = ${lotId}::uuid for update of e`
  const award = await ctx.db.lotAward.findUnique({ where: { lotId }, include: { shares: true, lot: { include: { event: true } } } })
  if (!award || award.executedAt || !award.standstillEndsAt || award.standstillEndsAt > ctx.now) return
  const winners = award.shares.map(({ supplierId }) => supplierId)
  if (!(await allStanding(ctx.db, award.lot.eventId, winners))) {
    await ctx.db.lotAward.update({ where: { lotId }, data: { heldAt: ctx.now } })
    ctx.audit({ entity: 'Lot', entityId: lotId, after: { held: true } })
    ctx.emit({ type: 'auction.award-held', eventId: award.lot.eventId, lotId })
    return
  }
  await executeAward(ctx, lotId, { userId: award.awardedBy, organizationId: award.lot.event.buyerId })
  ctx.audit({ entity: 'Lot', entityId: lotId, after: { effected: true } })
  ctx.emit({ type: 'auction.changed', eventId: award.lot.eventId })
})
