import type { CommandContext } from '@/lib/platform/context'
import { AppError } from '@/lib/platform/errors'
import { MOST_JOINED } from './schemas'

/** Everything that decides on joins of one organization goes one after the other: two decisions at once could make a ring. */
export const inTurn = (ctx: CommandContext) =>
  ctx.db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`joins ${ctx.actor.organizationId}`}, 0))`

/**
 * Shows products under one of them, with all that is shown under any of them already. Products and their offers stay as they are.
 * @returns the ids of all products of the group
 * @throws AppError not_possible_now when they are sold by different units, which would compare prices of different things, or are too many
 */
export async function joinUnder(ctx: CommandContext, headId: string, productIds: readonly string[]): Promise<string[]> {
  const { organizationId, joinsOf } = ctx.actor
  const asked = [...new Set([headId, ...productIds])]
  const members = await ctx.db.$queryRaw<{ id: string; unit: string }[]>`
    select distinct p.id, p.unit from unnest(${asked}::uuid[]) a(id)
    cross join lateral joined_products(${organizationId}::uuid, ${[organizationId, ...joinsOf]}::uuid[], a.id) j(id)
    join product p on p.id = j.id`
  if (new Set(members.map(({ unit }) => unit)).size > 1) throw new AppError('not_possible_now', { detail: 'different_units' })
  if (members.length > MOST_JOINED) throw new AppError('not_possible_now', { detail: 'too_many_joined' })
  const ids = members.map(({ id }) => id)
  await under(ctx, headId, ids)
  return ids
}

/**
 * Lets a product stand alone. If others were shown under it, they go on together, under the first of them.
 */
export async function standAlone(ctx: CommandContext, productId: string): Promise<void> {
  const { organizationId, userId, joinsOf } = ctx.actor
  const group = await ctx.db.$queryRaw<{ id: string; head: boolean }[]>`
    select j.id, j.id = product_head(${organizationId}::uuid, ${joinsOf}::uuid[], j.id) as head
    from joined_products(${organizationId}::uuid, ${joinsOf}::uuid[], ${productId}::uuid) j(id) order by j.id`
  const others = group.filter(({ id }) => id !== productId)
  await ctx.db.productJoin.upsert({
    where: { organizationId_productId: { organizationId, productId } },
    create: { organizationId, productId, headId: productId, createdBy: userId, createdAt: ctx.now },
    update: { headId: productId, createdBy: userId, createdAt: ctx.now },
  })
  const [next] = others
  if (next && !others.some(({ head }) => head))
    await under(
      ctx,
      next.id,
      others.map(({ id }) => id),
    )
}

const under = (ctx: CommandContext, headId: string, ids: readonly string[]) => {
  const { organizationId, userId } = ctx.actor
  return ctx.db.$executeRaw`
    insert into product_join (organization_id, product_id, head_id, created_by, created_at)
    select ${organizationId}::uuid, id, ${headId}::uuid, ${userId}::uuid, ${ctx.now} from unnest(${ids}::uuid[]) id
    on conflict (organization_id, product_id) do update set head_id = excluded.head_id, created_by = excluded.created_by, created_at = excluded.created_at`
}
