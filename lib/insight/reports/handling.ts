import type { ReadContext } from '@/lib/platform/context'
import { lastMonths } from './model'
import { column, REPORT_MONTHS, requireSide, type Side, today } from './scope'

export interface Handling {
  orders: number
  /** steps that people took for one order, on both sides */
  steps: number | null
  /** median hours until the supplier answered, and until everything was received */
  hoursToAnswer: number | null
  hoursToReceive: number | null
}

/** What it takes to handle an order, of the last twelve months. Served by (buyer|supplier, placed_at, id) and order_event(order_id, at). */
export async function handling(ctx: ReadContext, side: Side): Promise<Handling> {
  requireSide(ctx, side)
  const [row] = await ctx.db.$queryRawUnsafe<Handling[]>(
    `select count(*)::int as orders, round(avg(steps), 1)::float8 as steps,
            round((percentile_cont(0.5) within group (order by extract(epoch from answered - placed_at)) / 3600)::numeric, 1)::float8 as "hoursToAnswer",
            round((percentile_cont(0.5) within group (order by extract(epoch from received - placed_at)) / 3600)::numeric, 1)::float8 as "hoursToReceive"
     from (
       select o.id, o.placed_at, count(*) filter (where e.user_id is not null) as steps,
              min(e.at) filter (where e.kind in ('confirmed', 'confirmed_with_changes', 'rejected')) as answered, max(e.at) filter (where e.kind = 'received') as received
       from purchase_order o join order_event e on e.order_id = o.id
       where o.${column(side)} = $1::uuid and o.placed_at >= $2::date group by o.id) handled`,
    ctx.actor.organizationId,
    `${lastMonths(today(ctx), REPORT_MONTHS)[0]}-01`,
  )
  return row ?? { orders: 0, steps: null, hoursToAnswer: null, hoursToReceive: null }
}
