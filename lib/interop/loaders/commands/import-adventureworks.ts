import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { hashPassword } from '@/lib/parties/identity/secrets'
import { prisma } from '@/lib/platform/db/client'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { loadOffers } from '../internal/adventureworks-offers'
import { loadOrders } from '../internal/adventureworks-orders'
import { BRAND, type Progress, type Row } from '../internal/adventureworks-source'

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

const BUYER = 'aw-buyer'
export const ADVENTURE_WORKS_BUYER = 'purchasing@adventure-works.example'

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
    dropped: droppedFrom({ inventory, history, shipMethods, prices, orders }),
  }
}

/** What the files hold that has no place in Stoa. */
const droppedFrom = (
  files: Record<'inventory' | 'history' | 'shipMethods' | 'prices' | 'orders', Row[]>,
): AdventureWorksResult['dropped'] => [
  { file: 'inventory.csv', what: 'stock by shelf', count: files.inventory.length, why: "the buyer's own stock, not an offer's" },
  {
    file: 'list_price_history.csv',
    what: 'sales prices',
    count: files.history.length,
    why: 'prices that Adventure Works sells at, not buys at',
  },
  { file: 'ship_methods.csv', what: 'carriers', count: files.shipMethods.length, why: 'freight is kept as an amount on the order' },
  {
    file: 'product_vendors.csv',
    what: 'last_receipt_cost, last_receipt_date, on_order_qty',
    count: files.prices.length,
    why: 'follow from the orders',
  },
  {
    file: 'purchase_orders.csv',
    what: 'employee_id, ship_method_id, revision_number',
    count: files.orders.length,
    why: 'name people and carriers that are not loaded',
  },
]

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
