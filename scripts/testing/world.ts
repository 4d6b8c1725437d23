import { editOffers } from '@/lib/catalog/offers/commands/edit-offers'
import { createCatalog, publishCatalog } from '@/lib/catalog/offers/commands/manage-catalog'
import { type OfferContent, offerContent } from '@/lib/catalog/offers/content-schemas'
import { indexCatalog } from '@/lib/discovery/search/jobs'
import { actorFor } from '@/lib/parties/identity/actor'
import type { Role } from '@/lib/parties/identity/model'
import type { Actor, ReadContext } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'

/** A small world for integration tests: a hub with its network, buyers, suppliers, and one buyer outside. */
export interface World {
  networkId: string
  buyer: Actor
  requester: Actor
  supplier: Actor
  rival: Actor
  outsider: Actor
  operator: Actor
}

export const reading = (actor: Actor, now = new Date()): ReadContext => ({ actor, db: prisma(), now })

/** An organization with one user of these roles, as the actor that the user is. */
export async function join(name: string, kind: 'buyer' | 'supplier' | 'operator', roles: Role[], currency = 'EUR'): Promise<Actor> {
  const email = `${name.toLowerCase().replaceAll(' ', '-')}@example.test`
  await prisma().organization.create({
    data: {
      name,
      kinds: [kind],
      country: 'DE',
      currency,
      addresses: { create: { label: 'Main site', street: 'Street 1', postalCode: '10115', city: 'Berlin', country: 'DE' } },
      costCentres: { create: { code: '4100', name: 'Maintenance' } },
      memberships: { create: { roles, user: { create: { email, name: `${name} user`, emailVerifiedAt: new Date() } } } },
    },
  })
  return (await actorFor(email)) as Actor
}

/** The actor again, with memberships as they are now. */
export const renewed = async (actor: Actor): Promise<Actor> => (await actorFor(actor.email, actor.organizationId)) as Actor

/** The actor once its organization is a member that browses a network. */
export async function browsing(networkId: string, actor: Actor): Promise<Actor> {
  const { organizationId } = actor
  await prisma().networkMembership.create({ data: { networkId, organizationId, state: 'active', rights: ['browse'], acceptedTerms: 1 } })
  return renewed(actor)
}

export async function makeWorld(): Promise<World> {
  const operator = await join('Hub', 'operator', ['network_operator'])
  const network = await prisma().network.create({
    data: {
      operatorId: operator.organizationId,
      name: 'Meridian',
      terms: { create: { version: 1, bodyEn: 'Trade in good faith, always.', bodyZh: '诚信交易。' } },
    },
  })
  const admit = (actor: Actor, rights: ('browse' | 'publish' | 'source' | 'bid')[]) =>
    prisma().networkMembership.create({
      data: { networkId: network.id, organizationId: actor.organizationId, state: 'active', rights, acceptedTerms: 1 },
    })
  const buyer = await join('Buyer', 'buyer', ['purchaser', 'buyer_admin'])
  const supplier = await join('Supplier', 'supplier', ['catalog_manager', 'sales', 'supplier_admin'])
  const rival = await join('Rival', 'supplier', ['catalog_manager', 'sales', 'supplier_admin'])
  const outsider = await join('Outsider', 'buyer', ['purchaser', 'buyer_admin'])
  await admit(buyer, ['browse', 'source'])
  await admit(supplier, ['publish', 'bid'])
  await admit(rival, ['publish', 'bid'])
  await prisma().user.create({
    data: {
      email: 'requester@example.test',
      name: 'Requester',
      emailVerifiedAt: new Date(),
      memberships: { create: { organizationId: buyer.organizationId, roles: ['requester'] } },
    },
  })
  await prisma().taxRate.createMany({ data: { country: 'DE', category: 'S', rate: '19' }, skipDuplicates: true })
  return {
    networkId: network.id,
    operator,
    buyer: await renewed(buyer),
    requester: (await actorFor('requester@example.test')) as Actor,
    supplier: await renewed(supplier),
    rival: await renewed(rival),
    outsider,
  }
}

export const content = (part: string, price: string, more: Partial<OfferContent> = {}): OfferContent =>
  offerContent.parse({
    part,
    name: { en: `Product ${part}` },
    unit: 'C62',
    currency: 'EUR',
    breaks: [{ from: '1', price }],
    leadTimeDays: 3,
    stock: '100',
    ...more,
  })

/** A published, searchable catalog with these lines; returns its id. */
export async function publish(world: World, actor: Actor, lines: OfferContent[]): Promise<string> {
  const { id } = await createCatalog({ actor }, { name: 'Main' })
  await editOffers({ actor }, { catalogId: id, offers: lines })
  await publishCatalog(
    { actor },
    { catalogId: id, publications: [{ networkId: world.networkId, startsAt: new Date(Date.now() - 3_600_000).toISOString() }] },
  )
  await indexCatalog(id, null)
  return id
}

export const offerId = async (actor: Actor, part: string): Promise<string> =>
  (await prisma().offer.findFirstOrThrow({ where: { supplierId: actor.organizationId, supplierPartNumber: part } })).id
