import { type Index, MeilisearchApiError } from 'meilisearch'
import { pool } from '@/lib/platform/db/client'
import type { Sql } from '@/lib/platform/db/sql'
import { log } from '@/lib/platform/log'
import { readSetting, writeSetting } from '@/lib/platform/settings'
import { LIVE, NEXT, writeClient } from './client'
import { type OfferDocument, SETTINGS_VERSION, settings } from './settings'

const BATCH = 5000
const WAIT = { timeout: 600_000, interval: 200 }

/** Settings under which the version of the index that is searched is noted. */
const NOTE = 'meilisearch.settings'

/**
 * Writers go one after the other, with reading and sending under one lock: Meilisearch does what it is sent in order, so what was
 * read last is also what stays.
 */
async function writing<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool().connect()
  try {
    await client.query("select pg_advisory_lock(hashtext('meilisearch'))")
    return await work(client)
  } finally {
    await client.query("select pg_advisory_unlock(hashtext('meilisearch'))").catch(() => undefined)
    client.release()
  }
}

/** Offers as documents, by id, after the one that ended the page before. Served by the primary key and search_entry(catalog_id). */
async function readDocuments(
  sql: Sql,
  where: { catalogId: string | null; offerIds: string[] | null },
  after: string,
  writtenAt: number,
): Promise<OfferDocument[]> {
  const { rows } = await sql.query<OfferDocument>(
    `select e.offer_id as id, e.catalog_id as "catalogId", e.network_ids as "networkIds",
            array_remove(array[p.part_number, p.gtin, o.supplier_part_number, search_code(p.part_number), search_code(o.supplier_part_number)], null) as codes,
            search_measures(p.name->>'en') as "nameEn", search_measures(p.name->>'zh') as "nameZh", p.brand, array_remove(array[c.name_en, c.name_zh], null) as categories,
            search_measures(p.description->>'en') as "descriptionEn", p.description->>'zh' as "descriptionZh", $4::float8 as "writtenAt"
     from search_entry e join offer o on o.id = e.offer_id join product p on p.id = e.product_id left join category c on c.code = p.category_code
     where e.offer_id > $3 and ($1::uuid is null or e.catalog_id = $1) and ($2::uuid[] is null or e.offer_id = any($2))
     order by e.offer_id limit ${BATCH}`,
    [where.catalogId, where.offerIds, after, writtenAt],
  )
  return rows
}

const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Job: brings the index up to date with what search knows of a catalog, after search_entry is. Whatever is on its way to a new index goes there
 * as well.
 * @param version only offers that this version of the catalog changed; all without it
 */
export async function writeCatalog(catalogId: string, version: number | null): Promise<void> {
  const changed = version === null ? null : await changedOffers(catalogId, version)
  const writtenAt = Date.now()
  await writing(async (sql) => {
    const indexes = await existing()
    for (let after = FIRST; ; ) {
      const documents = await readDocuments(sql, { catalogId, offerIds: changed }, after, writtenAt)
      if (documents.length > 0) for (const index of indexes) await index.addDocuments(documents, { primaryKey: 'id' })
      if (documents.length < BATCH) break
      after = documents.at(-1)?.id as string
    }
    const gone = changed === null ? [] : await goneFrom(sql, changed)
    // What is sold no more is in search_entry no more either.
    for (const index of indexes)
      if (changed === null) await index.deleteDocuments({ filter: `catalogId = "${catalogId}" AND writtenAt < ${writtenAt}` })
      else if (gone.length > 0) await index.deleteDocuments(gone)
  })
}

async function changedOffers(catalogId: string, version: number): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>('select id from offer where catalog_id = $1 and version = $2', [catalogId, version])
  return rows.map(({ id }) => id)
}

async function goneFrom(sql: Sql, offerIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    'select id from unnest($1::uuid[]) id where not exists (select 1 from search_entry e where e.offer_id = id)',
    [offerIds],
  )
  return rows.map(({ id }) => id)
}

/** The indexes that are there: the one that is searched, and one that is being built. */
async function existing(): Promise<Index<OfferDocument>[]> {
  const found = await Promise.all([LIVE, NEXT].map(exists))
  return [LIVE, NEXT].filter((_, at) => found[at]).map((uid) => writeClient().index<OfferDocument>(uid))
}

async function exists(uid: string): Promise<boolean> {
  try {
    await writeClient().getRawIndex(uid)
    return true
  } catch (error) {
    if (error instanceof MeilisearchApiError && error.cause?.code === 'index_not_found') return false
    throw error
  }
}

/**
 * Builds the index anew beside the one that is searched, and swaps them when it is whole: nothing is ever missing. What suppliers publish meanwhile
 * goes to both. Stopped in between, the next time begins again.
 * @returns how many offers it holds
 * @throws MeilisearchError when Meilisearch refuses something or stays away
 */
export async function rebuildIndex(): Promise<number> {
  const client = writeClient()
  await writing(async () => {
    if (await exists(NEXT)) await done(client.deleteIndex(NEXT).waitTask(WAIT))
    await done(client.createIndex(NEXT, { primaryKey: 'id' }).waitTask(WAIT))
    await done(client.index(NEXT).updateSettings(settings).waitTask(WAIT))
  })
  const writtenAt = Date.now()
  let count = 0
  for (let after = FIRST; ; ) {
    const documents = await writing(async (sql) => {
      const page = await readDocuments(sql, { catalogId: null, offerIds: null }, after, writtenAt)
      if (page.length > 0) await client.index<OfferDocument>(NEXT).addDocuments(page, { primaryKey: 'id' })
      return page
    })
    count += documents.length
    if (documents.length < BATCH) break
    after = documents.at(-1)?.id as string
  }
  await writing(async (sql) => {
    const isFirst = !(await exists(LIVE))
    await done(client.swapIndexes([{ indexes: [isFirst ? NEXT : LIVE, isFirst ? LIVE : NEXT], rename: isFirst }]).waitTask(WAIT))
    if (!isFirst) await done(client.deleteIndex(NEXT).waitTask(WAIT))
    await writeSetting(sql, NOTE, SETTINGS_VERSION)
  })
  return count
}

/** Job, at every start: builds the index unless there is one with the settings of this version of the code. */
export async function ensureIndex(): Promise<void> {
  if ((await readSetting<number>(NOTE)) === SETTINGS_VERSION && (await exists(LIVE))) return
  log.info({ offers: await rebuildIndex() }, 'the Meilisearch index was built')
}

async function done(task: Promise<{ status: string; error: { message: string } | null }>): Promise<void> {
  const { status, error } = await task
  if (status !== 'succeeded') throw new Error(`Meilisearch: ${error?.message ?? status}`)
}
