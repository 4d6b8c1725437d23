import type { OfferContent } from '@/lib/catalog/offers/content-schemas'
import { publishStaged } from '@/lib/catalog/offers/publish-staged'
import { indexCatalog } from '@/lib/discovery/search/jobs'
import { pool } from '@/lib/platform/db/client'
import { Random } from '@/lib/platform/random'
import { demoOrganizations } from './accounts'
import { type DemoProduct, demoProducts } from './products'

export const OFFERS = 8000

/** Euro in one unit of each currency of the demo, about as in 2026; the operator keeps the dated rates. */
export const EURO_RATES: Record<string, number> = { EUR: 1, USD: 0.92, GBP: 1.17, CNY: 0.128 }

/** Each product gets two or three suppliers of its industry, at prices around the fair one, until there are 8,000 offers. */
function demoOffers(): Map<string, OfferContent[]> {
  const random = new Random(8000)
  const bySupplier = new Map<string, OfferContent[]>()
  const products = demoProducts()
  const extra = OFFERS - products.length * 2
  const withThree = new Set(random.sample([...products.keys()], extra))
  for (const [index, product] of products.entries()) {
    const sellers = demoOrganizations.filter(
      (organization) => organization.kind === 'supplier' && organization.industries.includes(product.industry),
    )
    for (const seller of random.sample(sellers, withThree.has(index) ? 3 : 2)) {
      const list = bySupplier.get(seller.slug) ?? []
      list.push(offerOf(product, seller, random, list.length))
      bySupplier.set(seller.slug, list)
    }
  }
  for (const list of bySupplier.values()) relateFasteners(list)
  return bySupplier
}

/** Bolts and screws go with nuts and washers of the same thread and material, and stand in for those of another length. */
function relateFasteners(list: OfferContent[]): void {
  const says = (offer: OfferContent, name: string) => offer.attributes.find((attribute) => attribute.name === name)?.value
  const same = (a: OfferContent, b: OfferContent, names: string[]) => names.every((name) => says(a, name) === says(b, name))
  const fastens = list.filter(({ category }) => category === '31161500' || category === '31161600')
  const holds = list.filter(({ category }) => category === '31161700' || category === '31161800')
  for (const offer of fastens) {
    offer.accessories = holds
      .filter((other) => same(offer, other, ['Thread', 'Material']))
      .slice(0, 4)
      .map(({ part }) => part)
    offer.substitutes = fastens
      .filter(
        (other) => other !== offer && other.category === offer.category && same(offer, other, ['Thread', 'Material', 'Head', 'Drive']),
      )
      .sort(
        (a, b) =>
          Math.abs(Number(says(a, 'Length')) - Number(says(offer, 'Length'))) -
          Math.abs(Number(says(b, 'Length')) - Number(says(offer, 'Length'))),
      )
      .slice(0, 2)
      .map(({ part }) => part)
  }
}

function offerOf(product: DemoProduct, seller: (typeof demoOrganizations)[number], random: Random, index: number): OfferContent {
  const price = (product.price * (0.85 + random.next() * 0.3)) / (EURO_RATES[seller.currency] ?? 1)
  const text = (value: number) => String(Number(value.toFixed(product.priceBase === 1 ? 2 : 3)))
  const scale = product.step ?? 1
  const breaks = [{ from: '1', price: text(price) }]
  if (random.next() < 0.7) breaks.push({ from: String(scale * 10), price: text(price * 0.94) })
  if (random.next() < 0.4) breaks.push({ from: String(scale * 50), price: text(price * 0.87) })
  const initials = seller.name
    .split(' ')
    .map((word) => word[0])
    .join('')
    .toUpperCase()
  return {
    part: `${initials}-${String(index + 1).padStart(5, '0')}`,
    name: product.name,
    description: product.description,
    brand: product.brand,
    makerPart: product.makerPart,
    gtin: product.gtin,
    category: product.category,
    attributes: product.attributes,
    unit: product.unit,
    currency: seller.currency,
    breaks,
    priceBase: String(product.priceBase),
    minimum: product.step ? String(product.step) : null,
    step: product.step ? String(product.step) : null,
    maximum: null,
    packSize: product.step ? String(product.step) : null,
    leadTimeDays: random.pick([1, 2, 2, 3, 3, 5, 7, 10, 14, 21]) + (seller.country === 'CN' ? 12 : 0),
    stock: random.next() < 0.8 ? String(random.int(1, 60) * scale) : '0',
    validFrom: null,
    validTo: null,
    taxCategory: 'S',
    substitutes: [],
    accessories: [],
  }
}

/** Publishes every supplier's catalog into the network by the way that imports take, and makes it searchable. */
export async function loadDemoCatalogs(organizationIds: Map<string, string>, networkId: string, now: Date): Promise<void> {
  for (const [slug, offers] of demoOffers()) {
    const client = await pool().connect()
    try {
      await client.query('begin')
      const { rows } = await client.query<{ id: string }>(
        `insert into catalog (id, organization_id, name) values (gen_random_uuid(), $1, 'Main catalog') returning id`,
        [organizationIds.get(slug)],
      )
      const catalogId = rows[0]?.id as string
      await client.query('insert into catalog_publication (catalog_id, network_id, starts_at) values ($1, $2, $3)', [
        catalogId,
        networkId,
        now,
      ])
      await client.query('create temp table staged (part text primary key, content jsonb) on commit drop')
      await client.query(`insert into staged select line->>'part', line from jsonb_array_elements($1::jsonb) line`, [
        JSON.stringify(offers),
      ])
      await publishStaged(client, { catalogId, source: 'import', publishedBy: null, now })
      await client.query('commit')
      await indexCatalog(catalogId, null)
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  }
}
