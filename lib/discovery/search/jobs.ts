import type { PoolClient } from 'pg'
import { categoryPrefix } from '@/lib/catalog/categories/model'
import { pool } from '@/lib/platform/db/client'
import { env } from '@/lib/platform/env'
import type { Reactions } from '@/lib/platform/events'
import { addJob, type Jobs } from '@/lib/platform/jobs/queue'
import { readSetting, writeSetting } from '@/lib/platform/settings'
import { ensureIndex, writeCatalog } from './meilisearch/write'

declare module '@/lib/platform/jobs/queue' {
  interface JobPayloads {
    'index-catalog': { catalogId: string }
    'write-meilisearch': { catalogId: string; version: number | null }
    'ensure-meilisearch': object
    'ensure-search': object
  }
}

/**
 * Counted up with each change of how texts are taken apart (prisma/functions/search.sql): at the next start all catalogs are indexed
 * anew, one after the other, and found as before until then.
 */
const TEXT_VERSION = 1
/** The setting under which the version of the texts that are indexed is noted. */
const TEXT_NOTE = 'search.texts'

/** More new entries than this are merged into the indexes at once. */
const MERGE_ROWS = 5000

/**
 * Brings search up to date with what changed in a catalog: one statement for one offer or 100,000. Meilisearch, where it is set up, follows by a job.
 * @param version only offers that this version changed; all without it
 */
export async function indexCatalog(catalogId: string, version: number | null): Promise<void> {
  await refreshEntries(catalogId, version)
  if (env().MEILI_URL) await addJob('write-meilisearch', { catalogId, version }, { key: `write-meilisearch:${catalogId}:${version}` })
}

async function refreshEntries(catalogId: string, version: number | null): Promise<void> {
  const client = await pool().connect()
  try {
    await client.query('begin')
    await client.query("select pg_advisory_xact_lock(hashtext('search:' || $1))", [catalogId])
    await client.query(
      `delete from search_entry e where e.catalog_id = $1
       and ($2::int is null or e.offer_id in (select id from offer where catalog_id = $1 and version = $2))`,
      [catalogId, version],
    )
    const networks = await client.query<{ id: string }>(
      `select p.network_id as id from catalog c
       join catalog_publication p on p.catalog_id = c.id and p.starts_at <= now()
       join network_membership m on m.network_id = p.network_id and m.organization_id = c.organization_id and m.state = 'active'
       where c.id = $1`,
      [catalogId],
    )
    if (networks.rows.length > 0)
      await insertEntries(
        client,
        catalogId,
        version,
        networks.rows.map(({ id }) => id),
      )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

async function insertEntries(client: PoolClient, catalogId: string, version: number | null, networkIds: string[]): Promise<void> {
  // A large catalog goes into the text index in one piece instead of in many small ones.
  await client.query("set local gin_pending_list_limit = '64MB'; set local work_mem = '64MB'")
  const { rowCount } = await client.query(
    `with live as materialized (
       select id, product_id, supplier_id, supplier_part_number, price / price_base as price, currency, lead_time_days,
              coalesce(stock, 0) > 0 as in_stock, valid_from, valid_to
       from offer where catalog_id = $1 and withdrawn_at is null and ($2::int is null or version = $2)),
     rates as materialized (
       select used.currency, case when used.currency = $3 then 1 else (
         select rate from (
           (select x.rate, 1 as direct from exchange_rate x where x."from" = used.currency and x."to" = $3 and x.date <= current_date order by x.date desc limit 1)
           union all
           (select 1 / x.rate, 0 from exchange_rate x where x."from" = $3 and x."to" = used.currency and x.date <= current_date order by x.date desc limit 1)
         ) known order by direct desc limit 1) end as rate
       from (select distinct currency from live) used),
     categories as materialized (
       select c.code, search_category_vector(concat_ws(' ', c.name_en, c.name_zh)) as words from category c
       where c.code in (select p.category_code from live join product p on p.id = live.product_id))
     insert into search_entry (offer_id, product_id, supplier_id, catalog_id, network_ids, category, brand, price, lead_time_days,
                               in_stock, attributes, valid_from, valid_to, words)
     select o.id, o.product_id, o.supplier_id, $1, $4::uuid[], p.category_code, p.brand, o.price * r.rate,
            o.lead_time_days, o.in_stock,
            array(select a->>'name' || '=' || (a->>'value') || coalesce(' ' || (a->>'unit'), '') from jsonb_array_elements(p.attributes) a where a->>'value' <> ''),
            o.valid_from, o.valid_to,
            search_vector(p.name, p.description, concat_ws(E'\\n', p.brand, p.part_number, p.gtin, o.supplier_part_number), c.words)
     from live o join product p on p.id = o.product_id join rates r on r.currency = o.currency
     left join categories c on c.code = p.category_code`,
    [catalogId, version, env().REFERENCE_CURRENCY, networkIds],
  )
  // What waits beside an index is read through by every search until it is merged, so that is not left to chance.
  if ((rowCount ?? 0) > MERGE_ROWS)
    await client.query(
      "select gin_clean_pending_list(name::regclass) from unnest(array['search_entry_words', 'search_entry_networks', 'search_entry_attributes']) name",
    )
  await client.query(
    `insert into search_word
     select word from (
       select distinct unnest(string_to_array(search_text(concat_ws(' ', p.name->>'en', p.brand)), ' ')) as word
       from offer o join product p on p.id = o.product_id where o.catalog_id = $1 and ($2::int is null or o.version = $2)) words
     where length(word) > 1 and word !~ '^[0-9]+$'
     on conflict do nothing`,
    [catalogId, version],
  )
}

/** Job, at every start: indexes all catalogs anew if their texts were taken apart otherwise. */
async function ensureTexts(): Promise<void> {
  if ((await readSetting<number>(TEXT_NOTE)) === TEXT_VERSION) return
  const { rows } = await pool().query<{ id: string }>('select distinct catalog_id as id from search_entry')
  for (const { id } of rows) await addJob('index-catalog', { catalogId: id }, { key: `index-catalog:${id}` })
  await writeSetting(pool(), TEXT_NOTE, TEXT_VERSION)
}

/** The catalogs that have something of a category or below it are indexed anew, each once. */
async function onCategoryRenamed(code: string): Promise<void> {
  const prefix = categoryPrefix(code)
  const { rows } = await pool().query<{ id: string }>(
    'select distinct catalog_id as id from search_entry where category between $1 and $2',
    [prefix.padEnd(8, '0'), prefix.padEnd(8, '9')],
  )
  for (const { id } of rows) await addJob('index-catalog', { catalogId: id }, { key: `index-catalog:${id}` })
}

/** What filters on stock and lead time read follows, in one statement. */
async function onAvailabilityChanged(catalogId: string): Promise<void> {
  await pool().query(
    `update search_entry e set in_stock = coalesce(o.stock, 0) > 0, lead_time_days = o.lead_time_days
     from offer o where o.id = e.offer_id and e.catalog_id = $1
       and (e.in_stock, e.lead_time_days) is distinct from (coalesce(o.stock, 0) > 0, o.lead_time_days)`,
    [catalogId],
  )
}

/** Now, and again when a publication starts later. */
async function onAudienceChanged(catalogId: string, startsAt: readonly string[]): Promise<void> {
  await indexCatalog(catalogId, null)
  for (const start of startsAt) {
    const runAt = new Date(start)
    if (runAt > new Date()) await addJob('index-catalog', { catalogId }, { runAt, key: `index-catalog:${catalogId}:${start}` })
  }
}

/** A supplier that was suspended or came back leaves or enters search with all its catalogs. */
async function onSupplierChanged(organizationId: string): Promise<void> {
  const { rows } = await pool().query<{ id: string }>('select id from catalog where organization_id = $1', [organizationId])
  for (const { id } of rows) await indexCatalog(id, null)
}

/** Meilisearch knows no prices. */
async function onRatesChanged(): Promise<void> {
  const { rows } = await pool().query<{ catalog_id: string }>('select distinct catalog_id from offer where currency <> $1', [
    env().REFERENCE_CURRENCY,
  ])
  for (const { catalog_id } of rows) await refreshEntries(catalog_id, null)
}

export const searchJobs: Jobs<'index-catalog' | 'write-meilisearch' | 'ensure-meilisearch' | 'ensure-search'> = {
  'ensure-search': () => ensureTexts(),
  'index-catalog': ({ catalogId }) => indexCatalog(catalogId, null),
  'write-meilisearch': ({ catalogId, version }) => writeCatalog(catalogId, version),
  'ensure-meilisearch': () => ensureIndex(),
}

export const searchReactions: Reactions = {
  'catalog.published': async ({ catalogId, version }) => {
    await indexCatalog(catalogId, version)
    await onAvailabilityChanged(catalogId)
  },
  'catalog.availability-changed': ({ catalogId }) => onAvailabilityChanged(catalogId),
  'category.renamed': ({ code }) => onCategoryRenamed(code),
  'catalog.audience-changed': ({ catalogId, startsAt }) => onAudienceChanged(catalogId, startsAt),
  'access.changed': async (event) => {
    if ('organizationId' in event) await onSupplierChanged(event.organizationId)
  },
  'rates.changed': () => onRatesChanged(),
}
