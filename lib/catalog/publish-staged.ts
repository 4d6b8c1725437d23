import type { Sql } from '@/lib/platform/db/sql'

export interface StagedVersion {
  catalogId: string
  source: 'import' | 'edit' | 'undo'
  publishedBy: string | null
  now: Date
}

export interface PublishedVersion {
  number: number
  added: number
  changed: number
  removed: number
}

/**
 * Makes what lies in the temporary table `staged (part text primary key, content jsonb)` the next version of a catalog;
 * a row without content withdraws the offer. All or nothing, inside the caller's transaction; set by set, for 100,000
 * rows as for one. Rows that change nothing are left out; without any there is no
 * new version. The catalog's row is locked, so versions follow each other.
 */
export async function publishStaged(client: Sql, version: StagedVersion): Promise<PublishedVersion> {
  const { catalogId, now } = version
  const owner = await client.query<{ organization_id: string }>('select organization_id from catalog where id = $1 for update', [catalogId])
  const supplierId = owner.rows[0]?.organization_id
  if (!supplierId) throw new Error(`No catalog ${catalogId}`)
  const last = await client.query<{ number: number }>(
    'select coalesce(max(number), 0) + 1 as number from catalog_version where catalog_id = $1',
    [catalogId],
  )
  const number = last.rows[0]?.number ?? 1

  await client.query(
    `create temp table change on commit drop as
     select s.part, s.content, o.id as offer_id, o.product_id, o.content as before, o.withdrawn_at is null and o.id is not null as live
     from staged s left join offer o on o.catalog_id = $1 and o.supplier_part_number = s.part
     where case when s.content is null then o.id is not null and o.withdrawn_at is null
                else o.id is null or o.withdrawn_at is not null or o.content is distinct from s.content end`,
    [catalogId],
  )
  const changes = await client.query('select 1 from change limit 1')
  if (changes.rows.length === 0) return { number: number - 1, added: 0, changed: 0, removed: 0 }
  await client.query('analyze change')
  await matchProducts(client, supplierId)
  await client.query(
    `insert into offer_revision (offer_id, version, content, replaced_at)
     select offer_id, $1, case when live then before end, $2 from change where offer_id is not null`,
    [number, now],
  )
  await client.query(
    `update offer o set withdrawn_at = $1, version = $2, changed_at = $1 from change c where c.offer_id = o.id and c.content is null`,
    [now, number],
  )
  await client.query(
    `update offer o set product_id = c.product_id, withdrawn_at = null, version = $1, changed_at = $2, content = c.content, (${COLUMNS}) = (${PROJECTION})
     from change c where c.offer_id = o.id and c.content is not null`,
    [number, now],
  )
  await client.query(
    `with created as (
       insert into offer (id, catalog_id, supplier_id, supplier_part_number, product_id, version, changed_at, content, ${COLUMNS})
       select gen_random_uuid(), $3, $4, c.part, c.product_id, $1, $2, c.content, ${PROJECTION}
       from change c where c.offer_id is null and c.content is not null
       returning id)
     insert into offer_revision (offer_id, version, content, replaced_at) select id, $1, null, $2 from created`,
    [number, now, catalogId, supplierId],
  )
  const counts = await client.query<{ added: number; changed: number; removed: number }>(
    `select count(*) filter (where content is not null and not live)::int as added,
            count(*) filter (where content is not null and live)::int as changed,
            count(*) filter (where content is null)::int as removed from change`,
  )
  const result = { number, ...(counts.rows[0] ?? { added: 0, changed: 0, removed: 0 }) }
  await client.query(
    `insert into catalog_version (catalog_id, number, source, added, changed, removed, published_at, published_by)
     values ($1, $2, $3::version_source, $4, $5, $6, $7, $8)`,
    [catalogId, number, version.source, result.added, result.changed, result.removed, now, version.publishedBy],
  )
  return result
}

const COLUMNS =
  'currency, price, breaks, price_base, unit, minimum, step, maximum, pack_size, lead_time_days, stock, valid_from, valid_to, tax_category'
const PROJECTION = `c.content->>'currency', (c.content#>>'{breaks,0,price}')::numeric, c.content->'breaks', (c.content->>'priceBase')::numeric,
  c.content->>'unit', (c.content->>'minimum')::numeric, (c.content->>'step')::numeric, (c.content->>'maximum')::numeric,
  (c.content->>'packSize')::numeric, (c.content->>'leadTimeDays')::int, (c.content->>'stock')::numeric,
  (c.content->>'validFrom')::timestamptz, (c.content->>'validTo')::timestamptz, c.content->>'taxCategory'`

/**
 * Finds or makes the product of each new line: the same GTIN, else the same brand and maker's part number, else a new
 * product that this supplier owns. Products that the supplier owns take over its texts.
 */
async function matchProducts(client: Sql, supplierId: string): Promise<void> {
  await client.query('alter table change add column gtin text, add column brand text, add column maker_part text')
  await client.query(
    `update change set gtin = content->>'gtin', brand = content->>'brand', maker_part = content->>'makerPart'
     where content is not null`,
  )
  await findProducts(client)
  // One new product for all lines that share a code; lines without a code get one each.
  await client.query(
    `insert into product (id, owner_id, name, description, brand, part_number, gtin, unit, category_code, attributes)
     select gen_random_uuid(), $1, content->'name', content->'description', content->>'brand', content->>'makerPart', content->>'gtin',
            content->>'unit', content->>'category', content->'attributes'
     from (select distinct on (coalesce(gtin, brand || chr(31) || maker_part, part)) content from change
           where product_id is null and content is not null and (gtin is not null or (brand is not null and maker_part is not null))
           order by coalesce(gtin, brand || chr(31) || maker_part, part), part) new
     on conflict do nothing`,
    [supplierId],
  )
  await findProducts(client)
  await client.query(
    `with lone as (update change set product_id = gen_random_uuid() where product_id is null and content is not null returning product_id, content)
     insert into product (id, owner_id, name, description, brand, part_number, gtin, unit, category_code, attributes)
     select product_id, $1, content->'name', content->'description', content->>'brand', content->>'makerPart', null,
            content->>'unit', content->>'category', content->'attributes' from lone`,
    [supplierId],
  )
  await client.query(
    `update product p set name = c.content->'name', description = c.content->'description', unit = c.content->>'unit',
            category_code = c.content->>'category', attributes = c.content->'attributes'
     from change c
     where c.product_id = p.id and p.owner_id = $1 and c.content is not null and c.offer_id is not null
       and (p.name, p.description, p.unit, p.category_code, p.attributes)
           is distinct from (c.content->'name', c.content->'description', c.content->>'unit', c.content->>'category', c.content->'attributes')`,
    [supplierId],
  )
}

async function findProducts(client: Sql): Promise<void> {
  const unmatched = 'c.product_id is null and c.content is not null'
  await client.query(`update change c set product_id = p.id from product p where ${unmatched} and p.gtin = c.gtin`)
  await client.query(
    `update change c set product_id = p.id from product p where ${unmatched} and p.brand = c.brand and p.part_number = c.maker_part`,
  )
}

/** Fills the temporary table `staged` from lines in memory: edits by hand and the like. */
export async function stage(client: Sql, lines: readonly { part: string; content: unknown }[]): Promise<void> {
  await client.query('create temp table staged (part text primary key, content jsonb) on commit drop')
  await client.query(
    `insert into staged select line->>'part', nullif(line->'content', 'null'::jsonb) from jsonb_array_elements($1::jsonb) line`,
    [JSON.stringify(lines)],
  )
}
