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

  const codes = "s.content->>'gtin' as gtin, s.content->>'brand' as brand, s.content->>'makerPart' as maker_part"
  await client.query(
    `create temp table change on commit drop as
     select s.part, s.content, ${codes}, o.id as offer_id, o.product_id, o.content as before,
            o.withdrawn_at is null and o.id is not null as live
     from staged s left join offer o on o.catalog_id = $1 and o.supplier_part_number = s.part
     where case when s.content is null then o.id is not null and o.withdrawn_at is null
                else o.id is null or o.withdrawn_at is not null or o.content is distinct from s.content end`,
    [catalogId],
  )
  const counts = await client.query<{ added: number; changed: number; removed: number }>(
    `select count(*) filter (where content is not null and not live)::int as added,
            count(*) filter (where content is not null and live)::int as changed,
            count(*) filter (where content is null)::int as removed from change`,
  )
  const result = counts.rows[0] ?? { added: 0, changed: 0, removed: 0 }
  if (version.source !== 'undo') await takeAvailability(client, catalogId)
  if (result.added + result.changed + result.removed === 0) return { number: number - 1, ...result }
  await client.query('analyze change (part, gtin, brand, maker_part, offer_id, product_id)')
  if (result.added > 0) await matchProducts(client, supplierId)
  if (result.changed + result.removed > 0) await updateProducts(client, supplierId)
  await writeOffers(client, version, supplierId, number)
  // In the same transaction: a price that a buyer has to consent to first is never seen.
  await client.query(
    `select hold_entries(array(select offer_id from change where offer_id is not null and content is not null), null)::text`,
  )
  await client.query(
    `insert into catalog_version (catalog_id, number, source, added, changed, removed, published_at, published_by)
     values ($1, $2, $3::version_source, $4, $5, $6, $7, $8)`,
    [catalogId, number, version.source, result.added, result.changed, result.removed, now, version.publishedBy],
  )
  return { number, ...result }
}

/** Brings what `change` says into the offers of the catalog, and what they said before into their revisions. */
async function writeOffers(client: Sql, { catalogId, now }: StagedVersion, supplierId: string, number: number): Promise<void> {
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
    `update offer o set withdrawn_at = null, version = $1, changed_at = $2, content = c.content, (${COLUMNS}) = (${PROJECTION}),
       stock = case when ${kept('stock')} then o.stock else (c.content->>'stock')::numeric end,
       lead_time_days = case when ${kept('leadTimeDays')} then o.lead_time_days else (c.content->>'leadTimeDays')::int end
     from change c where c.offer_id = o.id and c.content is not null`,
    [number, now],
  )
  await client.query(
    `insert into offer (id, catalog_id, supplier_id, supplier_part_number, product_id, first_version, version, changed_at, content, stock, lead_time_days, ${COLUMNS})
     select gen_random_uuid(), $3, $4, c.part, ${PRODUCT}, $1, $1, $2, c.content, (c.content->>'stock')::numeric, (c.content->>'leadTimeDays')::int, ${PROJECTION}
     from change c where c.offer_id is null and c.content is not null`,
    [number, now, catalogId, supplierId],
  )
}

const COLUMNS = 'currency, price, breaks, price_base, unit, minimum, step, maximum, pack_size, valid_from, valid_to, tax_category'
const PROJECTION = `c.content->>'currency', (c.content#>>'{breaks,0,price}')::numeric, c.content->'breaks', (c.content->>'priceBase')::numeric,
  c.content->>'unit', (c.content->>'minimum')::numeric, (c.content->>'step')::numeric, (c.content->>'maximum')::numeric,
  (c.content->>'packSize')::numeric,
  (c.content->>'validFrom')::timestamptz, (c.content->>'validTo')::timestamptz, c.content->>'taxCategory'`

/** What lines say of stock and lead time holds from now on, even where they say the same as in the version before. */
async function takeAvailability(client: Sql, catalogId: string): Promise<void> {
  await client.query(
    `update offer o set stock = coalesce(s.stock, o.stock), lead_time_days = coalesce(s.days, o.lead_time_days)
     from (select part, (content->>'stock')::numeric as stock, (content->>'leadTimeDays')::int as days from staged) s
     where o.catalog_id = $1 and o.supplier_part_number = s.part and o.withdrawn_at is null
       and (coalesce(s.stock, o.stock) is distinct from o.stock or coalesce(s.days, o.lead_time_days) is distinct from o.lead_time_days)`,
    [catalogId],
  )
}

/** Stock and lead time are set between versions too: what a version leaves as the one before said it stays as it is now. */
const kept = (field: 'stock' | 'leadTimeDays') => `c.live and c.content->'${field}' is not distinct from c.before->'${field}'`

/** The product of a line: its own, or the one with its codes, by index whatever the planner knows of rows just written. */
const PRODUCT = `coalesce(c.product_id, (select g.id from product g where g.gtin = c.gtin),
  (select m.id from product m where m.brand = c.brand and m.part_number = c.maker_part))`

const TEXTS = `content->'name', content->'description', content->>'unit', content->>'category', content->'attributes'`

/**
 * Makes the products that new lines need. A line belongs to the product with its GTIN, else to that with its brand and
 * maker's part number; without these codes it gets a product of its own, which this supplier owns.
 */
async function matchProducts(client: Sql, supplierId: string): Promise<void> {
  const unowned = 'offer_id is null and content is not null'
  const coded = '(gtin is not null or (brand is not null and maker_part is not null))'
  await client.query(
    `insert into product (id, owner_id, brand, part_number, gtin, name, description, unit, category_code, attributes)
     select gen_random_uuid(), $1, brand, maker_part, gtin, ${TEXTS} from change c
     where ${unowned} and ${coded} and not exists (select 1 from product g where g.gtin = c.gtin)
       and not exists (select 1 from product m where m.brand = c.brand and m.part_number = c.maker_part)
     on conflict do nothing`,
    [supplierId],
  )
  await client.query(`update change set product_id = gen_random_uuid() where ${unowned} and not ${coded}`)
  await client.query(
    `insert into product (id, owner_id, brand, part_number, name, description, unit, category_code, attributes)
     select product_id, $1, brand, maker_part, ${TEXTS} from change where ${unowned} and product_id is not null`,
    [supplierId],
  )
}

/** Products that the supplier owns take over its texts. */
async function updateProducts(client: Sql, supplierId: string): Promise<void> {
  await client.query(
    `update product p set (name, description, unit, category_code, attributes) = (select ${TEXTS})
     from change c
     where c.product_id = p.id and p.owner_id = $1 and c.content is not null and c.offer_id is not null
       and (p.name, p.description, p.unit, p.category_code, p.attributes) is distinct from (${TEXTS})`,
    [supplierId],
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
