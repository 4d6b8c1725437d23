import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { Decimal, ZERO } from '@/lib/platform/decimal'
import { AppError, invalidInput, notFound } from '@/lib/platform/errors'
import { roundMoney } from '@/lib/platform/money'
import { settleOrder } from '@/lib/pricing/fees/commands/charge-fees'
import { countAgreedQuantities } from '@/lib/pricing/price-lists/commands/count-agreed-quantities'
import { textTotals, totalOrder } from '@/lib/pricing/rules/order-totals'
import type { OrderEvent } from '../events'
import { lineQuantities, openToReceive } from '../quantities'
import { answerOrderInput, orderIdInput, receiveOrderInput, shipOrderInput } from '../schemas'
import {
  answeredState,
  dueQuantity,
  type LineQuantities,
  type OrderState,
  type OrderStep,
  orderSteps,
  receivedState,
  shippedState,
} from '../states'

/** Locks an order of the actor's organization on its side, if the step is possible now. */
export async function lockOrder(ctx: CommandContext, orderId: string, step: OrderStep) {
  const locked = await ctx.db.$queryRaw<{ buyer_id: string; supplier_id: string; state: OrderState }[]>`
    select buyer_id, supplier_id, state::text as state from purchase_order where id = ${orderId}::uuid for update`
  const row = locked[0]
  const rule = row && orderSteps[row.state][step]
  const { organizationId } = ctx.actor
  if (!row || (row.buyer_id !== organizationId && (row.supplier_id !== organizationId || row.state === 'draft'))) throw notFound()
  if (!rule) throw new AppError('not_possible_now', { detail: 'order_state', data: { state: row.state } })
  if ((rule.by === 'buyer' ? row.buyer_id : row.supplier_id) !== organizationId) throw notFound()
  return ctx.db.purchaseOrder.findUniqueOrThrow({ where: { id: orderId }, include: { lines: { orderBy: { line: 'asc' } } } })
}

type LockedOrder = Awaited<ReturnType<typeof lockOrder>>

interface LineChange {
  id: string
  confirmed?: string
  confirmedOn?: string | undefined
  answerNote?: string | undefined
  shipped?: string
  received?: string
  rejected?: string
  net?: string
}

/** Writes what changed in an order's lines, all in one statement; what a change does not name stays. */
async function saveLines(ctx: CommandContext, orderId: string, changes: LineChange[]): Promise<void> {
  if (changes.length === 0) return
  await ctx.db.$executeRaw`
    update order_line l set
      confirmed = coalesce(c.confirmed, l.confirmed), confirmed_on = coalesce(c."confirmedOn", l.confirmed_on),
      answer_note = coalesce(c."answerNote", l.answer_note), shipped = coalesce(c.shipped, l.shipped),
      received = coalesce(c.received, l.received), rejected = coalesce(c.rejected, l.rejected), net = coalesce(c.net, l.net)
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c(id uuid, confirmed numeric, "confirmedOn" date, "answerNote" text,
      shipped numeric, received numeric, rejected numeric, net numeric)
    where l.order_id = ${orderId}::uuid and l.id = c.id`
}

/** What will not be delivered of lines that count against a contract's agreed quantity is given back to it. */
async function giveBack(ctx: CommandContext, lines: readonly { priceEntryId: string | null; undelivered: Decimal }[]): Promise<void> {
  await countAgreedQuantities(
    ctx,
    lines.flatMap(({ priceEntryId, undelivered }) => (priceEntryId ? [{ entryId: priceEntryId, quantity: undelivered.neg() }] : [])),
  )
}

/** Nothing comes of the order: agreed quantities are given back, its fees taken off. */
export async function fallThrough(ctx: CommandContext, order: LockedOrder): Promise<void> {
  await giveBack(
    ctx,
    order.lines.map(({ priceEntryId, quantity }) => ({ priceEntryId, undelivered: new Decimal(quantity.toString()) })),
  )
  await settleOrder(ctx, order.id, ZERO)
}

type Happened = OrderEvent['type'] extends `order.${infer Kind}` ? Kind : never

export async function advance(
  ctx: CommandContext,
  order: LockedOrder,
  state: OrderState,
  kind: Happened,
  data: Record<string, unknown> = {},
) {
  await ctx.db.purchaseOrder.update({ where: { id: order.id }, data: { state } })
  await ctx.db.orderEvent.create({
    data: { orderId: order.id, at: ctx.now, kind, userId: ctx.actor.userId, organizationId: ctx.actor.organizationId, data: data as never },
  })
  ctx.audit({ entity: 'PurchaseOrder', entityId: order.id, before: { state: order.state }, after: { state, ...data } })
  ctx.emit({ type: `order.${kind}`, orderId: order.id })
  return { state }
}

/**
 * The supplier's order response, line by line: in full, with another quantity or date, or not at all (zero).
 * Lines that are not named are confirmed in full.
 */
export const answerOrder = command('ordering.answer-order', answerOrderInput, may('answer', 'SupplierOrder'), async (ctx, input) => {
  const order = await lockOrder(ctx, input.orderId, 'answer')
  const answers = new Map(input.lines.map((line) => [line.lineId, line]))
  const known = new Set(order.lines.map((line) => line.id))
  if (input.lines.some((line) => !known.has(line.lineId))) throw notFound()
  const answered = order.lines.map((line) => {
    const answer = answers.get(line.id)
    const quantity = new Decimal(line.quantity.toString())
    const confirmed = new Decimal(answer?.quantity ?? quantity)
    if (confirmed.gt(quantity)) throw invalidInput(`lines.${line.line}.quantity`, 'ABOVE_MAXIMUM')
    const dateMoved = Boolean(answer?.date && order.wantedOn && answer.date > order.wantedOn.toISOString().slice(0, 10))
    return { line, answer, quantity, confirmed, dateMoved }
  })
  await saveLines(
    ctx,
    order.id,
    answered.map(({ line, answer, confirmed }) => ({
      id: line.id,
      confirmed: confirmed.toFixed(),
      confirmedOn: answer?.date ?? undefined,
      answerNote: answer?.note ?? undefined,
    })),
  )
  const state = answeredState(answered)
  if (state === 'rejected') await fallThrough(ctx, order)
  return advance(ctx, order, state, state as 'confirmed' | 'changed' | 'rejected')
})

/** The buyer agrees to the supplier's changes; the order's amounts follow the confirmed quantities. */
export const acceptOrderChanges = command(
  'ordering.accept-order-changes',
  orderIdInput,
  may('place', 'PurchaseOrder'),
  async (ctx, input) => {
    const order = await lockOrder(ctx, input.orderId, 'accept_changes')
    const lines = order.lines.map((line) => ({
      id: line.id,
      net: roundMoney(dueQuantity(lineQuantities(line)).mul(line.unitPrice.toString()), order.currency),
      offer: { taxCategory: line.taxCategory },
    }))
    const { country } = order.deliverTo as { country: string }
    const taxes = await ctx.db.taxRate.findMany({ where: { country } })
    const terms = await ctx.db.supplierTerms.findUnique({
      where: { supplierId_currency: { supplierId: order.supplierId, currency: order.currency } },
    })
    const totals = totalOrder({
      supplier: order.supplierId,
      currency: order.currency,
      country,
      lines,
      // Freight stays what it was: a smaller delivery by the supplier's own doing does not cost the buyer more.
      terms: [
        {
          supplier: order.supplierId,
          currency: order.currency,
          minimumOrder: null,
          freight: order.freight.toString(),
          freightFreeFrom: null,
          freightTaxCategory: terms?.freightTaxCategory ?? 'S',
        },
      ],
      taxes: taxes.map((row) => ({ country, category: row.category, rate: row.rate.toString() })),
      fees: [],
    })
    await saveLines(
      ctx,
      order.id,
      lines.map((line) => ({ id: line.id, net: line.net.toFixed() })),
    )
    await ctx.db.purchaseOrder.update({ where: { id: order.id }, data: textTotals(totals) })
    await settleOrder(ctx, order.id, totals.net)
    await giveBack(
      ctx,
      order.lines.map((line) => {
        const quantities = lineQuantities(line)
        return { priceEntryId: line.priceEntryId, undelivered: quantities.quantity.sub(dueQuantity(quantities)) }
      }),
    )
    return advance(ctx, order, 'confirmed', 'changes_accepted', { gross: totals.gross.toFixed() })
  },
)

/** The supplier's despatch advice: what leaves now. */
export const shipOrder = command('ordering.ship-order', shipOrderInput, may('answer', 'SupplierOrder'), async (ctx, input) => {
  const order = await lockOrder(ctx, input.orderId, 'ship')
  const shipping = new Map(input.lines.map((line) => [line.lineId, new Decimal(line.quantity)]))
  if ([...shipping.keys()].some((id) => !order.lines.some((line) => line.id === id))) throw notFound()
  if ([...shipping.values()].every((quantity) => quantity.isZero())) throw invalidInput('lines', 'required')
  const after: LineQuantities[] = []
  const changes: LineChange[] = []
  for (const line of order.lines) {
    const before = lineQuantities(line)
    const shipped = before.shipped.add(shipping.get(line.id) ?? 0)
    if (shipped.gt(dueQuantity(before))) throw invalidInput(`lines.${line.line}.quantity`, 'ABOVE_MAXIMUM')
    after.push({ ...before, shipped })
    if (!shipped.eq(before.shipped)) changes.push({ id: line.id, shipped: shipped.toFixed() })
  }
  await saveLines(ctx, order.id, changes)
  const { carrier, tracking } = input
  return advance(ctx, order, shippedState(after), 'shipped', { carrier, tracking, lines: input.lines })
})

/** The buyer's receipt: what arrived and what was refused. */
export const receiveOrder = command('ordering.receive-order', receiveOrderInput, may('receive', 'PurchaseOrder'), async (ctx, input) => {
  const order = await lockOrder(ctx, input.orderId, 'receive')
  const lines =
    input.lines ?? order.lines.map((line) => ({ lineId: line.id, received: openToReceive(lineQuantities(line)).toFixed(), rejected: '0' }))
  if (lines.every((line) => Number(line.received) === 0 && Number(line.rejected) === 0))
    throw new AppError('not_possible_now', { detail: 'nothing_to_receive' })
  const receipts = new Map(lines.map((line) => [line.lineId, line]))
  if ([...receipts.keys()].some((id) => !order.lines.some((line) => line.id === id))) throw notFound()
  const after: LineQuantities[] = []
  const changes: LineChange[] = []
  for (const line of order.lines) {
    const before = lineQuantities(line)
    const receipt = receipts.get(line.id)
    const next = { ...before, received: before.received.add(receipt?.received ?? 0), rejected: before.rejected.add(receipt?.rejected ?? 0) }
    if (next.received.add(next.rejected).gt(before.shipped)) throw invalidInput(`lines.${line.line}.received`, 'ABOVE_MAXIMUM')
    after.push(next)
    if (receipt) changes.push({ id: line.id, received: next.received.toFixed(), rejected: next.rejected.toFixed() })
  }
  await saveLines(ctx, order.id, changes)
  return advance(ctx, order, receivedState(order.state, after), 'received', { lines })
})

/** Nothing more is to happen with the order. */
export const closeOrder = command('ordering.close-order', orderIdInput, may('receive', 'PurchaseOrder'), async (ctx, input) =>
  advance(ctx, await lockOrder(ctx, input.orderId, 'close'), 'closed', 'closed'),
)

/** The buyer takes the order back before the supplier has confirmed it; what was paid is refunded. */
export const cancelOrder = command('ordering.cancel-order', orderIdInput, may('place', 'PurchaseOrder'), async (ctx, input) => {
  const order = await lockOrder(ctx, input.orderId, 'cancel')
  await fallThrough(ctx, order)
  return advance(ctx, order, 'cancelled', 'cancelled')
})
