import { stateAfter } from '@/lib/documents/lifecycle/state-after'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { AppError, invalidInput, notFound } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { json } from '@/lib/platform/json'
import { Decimal, toDecimal } from '@/lib/platform/money/decimal'
import { stepsProblem } from '../model'
import { createDealInput, dealIdInput } from '../schemas'
import { dealLifecycle } from '../states'

/** A deal of more days is a price list. */
const MAX_DAYS = 60

/**
 * Puts one of the supplier's own offers up as a deal, for everybody who sees the offer.
 * @throws AppError not_found for another's offer, not_possible_now while the offer has an open deal or is configured, invalid_input
 */
export const createDeal = command('deals.create', createDealInput, may('manage', 'PriceList'), async (ctx, input) => {
  const { organizationId, userId } = ctx.actor
  const offer = await ctx.db.offer.findFirst({
    where: { id: input.offerId, supplierId: organizationId, withdrawnAt: null },
    select: { id: true, currency: true, unit: true, price: true, priceBase: true, configurator: { select: { offerId: true } } },
  })
  if (!offer) throw notFound()
  if (offer.configurator) throw new AppError('not_possible_now', { detail: 'deal_configurable' })
  const opensAt = new Date(input.opensAt)
  const endsAt = new Date(input.endsAt)
  if (endsAt <= opensAt || endsAt <= ctx.now) throw invalidInput('endsAt', 'end_before_start')
  if (endsAt.getTime() - opensAt.getTime() > MAX_DAYS * 86_400_000) throw invalidInput('endsAt', 'deal_too_long')
  if (input.kind === 'limited' && !input.total) throw invalidInput('total', 'required')
  const problem = stepsProblem(input.kind, input.steps, toDecimal(offer.price).div(offer.priceBase.toString()))
  if (problem) throw invalidInput(`steps.${problem.index}.${problem.field}`, problem.reason)
  const last = input.steps.at(-1)
  if (input.total && last && new Decimal(input.total).lt(last.from)) throw invalidInput('total', 'total_below_steps')
  // One at a time: two would promise the same goods twice.
  await ctx.db.$queryRaw`select 1 from offer where id = ${offer.id}::uuid for update`
  const running = await ctx.db.deal.count({ where: { offerId: offer.id, state: 'open' } })
  if (running > 0) throw new AppError('not_possible_now', { detail: 'deal_runs' })
  const id = newId()
  await ctx.db.deal.create({
    data: {
      id,
      supplierId: organizationId,
      offerId: offer.id,
      kind: input.kind,
      currency: offer.currency,
      unit: offer.unit,
      opensAt,
      endsAt,
      steps: json(input.steps),
      total: input.total ?? null,
      createdBy: userId,
      createdAt: ctx.now,
    },
  })
  ctx.audit({ entity: 'Deal', entityId: id, after: input })
  ctx.emit({ type: 'deal.opened', dealId: id, runAt: endsAt.toISOString() })
  return { id }
})

/** Ends a deal without any order: of a group nobody buys; what a limited one has sold stays sold. @throws AppError not_found, not_possible_now */
export const callOffDeal = command('deals.call-off', dealIdInput, may('manage', 'PriceList'), async (ctx, { dealId }) => {
  await ctx.db.$queryRaw`select 1 from deal where id = ${dealId}::uuid for update`
  const deal = await ctx.db.deal.findFirst({ where: { id: dealId, supplierId: ctx.actor.organizationId } })
  if (!deal) throw notFound()
  const before = { ended: deal.endsAt <= ctx.now, stands: false }
  const state = stateAfter(dealLifecycle, { state: deal.state, step: 'call_off', side: 'supplier', before })
  await ctx.db.deal.update({ where: { id: dealId }, data: { state, closedAt: ctx.now } })
  ctx.audit({ entity: 'Deal', entityId: dealId, after: { state } })
  ctx.emit({ type: 'deal.changed', dealId })
  if (deal.kind === 'group') ctx.emit({ type: 'deal.called-off', dealId })
})
