import { pool } from '@/lib/platform/db/client'
import { personalData } from './register'

/** What a copy says of a company's record: which one it is and when it was made. What stands in it is the company's. */
const OF_RECORDS = [
  'id',
  'number',
  'action',
  'entity',
  'kind',
  'at',
  'created_at',
  'placed_at',
  'changed_at',
  'decided_at',
  'organization_id',
]

/** Rows of one table that a copy holds: more than a person makes in years, and a bound all the same. */
const ROWS = 20_000

/**
 * A copy of what is kept about a person (GDPR, articles 15 and 20): one JSON object, by table, a part at a time.
 * @param person the user's id, and address
 */
export async function* copyOfPersonalData(person: { userId: string; email: string }): AsyncGenerator<string> {
  yield '{'
  for (const [index, { table, column, by, becomes, secret = [] }] of personalData.entries()) {
    const isTheirs = becomes !== 'kept' || table === 'user'
    // Names come from the register alone.
    const { rows } = await pool().query<{ row: unknown }>(
      `select (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(to_jsonb(t) - $2::text[])
               where $3::boolean or key = any($4)) as row
       from "${table}" t where "${column}" = $1 limit ${ROWS}`,
      [by === 'id' ? person.userId : person.email, secret, isTheirs, OF_RECORDS],
    )
    const part = { erased: becomes, rows: rows.map(({ row }) => row), ...(rows.length === ROWS && { more: true }) }
    yield `${index ? ',' : ''}\n${JSON.stringify(`${table}.${column}`)}:${JSON.stringify(part)}`
  }
  yield '\n}\n'
}
