import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { forbidden, notFound } from '@/lib/platform/errors'
import { Decimal } from '@/lib/platform/money/decimal'
import { moneyText } from '@/lib/platform/money/money'
import { type AllocationInput, problemOf, viewOf } from './internal/input'
import { earliestDays } from './model'
import type { AllocationProgress, AllocationView, Outcome } from './views'

/** A search that somebody of the actor's organization has started. @throws AppError not_found */
export async function ownAllocation(ctx: ReadContext, allocationId: string) {
  if (!may('use', 'Cart')(ctx.actor)) throw forbidden()
  const split = await ctx.db.allocation.findFirst({
    where: { id: allocationId, list: { organizationId: ctx.actor.organizationId } },
    select: { id: true, listId: true, state: true, progress: true },
  })
  if (!split) throw notFound()
  return { ...split, progress: split.progress as AllocationProgress | null }
}

/** The same with what it has found. @throws AppError not_found */
export async function getAllocation(ctx: ReadContext, allocationId: string): Promise<AllocationView> {
  await ownAllocation(ctx, allocationId)
  const split = await ctx.db.allocation.findUniqueOrThrow({ where: { id: allocationId } })
  const input = split.input as unknown as AllocationInput
  const outcome = split.result as unknown as Outcome | null
  return {
    id: split.id,
    state: split.state,
    createdAt: split.createdAt,
    currency: input.currency,
    lines: input.lines.map(({ name, quantity }) => ({ name, quantity })),
    left: input.left,
    scenarios: (outcome?.scenarios ?? []).flatMap((scenario) => (scenario.chosen ? [viewOf(input, scenario)] : [])),
    impossible: (outcome?.scenarios ?? []).flatMap((scenario) =>
      scenario.chosen ? [] : [{ kind: scenario.kind, hindrance: scenario.hindrance }],
    ),
    needed: outcome?.needed ?? 0,
    earliest: earliestDays(problemOf(input)),
    limits: (outcome?.limits ?? []).map(({ limit, saves }) => ({
      limit,
      saves: saves === null ? null : moneyText(new Decimal(saves), input.currency),
    })),
    interrupted: outcome?.interrupted ?? false,
  }
}

/** The last search of a list. Served by (list, created_at). */
export const lastAllocation = (ctx: ReadContext, listId: string) =>
  ctx.db.allocation.findFirst({
    where: { listId, list: { organizationId: ctx.actor.organizationId } },
    select: { id: true, state: true, options: true },
    orderBy: { createdAt: 'desc' },
  })
