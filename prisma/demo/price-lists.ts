import { actorFor } from '@/lib/parties/identity/actor'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { advancePriceList } from '@/lib/pricing/price-lists/commands/advance-price-list'
import { saveCustomerGroup } from '@/lib/pricing/price-lists/commands/save-customer-group'
import { createPriceList, describePriceList } from '@/lib/pricing/price-lists/commands/save-price-list'
import { discountOffers, savePrices } from '@/lib/pricing/price-lists/commands/save-prices'
import type { PriceListKind } from '@/lib/pricing/price-lists/kinds'

const DAY = 86_400_000

/**
 * Prices beside the catalogs': a list for a group of customers, campaigns, a contract with agreed quantities that orders
 * have drawn on, and a proposal that waits for its answer. They begin today, so that what was ordered before stays as it was.
 */
export async function loadDemoPriceLists(organizations: Map<string, string>, now: Date): Promise<void> {
  const [petra, chen, lin] = await Promise.all(
    ['petra@ostrava-fasteners.example', 'chen@suzhou-precision.example', 'lin@northwind-rail.example'].map(
      async (email) => (await actorFor(email)) as Actor,
    ),
  )
  if (!petra || !chen || !lin) return
  const northwind = organizations.get('northwind-rail') as string
  const in90 = new Date(now.getTime() + 90 * DAY)

  const group = await saveCustomerGroup(
    { actor: petra },
    { name: 'Maintenance partners', organizationIds: [northwind, organizations.get('blue-ridge-energy') as string] },
  )
  await inForce(petra, 'audience', 'Maintenance partners', { groupIds: [group.id], priority: 10 }, (listId) =>
    discountOffers({ actor: petra }, { listId, category: '31160000', discount: '4' }),
  )
  await inForce(petra, 'campaign', 'Autumn washers', { validTo: in90.toISOString() }, async (listId) =>
    savePrices({ actor: petra }, { listId, entries: (await offersOf(petra, 20, 6)).map(({ id }) => ({ offerId: id, discount: '15' })) }),
  )
  await inForce(chen, 'campaign', '秋季促销', { validTo: in90.toISOString() }, async (listId) =>
    savePrices({ actor: chen }, { listId, entries: (await offersOf(chen, 10, 8)).map(({ id }) => ({ offerId: id, discount: '12' })) }),
  )
  const contract = await agreedContract(lin, petra, now)
  const partly = await prisma().priceListEntry.findFirst({ where: { listId: contract }, orderBy: { agreed: 'desc' } })
  if (partly?.agreed) await prisma().priceListEntry.update({ where: { id: partly.id }, data: { used: partly.agreed.mul(0.62).floor() } })

  const proposal = await createPriceList({ actor: chen }, { kind: 'contract', name: '2027 年度框架价格', partnerId: northwind })
  await describePriceList(
    { actor: chen },
    { listId: proposal.id, name: '2027 年度框架价格', validTo: new Date(now.getTime() + 400 * DAY).toISOString() },
  )
  await savePrices(
    { actor: chen },
    {
      listId: proposal.id,
      entries: (await offersOf(chen, 40, 5)).map(({ id, price }) => ({ offerId: id, price: price(0.9), agreed: '500' })),
    },
  )
  await advancePriceList({ actor: chen }, { listId: proposal.id, step: 'propose' })
}

async function agreedContract(buyer: Actor, supplier: Actor, now: Date): Promise<string> {
  const { id } = await createPriceList({ actor: buyer }, { kind: 'contract', name: 'Track fasteners', partnerId: supplier.organizationId })
  await describePriceList(
    { actor: buyer },
    { listId: id, name: 'Track fasteners', validTo: new Date(now.getTime() + 300 * DAY).toISOString() },
  )
  await savePrices(
    { actor: buyer },
    {
      listId: id,
      entries: (await offersOf(supplier, 0, 6)).map(({ id: offerId, price }, index) => ({
        offerId,
        price: price(0.88),
        agreed: String(1000 * (index + 1)),
      })),
    },
  )
  await advancePriceList({ actor: buyer }, { listId: id, step: 'propose' })
  await advancePriceList({ actor: supplier }, { listId: id, step: 'accept' })
  return id
}

async function inForce(
  actor: Actor,
  kind: PriceListKind,
  name: string,
  details: { groupIds?: string[]; priority?: number; validTo?: string },
  fill: (listId: string) => Promise<unknown>,
): Promise<void> {
  const { id } = await createPriceList({ actor }, { kind, name })
  await describePriceList({ actor }, { listId: id, name, ...details })
  await fill(id)
  await advancePriceList({ actor }, { listId: id, step: 'activate' })
}

/** Some of a supplier's offers, each with its own price times a share. */
async function offersOf(actor: Actor, skip: number, take: number) {
  const offers = await prisma().offer.findMany({
    where: { supplierId: actor.organizationId },
    orderBy: { supplierPartNumber: 'asc' },
    select: { id: true, price: true },
    skip,
    take,
  })
  return offers.map((offer) => ({ id: offer.id, price: (share: number) => offer.price.mul(share).toDecimalPlaces(4).toFixed() }))
}
