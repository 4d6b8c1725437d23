import { z } from 'zod'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { idOf } from '@/lib/platform/fields/ids'
import type { TableProblem } from '@/lib/platform/files/headed-table'
import { readAvailability } from '../internal/read-availability'
import { ownCatalog } from '../queries'
import { type AvailabilityLine, setAvailabilityInput } from '../schemas'

/** Part numbers that are told back when the catalog does not know them. */
const MAX_UNKNOWN = 100

export interface AvailabilityResult {
  /** lines whose stock or lead time is another one now */
  changed: number
  /** part numbers that are not in the catalog, the first hundred of them */
  unknown: string[]
}

const publishes = may('publish', 'Catalog')

/**
 * Sets stock and lead times as they are now, between the versions of a catalog. What a line does not say stays; part numbers that
 * the catalog does not hold are told back and hold up nothing.
 */
export const setAvailability = command('catalog.set-availability', setAvailabilityInput, publishes, (ctx, { catalogId, lines }) =>
  apply(ctx, catalogId, lines),
)

const takeInInput = z.object({ catalogId: idOf('Catalog'), rows: z.array(z.array(z.string())) })

/** The same from the rows of a file: all of them, or none and what is wrong with which row. */
export const importAvailability = command(
  'catalog.import-availability',
  takeInInput,
  publishes,
  async (ctx, { catalogId, rows }): Promise<AvailabilityResult & { problems: TableProblem[] }> => {
    await ownCatalog(ctx, catalogId)
    const { lines, problems } = readAvailability(rows, ctx.actor.numberFormat)
    if (problems.length > 0) return { changed: 0, unknown: [], problems }
    return { ...(await apply(ctx, catalogId, lines)), problems }
  },
)

/** One statement for one line or 20,000; search follows by a job. */
async function apply(ctx: CommandContext, catalogId: string, lines: readonly AvailabilityLine[]): Promise<AvailabilityResult> {
  await ownCatalog(ctx, catalogId)
  const [result] = await ctx.db.$queryRaw<AvailabilityResult[]>`
    with said as materialized (
      select distinct on (r->>'part') r->>'part' as part, r ? 'stock' as of_stock, (r->>'stock')::numeric as stock,
             r ? 'leadTimeDays' as of_days, (r->>'leadTimeDays')::int as days
      from jsonb_array_elements(${JSON.stringify(lines)}::jsonb) with ordinality as line (r, place) order by r->>'part', place desc),
    known as materialized (
      select o.id, o.stock as stock_before, o.lead_time_days as days_before,
             case when s.of_stock then s.stock else o.stock end as stock, case when s.of_days then s.days else o.lead_time_days end as days, s.part
      from said s join offer o on o.catalog_id = ${catalogId}::uuid and o.supplier_part_number = s.part and o.withdrawn_at is null),
    changed as (
      update offer o set stock = k.stock, lead_time_days = k.days, changed_at = ${ctx.now} from known k
      where o.id = k.id and (k.stock, k.days) is distinct from (k.stock_before, k.days_before) returning o.id)
    select (select count(*)::int from changed) as changed,
           array(select part from said where part not in (select part from known) order by part limit ${MAX_UNKNOWN}) as unknown`
  if (!result) throw new Error('a row of aggregates is always there')
  ctx.audit({ entity: 'Catalog', entityId: catalogId, after: { availability: lines.length, changed: result.changed } })
  if (result.changed > 0) ctx.emit({ type: 'catalog.availability-changed', catalogId })
  return result
}
