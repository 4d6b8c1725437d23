import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { forbidden } from '@/lib/platform/errors'

/** Lots that were awarded after the supplier took part, and how many of them it won. */
export async function winRate(ctx: ReadContext): Promise<{ lots: number; won: number }> {
  if (!may('bid', 'Bid')(ctx.actor)) throw forbidden()
  const [row] = await ctx.db.$queryRaw<{ lots: number; won: number }[]>`
    select count(*)::int as lots, count(s.lot_id)::int as won
    from event_invitation i join sourcing_event e on e.id = i.event_id join lot l on l.event_id = e.id join lot_award a on a.lot_id = l.id
    left join lot_award_share s on s.lot_id = l.id and s.supplier_id = i.supplier_id
    where i.supplier_id = ${ctx.actor.organizationId}::uuid and i.state = 'accepted' and not e.training`
  return row ?? { lots: 0, won: 0 }
}
