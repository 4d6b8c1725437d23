import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { type OfferContent, offerContent } from '@/lib/catalog/offers/content-schemas'
import { publishStaged } from '@/lib/catalog/offers/publish-staged'
import { continueAfter } from '@/lib/documents/numbering/next-numbers'
import { hashPassword } from '@/lib/parties/identity/secrets'
import { pool, prisma } from '@/lib/platform/db/client'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { Decimal, ZERO } from '@/lib/platform/money/decimal'
import { writeOutbox } from '@/lib/platform/outbox'
import { readUnit } from '@/lib/platform/units/units'
import { importDocuments, type PastFulfilment } from '@/lib/purchasing/fulfilment/import-documents'
import { type NewOrder, type NewOrderLine, saveOrders } from '@/lib/purchasing/orders/new-order'

type Row = Record<string, string>
type Progress = (line: string) => void

export interface AdventureWorksResult {
  suppliers: number
  products: number
  offers: number
  purchaseOrders: number
  orderLines: number
  /** rows written by this run; zero in all when everything was there */
  written: number
  dropped: { file: string; what: string; count: number; why: string }[]
}

const BRAND = 'Adventure Works'
const BUYER = 'aw-buyer'
export const ADVENTURE_WORKS_BUYER = 'purchasing@adventure-works.example'

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

const STATES: Record<string, 'placed' | 'confirmed' | 'rejected' | 'closed'> = { 1: 'placed', 2: 'confirmed', 3: 'rejected', 4: 'closed' }

/**
 * Loads the AdventureWorks purchasing department from its CSV files: vendors as suppliers with a catalog each, products,
 * price lines as offers, purchase orders as order history. Running it again changes nothing.
 * @param folder with vendors.csv, products.csv, product_vendors.csv, purchase_orders.csv, purchase_order_lines.csv, …
 */
export async function importAdventureWorks(
  folder: string,
  options: { password?: string; progress: Progress },
): Promise<AdventureWorksResult> {
  const read = (name: string) => readTable(folder, name)
  const [vendors, products, prices, orders, lines, subcategories, inventory, history, shipMethods] = (await Promise.all(
    [
      'vendors',
      'products',
      'product_vendors',
      'purchase_orders',
      'purchase_order_lines',
      'subcategories',
      'inventory',
      'list_price_history',
      'ship_methods',
    ].map(read),
  )) as [Row[], Row[], Row[], Row[], Row[], Row[], Row[], Row[], Row[]]
  const { progress } = options
  let written = 0
  const buyerId = await loadBuyer(options.password)
  const networkId = await loadNetwork(buyerId)
  const suppliers = await loadVendors(vendors, networkId, (count) => (written += count))
  progress(`suppliers ${suppliers.size}`)
  const productIds = await loadProducts(products, subcategories, buyerId, (count) => (written += count))
  progress(`products ${productIds.size}`)
  written += await loadOffers(prices, products, suppliers, networkId, progress)
  written += await loadOrders(orders, lines, products, productIds, suppliers, buyerId, progress)
  const [offerCount, orderCount, lineCount] = await Promise.all([
    prisma().offer.count({ where: { supplierId: { in: [...suppliers.values()] }, withdrawnAt: null } }),
    prisma().purchaseOrder.count({ where: { buyerId, externalId: { startsWith: 'aw-po-' } } }),
    prisma().orderLine.count({ where: { order: { buyerId, externalId: { startsWith: 'aw-po-' } } } }),
  ])
  return {
    suppliers: suppliers.size,
    products: productIds.size,
    offers: offerCount,
    purchaseOrders: orderCount,
    orderLines: lineCount,
    written,
    dropped: [
      { file: 'inventory.csv', what: 'stock by shelf', count: inventory.length, why: "the buyer's own stock, not an offer's" },
      {
        file: 'list_price_history.csv',
        what: 'sales prices',
        count: history.length,
        why: 'prices that Adventure Works sells at, not buys at',
      },
      { file: 'ship_methods.csv', what: 'carriers', count: shipMethods.length, why: 'freight is kept as an amount on the order' },
      {
        file: 'product_vendors.csv',
        what: 'last_receipt_cost, last_receipt_date, on_order_qty',
        count: prices.length,
        why: 'follow from the orders',
      },
      {
        file: 'purchase_orders.csv',
        what: 'employee_id, ship_method_id, revision_number',
        count: orders.length,
        why: 'name people and carriers that are not loaded',
      },
    ],
  }
}

async function readTable(folder: string, name: string): Promise<Row[]> {
  const file = path.join(folder, `${name}.csv`)
  const text = await readFile(file, 'utf8').catch(() => {
    throw new AppError('file_refused', { detail: `${file} cannot be read: give the folder that holds ${name}.csv` })
  })
  return parse(text, { columns: true, skip_empty_lines: true })
}

async function loadBuyer(password: string | undefined): Promise<string> {
  const passwordHash = password ? await hashPassword(password) : null
  const buyer = await prisma().organization.upsert({
    where: { externalId: BUYER },
    update: {},
    create: {
      externalId: BUYER,
      name: 'Adventure Works Cycles',
      kinds: ['buyer', 'operator'],
      country: 'US',
      currency: 'USD',
      addresses: { create: { label: 'Bothell plant', street: '1 Mountain Loop', postalCode: '98011', city: 'Bothell', country: 'US' } },
    },
  })
  const user = await prisma().user.upsert({
    where: { email: ADVENTURE_WORKS_BUYER },
    update: passwordHash ? { passwordHash } : {},
    create: {
      email: ADVENTURE_WORKS_BUYER,
      name: 'Adventure Works purchasing',
      passwordHash,
      emailVerifiedAt: new Date(),
      timeZone: 'America/Los_Angeles',
    },
  })
  await prisma().membership.upsert({
    where: { userId_organizationId: { userId: user.id, organizationId: buyer.id } },
    update: {},
    create: { userId: user.id, organizationId: buyer.id, roles: ['purchaser', 'buyer_admin', 'network_operator'] },
  })
  await prisma().taxRate.createMany({ data: { country: 'US', category: 'S', rate: '8' }, skipDuplicates: true })
  return buyer.id
}

async function loadNetwork(buyerId: string): Promise<string> {
  const known = await prisma().network.findFirst({ where: { operatorId: buyerId } })
  if (known) return known.id
  const network = await prisma().network.create({
    data: {
      operatorId: buyerId,
      name: 'Adventure Works suppliers',
      description: 'Vendors of Adventure Works Cycles.',
      terms: { create: { version: 1, bodyEn: 'Vendors deliver at the prices of their catalogs.', bodyZh: '供应商按目录价格供货。' } },
      memberships: { create: { organizationId: buyerId, state: 'active', rights: ['browse', 'source'], acceptedTerms: 1 } },
    },
  })
  return network.id
}

/** Vendors by id. One that the source calls inactive is suspended: kept, with its history, but out of sight. */
async function loadVendors(vendors: Row[], networkId: string, count: (written: number) => void): Promise<Map<string, string>> {
  const externalIds = vendors.map((vendor) => `aw-vendor-${vendor.vendor_id}`)
  const known = await prisma().organization.findMany({ where: { externalId: { in: externalIds } }, select: { id: true, externalId: true } })
  const ids = new Map(known.map((row) => [String(row.externalId).slice('aw-vendor-'.length), row.id]))
  const fresh = vendors.filter((vendor) => !ids.has(vendor.vendor_id as string)).map((vendor) => ({ vendor, id: newId(), userId: newId() }))
  await prisma().$transaction(async (db) => {
    await db.organization.createMany({
      data: fresh.map(({ id, vendor }) => ({
        id,
        externalId: `aw-vendor-${vendor.vendor_id}`,
        name: vendor.name as string,
        kinds: ['supplier' as const],
        country: 'US',
        currency: 'USD',
      })),
    })
    await db.user.createMany({
      data: fresh.map(({ userId, vendor }) => ({
        id: userId,
        email: `sales@vendor-${vendor.vendor_id}.adventure-works.example`,
        name: `${vendor.name} sales`,
        emailVerifiedAt: new Date(),
      })),
    })
    await db.membership.createMany({
      data: fresh.map(({ id, userId }) => ({
        userId,
        organizationId: id,
        roles: ['catalog_manager' as const, 'sales' as const, 'supplier_admin' as const],
      })),
    })
    await db.networkMembership.createMany({
      data: fresh.map(({ id, vendor }) => ({
        networkId,
        organizationId: id,
        state: vendor.active === '1' ? ('active' as const) : ('suspended' as const),
        rights: ['publish' as const, 'bid' as const],
        acceptedTerms: 1,
      })),
    })
  })
  for (const { id, vendor } of fresh) ids.set(vendor.vendor_id as string, id)
  count(fresh.length)
  return ids
}

async function loadProducts(
  products: Row[],
  subcategories: Row[],
  ownerId: string,
  count: (written: number) => void,
): Promise<Map<string, string>> {
  const numbers = products.map((product) => product.product_number as string)
  const known = await prisma().product.findMany({
    where: { brand: BRAND, partNumber: { in: numbers } },
    select: { id: true, partNumber: true },
  })
  const byNumber = new Map(known.map((row) => [row.partNumber, row.id]))
  const families = new Map(subcategories.map((row) => [row.subcategory_id, row.name as string]))
  const fresh = products.filter((product) => !byNumber.has(product.product_number as string))
  const data = fresh.map((product) => {
    const id = newId()
    byNumber.set(product.product_number as string, id)
    return {
      id,
      ownerId,
      name: { en: product.name },
      description: {},
      brand: BRAND,
      partNumber: product.product_number as string,
      unit: 'EA',
      attributes: attributesOf(product, families),
    }
  })
  await prisma().product.createMany({ data })
  count(fresh.length)
  return new Map(products.map((product) => [product.product_id as string, byNumber.get(product.product_number as string) as string]))
}

function attributesOf(product: Row, families: Map<string | undefined, string>) {
  const family = families.get(product.subcategory_id)
  const weight = Number(product.weight)
  return [
    ...(family ? [{ name: 'Family', value: family }] : []),
    ...(product.color ? [{ name: 'Colour', value: product.color }] : []),
    ...(product.size
      ? [{ name: 'Size', value: product.size, ...(product.size_unit?.trim() && { unit: product.size_unit.trim().toLowerCase() }) }]
      : []),
    ...(weight > 0
      ? [{ name: 'Weight', value: String(weight), ...(product.weight_unit?.trim() && { unit: product.weight_unit.trim().toLowerCase() }) }]
      : []),
  ]
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
async function loadOffers(
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

const ORDER_BATCH = 500

async function loadOrders(
  orders: Row[],
  lines: Row[],
  products: Row[],
  productIds: Map<string, string>,
  suppliers: Map<string, string>,
  buyerId: string,
  progress: Progress,
): Promise<number> {
  const names = new Map(products.map((product) => [product.product_id, product]))
  const known = new Set(
    (await prisma().purchaseOrder.findMany({ where: { buyerId, externalId: { startsWith: 'aw-po-' } }, select: { externalId: true } })).map(
      (row) => row.externalId,
    ),
  )
  const linesByOrder = new Map<string, Row[]>()
  for (const line of lines)
    linesByOrder.set(line.purchase_order_id as string, [...(linesByOrder.get(line.purchase_order_id as string) ?? []), line])
  const fresh = orders.filter((order) => !known.has(`aw-po-${order.purchase_order_id}`))
  let written = 0
  for (let from = 0; from < fresh.length; from += ORDER_BATCH) {
    const batch = fresh.slice(from, from + ORDER_BATCH).map((order) => {
      const own = linesByOrder.get(order.purchase_order_id as string) ?? []
      return pastOrder(order, own, { names, productIds, buyerId, supplierId: suppliers.get(order.vendor_id as string) as string })
    })
    await prisma().$transaction(async (db) => {
      const ctx = { db, now: new Date() }
      await saveOrders(
        ctx,
        batch.map(({ order }) => order),
      )
      await importDocuments(
        ctx,
        batch.map(({ fulfilment }) => fulfilment),
      )
    })
    written += batch.reduce((sum, { order }) => sum + 1 + order.lines.length, 0)
    progress(`purchase orders ${Math.min(from + ORDER_BATCH, fresh.length)} of ${fresh.length}`)
  }
  const last = Math.max(0, ...orders.map((order) => Number(order.purchase_order_id)))
  await continueAfter(prisma(), buyerId, 'purchase_order', last)
  return written
}

interface Around {
  names: Map<string | undefined, Row>
  productIds: Map<string, string>
  buyerId: string
  supplierId: string
}

const noonOf = (day: string | undefined) => new Date(`${day}T12:00:00Z`)

/** An order of the sample with what became of it. */
function pastOrder(order: Row, rows: Row[], around: Around): { order: NewOrder; fulfilment: PastFulfilment } {
  const { buyerId, supplierId } = around
  const net = Number(order.sub_total)
  const tax = order.tax_amount as string
  const lines = rows.map((row) => ({ row, line: { ...pastLine(row, around), id: newId() } }))
  const id = newId()
  const placedAt = noonOf(order.order_date)
  const placed: NewOrder = {
    id,
    externalId: `aw-po-${order.purchase_order_id}`,
    number: `PO-${String(order.purchase_order_id).padStart(6, '0')}`,
    buyerId,
    supplierId,
    networkId: null,
    placedBy: null,
    state: STATES[order.status as string] ?? 'closed',
    currency: 'USD',
    totals: {
      net: order.sub_total as string,
      freight: order.freight as string,
      tax,
      gross: order.total_due as string,
      taxes: [{ category: 'S', rate: net > 0 ? ((Number(tax) / net) * 100).toFixed(2) : '0', base: order.sub_total as string, tax }],
    },
    deliverTo: null,
    costCentre: null,
    reference: null,
    notes: null,
    requestedDeliveryDate: null,
    paymentMethod: 'account',
    placedAt,
    lines: lines.map(({ line }) => line),
    by: { userId: null, organizationId: buyerId },
    note: { imported: true },
  }
  const shippedAt = noonOf(order.ship_date || order.order_date)
  const arrived = order.status === '4'
  return {
    order: placed,
    fulfilment: {
      order: { id, buyerId, supplierId },
      ...(order.status !== '1' && {
        response: {
          at: placedAt,
          code: order.status === '3' ? ('rejected' as const) : ('accepted' as const),
          lines: lines.map(({ row, line }) => ({
            orderLineId: line.id,
            quantity: order.status === '3' ? ZERO : line.quantity,
            promisedOn: row.due_date ? new Date(row.due_date) : null,
          })),
        },
      }),
      ...(arrived && {
        advice: {
          at: shippedAt,
          lines: lines.map(({ row, line }) => ({ orderLineId: line.id, quantity: new Decimal(row.received_qty ?? 0) })),
        },
        receipt: {
          at: shippedAt,
          lines: lines.map(({ row, line }) => ({
            orderLineId: line.id,
            received: new Decimal(row.stocked_qty ?? 0),
            rejected: new Decimal(row.rejected_qty ?? 0),
          })),
        },
      }),
    },
  }
}

function pastLine(row: Row, { names, productIds }: Around): NewOrderLine {
  const product = names.get(row.product_id)
  return {
    offerId: null,
    productId: productIds.get(row.product_id as string) ?? null,
    name: { en: product?.name ?? row.product_id ?? '' },
    supplierPartNumber: product?.product_number ?? null,
    quantity: new Decimal(row.order_qty ?? 0),
    unit: 'EA',
    unitPrice: new Decimal(row.unit_price ?? 0),
    net: new Decimal(row.line_total ?? 0),
    taxCategory: 'S',
    priceSource: 'list',
  }
}
