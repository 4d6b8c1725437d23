import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable, type Readable as Stream } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Client } from 'pg'
import * as pgCopy from 'pg-copy-streams'
import { ZipFile } from 'yazl'
import { AppError } from '@/lib/platform/errors'
import { openFile } from '@/lib/platform/files/storage'
import { checkBackup } from './check-backup'
import { FORMAT, type KeptTable, type Manifest } from './manifest'
import { Meter } from './meter'
import { appliedMigrations, dataTables, sequences, type Table } from './tables'

/**
 * Writes all that an installation holds into one file, readable by its owner alone: tables as of one moment while others go on
 * working, then the files that they name. What was written is read again and checked before the file gets its name.
 * @param url of the database
 * @param to where the file goes; one that is there is replaced
 * @throws Error when something cannot be read or written; no file is left then
 */
export async function writeBackup(url: string, to: string): Promise<Manifest> {
  const partial = `${to}.partial`
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const { rows } = await client.query<{ now: Date }>('select now()')
    const told: Manifest = {
      format: FORMAT,
      takenAt: (rows[0] as { now: Date }).now.toISOString(),
      migrations: await appliedMigrations(client),
      tables: [],
      sequences: await sequences(client),
      files: [],
      missing: [],
    }
    if (told.migrations.length === 0) throw new Error('the database is empty; there is nothing to back up')
    const tables = await dataTables(client)
    const { rows: files } = await client.query<{ key: string }>('select distinct key from stored_file order by key')
    await writeArchive(partial, [
      ...tables.map((table) => () => tableEntry(client, table, told.tables)),
      ...files.map(
        ({ key }) =>
          () =>
            fileEntry(key, told),
      ),
      async () => ({ path: 'manifest.json', content: Readable.from([JSON.stringify(told)]) }),
    ])
    await client.query('commit')
    const checked = await checkBackup(partial)
    await rename(partial, to)
    return checked
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  } finally {
    await client.end()
  }
}

interface Entry {
  path: string
  content: Stream
}

/** Adds one entry after the other, each opened when its turn comes; null leaves it out. */
async function writeArchive(file: string, entries: (() => Promise<Entry | null>)[]): Promise<void> {
  const zip = new ZipFile()
  const written = pipeline(zip.outputStream, createWriteStream(file, { mode: 0o600 }))
  const failed = new Promise<never>((_resolve, reject) => {
    zip.on('error', reject)
    // A full disk ends the writing while an entry waits to go on.
    written.catch(reject)
  })
  const add = async () => {
    for (const open of entries) {
      const entry = await open()
      if (!entry) continue
      zip.addReadStream(entry.content, entry.path, { forceZip64Format: true })
      await new Promise<void>((resolve, reject) => entry.content.once('end', resolve).once('error', reject))
    }
    zip.end()
    await written
  }
  await Promise.race([add(), failed])
}

/** A table as COPY writes it. */
async function tableEntry(client: Client, { schema, name, columns }: Table, into: KeptTable[]): Promise<Entry> {
  const path = `tables/${schema}.${name}.copy`
  const meter = new Meter()
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ')
  const rows = client.query(pgCopy.to(`copy ${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)} (${list}) to stdout`))
  pipeline(rows, meter).catch((error) => meter.destroy(error))
  meter.once('end', () => into.push({ schema, name, columns, path, rows: meter.lines, ...meter.sum() }))
  return { path, content: meter }
}

/** A kept file; one that is not there any more is noted and left out. */
async function fileEntry(key: string, told: Pick<Manifest, 'files' | 'missing'>): Promise<Entry | null> {
  const path = `files/${key}`
  try {
    const content = await openFile(key)
    const meter = new Meter()
    pipeline(content, meter).catch((error) => meter.destroy(error))
    meter.once('end', () => told.files.push({ key, path, ...meter.sum() }))
    return { path, content: meter }
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'not_found')) throw error
    told.missing.push(key)
    return null
  }
}
