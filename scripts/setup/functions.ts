import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { root } from './install.js'

const folder = path.join(root, 'prisma/functions')
const KEY = 'sql-functions'

/**
 * Brings the SQL functions and views of prisma/functions, a file for each domain, into the database when they have changed since
 * the last time. Each file can be carried out again and again. All or nothing; two nodes that start at once take turns.
 * @returns whether there was anything to do
 */
export async function applyFunctions(url: string): Promise<boolean> {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, sql: readFileSync(path.join(folder, name), 'utf8') }))
  const hash = createHash('sha256')
  for (const { name, sql } of files) hash.update(name).update(sql)
  const digest = hash.digest('hex')
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    // Bodies name functions of files that come later.
    await client.query(`begin; set local check_function_bodies = off; select pg_advisory_xact_lock(hashtext('${KEY}'))`)
    const known = await client.query<{ value: string }>('select value from setting where key = $1', [KEY])
    const changed = known.rows[0]?.value !== digest
    if (changed) {
      for (const { sql } of files) await client.query(sql)
      await client.query('insert into setting (key, value) values ($1, $2) on conflict (key) do update set value = $2', [
        KEY,
        JSON.stringify(digest),
      ])
    }
    await client.query('commit')
    return changed
  } finally {
    await client.end()
  }
}
