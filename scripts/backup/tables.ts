import type { Client } from 'pg'

/** Where rows are: Stoa's own, and the jobs that wait to be done. */
const SCHEMAS = `('public', 'graphile_worker')`

/** Kept by those who carry out migrations; a restored database gets its own. */
const OF_MIGRATIONS = `('_prisma_migrations', 'migrations')`

export interface Table {
  schema: string
  name: string
  /** those that hold what was written; PostgreSQL computes the others */
  columns: string[]
}

/** Every table that holds data. */
export async function dataTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname as schema, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind in ('r', 'p') and n.nspname in ${SCHEMAS} and c.relname not in ${OF_MIGRATIONS}
     group by n.nspname, c.relname
     order by n.nspname, c.relname`,
  )
  return rows
}

/** Where every sequence stands. */
export async function sequences(client: Client): Promise<{ schema: string; name: string; value: string; called: boolean }[]> {
  const { rows } = await client.query<{ schema: string; name: string; first: string; value: string | null }>(
    `select schemaname as schema, sequencename as name, start_value::text as first, last_value::text as value
     from pg_sequences where schemaname in ${SCHEMAS} order by 1, 2`,
  )
  return rows.map(({ schema, name, first, value }) => ({ schema, name, value: value ?? first, called: value !== null }))
}

export interface ForeignKey {
  table: string
  name: string
  definition: string
}

/** Every reference between tables, with what adds it again. */
export async function foreignKeys(client: Client): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select format('%I.%I', n.nspname, c.relname) as table, quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k
     join pg_class c on c.oid = k.conrelid
     join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and n.nspname in ${SCHEMAS} and k.conparentid = 0
     order by 1, 2`,
  )
  return rows
}

/** Migrations that a database has seen, in order; none where it was never migrated. */
export async function appliedMigrations(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('public._prisma_migrations') is not null as there`)
  if (!rows[0]?.there) return []
  const applied = await client.query<{ name: string }>(
    `select migration_name as name from public._prisma_migrations where finished_at is not null and rolled_back_at is null order by 1`,
  )
  return applied.rows.map(({ name }) => name)
}
