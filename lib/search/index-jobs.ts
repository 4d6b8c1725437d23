import { pool } from '@/lib/platform/db/client'
import { env } from '@/lib/platform/env'
import { addJob } from '@/lib/platform/jobs/worker'

/**
 * Brings search up to date with what changed in a catalog: one statement for one offer or 100,000.
 * @param version only offers that this version changed; all without it
 */
export async function indexCatalog(catalogId: string, version: number | null): Promise<void> {
  const client = await pool().connect()
  try {
    await client.query('begin')
    await client.query("select pg_advisory_xact_lock(hashtext('search:' || $1))", [catalogId])
    await client.query(
      `delete from search_entry e where e.catalog_id = $1
       and ($2::int is null or e.offer_id in (select id from offer where catalog_id = $1 and version = $2))`,
      [catalogId, version],
    )
    await client.query(
      `insert into search_entry (offer_id, product_id, supplier_id, catalog_id, network_ids, category, brand, price, lead_time_days,
                                 in_stock, attributes, valid_from, valid_to, words)
       select o.id, o.product_id, o.supplier_id, o.catalog_id, n.ids, p.category_code, p.brand,
              o.price / o.price_base * case when o.currency = $3 then 1 else r.rate end,
              o.lead_time_days, coalesce(o.stock, 0) > 0,
              array(select a->>'name' || '=' || (a->>'value') || coalesce(' ' || (a->>'unit'), '') from jsonb_array_elements(p.attributes) a),
              o.valid_from, o.valid_to,
              search_vector(p.name, p.description, concat_ws(' ', p.brand, p.part_number, p.gtin, o.supplier_part_number), concat_ws(' ', c.name_en, c.name_zh))
       from offer o join product p on p.id = o.product_id left join category c on c.code = p.category_code
       cross join lateral (
         select array_agg(cp.network_id) as ids from catalog_publication cp
         join network_membership m on m.network_id = cp.network_id and m.organization_id = o.supplier_id and m.state = 'active'
         where cp.catalog_id = o.catalog_id and cp.starts_at <= now()) n
       left join lateral (
         select rate from (
           (select x.rate, x.date, 1 as direct from exchange_rate x where x."from" = o.currency and x."to" = $3 and x.date <= current_date order by x.date desc limit 1)
           union all
           (select 1 / x.rate, x.date, 0 from exchange_rate x where x."from" = $3 and x."to" = o.currency and x.date <= current_date order by x.date desc limit 1)
         ) rates order by direct desc limit 1) r on true
       where o.catalog_id = $1 and o.withdrawn_at is null and n.ids is not null and ($2::int is null or o.version = $2)`,
      [catalogId, version, env().REFERENCE_CURRENCY],
    )
    await client.query(
      `insert into search_word
       select distinct word from offer o join product p on p.id = o.product_id,
         unnest(string_to_array(search_text(concat_ws(' ', p.name->>'en', p.brand)), ' ')) word
       where o.catalog_id = $1 and ($2::int is null or o.version = $2) and length(word) > 1 and word !~ '^[0-9]+$'
       on conflict do nothing`,
      [catalogId, version],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

/** Event catalog.published */
export const onCatalogPublished = (event: Record<string, unknown>): Promise<void> =>
  indexCatalog(String(event.catalogId), Number(event.version))

/** Event catalog.audience-changed: now, and again when a publication starts later. */
export async function onAudienceChanged(event: Record<string, unknown>): Promise<void> {
  const catalogId = String(event.catalogId)
  await indexCatalog(catalogId, null)
  for (const startsAt of (event.startsAt as string[] | undefined) ?? []) {
    const runAt = new Date(startsAt)
    if (runAt > new Date()) await addJob('index-catalog', { catalogId }, { runAt, key: `index-catalog:${catalogId}:${startsAt}` })
  }
}

/** Event access.changed: a supplier that was suspended or came back leaves or enters search with all its catalogs. */
export async function onAccessChanged(event: Record<string, unknown>): Promise<void> {
  if (!event.organizationId) return
  const { rows } = await pool().query<{ id: string }>('select id from catalog where organization_id = $1', [event.organizationId])
  for (const { id } of rows) await indexCatalog(id, null)
}

/** Event catalog.rates-changed */
export async function onRatesChanged(): Promise<void> {
  const { rows } = await pool().query<{ catalog_id: string }>('select distinct catalog_id from offer where currency <> $1', [
    env().REFERENCE_CURRENCY,
  ])
  for (const { catalog_id } of rows) await indexCatalog(catalog_id, null)
}
