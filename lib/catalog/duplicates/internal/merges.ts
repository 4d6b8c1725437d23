import type { CommandContext } from '@/lib/platform/context'
import { AppError } from '@/lib/platform/errors'
import { MAX_MERGED } from '../schemas'

/** Everything that decides on joins of one organization goes one after the other: two decisions at once could make a ring. */
export const inTurn = (ctx: CommandContext) =>
  ctx.db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`joins ${ctx.actor.organizationId}`}, 0))`

/** Products that are to be shown as one, under the first of them. */
type Wished = readonly [headId: string, ...others: string[]]

/**
 * Shows products under the first of them, with all that is shown under any of them already; wishes that share a product become one group.
 * Products and their offers stay as they are. Two queries, whatever their number.
 * @returns the ids of all products of all groups
 * @throws AppError not_possible_now when products of a group are sold by different units, which would compare prices of different things, or are
 *   too many
 */
export async function mergeUnder(ctx: CommandContext, wishes: readonly Wished[]): Promise<string[]> {
  const { organizationId, mergesOf } = ctx.actor
  const asked = [...new Set(wishes.flat())]
  const members = await ctx.db.$queryRaw<{ asked: string; id: string; unit: string }[]>`
    select a.id as asked, p.id, p.unit from unnest(${asked}::uuid[]) a(id)
    cross join lateral merged_products(${organizationId}::uuid, ${[organizationId, ...mergesOf]}::uuid[], a.id) j(id)
    join product p on p.id = j.id`
  const headOf = new Map<string, string>()
  const find = (id: string): string => {
    const head = headOf.get(id)
    return head === undefined || head === id ? id : find(head)
  }
  for (const [headId, ...others] of wishes) for (const id of others) headOf.set(find(id), find(headId))
  for (const { asked: from, id } of members) if (find(id) !== find(from)) headOf.set(find(id), find(from))
  const groups = new Map<string, Map<string, string>>()
  for (const { id, unit } of members) groups.set(find(id), (groups.get(find(id)) ?? new Map()).set(id, unit))
  for (const group of groups.values()) {
    if (new Set(group.values()).size > 1) throw new AppError('not_possible_now', { detail: 'different_units' })
    if (group.size > MAX_MERGED) throw new AppError('not_possible_now', { detail: 'too_many_joined' })
  }
  const rows = [...groups].flatMap(([headId, group]) => [...group.keys()].map((id) => ({ id, headId })))
  await under(ctx, rows)
  return rows.map(({ id }) => id)
}

/**
 * Lets a product stand alone. If others were shown under it, they go on together, under the first of them.
 */
export async function standAlone(ctx: CommandContext, productId: string): Promise<void> {
  const { organizationId, userId, mergesOf } = ctx.actor
  const group = await ctx.db.$queryRaw<{ id: string; head: boolean }[]>`
    select j.id, j.id = product_head(${organizationId}::uuid, ${mergesOf}::uuid[], j.id) as head
    from merged_products(${organizationId}::uuid, ${mergesOf}::uuid[], ${productId}::uuid) j(id) order by j.id`
  const others = group.filter(({ id }) => id !== productId)
  await ctx.db.productMerge.upsert({
    where: { organizationId_productId: { organizationId, productId } },
    create: { organizationId, productId, headId: productId, createdBy: userId, createdAt: ctx.now },
    update: { headId: productId, createdBy: userId, createdAt: ctx.now },
  })
  const [next] = others
  if (next && !others.some(({ head }) => head)) {
    const rows = others.map(({ id }) => ({ id, headId: next.id }))
    await under(ctx, rows)
  }
}

const under = (ctx: CommandContext, rows: readonly { id: string; headId: string }[]) => {
  const { organizationId, userId } = ctx.actor
  return ctx.db.$executeRaw`
    insert into product_merge (organization_id, product_id, head_id, created_by, created_at)
    select ${organizationId}::uuid, r.id, r."headId", ${userId}::uuid, ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "headId" uuid)
    on conflict (organization_id, product_id) do update set head_id = excluded.head_id, created_by = excluded.created_by, created_at = excluded.created_at`
}
