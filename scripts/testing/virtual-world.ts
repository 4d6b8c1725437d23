import { editOffers } from '@/lib/catalog/offers/commands/edit-offers'
import { publishVirtualCatalog } from '@/lib/catalog/virtual/commands/publish-virtual-catalog'
import { createVirtualCatalog, describeVirtualCatalog } from '@/lib/catalog/virtual/commands/save-virtual-catalog'
import { ownVirtualCatalog } from '@/lib/catalog/virtual/queries'
import { indexCatalog } from '@/lib/discovery/search/jobs'
import { searchProducts } from '@/lib/discovery/search/queries'
import { searchParams } from '@/lib/discovery/search/schemas'
import { actorFor } from '@/lib/parties/identity/actor'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { quoteProducts } from '@/lib/pricing/quotes/queries'
import { browsing, content, makeWorld, offerId, publish, reading, type World } from '@/scripts/testing/world'

type Described = Omit<Parameters<typeof describeVirtualCatalog>[1], 'catalogId' | 'name'>

/** Live bindings: set by `makeVirtualWorld`. */
export let world: World
export let supplierCatalog: string
export let colleague: Actor
export let ids: Record<'BOLT' | 'NUT' | 'PIN' | 'R-BOLT', string>
export const as = (actor: Actor = world.buyer) => ({ actor })
export const DAY = 86_400_000

/** Two suppliers with offers, a buyer with a colleague, a hub. */
export async function makeVirtualWorld(): Promise<void> {
  world = await makeWorld()
  supplierCatalog = await publish(world, world.supplier, original())
  await publish(world, world.rival, [content('R-BOLT', '9.00', { name: { en: 'Hex bolt' } })])
  await prisma().user.create({
    data: {
      email: 'second@example.test',
      name: 'Second',
      emailVerifiedAt: new Date(),
      memberships: { create: { organizationId: world.buyer.organizationId, roles: ['purchaser'] } },
    },
  })
  colleague = (await actorFor('second@example.test')) as Actor
  world.operator = await browsing(world.networkId, world.operator)
  const [BOLT, NUT, PIN] = await Promise.all(['BOLT', 'NUT', 'PIN'].map((part) => offerId(world.supplier, part)))
  ids = { BOLT, NUT, PIN, 'R-BOLT': await offerId(world.rival, 'R-BOLT') } as typeof ids
}

const original = () => [
  content('BOLT', '10.00', { name: { en: 'Hex bolt' } }),
  content('NUT', '2.00', { name: { en: 'Hex nut' } }),
  content('PIN', '5.00', { name: { en: 'Split pin' } }),
]

/** The offers as they were, and no catalogs, prices or carts. */
export async function startAnew(): Promise<void> {
  // nothing to publish when the test before changed nothing
  await editOffers(as(world.supplier), { catalogId: supplierCatalog, offers: original() }).catch(() => undefined)
  await indexCatalog(supplierCatalog, null)
  await prisma().priceListEntry.deleteMany()
  await prisma().priceList.deleteMany()
  await forget({ managedBy: { not: 'supplier' } })
  await prisma().cartLine.deleteMany()
}

export async function forget(where: { id: string } | { managedBy: { not: 'supplier' } }): Promise<void> {
  await prisma().catalogVersion.deleteMany({ where: { catalog: where } })
  await prisma().catalog.deleteMany({ where })
}

/** A catalog of the supplier's three offers, not published. */
export async function draft(more: Partial<Described> = {}, actor = world.buyer) {
  const { id } = await createVirtualCatalog(as(actor), { name: 'Ours' })
  await describeVirtualCatalog(as(actor), {
    catalogId: id,
    name: 'Ours',
    selection: { rules: [{ supplierIds: [world.supplier.organizationId] }] },
    ...more,
  })
  return id
}
export async function shown(more: Partial<Described> = {}, actor = world.buyer) {
  const id = await draft(more, actor)
  await publishVirtualCatalog(as(actor), { catalogId: id, expected: null })
  return id
}

export const own = (catalogId: string, actor = world.buyer) => ownVirtualCatalog(reading(actor), catalogId)
export const visible = async (actor = world.buyer) => {
  const { products } = await searchProducts(reading(actor), searchParams.parse({}))
  const quotes = await quoteProducts(
    reading(actor),
    products.map(({ id }) => id),
  )
  return [...quotes.values()]
    .flat()
    .map(({ supplierPartNumber, unitPrice }) => `${supplierPartNumber} ${unitPrice}`)
    .sort()
}

export const changeOffer = async (part: string, price: string, more: Parameters<typeof content>[2] = {}) => {
  const before = original().find((line) => line.part === part)
  await editOffers(as(world.supplier), {
    catalogId: supplierCatalog,
    offers: [{ ...content(part, price), name: before?.name ?? {}, ...more }],
  })
  await indexCatalog(supplierCatalog, null)
}
