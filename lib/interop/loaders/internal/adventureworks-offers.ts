import { type OfferContent, offerContent } from '@/lib/catalog/offers/content-schemas'
import { publishStaged } from '@/lib/catalog/offers/publish-staged'
import { pool } from '@/lib/platform/db/client'
import { newId } from '@/lib/platform/ids'
import { writeOutbox } from '@/lib/platform/outbox'
import { readUnit } from '@/lib/platform/units/unit-spellings'
import { BRAND, type Progress, type Row } from './adventureworks-source'

/** Units of the source that Rec 20 calls otherwise. */
const UNITS: Row = {
  CS: 'CS',
  CTN: 'XCT',
  EA: 'EA',
  DZ: 'DZN',
  PAK: 'XPK',
  GAL: 'GLL',
  BOX: 'XBX',
  BTL: 'XBO',
  CAN: 'XCA',
  PC: 'C62',
  CTR: 'XCT',
}

const plainNumber = (text: string | undefined) => String(Number(text))

function contentOf(price: Row, product: Row): OfferContent {
  return offerContent.parse({
    part: product.product_number,
    name: { en: product.name },
    brand: BRAND,
    makerPart: product.product_number,
    unit: UNITS[price.unit_measure_code?.trim() ?? ''] ?? readUnit(price.unit_measure_code ?? '') ?? 'C62',
    currency: 'USD',
    breaks: [{ from: '1', price: plainNumber(price.standard_price) }],
    minimum: plainNumber(price.min_order_qty),
    maximum: plainNumber(price.max_order_qty),
    leadTimeDays: Number(price.average_lead_time_days),
  })
}

/** One supplier-managed catalog for each vendor that has price lines, published by the way that imports take. */
/** Price lines as offers, a catalog for each vendor. @returns offers written */
export async function loadOffers(
  prices: Row[],
  products: Row[],
  suppliers: Map<string, string>,
  networkId: string,
  progress: Progress,
): Promise<number> {
  const byId = new Map(products.map((product) => [product.product_id, product]))
  const byVendor = new Map<string, OfferContent[]>()
  for (const price of prices) {
    const product = byId.get(price.product_id)
    if (!product) continue
    const vendor = price.vendor_id as string
    byVendor.set(vendor, [...(byVendor.get(vendor) ?? []), contentOf(price, product)])
  }
  let written = 0
  let done = 0
  for (const [vendor, contents] of byVendor) {
    written += await publishVendor(suppliers.get(vendor) as string, contents, networkId)
    done++
    if (done % 20 === 0) progress(`catalogs ${done} of ${byVendor.size}`)
  }
  return written
}

async function publishVendor(supplierId: string, contents: OfferContent[], networkId: string): Promise<number> {
  const client = await pool().connect()
  try {
    await client.query('begin')
    const known = await client.query<{ id: string }>('select id from catalog where organization_id = $1', [supplierId])
    const catalogId = known.rows[0]?.id ?? newId()
    if (!known.rows[0]) {
      await client.query('insert into catalog (id, organization_id, name) values ($1, $2, $3)', [catalogId, supplierId, 'Price list'])
      await client.query('insert into catalog_publication (catalog_id, network_id, starts_at) values ($1, $2, now())', [
        catalogId,
        networkId,
      ])
    }
    await client.query('create temp table staged (part text primary key, content jsonb) on commit drop')
    await client.query(`insert into staged select line->>'part', line from jsonb_array_elements($1::jsonb) line`, [
      JSON.stringify(contents),
    ])
    const version = await publishStaged(client, { catalogId, source: 'import', publishedBy: null, now: new Date() })
    const written = version.added + version.changed + version.removed
    if (written > 0) await writeOutbox(client, [{ type: 'catalog.published', catalogId, version: version.number }])
    await client.query('commit')
    return written
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}
