import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { forbidden, notFound } from '@/lib/platform/errors'
import { Decimal } from '@/lib/platform/money/decimal'
import { moneyText } from '@/lib/platform/money/money'
import { problemOf, type SplitInput, viewOf } from './internal/input'
import { earliestDays } from './model'
import type { Outcome, SplitProgress, SplitView } from './views'

/** A search that somebody of the actor's organization has started. @throws AppError not_found */
export async function ownSplit(ctx: ReadContext, splitId: string) {
  if (!may('use', 'Cart')(ctx.actor)) throw forbidden()
  const split = await ctx.db.split.findFirst({
    where: { id: splitId, list: { organizationId: ctx.actor.organizationId } },
    select: { id: true, listId: true, state: true, progress: true },
  })
  if (!split) throw notFound()
  return { ...split, progress: split.progress as SplitProgress | null }
}

/** The same with what it has found. @throws AppError not_found */
export async function getSplit(ctx: ReadContext, splitId: string): Promise<SplitView> {
  await ownSplit(ctx, splitId)
  const split = await ctx.db.split.findUniqueOrThrow({ where: { id: splitId } })
  const input = split.input as unknown as SplitInput
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
export const lastSplit = (ctx: ReadContext, listId: string) =>
  ctx.db.split.findFirst({
    where: { listId, list: { organizationId: ctx.actor.organizationId } },
    select: { id: true, state: true, options: true },
    orderBy: { createdAt: 'desc' },
  })
