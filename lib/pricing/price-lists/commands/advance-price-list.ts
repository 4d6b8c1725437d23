import { z } from 'zod'
import { stateAfter } from '@/lib/documents/lifecycle/state-after'
import { requireApprover } from '@/lib/parties/approvals/policy'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import type { PriceListState } from '@/lib/platform/db/generated/enums'
import { AppError, invalidInput } from '@/lib/platform/errors'
import type { PriceListEvent } from '../events'
import { lifecycleOf, possibleSteps, sidesOf, supersededState } from '../model'
import { priceListIdInput } from '../schemas'
import { lockPriceList } from './save-price-list'

const stepInput = priceListIdInput.extend({
  step: z.enum(['activate', 'propose', 'withdraw', 'accept', 'decline', 'end', 'remove']),
})

/**
 * Sets a list in force, proposes a contract, answers a proposal, ends a list, throws a draft away. Two sides that act at
 * once come one after the other; the second finds that its step is no longer possible.
 * @throws AppError not_found, not_possible_now, invalid_input when something is missing that the step needs
 */
export const advancePriceList = command('pricing.take-step', stepInput, may('manage', 'PriceList'), async (ctx, { listId, step }) => {
  const { side, ...before } = await lockPriceList(ctx, listId)
  if (!possibleSteps(before, ctx.actor.organizationId).includes(step)) throw new AppError('not_possible_now')
  if (step === 'accept' || step === 'decline') requireApprover(ctx.actor, { kind: 'contract', requestedBy: null })
  if (step === 'remove') {
    await ctx.db.priceList.delete({ where: { id: listId } })
    ctx.audit({ entity: 'PriceList', entityId: listId, before })
    return
  }
  if (step === 'activate' || step === 'propose' || step === 'accept') await requireComplete(ctx, before)
  const sides = sidesOf(before, ctx.actor.organizationId)
  const state = stateAfter(lifecycleOf(before), { state: before.state, step, side: sides, before: null })
  // Of a catalog's own prices those that a supplier has agreed to last count.
  if (step === 'accept' && before.catalogId)
    await ctx.db.priceList.updateMany({
      where: { catalogId: before.catalogId, supplierId: before.supplierId, state: 'active' },
      data: { state: supersededState('active'), changedAt: ctx.now },
    })
  await ctx.db.priceList.update({ where: { id: listId }, data: { state, changedAt: ctx.now } })
  ctx.audit({ entity: 'PriceList', entityId: listId, before: { state: before.state }, after: { state } })
  if (before.kind === 'contract' || before.catalogId)
    ctx.emit({ type: happened[state], listId, to: side === 'buyer' ? before.supplierId : (before.buyerId ?? before.proposedBy) })
})

/** What a contract that has come into a state tells. */
const happened = {
  draft: 'contract.withdrawn',
  proposed: 'contract.proposed',
  active: 'contract.active',
  declined: 'contract.declined',
  ended: 'contract.ended',
} as const satisfies Record<PriceListState, PriceListEvent['type']>

async function requireComplete(
  ctx: CommandContext,
  list: { id: string; kind: string; validTo: Date | null; catalogId: string | null },
): Promise<void> {
  if (list.validTo && list.validTo <= ctx.now) throw invalidInput('validTo', 'past')
  if (list.kind === 'campaign' && !list.validTo) throw invalidInput('validTo', 'campaign_end')
  const entries = await ctx.db.priceListEntry.count({ where: { listId: list.id } })
  if (entries === 0) throw new AppError('not_possible_now', { detail: 'no_prices' })
  const audiences = list.kind === 'audience' && !list.catalogId ? await ctx.db.priceListAudience.count({ where: { listId: list.id } }) : 1
  if (audiences === 0) throw new AppError('not_possible_now', { detail: 'no_customers' })
}
