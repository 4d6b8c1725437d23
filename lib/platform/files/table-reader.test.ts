import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { zip } from '@/scripts/testing/zip'
import { type ReadingLimits, SMALL_TABLE } from './reading-limits'
import { openTable } from './table-file'
import { openTableInThread } from './table-reader'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'stoa-reader-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let files = 0
async function kept(content: string | Buffer): Promise<string> {
  const file = path.join(folder, String(files++))
  await writeFile(file, content)
  return file
}

/** How far reading comes, and what it says at its end. */
async function outcome(file: string, limits: ReadingLimits): Promise<{ rows: number; detail?: string | undefined }> {
  let rows = 0
  try {
    for await (const _ of (await openTableInThread(file, {}, limits)).rows()) rows++
    return { rows }
  } catch (error) {
    return { rows, detail: (error as { options?: { detail?: string } }).options?.detail ?? String(error) }
  }
}

/** A workbook whose shared texts are what is given; one row shows the first. */
const withStrings = (strings: string) =>
  zip({
    'xl/workbook.xml': '<workbook><sheets><sheet name="Prices" r:id="a"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="a" Type="/worksheet" Target="sheet.xml"/><Relationship Id="b" Type="/sharedStrings" Target="strings.xml"/></Relationships>',
    'xl/sheet.xml': '<worksheet><sheetData><row r="1"><c t="s"><v>0</v></c></row></sheetData></worksheet>',
    'xl/strings.xml': `<sst>${strings}</sst>`,
  })

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

const wide: ReadingLimits = { ...SMALL_TABLE, unpackedBytes: 1024 ** 3, strings: 100_000_000 }

test('a thread reads what this thread reads, piece by piece and from the start each time', async () => {
  const file = await kept(Array.from({ length: 12_000 }, (_, line) => `P-${line};Šroub ${'x'.repeat(line % 90)};${line}`).join('\n'))
  const here = await openTable(file, {}, SMALL_TABLE)
  const there = await openTableInThread(file, {}, SMALL_TABLE)
  expect({ ...there, rows: null }).toEqual({ ...here, rows: null })
  const expected = await all(here.rows())
  for (const _ of [1, 2]) expect(await all(there.rows())).toEqual(expected)
})

test('who stops reading leaves no thread behind', async () => {
  const limits = { ...SMALL_TABLE, heapMegabytes: 90 }
  let threads = 0
  const count = (thread: Worker) => {
    threads++
    thread.once('exit', () => threads--)
  }
  process.on('worker', count)
  const table = await openTableInThread(await kept('a;b\n'.repeat(15_000)), {}, limits)
  await all(table.rows())
  expect(threads, 'one waits for the next file').toBe(1)
  for await (const row of table.rows()) if (row.line === 3) break
  expect(threads).toBe(0)
  process.off('worker', count)
})

test('of many files at once some are read, the others wait, and all are read', async () => {
  const limits = { ...SMALL_TABLE, heapMegabytes: 91 }
  let threads = 0
  let most = 0
  const count = (thread: Worker) => {
    most = Math.max(most, ++threads)
    thread.once('exit', () => threads--)
  }
  process.on('worker', count)
  const file = await kept('a;b\n'.repeat(3000))
  expect(await Promise.all(Array.from({ length: 12 }, () => outcome(file, limits)))).toEqual(Array(12).fill({ rows: 3000 }))
  expect(most).toBeLessThanOrEqual(4)
  process.off('worker', count)
})

test('what is refused says why, and what is broken inside does not pass for a refusal', async () => {
  expect(await outcome(await kept(Buffer.from([0x89, 0x50, 0, 0])), SMALL_TABLE)).toEqual({ rows: 0, detail: 'not_a_table' })
  expect(await outcome(path.join(folder, 'none'), SMALL_TABLE)).toMatchObject({ detail: expect.stringContaining('ENOENT') })
})

test('lines, texts and size are bounded by what the file is for', async () => {
  expect(await outcome(await kept('a;b\n'.repeat(20_001)), SMALL_TABLE)).toMatchObject({ detail: 'too_many_rows' })
  expect(await outcome(await kept(`a;b\n${'\n'.repeat(20_000)}a;b`), SMALL_TABLE)).toEqual({ rows: 0, detail: 'too_many_rows' })
  const strings = '<si><t>x</t></si>'
  expect(await outcome(await kept(await withStrings(strings.repeat(200_000))), SMALL_TABLE)).toEqual({ rows: 1 })
  expect(await outcome(await kept(await withStrings(strings.repeat(200_001))), SMALL_TABLE)).toEqual({
    rows: 0,
    detail: 'too_large_unpacked',
  })
  const blown = await withStrings(`<si><t>${' '.repeat(21 * 1024 * 1024)}</t></si>`)
  expect(await outcome(await kept(blown), SMALL_TABLE)).toEqual({ rows: 0, detail: 'too_large_unpacked' })
})

test('many texts in a small file end the thread and not the process, which goes on meanwhile', async () => {
  const file = await kept(await withStrings('<si><r><t>abcdefghijklmnop</t></r><r><t>qrstuvwxyz</t></r></si>'.repeat(700_000)))
  const before = process.memoryUsage().rss
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  expect(await outcome(file, { ...wide, heapMegabytes: 32 })).toEqual({ rows: 0, detail: 'too_large_unpacked' })
  delay.disable()
  expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024)
  expect(delay.percentile(99) / 1e6).toBeLessThan(100)
}, 60_000)

test('a text in millions of pieces is gathered as far as a cell keeps it', async () => {
  const file = await kept(await withStrings(`<si>${'<r><t>abcdefgh</t></r>'.repeat(1_000_000)}</si>`))
  expect(await outcome(file, { ...wide, heapMegabytes: 64 })).toEqual({ rows: 1 })
}, 60_000)

test('reading is given up when it takes too long', async () => {
  const file = await kept(await withStrings('<si><t>x</t></si>'.repeat(1_500_000)))
  expect(await outcome(file, { ...wide, seconds: 0.8 })).toEqual({ rows: 0, detail: 'too_slow' })
}, 30_000)
