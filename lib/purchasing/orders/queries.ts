import { z } from 'zod'
import type { Configured } from '@/lib/catalog/configuration/model'
import { offeredSteps } from '@/lib/documents/lifecycle/model'
import { may, mayAny } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import type { PaymentState } from '@/lib/platform/db/generated/enums'
import { forbidden, notFound } from '@/lib/platform/errors'
import { asId, type Id } from '@/lib/platform/fields/ids'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { Decimal, toDecimal } from '@/lib/platform/money/decimal'
import { type OrderSort, type OrderState, orderLifecycle } from './states'
import { mayTake } from './step-rights'

export interface OrderFilter {
  side: 'buyer' | 'supplier'
  state?: readonly OrderState[] | undefined
  search?: string | undefined
  /** newest first without it */
  sort?: OrderSort | undefined
  /** the id of the last order of the page before; another organization's, or none at all, starts from the beginning */
  after?: string | undefined
}

const ORDERS_PAGE = 50

/** Orders of the actor's organization on one side; keyset pages served by (buyer|supplier, placed_at|number|gross, id). */
export async function listOrders(ctx: ReadContext, filter: OrderFilter, pageSize = ORDERS_PAGE) {
  const allowed = filter.side === 'buyer' ? may('read', 'PurchaseOrder') : may('read', 'SupplierOrder')
  if (!allowed(ctx.actor)) throw forbidden()
  const own = { [filter.side === 'buyer' ? 'buyerId' : 'supplierId']: ctx.actor.organizationId }
  const sort = filter.sort ?? '-placedAt'
  const direction = sort.startsWith('-') ? ('desc' as const) : ('asc' as const)
  // A supplier reads its own numbers.
  const by = sort.endsWith('number') && filter.side === 'supplier' ? 'supplierNumber' : sort.replace('-', '')
  const after = z.uuid().safeParse(filter.after).success
    ? await ctx.db.purchaseOrder.findFirst({ where: { id: filter.after as string, ...own }, select: { id: true } })
    : null
  const rows = await ctx.db.purchaseOrder.findMany({
    where: {
      ...own,
      // what was never placed is nothing to the supplier
      ...(filter.side === 'supplier' && { supplierNumber: { not: null } }),
      ...(filter.state?.length && { state: { in: [...filter.state] } }),
      ...(filter.search && {
        OR: [
          { number: { contains: filter.search, mode: 'insensitive' as const } },
          ...(filter.side === 'supplier' ? [{ supplierNumber: { contains: filter.search, mode: 'insensitive' as const } }] : []),
          { reference: { contains: filter.search, mode: 'insensitive' as const } },
          { [filter.side === 'buyer' ? 'supplier' : 'buyer']: { name: { contains: filter.search, mode: 'insensitive' as const } } },
        ],
      }),
    },
    select: {
      id: true,
      number: true,
      supplierNumber: true,
      state: true,
      placedAt: true,
      currency: true,
      gross: true,
      paymentMethod: true,
      buyer: { select: { name: true } },
      supplier: { select: { name: true } },
      payments: { select: { state: true } },
      _count: { select: { lines: true } },
    },
    orderBy: [{ [by]: direction }, { id: direction }],
    ...(after && { cursor: after, skip: 1 }),
    take: pageSize + 1,
  })
  const last = rows[pageSize - 1]
  return {
    orders: rows.slice(0, pageSize).map((row) => ({ ...row, supplierNumber: filter.side === 'supplier' ? row.supplierNumber : null })),
    next: rows.length > pageSize && last ? last.id : null,
  }
}

/** An order of the actor's organization, on either side, whole, with the steps that the actor can take of it. @throws AppError not_found for others' orders */
export async function getOrder(ctx: ReadContext, orderId: string) {
  const { organizationId } = ctx.actor
  if (!mayAny(['read', 'PurchaseOrder'], ['read', 'SupplierOrder'])(ctx.actor)) throw forbidden()
  const order = await ctx.db.purchaseOrder.findFirst({
    where: { id: orderId, OR: [{ buyerId: organizationId }, { supplierId: organizationId, supplierNumber: { not: null } }] },
    include: {
      buyer: { select: { id: true, name: true, country: true } },
      supplier: { select: { id: true, name: true, country: true } },
      timeline: { orderBy: { at: 'asc' } },
      payments: { orderBy: { createdAt: 'desc' } },
    },
  })
  if (!order) throw notFound()
  const side = order.buyerId === organizationId ? ('buyer' as const) : ('supplier' as const)
  if (!may('read', side === 'buyer' ? 'PurchaseOrder' : 'SupplierOrder')(ctx.actor)) throw forbidden()
  const userIds = [...new Set(order.timeline.flatMap((event) => event.userId ?? []))]
  const [users, lines, closing] = await Promise.all([
    ctx.db.user.findMany({ where: { id: { in: userIds } }, select: { id: true, name: true } }),
    linesWithProgress(ctx, orderId),
    openClosing(ctx, orderId),
  ])
  const facts = { lines, closingProposed: closing !== null }
  const steps = offeredSteps(orderLifecycle, { state: order.state, side, facts }).filter(
    // Who proposed to close the rest waits for the other side's answer.
    ({ step }) => mayTake(ctx.actor, step, side) && !(step === 'close_rest' && closing?.side === side),
  )
  // How many orders a supplier gets is nothing to its buyers.
  const supplierNumber = side === 'supplier' ? order.supplierNumber : null
  return { ...order, supplierNumber, side, lines, closing, steps, userNames: Object.fromEntries(users.map((user) => [user.id, user.name])) }
}

/** The proposal to close the rest of an order that waits for the other side; null for none. */
export async function openClosing(ctx: Pick<ReadContext, 'db'>, orderId: string) {
  const closing = await ctx.db.orderClosing.findFirst({
    where: { orderId, state: 'proposed' },
    select: { id: true, side: true, state: true, reason: true, createdAt: true, lines: { select: { orderLineId: true, quantity: true } } },
  })
  if (!closing) return null
  const lines = closing.lines.map(({ orderLineId, quantity }) => ({
    lineId: asId<'OrderLine'>(orderLineId),
    quantity: toDecimal(quantity),
  }))
  return { ...closing, id: asId<'OrderClosing'>(closing.id), lines }
}

interface Progress {
  lineId: Id<'OrderLine'>
  confirmed: string | null
  /** a day, ISO 8601 */
  confirmedOn: string | null
  answerNote: string | null
  shipped: string
  received: string
  rejected: string
  closed: string
}

/** The lines of an order with how far each is, by its documents. */
export async function linesWithProgress(ctx: Pick<ReadContext, 'db'>, orderId: string) {
  const lines = await ctx.db.orderLine.findMany({ where: { orderId }, orderBy: { line: 'asc' } })
  const rows = await ctx.db.$queryRaw<Progress[]>`
    select order_line_id as "lineId", trim_scale(confirmed)::text as confirmed, to_char(confirmed_on, 'YYYY-MM-DD') as "confirmedOn",
           answer_note as "answerNote", trim_scale(shipped)::text as shipped, trim_scale(received)::text as received, trim_scale(rejected)::text as rejected,
           trim_scale(closed)::text as closed
    from order_line_progress where order_id = ${orderId}::uuid`
  const progress = new Map(rows.map((row) => [row.lineId, row]))
  return lines.map((line) => {
    const {
      confirmed = null,
      confirmedOn = null,
      answerNote = null,
      shipped = 0,
      received = 0,
      rejected = 0,
      closed = 0,
    } = progress.get(asId(line.id)) ?? {}
    return {
      ...line,
      id: asId<'OrderLine'>(line.id),
      name: line.name as LocalizedText,
      configuration: line.configuration as Configured | null,
      quantity: toDecimal(line.quantity),
      unitPrice: toDecimal(line.unitPrice),
      net: toDecimal(line.net),
      confirmed: confirmed === null ? null : new Decimal(confirmed),
      confirmedOn,
      answerNote,
      shipped: new Decimal(shipped),
      received: new Decimal(received),
      rejected: new Decimal(rejected),
      closed: new Decimal(closed),
    }
  })
}

/**
 * Is an order paid by card? An order's amount only falls, so one payment is enough; a part of it that was given back is not
 * owed anew, all of it is.
 */
export const isPaid = (payments: readonly { state: PaymentState }[]): boolean => payments.some(({ state }) => state === 'paid')

/** Products that the organization ordered last, for 'order again'. */
export const recentlyOrdered = (ctx: ReadContext, take = 8) =>
  ctx.db.$queryRaw<{ productId: string; name: LocalizedText; orderedAt: Date; quantity: string }[]>`
    select * from (
      select distinct on (l.product_id) l.product_id as "productId", l.name, o.placed_at as "orderedAt", trim_scale(l.quantity)::text as quantity
      from (select id, placed_at from purchase_order where buyer_id = ${ctx.actor.organizationId}::uuid order by placed_at desc limit 60) o
      join order_line l on l.order_id = o.id where l.product_id is not null
      order by l.product_id, o.placed_at desc) recent
    order by "orderedAt" desc limit ${take}`
