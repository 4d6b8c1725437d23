import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { publishVirtualCatalog } from '@/lib/catalog/virtual/commands/publish-virtual-catalog'
import { describeVirtualCatalog } from '@/lib/catalog/virtual/commands/save-virtual-catalog'
import { actorFor } from '@/lib/parties/identity/actor'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { startWorker } from '@/lib/platform/jobs/worker'
import { addToCart } from '@/lib/purchasing/cart/commands/change-cart'
import { placeOrder } from '@/lib/purchasing/orders/commands/place-order'
import { startLiveSide } from '@/live-side'
import { jobTable } from '@/worker'

/**
 * A process for tests to kill. `server` is all of the server but its pages, with the user's address as the cookie;
 * `orders` places one order after another and says so once each is acknowledged; `catalogs` publishes a virtual catalog again
 * and again, with all of a supplier's offers and with nothing in turn.
 */
const say = (line: string) => process.stdout.write(`${line}\n`)

async function server(): Promise<void> {
  const http = createServer()
  await startLiveSide(http, async ({ cookie }) => (cookie ? actorFor(cookie) : null))
  await startWorker(jobTable({ demo: false }))
  http.listen(0, '127.0.0.1', () => say(`port ${(http.address() as AddressInfo).port}`))
}

async function orders(email: string): Promise<never> {
  const actor = (await actorFor(email)) as Actor
  const offers = await prisma().offer.findMany({ take: 2, orderBy: { supplierPartNumber: 'asc' } })
  const address = await prisma().address.findFirstOrThrow({ where: { organizationId: actor.organizationId } })
  for (;;) {
    for (const offer of offers) await addToCart({ actor }, { offerId: offer.id, quantity: '3' })
    const placed = await placeOrder({ actor }, { key: randomUUID(), addressId: address.id, paymentMethod: 'account' })
    for (const order of placed) say(`placed ${order.id}`)
  }
}

async function catalogs(email: string, supplierId: string): Promise<never> {
  const actor = (await actorFor(email)) as Actor
  const catalogId = (await prisma().catalog.findFirstOrThrow({ where: { managedBy: 'buyer' } })).id
  for (;;) {
    const { publishedVersion } = await prisma().catalog.findUniqueOrThrow({ where: { id: catalogId } })
    const rules = (publishedVersion ?? 0) % 2 === 0 ? [{ supplierIds: [supplierId] }] : []
    await describeVirtualCatalog({ actor }, { catalogId, name: 'Killed', selection: { rules } })
    const { version } = await publishVirtualCatalog({ actor }, { catalogId, expected: publishedVersion })
    say(`version ${version}`)
  }
}

const [mode, email = '', supplierId = ''] = process.argv.slice(2)
if (mode === 'orders') await orders(email)
else if (mode === 'catalogs') await catalogs(email, supplierId)
else await server()
