import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { runMigrations } from 'graphile-worker'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import { keepFile, openFile, removeFile } from '@/lib/platform/files/storage'
import { addJob } from '@/lib/platform/jobs/queue'
import { migrateJobs } from '@/lib/platform/jobs/worker'
import { makeOneOfEverything } from '@/scripts/testing/one-of-everything'
import { applyMigrations, knownMigrations, schemaDifference } from '../setup/prisma'
import { checkBackup } from './check-backup'
import { restoreBackup } from './restore-backup'
import { dataTables, foreignKeys, sequences } from './tables'
import { writeBackup } from './write-backup'

const source = process.env.DATABASE_URL as string
const folder = mkdtempSync(path.join(tmpdir(), 'stoa-backup-'))
const file = path.join(folder, 'stoa.backup')
const made: string[] = []

beforeAll(async () => {
  await migrateJobs()
  await makeOneOfEverything()
  // The fixture registers files without keeping any.
  for (const { key } of await prisma().storedFile.findMany()) await keepFile(key, Readable.from([randomBytes(200_000)]))
  await addJob('forget-idempotency-keys', {}, { key: 'later' })
  await prisma().$executeRaw`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a worker that is gone'`
}, 60_000)

afterAll(async () => {
  await on(source, async (client) => {
    for (const name of made) await client.query(`drop database ${name} with (force)`)
  })
  rmSync(folder, { recursive: true })
})

async function on<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function emptyDatabase(): Promise<string> {
  const name = `restored_${randomUUID().slice(0, 8)}`
  await on(source, (client) => client.query(`create database ${name}`))
  made.push(name)
  return Object.assign(new URL(source), { pathname: `/${name}` }).href
}

const jobsOf = (url: string) => () => runMigrations({ connectionString: url })

/** All that a database holds, table by table, without who is at work on a job. */
const contents = (url: string) =>
  on(url, async (client) => {
    const tables: Record<string, string> = {}
    for (const { schema, name, columns } of await dataTables(client)) {
      const held = columns.filter((column) => !/^locked_/.test(column) && !(name === '_private_jobs' && column === 'updated_at'))
      const list = held.map((column) => client.escapeIdentifier(column)).join(', ')
      const without = name === 'setting' ? `where key <> 'sql-functions'` : ''
      const { rows } = await client.query<{ sum: string }>(
        `select count(*) || ':' || coalesce(md5(string_agg(t::text, e'\\n' order by t::text)), '') as sum from (select ${list} from ${schema}.${client.escapeIdentifier(name)} ${without}) t`,
      )
      tables[`${schema}.${name}`] = rows[0]?.sum ?? ''
    }
    return { tables, sequences: await sequences(client), references: await foreignKeys(client) }
  })

test('what was backed up is there again in an empty place: every row, every file, every reference, every counter', async () => {
  const before = await contents(source)
  const told = await writeBackup(source, file)
  expect(statSync(file).mode & 0o077).toBe(0)
  expect(told.files.length).toBeGreaterThan(0)
  expect(told.missing).toEqual([])
  const kept = new Map<string, Buffer>()
  for (const { key } of told.files) {
    kept.set(key, await buffer(await openFile(key)))
    await removeFile(key)
  }

  const target = await emptyDatabase()
  await restoreBackup(target, file, jobsOf(target))

  expect(await contents(target)).toEqual(before)
  expect(Object.values(before.tables).filter((sum) => !sum.startsWith('0:')).length).toBeGreaterThan(50)
  expect(await schemaDifference(target)).toBeNull()
  for (const [key, content] of kept) expect(await buffer(await openFile(key))).toEqual(content)
  await on(target, async (client) => {
    const { rows } = await client.query('select 1 from graphile_worker._private_jobs where locked_by is not null')
    expect(rows).toEqual([])
    // Triggers work again.
    await expect(client.query('delete from audit_entry')).rejects.toThrow()
  })
})

test('rows that are written while a backup runs are in it whole or not at all', async () => {
  const told = await Promise.all([
    writeBackup(source, path.join(folder, 'busy.backup')),
    prisma().$transaction(async (db) => {
      const { id } = await db.organization.create({ data: { name: 'Latecomer', kinds: ['buyer'], country: 'DE', currency: 'EUR' } })
      await db.costCentre.create({ data: { organizationId: id, code: 'L', name: 'Late' } })
    }),
  ]).then(([written]) => written)
  const target = await emptyDatabase()
  await restoreBackup(target, path.join(folder, 'busy.backup'), jobsOf(target))
  const late = await on(target, (client) =>
    client.query(
      `select (select count(*)::int from organization where name = 'Latecomer') as organizations, (select count(*)::int from cost_centre where code = 'L') as centres`,
    ),
  )
  expect(late.rows[0].organizations).toBe(late.rows[0].centres)
  expect(told.tables.find(({ name }) => name === 'organization')?.rows).toBeGreaterThan(0)
})

test('a damaged backup, one cut off and something else are refused before anything is written', async () => {
  const whole = readFileSync(file)
  const damaged = path.join(folder, 'damaged.backup')
  const target = await emptyDatabase()
  for (const at of [0.1, 0.4, 0.7]) {
    const bytes = Buffer.from(whole)
    const place = Math.floor(bytes.length * at)
    bytes[place] = (bytes[place] as number) ^ 0xff
    writeFileSync(damaged, bytes)
    await expect(restoreBackup(target, damaged, jobsOf(target)), `a byte at ${at}`).rejects.toThrow(/damaged|whole backup|manifest/)
  }
  writeFileSync(damaged, whole.subarray(0, whole.length - 1000))
  await expect(checkBackup(damaged)).rejects.toThrow('not a whole backup')
  writeFileSync(damaged, 'Name;Price')
  await expect(checkBackup(damaged)).rejects.toThrow('not a whole backup')
  expect(
    await on(target, (client) => client.query('select 1 from pg_class where relnamespace = $1::regnamespace', ['public'])),
  ).toMatchObject({
    rowCount: 0,
  })
})

test('a backup does not go into a database that has been used, or that is further than the backup', async () => {
  await expect(restoreBackup(source, file, jobsOf(source))).rejects.toThrow('has been used')
  const early = await emptyDatabase()
  await applyMigrations(early, (name) => name === knownMigrations()[0])
  await restoreBackup(early, file, jobsOf(early))
  expect((await contents(early)).tables['public.user']).toBe((await contents(source)).tables['public.user'])
})

test('a file that is not there any more is named, and the rest is kept; a backup that fails leaves nothing', async () => {
  const { key } = await prisma().storedFile.findFirstOrThrow({ orderBy: { key: 'asc' } })
  const content = await buffer(await openFile(key))
  await removeFile(key)
  expect((await writeBackup(source, path.join(folder, 'short.backup'))).missing).toEqual([key])
  await keepFile(key, Readable.from([content]))
  await expect(writeBackup(source, path.join(folder, 'nowhere', 'x.backup'))).rejects.toThrow('ENOENT')
  expect(existsSync(path.join(folder, 'nowhere'))).toBe(false)
})
