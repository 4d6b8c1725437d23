import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import { Decimal } from '@/lib/platform/money/decimal'
import { Random } from '@/lib/platform/random'
import { advancePriceList } from '@/lib/pricing/price-lists/commands/advance-price-list'
import { createPriceList, describePriceList } from '@/lib/pricing/price-lists/commands/save-price-list'
import { savePrices } from '@/lib/pricing/price-lists/commands/save-prices'
import type { PriceListKind } from '@/lib/pricing/price-lists/kinds'
import { cheapestOffer, quoteProducts } from '@/lib/pricing/quotes/queries'
import { content, makeWorld, publish, reading, type World } from '@/scripts/testing/world'
import { searchProducts } from './queries'
import { searchParams } from './schemas'

/** The search sorts in SQL by the prices that the pricing rules in TypeScript give: shown over offers made at random. */

const OFFERS = 80
const LISTS: PriceListKind[] = ['audience', 'audience', 'audience', 'campaign', 'campaign', 'contract', 'contract']
const DAY = 86_400_000

let world: World
const random = new Random(16)
const draw = (below: number) => random.int(0, below - 1)
const price = (below: number) => new Decimal(draw(below) + 100).div(100).toFixed(2)

/** A price list in force with prices, discounts and breaks for about half of the offers. */
async function listInForce(kind: PriceListKind, index: number, offers: { id: string }[]): Promise<void> {
  const supplier = { actor: world.supplier }
  const partner = world.buyer.organizationId
  const name = `${kind} ${index}`
  const { id } = await createPriceList(supplier, { kind, name, ...(kind === 'contract' && { partnerId: partner }) })
  await describePriceList(supplier, {
    listId: id,
    name,
    validFrom: new Date(Date.now() - (index + 1) * DAY).toISOString(),
    ...(kind === 'campaign' && { validTo: new Date(Date.now() + DAY).toISOString() }),
    ...(kind !== 'contract' && { organizationIds: [partner], priority: draw(3) }),
  })
  const entries = offers
    .filter(() => draw(2) === 0)
    .map((offer) => {
      const way = draw(3)
      if (way === 0) return { offerId: offer.id, discount: String(1 + draw(60)) }
      if (way === 1) return { offerId: offer.id, price: price(20_000) }
      return {
        offerId: offer.id,
        breaks: [
          { from: '1', price: price(20_000) },
          { from: '10', price: price(9_000) },
        ],
      }
    })
  await savePrices(supplier, { listId: id, entries })
  await advancePriceList(supplier, { listId: id, step: kind === 'contract' ? 'propose' : 'activate' })
  if (kind === 'contract') await advancePriceList({ actor: world.buyer }, { listId: id, step: 'accept' })
}

beforeAll(async () => {
  world = await makeWorld()
  await publish(
    world,
    world.supplier,
    Array.from({ length: OFFERS }, (_, index) =>
      content(`RND-${index}`, price(20_000), {
        name: { en: `Widget ${index}` },
        priceBase: ['1', '1', '10', '100'][draw(4)] as string,
        breaks: [
          { from: '1', price: price(20_000) },
          { from: '50', price: price(9_000) },
        ],
      }),
    ),
  )
  const offers = await prisma().offer.findMany({
    where: { supplierId: world.supplier.organizationId },
    select: { id: true },
    orderBy: { supplierPartNumber: 'asc' },
  })
  for (const [index, kind] of LISTS.entries()) await listInForce(kind, index, offers)
})

test.each(['price', 'price_desc'] as const)('sorted by %s, products stand in the order of the prices that the buyer gets', async (sort) => {
  const ctx = reading(world.buyer)
  const found = await searchProducts(ctx, searchParams.parse({ q: 'widget', sort }), OFFERS)
  expect(found.products).toHaveLength(OFFERS)
  const quotes = await quoteProducts(
    ctx,
    found.products.map(({ id }) => id),
  )
  const best = [...quotes.values()].map(cheapestOffer)
  expect(new Set(best.map((offer) => offer?.source))).toEqual(new Set(['list', 'audience', 'campaign', 'contract']))
  const prices = found.products.map(({ id }) => {
    const offer = cheapestOffer(quotes.get(id) ?? [])
    return Number(new Decimal(offer?.net ?? Number.NaN).div(offer?.quantity ?? 1).toFixed(2))
  })
  expect(prices).toEqual([...prices].sort((a, b) => (sort === 'price' ? a - b : b - a)))
})
