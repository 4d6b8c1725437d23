import { randomUUID } from 'node:crypto'
import { actorFor } from '@/lib/parties/identity/actor'
import { prisma } from '@/lib/platform/db/client'
import { Decimal } from '@/lib/platform/money/decimal'
import { createDeal } from '@/lib/pricing/deals/commands/open-deal'
import { joinDeal } from '@/lib/purchasing/deal-orders/commands/join-deal'

const HOUR = 3_600_000

/** A group that two buyers have joined, short of its second step, and a limited offer of which some is gone. */
export async function loadDemoDeals(now: Date): Promise<void> {
  const petra = await actorFor('petra@ostrava-fasteners.example')
  if (!petra) return
  const offers = await prisma().offer.findMany({
    where: { supplierId: petra.organizationId, withdrawnAt: null, product: { name: { path: ['en'], string_starts_with: 'Washer' } } },
    orderBy: { supplierPartNumber: 'asc' },
    take: 2,
  })
  const buyers = []
  for (const email of ['buyer@harbour-foods.example', 'buyer@silk-road-motors.example']) buyers.push(await actorFor(email))
  for (const [index, offer] of offers.entries()) {
    const usual = new Decimal(offer.price.toString()).div(offer.priceBase.toString())
    const price = (percent: number) =>
      usual
        .mul(100 - percent)
        .div(100)
        .toDecimalPlaces(6)
        .toFixed()
    const pack = Number(offer.step ?? 1)
    const { id } = await createDeal(
      { actor: petra, now },
      {
        offerId: offer.id,
        kind: index === 0 ? 'group' : 'limited',
        opensAt: new Date(now.getTime() - HOUR).toISOString(),
        endsAt: new Date(now.getTime() + (index === 0 ? 46 : 6) * HOUR).toISOString(),
        steps:
          index === 0
            ? [
                { from: String(pack * 20), price: price(8) },
                { from: String(pack * 50), price: price(14) },
                { from: String(pack * 120), price: price(22) },
              ]
            : [{ from: '0', price: price(18) }],
        ...(index === 1 && { total: String(pack * 60) }),
      },
    )
    for (const [place, buyer] of buyers.entries())
      if (buyer) await joinDeal({ actor: buyer, now }, { dealId: id, key: randomUUID(), quantity: String(pack * (place === 0 ? 18 : 14)) })
  }
}
