import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import * as pgCopy from 'pg-copy-streams'
import type { ColumnTargets } from '@/lib/catalog/formats/model'
import { openCatalog, type ReadLine, readLines } from '@/lib/catalog/formats/read-catalog'
import { catalogChoice } from '@/lib/catalog/formats/schemas'
import { publishStaged } from '@/lib/catalog/offers/publish-staged'
import { pool, prisma } from '@/lib/platform/db/client'
import { AppError } from '@/lib/platform/errors'
import type { Reactions } from '@/lib/platform/events'
import { addJob, type Jobs } from '@/lib/platform/jobs/queue'
import { log } from '@/lib/platform/log'
import { writeOutbox } from '@/lib/platform/outbox'
import { withLocalCopy } from './internal/local-copy'
import { rowDefaults } from './internal/row-defaults'

declare module '@/lib/platform/jobs/queue' {
  interface JobPayloads {
    'check-import': { importId: string }
    'publish-import': { importId: string }
  }
}

/** Rows read between two notes of progress. */
const PROGRESS_ROWS = 2000
/** A version with more new offers than this changes how tables are best read. */
const ANALYZE_ROWS = 5000

/** Job: reads and checks every row of an import, and says what publishing it would add, change and remove. */
export async function checkImportFile({ importId }: { importId: string }): Promise<void> {
  const row = await prisma().catalogImport.findUnique({
    where: { id: importId },
    include: { catalog: { select: { organizationId: true } } },
  })
  if (row?.state !== 'checking') return
  const stored = await prisma().storedFile.findUniqueOrThrow({ where: { id: row.fileId } })
  try {
    await prisma().importRow.deleteMany({ where: { importId } })
    const targets = row.mapping as ColumnTargets
    await withLocalCopy(stored.key, async (path) => {
      const catalog = await openCatalog(path, catalogChoice.parse(row.choice))
      await loadRows(importId, readLines(catalog.lines(), targets, await rowDefaults(row, catalog, targets)))
    })
    await classify(importId, row.catalogId, row.replaceAll)
  } catch (error) {
    const refused = error instanceof AppError ? (error.options.detail ?? error.code) : null
    log.error({ importId, err: error }, 'import check failed')
    await prisma().catalogImport.updateMany({
      where: { id: importId, state: 'checking' },
      data: { state: 'failed', error: refused ?? 'unexpected' },
    })
  }
}

async function loadRows(importId: string, lines: AsyncGenerator<ReadLine>): Promise<void> {
  const client = await pool().connect()
  try {
    const sink = client.query(pgCopy.from('copy import_row (import_id, row, part, content, raw, problems) from stdin'))
    await pipeline(Readable.from(copyLines(importId, lines), { highWaterMark: 1 }), sink)
  } finally {
    client.release()
  }
}

/** One line in COPY's text form for each row of the file; bad rows keep what the file said, and which part they name. */
async function* copyLines(importId: string, lines: AsyncGenerator<ReadLine>): AsyncGenerator<Buffer> {
  let done = 0
  let batch = ''
  for await (const { row, result } of lines) {
    const notes = [...result.problems, ...result.warnings]
    const fields = result.content
      ? [importId, row.line, escapeCopy(result.content.part), escapeCopy(JSON.stringify(result.content)), '\\N']
      : [importId, row.line, orNull(result.part), '\\N', escapeCopy(JSON.stringify(row.cells))]
    batch += `${[...fields, orNull(notes.length > 0 ? JSON.stringify(notes) : null)].join('\t')}\n`
    if (++done % PROGRESS_ROWS === 0) {
      yield Buffer.from(batch)
      batch = ''
      await pool().query('update catalog_import set rows_done = $2 where id = $1', [importId, done])
      const { rows } = await pool().query('select state from catalog_import where id = $1', [importId])
      if (rows[0]?.state !== 'checking') throw new AppError('not_possible_now', { detail: 'cancelled' })
    }
  }
  yield Buffer.from(batch)
}

const escapeCopy = (text: string) =>
  text.replace(/[\\\n\r\t]/g, (mark) => ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[mark] ?? mark)

const orNull = (text: string | null) => (text === null ? '\\N' : escapeCopy(text))

async function classify(importId: string, catalogId: string, replaceAll: boolean): Promise<void> {
  await pool().query(
    `with counts as (
       select count(*) as total, count(*) filter (where r.content is null) as bad,
              count(*) filter (where r.content is not null and (o.id is null or o.withdrawn_at is not null)) as added,
              count(*) filter (where o.withdrawn_at is null and o.content <> r.content) as changed,
              count(*) filter (where o.withdrawn_at is null and o.content = r.content) as unchanged
       from import_row r left join offer o on o.catalog_id = $2 and o.supplier_part_number = r.part where r.import_id = $1)
     update catalog_import i set state = 'checked', rows_done = total, bad = counts.bad, added = counts.added, changed = counts.changed,
       unchanged = counts.unchanged,
       removed = case when $3 then (select count(*) from offer o where o.catalog_id = $2 and o.withdrawn_at is null
                   and not exists (select 1 from import_row r where r.import_id = $1 and r.part = o.supplier_part_number)) else 0 end
     from counts where i.id = $1 and i.state = 'checking'`,
    [importId, catalogId, replaceAll],
  )
}

/** Job: publishes a checked import as one new version of its catalog, or not at all. */
export async function publishDueImport({ importId }: { importId: string }): Promise<void> {
  const client = await pool().connect()
  try {
    await publishImport(client, importId)
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    log.error({ importId, err: error }, 'publishing an import failed')
    throw error
  } finally {
    client.release()
  }
}

async function publishImport(client: PoolClient, importId: string): Promise<void> {
  await client.query('begin')
  const { rows } = await client.query<{ catalog_id: string; replace_all: boolean; created_by: string | null }>(
    `select catalog_id, replace_all, created_by from catalog_import where id = $1 and state in ('publishing', 'scheduled') for update`,
    [importId],
  )
  const row = rows[0]
  if (!row) {
    await client.query('rollback')
    return
  }
  await client.query(
    `create temp table staged on commit drop as
     select part, content from import_row where import_id = $1 and content is not null`,
    [importId],
  )
  // What the file names in a row with an error stays as it is: a typo takes nothing off the market.
  if (row.replace_all)
    await client.query(
      `insert into staged select o.supplier_part_number, null from offer o
       where o.catalog_id = $1 and o.withdrawn_at is null
         and not exists (select 1 from import_row r where r.import_id = $2 and r.part = o.supplier_part_number)`,
      [row.catalog_id, importId],
    )
  await client.query('analyze staged (part)')
  const version = await publishStaged(client, { catalogId: row.catalog_id, source: 'import', publishedBy: row.created_by, now: new Date() })
  // The search index reads what was just written; the planner should know how much that is.
  if (version.added > ANALYZE_ROWS) await client.query('analyze product (id, category_code), offer (id, catalog_id, product_id, version)')
  await client.query(`update catalog_import set state = 'published', version = $2, added = $3, changed = $4, removed = $5 where id = $1`, [
    importId,
    version.number,
    version.added,
    version.changed,
    version.removed,
  ])
  await client.query(`delete from import_row where import_id = $1 and content is not null`, [importId])
  if (version.added + version.changed + version.removed > 0)
    await writeOutbox(client, [{ type: 'catalog.published', catalogId: row.catalog_id, version: version.number }])
  await client.query('commit')
}

export const importJobs: Jobs<'check-import' | 'publish-import'> = { 'check-import': checkImportFile, 'publish-import': publishDueImport }

export const importReactions: Reactions = {
  'catalog.import-mapped': ({ importId }) => addJob('check-import', { importId }, { key: `check-import:${importId}` }),
  'catalog.import-released': ({ importId, runAt }) =>
    addJob('publish-import', { importId }, { key: `publish-import:${importId}`, ...(runAt && { runAt: new Date(runAt) }) }),
}
