import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { forbidden } from '@/lib/platform/errors'

export interface NetworkHealth {
  members: number
  applications: number
  /** orders between members in the last 30 days */
  orders: number
  /** jobs that wait beyond their time, and that failed for good */
  jobsLate: number
  jobsFailed: number
  importsFailed: number
  /** seconds that the oldest published change has been waiting for search */
  searchLag: number
}

/** What the operator looks at first: members, trade, and whether everything runs. */
export async function networkHealth(ctx: ReadContext): Promise<NetworkHealth> {
  if (!may('manage', 'Network')(ctx.actor)) throw forbidden()
  const [row] = await ctx.db.$queryRaw<NetworkHealth[]>`
    with own as (
      select m.organization_id, m.state from network_membership m join network n on n.id = m.network_id
      where n.operator_id = ${ctx.actor.organizationId}::uuid)
    select (select count(distinct organization_id)::int from own where state = 'active') as members,
           (select count(*)::int from own where state = 'applied') as applications,
           (select count(*)::int from purchase_order o where o.placed_at >= ${ctx.now}::timestamptz - interval '30 days'
              and o.buyer_id in (select organization_id from own) and o.supplier_id in (select organization_id from own)) as orders,
           (select count(*)::int from graphile_worker.jobs where run_at < now() - interval '1 minute' and locked_at is null and attempts < max_attempts) as "jobsLate",
           (select count(*)::int from graphile_worker.jobs where attempts >= max_attempts) as "jobsFailed",
           (select count(*)::int from catalog_import where state = 'failed' and created_at >= ${ctx.now}::timestamptz - interval '30 days') as "importsFailed",
           (select coalesce(extract(epoch from now() - min(created_at)), 0)::int from outbox_event where dispatched_at is null and type = 'catalog.published') as "searchLag"`
  if (!row) throw new Error('a row of aggregates is always there')
  return row
}
