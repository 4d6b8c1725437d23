import { z } from 'zod'
import { may, mayAny } from '@/lib/parties/identity/abilities'
import { type NetworkFee, networkFees } from '@/lib/parties/network/fee-schemas'
import type { ReadContext } from '@/lib/platform/context'
import { forbidden } from '@/lib/platform/errors'
import { Decimal, ZERO } from '@/lib/platform/money/decimal'
import { feeOn, yearBegin } from './model'

type Reader = Pick<ReadContext, 'db' | 'now'>

/** A trade whose fees are asked for. */
export interface Trade {
  networkId: string
  buyerId: string
  supplierId: string
  currency: string
  net: Decimal
}

/** A fee of a trade: what it comes to and from what it follows. */
export interface DueFee {
  fee: NetworkFee
  networkId: string
  termsVersion: number
  organizationId: string
  base: Decimal
  turnover: Decimal
  amount: Decimal
}

/** The fees of networks under their current terms. */
export async function currentFees(
  ctx: Reader,
  networkIds: readonly string[],
): Promise<Map<string, { version: number; fees: NetworkFee[] }>> {
  const rows = await ctx.db.networkTerms.findMany({
    where: { networkId: { in: [...new Set(networkIds)] } },
    orderBy: [{ networkId: 'asc' }, { version: 'desc' }],
    distinct: ['networkId'],
    select: { networkId: true, version: true, fees: true },
  })
  return new Map(rows.map((row) => [row.networkId, { version: row.version, fees: networkFees.parse(row.fees) }]))
}

/**
 * What orders would cost, or cost, each side by the current terms of their networks. Orders that are placed together raise
 * each other's turnover in their order. Two queries, the second only for fees with tiers.
 * Source: pricing rules, Fees 8.
 * @param placed ids of the trades' own orders when they are there already: they do not raise their own turnover
 */
export async function feesOfTrades(ctx: Reader, trades: readonly Trade[], placed: readonly string[] = []): Promise<DueFee[][]> {
  const networks = await currentFees(
    ctx,
    trades.map(({ networkId }) => networkId),
  )
  const due = trades.map((trade) => {
    const terms = networks.get(trade.networkId)
    const fees = terms?.fees.filter((fee) => fee.on === 'order' && fee.currency === trade.currency) ?? []
    return fees.map((fee) => ({
      trade,
      fee,
      termsVersion: terms?.version ?? 0,
      organizationId: fee.payer === 'buyer' ? trade.buyerId : trade.supplierId,
    }))
  })
  const tiered = due.flat().filter(({ fee }) => fee.tiers.length > 0)
  const turnovers = tiered.length > 0 ? await turnoversOf(ctx, tiered, placed) : new Map<string, Decimal>()
  return due.map((fees) => {
    const found = fees.map(({ trade, fee, termsVersion, organizationId }): DueFee => {
      const turnover = turnovers.get(turnoverKey({ trade, fee, organizationId })) ?? ZERO
      const amount = feeOn(fee, trade.net, turnover)
      return { fee, networkId: trade.networkId, termsVersion, organizationId, base: trade.net, turnover, amount }
    })
    for (const key of new Set(fees.map(turnoverKey)))
      turnovers.set(key, (turnovers.get(key) ?? ZERO).add(fees.find((entry) => turnoverKey(entry) === key)?.trade.net ?? 0))
    return found
  })
}

interface TurnoverOf {
  trade: Trade
  fee: Pick<NetworkFee, 'payer'>
  organizationId: string
}

const turnoverKey = ({ trade, fee, organizationId }: TurnoverOf) => [trade.networkId, fee.payer, organizationId, trade.currency].join()

/** What payers have traded in their networks this year, by side and currency; what fell through does not count. */
async function turnoversOf(ctx: Reader, entries: readonly TurnoverOf[], placed: readonly string[]): Promise<Map<string, Decimal>> {
  const keys = [...new Map(entries.map((entry) => [turnoverKey(entry), entry])).values()].map(({ trade, fee, organizationId }) => ({
    networkId: trade.networkId,
    payer: fee.payer,
    organizationId,
    currency: trade.currency,
  }))
  const rows = await ctx.db.$queryRaw<{ networkId: string; payer: string; organizationId: string; currency: string; net: string }[]>`
    select k."networkId", k.payer, k."organizationId", k.currency, coalesce(sum(o.net), 0)::text as net
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k("networkId" uuid, payer text, "organizationId" uuid, currency text)
    left join effective_order o on o.network_id = k."networkId" and o.currency = k.currency
      and case k.payer when 'buyer' then o.buyer_id else o.supplier_id end = k."organizationId"
      and o.id <> all(${placed}::uuid[]) and o.placed_at >= ${yearBegin(ctx.now)}
    group by 1, 2, 3, 4`
  return new Map(rows.map(({ net, ...key }) => [[key.networkId, key.payer, key.organizationId, key.currency].join(), new Decimal(net)]))
}

const readsFees = mayAny(['manage', 'Network'], ['read', 'PurchaseOrder'], ['read', 'SupplierOrder'])

const PAGE = 50

/**
 * The fee ledger as it concerns the actor's organization: of its own networks everybody's entries, of others its own.
 * Newest first in keyset pages, served by (network|organization, at, id).
 * @param after the id of the last entry of the page before; an unknown one starts from the beginning
 */
export async function listFeeEntries(ctx: ReadContext, page: { after?: string | undefined; take?: number } = {}) {
  if (!readsFees(ctx.actor)) throw forbidden()
  const take = page.take ?? PAGE
  const visible = visibleEntries(ctx)
  const after = z.uuid().safeParse(page.after).success
    ? await ctx.db.feeEntry.findFirst({ where: { id: page.after as string, ...visible }, select: { id: true } })
    : null
  const rows = await ctx.db.feeEntry.findMany({
    where: visible,
    include: {
      organization: { select: { name: true } },
      order: { select: { number: true, supplierNumber: true, buyerId: true, supplierId: true } },
      lot: { select: { title: true, eventId: true } },
      terms: { select: { fees: true, network: { select: { name: true } } } },
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    ...(after && { cursor: after, skip: 1 }),
    take: take + 1,
  })
  const entries = rows.slice(0, take).map(({ terms, feeId, order, ...row }) => ({
    ...row,
    network: terms.network.name,
    name: networkFees.parse(terms.fees).find((fee) => fee.id === feeId)?.name ?? feeId,
    // under the number of who pays
    order: order && {
      number: (row.organizationId === order.supplierId && order.supplierNumber) || order.number,
      own: [order.buyerId, order.supplierId].includes(ctx.actor.organizationId),
    },
    base: row.base.toString(),
    amount: row.amount.toString(),
  }))
  return { entries, next: rows.length > take ? (entries.at(-1)?.id ?? null) : null }
}

const visibleEntries = ({ actor }: ReadContext) => ({
  OR: [
    ...(may('manage', 'Network')(actor) ? [{ terms: { network: { operatorId: actor.organizationId } } }] : []),
    { organizationId: actor.organizationId },
  ],
})

/** What the fees that the actor may see came to, by month and currency, the last twelve months. */
export async function feeTotals(ctx: ReadContext): Promise<{ month: string; currency: string; amount: string }[]> {
  if (!readsFees(ctx.actor)) throw forbidden()
  return ctx.db.$queryRaw`
    select to_char(f.at at time zone 'UTC', 'YYYY-MM') as month, f.currency, sum(f.amount)::text as amount
    from fee_entry f join network n on n.id = f.network_id
    where f.at >= ${ctx.now}::timestamptz - interval '12 months'
      and (f.organization_id = ${ctx.actor.organizationId}::uuid
           or (${may('manage', 'Network')(ctx.actor)} and n.operator_id = ${ctx.actor.organizationId}::uuid))
    group by 1, 2 order by 1 desc, 2`
}

/** What an order costs the actor's organization in fees, by fee; entries of one fee are added up. */
export async function orderFees(ctx: ReadContext, orderId: string): Promise<{ name: string; amount: string; currency: string }[]> {
  const rows = await ctx.db.feeEntry.findMany({
    where: { orderId, organizationId: ctx.actor.organizationId },
    select: { feeId: true, amount: true, currency: true, terms: { select: { fees: true } } },
    orderBy: { id: 'asc' },
  })
  const sums = new Map<string, { name: string; amount: Decimal; currency: string }>()
  for (const { feeId, amount, currency, terms } of rows) {
    const name = networkFees.parse(terms.fees).find((fee) => fee.id === feeId)?.name ?? feeId
    const sum = sums.get(feeId) ?? { name, amount: ZERO, currency }
    sums.set(feeId, { ...sum, amount: sum.amount.add(amount.toString()) })
  }
  return [...sums.values()].map(({ amount, ...rest }) => ({ ...rest, amount: amount.toFixed() }))
}
