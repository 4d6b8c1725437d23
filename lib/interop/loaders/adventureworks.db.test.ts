import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { indexCatalog } from '@/lib/discovery/search/jobs'
import { searchProducts } from '@/lib/discovery/search/queries'
import { searchParams } from '@/lib/discovery/search/schemas'
import { actorFor } from '@/lib/parties/identity/actor'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { Decimal, toDecimal } from '@/lib/platform/money/decimal'
import { quoteProducts } from '@/lib/pricing/quotes/queries'
import { addToCart } from '@/lib/purchasing/cart/commands/change-cart'
import { despatch } from '@/lib/purchasing/fulfilment/commands/despatch'
import { receive } from '@/lib/purchasing/fulfilment/commands/receive'
import { respondToOrder } from '@/lib/purchasing/fulfilment/commands/respond-to-order'
import { placeOrder } from '@/lib/purchasing/orders/commands/place-order'
import { getOrder } from '@/lib/purchasing/orders/queries'
import { receivePaymentEvent } from '@/lib/purchasing/payments/commands/receive-stripe-event'
import { Lane } from '@/lib/sourcing/auction/live/lane'
import { awardLot } from '@/lib/sourcing/awards/commands/award-lot'
import { answerInvitation } from '@/lib/sourcing/events/commands/participate'
import { createEvent, publishEvent } from '@/lib/sourcing/events/commands/save-event'
import { lastPricesPaid } from '@/lib/sourcing/events/queries'
import { reading } from '@/scripts/testing/world'
import { ADVENTURE_WORKS_BUYER, importAdventureWorks } from './commands/import-adventureworks'

const folder = path.resolve('../shared/data/adventureworks')

describe.skipIf(!existsSync(folder))('a real purchasing department', () => {
  const load = () => importAdventureWorks(folder, { progress: () => undefined })

  test('is loaded whole, and a second time changes nothing', async () => {
    const expected = { suppliers: 104, products: 504, offers: 460, purchaseOrders: 4012, orderLines: 8845 }
    const first = await load()
    expect(first).toMatchObject(expected)
    expect(first.written).toBeGreaterThan(13_000)
    expect(await load()).toMatchObject({ ...expected, written: 0 })
    for (const { id } of await prisma().catalog.findMany()) await indexCatalog(id, null)
  }, 120_000)

  test('a product with several vendors is found, ordered, paid and received', async () => {
    const buyer = (await actorFor(ADVENTURE_WORKS_BUYER)) as Actor
    const ctx = reading(buyer)
    const found = await searchProducts(ctx, searchParams.parse({ q: 'chainring bolts' }))
    const product = found.products.find((each) => each.offers > 1)
    expect(product?.name.en).toMatch(/Chainring/)
    const quotes = (await quoteProducts(ctx, [product?.id ?? ''])).get(product?.id ?? '') ?? []
    const totals = quotes.map((quote) => Number(quote.converted))
    expect(totals).toEqual([...totals].sort((a, b) => a - b))
    const best = quotes[0]
    if (!best) throw new Error('no offer')
    await addToCart({ actor: buyer }, { offerId: best.id, quantity: best.quantity })
    const address = await prisma().address.findFirstOrThrow({ where: { organizationId: buyer.organizationId } })
    const [placed] = await placeOrder({ actor: buyer }, { key: randomUUID(), addressId: address.id, paymentMethod: 'card' })
    expect(placed?.number).toBe('PO-004013')
    const order = await getOrder(ctx, placed?.id ?? '')
    const payment = await prisma().payment.create({ data: { orderId: order.id, state: 'pending', amount: order.gross, currency: 'USD' } })
    const session = {
      id: 'cs_aw',
      client_reference_id: payment.id,
      payment_status: 'paid',
      currency: 'usd',
      amount_total: toDecimal(order.gross).mul(100).toNumber(),
      payment_intent: 'pi_aw',
    }
    await receivePaymentEvent({ event: { id: 'evt_aw', type: 'checkout.session.completed', data: { object: session } } as never })

    const vendor = await prisma().user.findFirstOrThrow({ where: { memberships: { some: { organizationId: best.supplierId } } } })
    const seller = (await actorFor(vendor.email)) as Actor
    const lines = order.lines.map((line) => ({ lineId: line.id, quantity: line.quantity.toString() }))
    await respondToOrder({ actor: seller }, { orderId: order.id, lines })
    await despatch({ actor: seller }, { orderId: order.id, lines })
    await receive(
      { actor: buyer },
      { orderId: order.id, lines: lines.map((line) => ({ lineId: line.lineId, received: line.quantity, rejected: '0' })) },
    )
    const received = await getOrder(ctx, order.id)
    expect([received.state, received.payments[0]?.state]).toEqual(['received', 'paid'])
  })

  test('the same product is bought cheaper in an auction between its vendors', async () => {
    const buyer = (await actorFor(ADVENTURE_WORKS_BUYER)) as Actor
    const ctx = reading(buyer)
    const { products } = await searchProducts(ctx, searchParams.parse({ q: 'chainring bolts' }))
    const product = products.find((each) => each.offers > 1)
    const quotes = (await quoteProducts(ctx, [product?.id ?? ''])).get(product?.id ?? '') ?? []
    const [last] = await lastPricesPaid(ctx, [product?.id ?? ''])
    const quantity = 500
    const ceiling = new Decimal(last?.unitPrice ?? 50).mul(quantity).toFixed(2)
    const suppliers = [...new Set(quotes.map((quote) => quote.supplierId))]
    const now = Date.now()
    const event = await createEvent(
      { actor: buyer },
      {
        title: 'Chainring bolts',
        networkId: buyer.networks[0]?.id ?? '',
        currency: 'USD',
        opensAt: new Date(now + 1000).toISOString(),
        endsAt: new Date(now + 600_000).toISOString(),
        step: { minimum: '1', unit: 'percent' },
        overtime: { rank: 1, window: 60, extend: 60 },
        lots: [
          {
            title: 'Chainring bolts',
            ceiling,
            lines: [
              { productId: product?.id ?? null, name: 'Chainring bolts', quantity: String(quantity), lastPrice: last?.unitPrice ?? null },
            ],
          },
        ],
        invite: suppliers,
      },
    )
    await publishEvent({ actor: buyer }, { eventId: event.id })
    const sellers = await Promise.all(
      suppliers.map(
        async (id) =>
          (await actorFor(
            (
              await prisma().user.findFirstOrThrow({ where: { memberships: { some: { organizationId: id } } } })
            ).email,
          )) as Actor,
      ),
    )
    for (const actor of sellers) await answerInvitation({ actor }, { eventId: event.id, accept: true })
    const lot = await prisma().lot.findFirstOrThrow({ where: { eventId: event.id } })
    const aliases = await prisma().eventInvitation.findMany({ where: { eventId: event.id }, orderBy: { alias: 'asc' } })
    const lane = new Lane(lot.id)
    for (const [index, { alias }] of aliases.entries())
      expect(
        await lane.submit(
          { do: 'bid', by: alias, id: randomUUID(), amount: new Decimal(ceiling).mul(1 - index * 0.03).toFixed(2) },
          lot.opensAt.getTime() + 1000 * (index + 1),
        ),
      ).toMatchObject({ ok: true })
    await lane.tick(lot.endsAt.getTime() + 1)
    const winner = aliases.at(-1)
    const award = await awardLot({ actor: buyer }, { lotId: lot.id, supplierId: winner?.supplierId ?? '' })
    const order = await getOrder(ctx, award.orderId as string)
    expect([order.supplierId, order.state]).toEqual([winner?.supplierId, 'placed'])
    expect(Number(order.net)).toBeLessThan(Number(ceiling))
    expect(order.number).toBe('PO-004014')
  })
})
