import { pool } from './db/client'
import type { Sql } from './db/sql'

/** Facts about this installation, by name: what was set up, which keys it signs with. */

/** What is noted under a name; null for nothing. */
export async function readSetting<Value>(key: string): Promise<Value | null> {
  const { rows } = await pool().query<{ value: Value }>('select value from setting where key = $1', [key])
  return rows[0]?.value ?? null
}

/** Notes a value under a name, in place of what was there. */
export async function writeSetting(sql: Sql, key: string, value: unknown): Promise<void> {
  await sql.query('insert into setting (key, value) values ($1, $2::jsonb) on conflict (key) do update set value = excluded.value', [
    key,
    JSON.stringify(value),
  ])
}

/** Notes a value unless another node was first. @returns the one that holds */
export async function settleSetting<Value>(key: string, value: Value): Promise<Value> {
  await pool().query('insert into setting (key, value) values ($1, $2::jsonb) on conflict (key) do nothing', [key, JSON.stringify(value)])
  return (await readSetting<Value>(key)) ?? value
}
