import { may } from '@/lib/identity/abilities'
import { textTotals, totalOrder } from '@/lib/ordering/model'
import { nextNumbers } from '@/lib/ordering/numbers'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { Decimal } from '@/lib/platform/decimal'
import { AppError, invalidInput, notFound } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { roundMoney } from '@/lib/platform/money'
import { awardInput, eventIdInput } from '../event-schemas'
import { awardOf } from '../model'
import { getLedger } from '../queries'

/**
 * Awards a closed lot and places the purchase order, in one step. To another than the best bidder only with a reason.
 * Source: auction rules, 14 and 16. An award that was made already is not made again.
 */
export const awardLot = command('auction.award-lot', awardInput, may('award', 'Auction'), async (ctx, input) => {
  await ctx.db.$queryRaw`select 1 from lot where id = ${input.lotId}::uuid for update`
  const lot = await ctx.db.lot.findFirst({
    where: { id: input.lotId, event: { buyerId: ctx.actor.organizationId } },
    include: { award: true, lines: { orderBy: { line: 'asc' } }, event: { include: { invitations: true } } },
  })
  if (!lot) throw notFound()
  if (lot.award || lot.phase !== 'closed' || !['closed', 'published'].includes(lot.event.state)) throw new AppError('not_possible_now')
  const { state } = await getLedger(ctx, lot.id)
  const invitation = lot.event.invitations.find((entry) => entry.supplierId === input.supplierId)
  const standing = invitation && state.bidders.get(invitation.alias)?.standing
  if (!invitation || !standing) throw invalidInput('supplierId', 'no_bid')
  const best = awardOf(state).award
  const isBest = best?.bidder === invitation.alias
  if (!isBest && !input.reason) throw invalidInput('reason', 'reason_for_other')

  const price = isBest && best ? best.price : standing.amount
  const ceiling = state.rules.ceiling
  const baseline = lot.baseline ? new Decimal(lot.baseline.toString()) : ceiling
  const savings = baseline?.sub(price)
  const order = await placeAwardOrder(ctx, lot, invitation.supplierId, price)
  await ctx.db.lotAward.create({
    data: {
      lotId: lot.id,
      supplierId: invitation.supplierId,
      price: price.toFixed(),
      baseline: baseline?.toFixed() ?? null,
      savings: savings?.toFixed() ?? null,
      reason: input.reason ?? null,
      orderId: order.id,
      awardedBy: ctx.actor.userId,
      awardedAt: ctx.now,
    },
  })
  const open = await ctx.db.lot.count({ where: { eventId: lot.eventId, award: null } })
  if (open === 0) await ctx.db.sourcingEvent.update({ where: { id: lot.eventId }, data: { state: 'awarded' } })
  ctx.audit({
    entity: 'Lot',
    entityId: lot.id,
    after: { supplierId: invitation.supplierId, price: price.toFixed(), reason: input.reason ?? null },
  })
  ctx.emit('auction.awarded', { eventId: lot.eventId, lotId: lot.id, supplierId: invitation.supplierId })
  ctx.emit('auction.changed', { eventId: lot.eventId })
  ctx.emit('order.placed', { orderId: order.id })
  return { orderId: order.id, number: order.number }
})

type AwardedLot = {
  id: string
  title: string
  lines: {
    name: string
    productId: string | null
    quantity: { toString(): string }
    unit: string
    lastPrice: { toString(): string } | null
  }[]
  event: { currency: string; title: string }
}

/** One order for the lot: its price is spread over the lines by their last value, or evenly, to the cent. */
async function placeAwardOrder(ctx: CommandContext, lot: AwardedLot, supplierId: string, price: Decimal) {
  const { currency } = lot.event
  const address = await ctx.db.address.findFirst({ where: { organizationId: ctx.actor.organizationId }, orderBy: { label: 'asc' } })
  if (!address) throw new AppError('not_possible_now', { detail: 'no_address' })
  const nets = spread(price, lot.lines, currency)
  const taxes = await ctx.db.taxRate.findMany({ where: { country: address.country } })
  const totals = totalOrder({
    supplier: supplierId,
    currency,
    country: address.country,
    lines: nets.map((net) => ({ net, offer: { taxCategory: 'S' } })),
    terms: [],
    taxes: taxes.map((row) => ({ country: row.country, category: row.category, rate: row.rate.toString() })),
    fees: [],
  })
  const [number] = await nextNumbers(ctx, 'PO', 1)
  const id = newId()
  const { label, street, postalCode, city, country } = address
  await ctx.db.purchaseOrder.create({
    data: {
      id,
      number: number as string,
      buyerId: ctx.actor.organizationId,
      supplierId,
      lotId: lot.id,
      placedBy: ctx.actor.userId,
      state: 'placed',
      currency,
      ...textTotals(totals),
      deliverTo: { label, street, postalCode, city, country },
      reference: lot.event.title.slice(0, 80),
      paymentMethod: 'account',
      placedAt: ctx.now,
      lines: {
        create: lot.lines.map((line, index) => ({
          line: index + 1,
          productId: line.productId,
          name: { en: line.name, zh: line.name },
          quantity: line.quantity.toString(),
          unit: line.unit,
          unitPrice: (nets[index] as Decimal).div(line.quantity.toString()).toDecimalPlaces(12).toFixed(),
          net: (nets[index] as Decimal).toFixed(),
          taxCategory: 'S',
        })),
      },
      timeline: {
        create: {
          at: ctx.now,
          kind: 'placed',
          userId: ctx.actor.userId,
          organizationId: ctx.actor.organizationId,
          data: { auction: true },
        },
      },
    },
  })
  return { id, number: number as string }
}

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

/** Ends a closed event without an award. */
export const leaveUnawarded = command('auction.leave-unawarded', eventIdInput, may('award', 'Auction'), async (ctx, input) => {
  const { count } = await ctx.db.sourcingEvent.updateMany({
    where: { id: input.eventId, buyerId: ctx.actor.organizationId, state: 'closed' },
    data: { state: 'unsuccessful' },
  })
  if (count === 0) {
    if (await ctx.db.sourcingEvent.count({ where: { id: input.eventId, buyerId: ctx.actor.organizationId } }))
      throw new AppError('not_possible_now')
    throw notFound()
  }
  ctx.audit({ entity: 'SourcingEvent', entityId: input.eventId, after: { state: 'unsuccessful' } })
  ctx.emit('auction.unsuccessful', { eventId: input.eventId })
  ctx.emit('auction.changed', { eventId: input.eventId })
})
