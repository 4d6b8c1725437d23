import { randomUUID } from 'node:crypto'
import { saveConfiguration } from '@/lib/catalog/configuration/commands/save-configuration'
import { saveConfigurator } from '@/lib/catalog/configuration/commands/save-configurator'
import { addInternalContentFile } from '@/lib/catalog/internal-content/commands/edit-internal-content'
import { addProductFile } from '@/lib/catalog/offers/commands/save-product-file'
import { createVirtualCatalog } from '@/lib/catalog/virtual/commands/save-virtual-catalog'
import { saveComparison } from '@/lib/discovery/comparison/commands/save-comparison'
import { createLandingPage } from '@/lib/discovery/landing/commands/save-landing-page'
import { createApiToken } from '@/lib/parties/identity/commands/manage-api-tokens'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { createDeal } from '@/lib/pricing/deals/commands/open-deal'
import { saveCustomerGroup } from '@/lib/pricing/price-lists/commands/save-customer-group'
import { createPriceList } from '@/lib/pricing/price-lists/commands/save-price-list'
import { addToCart } from '@/lib/purchasing/cart/commands/change-cart'
import { despatch } from '@/lib/purchasing/fulfilment/commands/despatch'
import { receive } from '@/lib/purchasing/fulfilment/commands/receive'
import { respondToOrder } from '@/lib/purchasing/fulfilment/commands/respond-to-order'
import { addRows, createList } from '@/lib/purchasing/lists/commands/save-list'
import { proposeClosing } from '@/lib/purchasing/orders/commands/close-rest'
import { placeOrder } from '@/lib/purchasing/orders/commands/place-order'
import { saveInternalItem } from '@/lib/purchasing/requisitions/commands/answer'
import { requestText } from '@/lib/purchasing/requisitions/commands/request'
import { startAllocation } from '@/lib/sourcing/allocation/commands/search-allocation'
import { askQuestion } from '@/lib/sourcing/events/commands/participate'
import { createEvent, publishEvent } from '@/lib/sourcing/events/commands/save-event'
import { content, join, makeWorld, offerId, publish, type World } from '@/scripts/testing/world'

/** Ids of rows that belong to the first buyer, supplier and hub of the world. */
interface Ids {
  order: string
  orderLine: string
  orderClosing: string
  despatchAdvice: string
  goodsReceipt: string
  cartLine: string
  catalog: string
  importId: string
  event: string
  lot: string
  question: string
  network: string
  membership: string
  member: string
  address: string
  session: string
  product: string
  offer: string
  picture: string
  addedFile: string
  apiToken: string
  priceList: string
  customerGroup: string
  virtualCatalog: string
  list: string
  listLine: string
  split: string
  configurable: string
  configuration: string
  duplicate: string
  comparison: string
  deal: string
  requisition: string
  item: string
  internalCategory: string
  landingPage: string
}

/** Live bindings: set by `makeOneOfEverything`. */
export let world: World
export let ids: Ids
/** Somebody of the same kind, elsewhere: nothing of the world is theirs. */
export let stranger: { buyer: Actor; supplier: Actor; operator: Actor }

/** A world with a row of every kind that a command takes the id of. */
export async function makeOneOfEverything(): Promise<void> {
  world = await makeWorld()
  const { buyer, supplier, networkId } = world
  const catalog = await publish(world, supplier, [content('P-1', '5.00'), content('P-2', '5.00')])
  const offer = await offerId(supplier, 'P-1')
  const address = (await prisma().address.findFirstOrThrow({ where: { organizationId: buyer.organizationId } })).id
  const configurable = await offerId(supplier, 'P-2')
  await saveConfigurator({ actor: supplier }, { offerId: configurable, model: MODEL })
  const product = (await prisma().offer.findUniqueOrThrow({ where: { id: offer } })).productId
  ids = {
    ...(await orders(offer, address)),
    ...(await sourcing()),
    ...(await lists()),
    ...(await pictures(product)),
    catalog,
    importId: (await anImport(catalog)).id,
    network: networkId,
    membership: (await prisma().networkMembership.findFirstOrThrow({ where: { organizationId: supplier.organizationId } })).id,
    member: (await prisma().membership.findFirstOrThrow({ where: { organizationId: buyer.organizationId } })).id,
    address,
    session: (await prisma().session.create({ data: { userId: buyer.userId, expiresAt: new Date(Date.now() + 1e7) } })).id,
    product,
    offer,
    apiToken: (await createApiToken({ actor: buyer }, { name: 'ERP', scopes: ['auctions:read'], days: 1 })).id,
    priceList: (await createPriceList({ actor: buyer }, { kind: 'contract', name: 'x', partnerId: supplier.organizationId })).id,
    virtualCatalog: (await createVirtualCatalog({ actor: buyer }, { name: 'x' })).id,
    configurable,
    configuration: (await saveConfiguration({ actor: buyer }, { offerId: configurable, choices: CHOICES, name: 'x' })).id,
    comparison: (await saveComparison({ actor: buyer }, { name: 'x', spec: { productIds: [randomUUID()] } })).id,
    deal: (await aDeal(offer)).id,
    requisition: (await requestText({ actor: buyer }, { text: 'something', quantity: '1', unit: 'C62' })).id,
    item: (await saveInternalItem({ actor: buyer }, { number: 'I-1', name: 'x', unit: 'C62' })).id,
    internalCategory: (await prisma().internalCategory.create({ data: { organizationId: buyer.organizationId, code: '1', name: 'x' } })).id,
    landingPage: (await createLandingPage({ actor: world.operator }, { networkId, name: 'x' })).id,
    duplicate: await duplicateOf(buyer, configurable, offer),
    customerGroup: (await saveCustomerGroup({ actor: supplier }, { name: 'Partners', organizationIds: [] })).id,
  }
  stranger = {
    buyer: world.outsider,
    supplier: await join('Other supplier', 'supplier', ['catalog_manager', 'sales', 'supplier_admin']),
    operator: await join('Other hub', 'operator', ['network_operator']),
  }
}

/** An order that was received, one that waits, and a line in the cart. */
async function orders(offer: string, addressId: string) {
  const as = { actor: world.buyer }
  await addToCart(as, { offerId: offer, quantity: '3' })
  const delivered = await deliver(addressId)
  await addToCart(as, { offerId: offer, quantity: '3' })
  const orderClosing = await proposedClosing(addressId)
  await addToCart(as, { offerId: offer, quantity: '3' })
  const [placed] = await placeOrder(as, { key: randomUUID(), addressId, paymentMethod: 'account' })
  await addToCart(as, { offerId: offer, quantity: '1' })
  const order = placed?.id ?? ''
  return {
    order,
    orderLine: (await prisma().orderLine.findFirstOrThrow({ where: { orderId: order } })).id,
    orderClosing,
    ...delivered,
    cartLine: (await prisma().cartLine.findFirstOrThrow()).id,
  }
}

/** A published event with a lot and a question. */
async function sourcing() {
  const { buyer, supplier, networkId } = world
  const now = Date.now()
  const event = await createEvent(
    { actor: buyer },
    {
      title: 'Test',
      networkId,
      currency: 'EUR',
      opensAt: new Date(now + 60_000).toISOString(),
      endsAt: new Date(now + 120_000).toISOString(),
      step: { minimum: '1', unit: 'absolute' },
      overtime: null,
      lots: [{ title: 'Lot', ceiling: '100', lines: [{ name: 'x', quantity: '1' }] }],
      invite: [supplier.organizationId],
    },
  )
  await publishEvent({ actor: buyer }, { eventId: event.id })
  await askQuestion({ actor: supplier }, { eventId: event.id, text: 'When?' })
  return {
    event: event.id,
    lot: (await prisma().lot.findFirstOrThrow({ where: { eventId: event.id } })).id,
    question: (await prisma().eventQuestion.findFirstOrThrow()).id,
  }
}

/** A list with a line, and its allocation to suppliers. */
async function lists() {
  const as = { actor: world.buyer }
  const list = await createList(as, { name: 'x' })
  await addRows(as, { listId: list.id, rows: [['P-1', '2']] })
  return {
    list: list.id,
    listLine: (await prisma().buyingListLine.findFirstOrThrow({ where: { listId: list.id } })).id,
    split: (await startAllocation(as, { listId: list.id, options: {} })).id,
  }
}

/** A picture of the supplier's and one that the buyer added. */
async function pictures(productId: string) {
  const stored = { key: 'picture', size: 1, sha256: 'x', mediaType: 'image/webp' }
  const input = { productId, kind: 'picture' as const, name: 'front.png', stored }
  return {
    picture: (await addProductFile({ actor: world.supplier }, input)).fileId,
    addedFile: (await addInternalContentFile({ actor: world.buyer }, input)).fileId,
  }
}

/** A file that was uploaded to a catalog and not read yet. */
async function anImport(catalogId: string) {
  const file = await prisma().storedFile.create({
    data: { organizationId: world.supplier.organizationId, name: 'f', mediaType: 'x', size: 1, sha256: 'x', key: 'x' },
  })
  return prisma().catalogImport.create({
    data: { catalogId, fileId: file.id, fileName: 'f.csv', state: 'uploaded', headers: ['part', 'name', 'price'] },
  })
}

const aDeal = (offer: string) =>
  createDeal(
    { actor: world.supplier },
    {
      offerId: offer,
      kind: 'group',
      opensAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 1e7).toISOString(),
      steps: [{ from: '10', price: '4' }],
    },
  )

/** Orders what lies in the cart, and sees it through to its receipt. */
async function deliver(addressId: string): Promise<Pick<Ids, 'despatchAdvice' | 'goodsReceipt'>> {
  const [buyer, supplier] = [{ actor: world.buyer }, { actor: world.supplier }]
  const [order] = await placeOrder(buyer, { key: randomUUID(), addressId, paymentMethod: 'account' })
  const orderId = order?.id ?? ''
  await respondToOrder(supplier, { orderId })
  const { id: lineId } = await prisma().orderLine.findFirstOrThrow({ where: { orderId } })
  const advice = await despatch(supplier, { orderId, lines: [{ lineId, quantity: '3' }] })
  const receipt = await receive(buyer, { orderId })
  return { despatchAdvice: advice.id, goodsReceipt: receipt.id }
}

/** The buyer's proposal to close the rest of a confirmed order. */
async function proposedClosing(addressId: string): Promise<string> {
  const buyer = { actor: world.buyer }
  const [order] = await placeOrder(buyer, { key: randomUUID(), addressId, paymentMethod: 'account' })
  const orderId = order?.id ?? ''
  await respondToOrder({ actor: world.supplier }, { orderId })
  return (await proposeClosing(buyer, { orderId, reason: 'x' })).id
}

async function duplicateOf(actor: Actor, ...offers: string[]): Promise<string> {
  const rows = await prisma().offer.findMany({ where: { id: { in: offers } }, select: { productId: true }, orderBy: { productId: 'asc' } })
  const [firstId, secondId] = rows.map(({ productId }) => productId) as [string, string]
  const { id } = await prisma().duplicateProposal.create({
    data: { organizationId: actor.organizationId, firstId, secondId, score: 0.9, reason: 'similar' },
  })
  return id
}

export const plainEvent = () => ({
  title: 'x',
  networkId: ids.network,
  currency: 'EUR',
  opensAt: '2030-01-01T00:00:00Z',
  endsAt: '2030-01-02T00:00:00Z',
  step: { minimum: '1', unit: 'absolute' as const },
  overtime: null,
  lots: [{ title: 'x', ceiling: '10', lines: [{ name: 'x', quantity: '1' }] }],
})

export const MODEL = { groups: [{ id: 'size', name: { en: 'Size' }, options: [{ id: 'small', name: { en: 'Small' } }] }] }
export const CHOICES = { options: ['small'] }
