import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openFile } from '@/lib/platform/files/storage'

/** Runs work on a local copy of a kept file: workbooks are read from a place, not from a stream. */
export async function withLocalCopy<T>(key: string, work: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'stoa-import-'))
  const file = path.join(folder, 'file')
  try {
    await pipeline(await openFile(key), createWriteStream(file))
    return await work(file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
