import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import yauzl from 'yauzl'
import { FORMAT, type Manifest, manifest } from './manifest'
import { Meter } from './meter'

/** An opened backup. */
export interface Backup {
  told: Manifest
  /** the content of an entry that the manifest names */
  open(path: string): Promise<NodeJS.ReadableStream>
  close(): void
}

/** Opens a backup. @throws Error when the file is none, is cut off, or comes from a later Stoa */
export async function openBackup(file: string): Promise<Backup> {
  const zip = await yauzl.openPromise(file, { autoClose: false, lazyEntries: true }).catch((error) => {
    throw new Error(`${file} is not a whole backup: ${error.message}`)
  })
  try {
    const entries = new Map<string, yauzl.Entry>()
    try {
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
    } catch (error) {
      throw new Error(`${file} is not a whole backup: ${error instanceof Error ? error.message : error}`)
    }
    const open = async (path: string) => {
      const entry = entries.get(path)
      if (!entry) throw new Error(`${file} lacks ${path}`)
      return zip.openReadStreamPromise(entry)
    }
    const said = await text(await open('manifest.json')).then(JSON.parse, (error) => {
      throw new Error(`${file} is damaged in manifest.json: ${error.message}`)
    })
    return { told: readManifest(file, said), open, close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw error
  }
}

function readManifest(file: string, said: { format?: unknown }): Manifest {
  if (typeof said.format === 'number' && said.format > FORMAT) throw new Error(`${file} was written by a later Stoa; update this one first`)
  const read = manifest.safeParse(said)
  if (!read.success) throw new Error(`${file} has a manifest that cannot be read: ${read.error.issues[0]?.path.join('.')}`)
  return read.data
}

/** Reads a backup from beginning to end. @throws Error that names the first entry that is not what was written */
export async function checkBackup(file: string): Promise<Manifest> {
  const backup = await openBackup(file)
  try {
    for (const entry of [...backup.told.tables, ...backup.told.files]) {
      const meter = new Meter()
      const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
      await pipeline(await backup.open(entry.path), meter, nowhere).catch((error) => {
        throw new Error(`${file} is damaged in ${entry.path}: ${error.message}`)
      })
      const { bytes, sha256 } = meter.sum()
      if (bytes !== entry.bytes || sha256 !== entry.sha256) throw new Error(`${file} is damaged in ${entry.path}`)
    }
    return backup.told
  } finally {
    backup.close()
  }
}
