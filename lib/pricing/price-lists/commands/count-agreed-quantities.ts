import type { CommandContext } from '@/lib/platform/context'
import type { Decimal } from '@/lib/platform/money/decimal'

/**
 * Holds the agreed quantities of the actor's contracts for these offers until the transaction ends: of two orders at once
 * the second sees what the first has left.
 */
export async function lockAgreedQuantities(ctx: CommandContext, offerIds: readonly string[]): Promise<void> {
  await ctx.db.$queryRaw`
    select 1 from price_list_entry e join price_list l on l.id = e.list_id
    where e.offer_id = any(${offerIds}::uuid[]) and e.agreed is not null and l.buyer_id = ${ctx.actor.organizationId}::uuid
    order by e.id for update of e`
}

/**
 * Counts ordered quantities against agreed ones; negative ones are given back. The rows are locked in one order, so that two
 * orders that fall through at once do not wait for each other.
 */
export async function countAgreedQuantities(
  ctx: Pick<CommandContext, 'db'>,
  changes: readonly { entryId: string; quantity: Decimal }[],
): Promise<void> {
  if (changes.length === 0) return
  await ctx.db.$executeRaw`
    with change as (
      select "entryId", sum(quantity) as quantity
      from jsonb_to_recordset(${JSON.stringify(changes.map(({ entryId, quantity }) => ({ entryId, quantity: quantity.toFixed() })))}::jsonb)
        as x("entryId" uuid, quantity numeric) group by 1),
    locked as materialized (
      select id from price_list_entry where id in (select "entryId" from change) and agreed is not null order by id for update)
    update price_list_entry e set used = greatest(e.used + c.quantity, 0)
    from change c join locked l on l.id = c."entryId" where e.id = l.id`
}

/** Gives back to contracts what will not be delivered of lines that count against them. */
export const releaseAgreedQuantities = (
  ctx: Pick<CommandContext, 'db'>,
  undelivered: readonly { entryId: string | null; quantity: Decimal }[],
): Promise<void> =>
  countAgreedQuantities(
    ctx,
    undelivered.flatMap(({ entryId, quantity }) => (entryId ? [{ entryId, quantity: quantity.neg() }] : [])),
  )
