import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/platform/context'
import { disconnect, pool, prisma } from '@/lib/platform/db/client'
import { migrateJobs } from '@/lib/platform/jobs/worker'
import { addManyToCart } from '@/lib/purchasing/cart/commands/change-cart'
import { placeOrder } from '@/lib/purchasing/orders/commands/place-order'
import { content, join, makeWorld, publish, renewed } from '@/scripts/testing/world'
import { report } from './measure'

const BUYERS = 8
const ROUNDS = 40
const LINES = 10

await migrateJobs()
const world = await makeWorld()
await publish(
  world,
  world.supplier,
  Array.from({ length: LINES }, (_, index) => content(`P-${index}`, '5.00')),
)
const offers = await prisma().offer.findMany()
const buyers: Actor[] = []
for (let index = 0; index < BUYERS; index++) {
  const actor = await join(`Bench buyer ${index}`, 'buyer', ['purchaser'])
  await prisma().networkMembership.create({
    data: { networkId: world.networkId, organizationId: actor.organizationId, state: 'active', rights: ['browse'], acceptedTerms: 1 },
  })
  buyers.push(await renewed(actor))
}

const addresses = new Map((await prisma().address.findMany()).map((row) => [row.organizationId, row.id]))

/** Seconds that all buyers together spend ordering; filling the carts is not counted. */
async function rounds(order: (actor: Actor) => Promise<unknown>): Promise<number> {
  let spent = 0
  for (let round = 0; round < ROUNDS; round++) {
    await Promise.all(
      buyers.map((actor) => addManyToCart({ actor }, { lines: offers.map((offer) => ({ offerId: offer.id, quantity: '1' })) })),
    )
    const started = performance.now()
    await Promise.all(buyers.map(order))
    spent += performance.now() - started
  }
  return spent / 1000
}

/** The rows of one order, written by hand in one transaction: what any such program has to write. */
async function byHand(actor: Actor): Promise<void> {
  const client = await pool().connect()
  try {
    await client.query('begin')
    const cart = await client.query(
      'select l.*, o.product_id, o.supplier_part_number, o.unit, o.price, p.name from cart c join cart_line l on l.cart_id = c.id join offer o on o.id = l.offer_id join product p on p.id = o.product_id where c.user_id = $1 for update of c',
      [actor.userId],
    )
    const sequence = await client.query(
      `insert into number_sequence values ($1, 'PO', 1) on conflict (organization_id, kind) do update set last = number_sequence.last + 1 returning last`,
      [actor.organizationId],
    )
    const id = randomUUID()
    await client.query('insert into checkout (id, key, organization_id, user_id) values ($1, $2, $3, $4)', [
      randomUUID(),
      randomUUID(),
      actor.organizationId,
      actor.userId,
    ])
    await client.query(
      `insert into purchase_order (id, number, buyer_id, supplier_id, state, currency, net, freight, tax, gross, taxes, payment_method, placed_at, updated_at)
       values ($1, $2, $3, $4, 'placed', 'EUR', 50, 0, 9.5, 59.5, '[]', 'account', now(), now())`,
      [id, `PO-${sequence.rows[0].last}`, actor.organizationId, world.supplier.organizationId],
    )
    await client.query(
      `insert into order_line (id, order_id, line, offer_id, product_id, name, supplier_part_number, quantity, unit, unit_price, net, tax_category)
       select gen_random_uuid(), $1, n, offer, product, name, part, 1, 'C62', 5, 5, 'S' from unnest($2::int[], $3::uuid[], $4::uuid[], $5::jsonb[], $6::text[]) t(n, offer, product, name, part)`,
      [
        id,
        cart.rows.map((_, index) => index + 1),
        cart.rows.map((row) => row.offer_id),
        cart.rows.map((row) => row.product_id),
        cart.rows.map((row) => JSON.stringify(row.name)),
        cart.rows.map((row) => row.supplier_part_number),
      ],
    )
    await client.query(`insert into order_event (id, order_id, at, kind) values (gen_random_uuid(), $1, now(), 'placed')`, [id])
    await client.query(`insert into audit_entry (id, action, organization_id) values (gen_random_uuid(), 'order', $1)`, [
      actor.organizationId,
    ])
    await client.query(`insert into outbox_event (id, type, payload) values (gen_random_uuid(), 'bench', '{}')`)
    await client.query('delete from cart_line where cart_id = $1', [cart.rows[0].cart_id])
    await client.query('commit')
  } finally {
    client.release()
  }
}

const ours = (actor: Actor) =>
  placeOrder({ actor }, { key: randomUUID(), addressId: addresses.get(actor.organizationId) as string, paymentMethod: 'account' })
await rounds(byHand)
await rounds(ours)
const limit = await rounds(byHand)
const value = await rounds(ours)
const orders = BUYERS * ROUNDS
report({
  name: 'ordering.ten_lines_8_buyers',
  value: orders / value,
  unit: 'orders/s',
  limit: orders / limit,
  goal: 'ratio >= 0.2',
  atLeast: 0.2,
})
await disconnect()
process.exit()
