import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { TestBucket } from '@/scripts/testing/bucket'

const store = new TestBucket()
const folder = mkdtempSync(path.join(tmpdir(), 'stoa-files-'))
let endpoint = ''
beforeAll(async () => {
  endpoint = await store.start()
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await store.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** The settings are read once, so each place gets modules of its own. */
async function storageWith(settings: Record<string, string>) {
  vi.resetModules()
  const all = { DATABASE_URL: 'postgres://nowhere', NEXTAUTH_SECRET: 'x'.repeat(40), STOA_DATA: folder, ...settings }
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value)
  return import('./storage')
}

describe.each(['folder', 'bucket'])('files in a %s', (place) => {
  let storage: typeof import('./storage')
  beforeAll(async () => {
    const bucket = {
      S3_BUCKET: 'files',
      S3_ENDPOINT: endpoint,
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
    }
    storage = await storageWith(place === 'bucket' ? bucket : {})
  })
  const kept = () =>
    place === 'bucket'
      ? [...store.objects.keys()]
      : readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())

  test('what is stored is read again, byte by byte, with its size and sum, until it is removed', async () => {
    const stored = await storage.storeFile(Readable.from([Buffer.from('grün '), Buffer.from('螺栓')]), 1000)
    expect(stored).toMatchObject({ size: 12, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(await text(await storage.openFile(stored.key))).toBe('grün 螺栓')
    expect(kept()).toHaveLength(1)
    await storage.removeFile(stored.key)
    await storage.removeFile(stored.key)
    await expect(storage.openFile(stored.key)).rejects.toMatchObject({ code: 'not_found' })
    expect(kept()).toEqual([])
  })

  test('what is too long is refused, and nothing of it stays', async () => {
    const parts = Readable.from(Array.from({ length: 20 }, () => Buffer.alloc(100)))
    await expect(storage.storeFile(parts, 1000)).rejects.toMatchObject({ code: 'file_refused' })
    expect(kept()).toEqual([])
  })

  test('a file whose registration fails goes with it', async () => {
    const stored = await storage.storeFile(Readable.from(['x']), 10)
    const failing = () => Promise.reject(new Error('no row'))
    await expect(storage.withStoredFile(stored, failing)).rejects.toThrow('no row')
    expect(kept()).toEqual([])
  })
})
