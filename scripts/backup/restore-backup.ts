import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Client } from 'pg'
import * as pgCopy from 'pg-copy-streams'
import { keepFile, removeFile } from '@/lib/platform/files/storage'
import { applyMigrations, knownMigrations, migrate } from '../setup/prisma'
import { type Backup, checkBackup, openBackup } from './check-backup'
import type { KeptTable, Manifest } from './manifest'
import { appliedMigrations, foreignKeys } from './tables'

/**
 * Brings what a backup holds into a database and a place for files that are empty, and up to the structure of this code.
 * All or nothing: the database as one transaction, and files that were put back go again when it fails.
 * @param url of the database
 * @param prepareJobs makes the tables of waiting work
 * @throws Error when the backup is damaged or from a later Stoa, or when the database has been used
 */
export async function restoreBackup(url: string, file: string, prepareJobs: () => Promise<void>): Promise<Manifest> {
  const told = await checkBackup(file)
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await refuseUsed(client, told)
    await applyMigrations(url, (name) => told.migrations.includes(name))
    await prepareJobs()
    const backup = await openBackup(file)
    try {
      await putBack(client, backup)
    } finally {
      backup.close()
    }
  } finally {
    await client.end()
  }
  await migrate(url)
  return told
}

async function refuseUsed(client: Client, told: Manifest): Promise<void> {
  const unknown = told.migrations.find((name) => !knownMigrations().includes(name))
  if (unknown) throw new Error(`the backup was written by a later Stoa (it has seen ${unknown}); update this one first`)
  const applied = await appliedMigrations(client)
  if (applied.length === 0) return
  const { rows } = await client.query<{ used: boolean }>('select exists (select from organization) or exists (select from "user") as used')
  if (rows[0]?.used || applied.some((name) => !told.migrations.includes(name)))
    throw new Error(
      'the database has been used; a backup goes into an empty one: name another in DATABASE_URL, or another folder in STOA_DATA',
    )
}

async function putBack(client: Client, backup: Backup): Promise<void> {
  const { tables, sequences, files } = backup.told
  const kept: string[] = []
  const qualified = ({ schema, name }: { schema: string; name: string }) =>
    `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`
  try {
    await client.query('begin')
    // Rows come table by table, before what they refer to; adding the references again checks every one of them.
    const references = await foreignKeys(client)
    for (const { table, name } of references) await client.query(`alter table ${table} drop constraint ${name}`)
    for (const table of tables) await client.query(`alter table ${qualified(table)} disable trigger user`)
    await client.query(`truncate ${tables.map(qualified).join(', ')}`)
    for (const table of tables) await fill(client, qualified(table), table, await backup.open(table.path))
    for (const { schema, name, value, called } of sequences)
      await client.query('select setval($1::regclass, $2, $3)', [qualified({ schema, name }), value, called])
    for (const table of tables) await client.query(`alter table ${qualified(table)} enable trigger user`)
    for (const { table, name, definition } of references) await client.query(`alter table ${table} add constraint ${name} ${definition}`)
    // Functions are laid down anew, and nobody is at work on a job any more.
    await client.query(`delete from setting where key = 'sql-functions'`)
    await client.query('update graphile_worker._private_jobs set locked_at = null, locked_by = null')
    await client.query('update graphile_worker._private_job_queues set locked_at = null, locked_by = null')
    for (const { key, path } of files) {
      await keepFile(key, (await backup.open(path)) as Readable)
      kept.push(key)
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    for (const key of kept) await removeFile(key)
    throw error
  }
}

async function fill(client: Client, table: string, { columns, rows, name }: KeptTable, content: NodeJS.ReadableStream): Promise<void> {
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ')
  const copy = client.query(pgCopy.from(`copy ${table} (${list}) from stdin`))
  await pipeline(content, copy)
  if (copy.rowCount !== rows) throw new Error(`${name}: ${copy.rowCount} rows of ${rows} were put back`)
}
