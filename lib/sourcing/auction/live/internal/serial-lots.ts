import type { PoolClient } from 'pg'
import type { LotRules } from '@/lib/sourcing/auction/rules/schemas'

/**
 * Where lots run one after the other, the next one opens a gap after the end of the one that has closed: earlier or later
 * than was planned, and never in the past. All that follow move with it. Runs in the transaction that closes the lot.
 */
export async function releaseNext(client: PoolClient, lotId: string): Promise<void> {
  const { rows } = await client.query<{ id: string; rules: LotRules; opensAt: number; endsAt: number; start: number }>(
    `select l.id, l.rules, extract(epoch from l.opens_at) * 1000 as "opensAt", extract(epoch from l.ends_at) * 1000 as "endsAt",
            extract(epoch from greatest(c.ends_at, clock_timestamp())) * 1000 + e.gap_seconds * 1000 as start
     from lot c join sourcing_event e on e.id = c.event_id join lot l on l.event_id = e.id and l.number > c.number
     where c.id = $1 and e.gap_seconds is not null and l.seq = 0 order by l.number`,
    [lotId],
  )
  const first = rows[0]
  if (!first) return
  const shift = Math.round(Number(first.start) - Number(first.opensAt))
  await client.query(
    `update lot set rules = moved.rules, opens_at = to_timestamp(moved.opens_at / 1000), ends_at = to_timestamp(moved.ends_at / 1000),
       due_at = case when lot.id = $5 then to_timestamp(moved.opens_at / 1000) end
     from unnest($1::uuid[], $2::jsonb[], $3::float8[], $4::float8[]) moved (id, rules, opens_at, ends_at) where moved.id = lot.id`,
    [
      rows.map(({ id }) => id),
      rows.map(({ rules }) => JSON.stringify(moved(rules, shift))),
      rows.map(({ opensAt }) => Number(opensAt) + shift),
      rows.map(({ endsAt }) => Number(endsAt) + shift),
      first.id,
    ],
  )
}

/** The rules of a lot that has not begun, some milliseconds later. */
export function moved(rules: LotRules, shift: number): LotRules {
  const later = (instant: string) => new Date(Date.parse(instant) + shift).toISOString()
  return {
    ...rules,
    opensAt: later(rules.opensAt),
    endsAt: rules.endsAt && later(rules.endsAt),
    overtime: rules.overtime && { ...rules.overtime, hardStop: rules.overtime.hardStop && later(rules.overtime.hardStop) },
  }
}
