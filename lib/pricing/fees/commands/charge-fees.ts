import { z } from 'zod'
import { networkFees } from '@/lib/parties/network/fee-schemas'
import { publicCommand } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { Decimal, toDecimal, ZERO } from '@/lib/platform/money/decimal'
import { feeOn, feePeriod } from '../model'
import { currentFees, type DueFee, feesOfTrades, type Trade } from '../queries'

type FeeContext = Pick<CommandContext, 'db' | 'now'>

/** Writes what orders cost in fees into the fee ledger, in the transaction that places them. */
export async function chargeOrders(ctx: FeeContext, orders: readonly (Trade & { orderId: string })[]): Promise<void> {
  const due = await feesOfTrades(
    ctx,
    orders,
    orders.map(({ orderId }) => orderId),
  )
  await append(
    ctx,
    orders.flatMap(({ orderId }, index) => (due[index] ?? []).map((fee) => ({ ...fee, orderId }))),
  )
}

/**
 * Brings an order's fees to what its net is now, by the terms under which it was placed: the difference is an entry of its
 * own. Of an order that falls through the net is zero.
 */
export async function settleOrder(ctx: FeeContext, orderId: string, net: Decimal): Promise<void> {
  const entries = await ctx.db.feeEntry.findMany({
    where: { orderId },
    orderBy: { id: 'asc' },
    include: { terms: { select: { fees: true } } },
  })
  const byFee = new Map<string, typeof entries>()
  for (const entry of entries) byFee.set(entry.feeId, [...(byFee.get(entry.feeId) ?? []), entry])
  await append(
    ctx,
    [...byFee.values()].flatMap((own) => {
      const [first] = own
      const fee = first && networkFees.parse(first.terms.fees).find(({ id }) => id === first.feeId)
      if (!first || !fee) return []
      const turnover = toDecimal(first.turnover)
      const charged = own.reduce((sum, { amount }) => sum.add(amount.toString()), ZERO)
      const amount = feeOn(fee, net, turnover).sub(charged)
      if (amount.isZero()) return []
      const { networkId, termsVersion, organizationId } = first
      return [{ fee, networkId, termsVersion, organizationId, base: net, turnover, amount, orderId }]
    }),
  )
}

/** The fee on what an award saved: the buyer's on all of it, a supplier's on its share of the total. */
export async function chargeSavings(
  ctx: FeeContext,
  award: {
    lotId: string
    networkId: string
    buyerId: string
    currency: string
    savings: Decimal
    shares: readonly { supplierId: string; total: Decimal }[]
  },
): Promise<void> {
  const terms = (await currentFees(ctx, [award.networkId])).get(award.networkId)
  const total = award.shares.reduce((sum, share) => sum.add(share.total), ZERO)
  const due = (terms?.fees ?? [])
    .filter((fee) => fee.on === 'savings' && fee.currency === award.currency)
    .flatMap((fee) => {
      const payers =
        fee.payer === 'buyer'
          ? [{ organizationId: award.buyerId, base: award.savings }]
          : award.shares.map((share) => ({
              organizationId: share.supplierId,
              base: total.isZero() ? ZERO : award.savings.mul(share.total).div(total),
            }))
      return payers.map(({ organizationId, base }) => ({
        fee,
        networkId: award.networkId,
        termsVersion: terms?.version ?? 0,
        organizationId,
        base,
        turnover: ZERO,
        amount: feeOn(fee, base),
        lotId: award.lotId,
      }))
    })
  await append(
    ctx,
    due.filter(({ amount }) => amount.gt(0)),
  )
}

/**
 * Subscriptions and listings of a month, of all networks: what each active member owes by the current terms. Repeated, it
 * adds nothing. Two queries for each network that has such fees.
 */
export const chargeMonth = publicCommand('fees.charge-month', z.object({}), async (ctx) => {
  const networks = await ctx.db.network.findMany({ select: { id: true } })
  const fees = await currentFees(
    ctx,
    networks.map(({ id }) => id),
  )
  const period = feePeriod(ctx.now)
  for (const [networkId, { version, fees: all }] of fees) {
    const monthly = all.filter((fee) => fee.on === 'subscription' || fee.on === 'listing')
    if (monthly.length === 0) continue
    const members = await ctx.db.$queryRaw<{ organizationId: string; buys: boolean; sells: boolean; offers: number }[]>`
      select m.organization_id as "organizationId", 'browse' = any(m.rights::text[]) as buys, 'publish' = any(m.rights::text[]) as sells,
             (select count(*)::int from offer o where o.supplier_id = m.organization_id and o.withdrawn_at is null and exists (
                select 1 from catalog_publication c where c.catalog_id = o.catalog_id and c.network_id = m.network_id and c.starts_at <= ${ctx.now})) as offers
      from network_membership m join network n on n.id = m.network_id
      where m.network_id = ${networkId}::uuid and m.state = 'active' and m.organization_id <> n.operator_id`
    await append(
      ctx,
      monthly.flatMap((fee) =>
        members
          .filter((member) => (fee.payer === 'buyer' ? member.buys : member.sells))
          .map(({ organizationId, offers }) => {
            const base = fee.on === 'listing' ? new Decimal(offers) : new Decimal(1)
            return { fee, networkId, termsVersion: version, organizationId, base, turnover: ZERO, amount: feeOn(fee, base), period }
          })
          .filter(({ amount }) => amount.gt(0)),
      ),
    )
  }
})

type Entry = DueFee & { orderId?: string; lotId?: string; period?: string }

/** What is there already, of a lot or a month, is not charged again. */
async function append(ctx: FeeContext, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  await ctx.db.feeEntry.createMany({
    data: entries.map(({ fee, base, turnover, amount, ...rest }) => ({
      ...rest,
      feeId: fee.id,
      side: fee.payer,
      base: base.toDecimalPlaces(6).toFixed(),
      turnover: turnover.toFixed(),
      amount: amount.toFixed(),
      currency: fee.currency,
      at: ctx.now,
    })),
    skipDuplicates: true,
  })
}
