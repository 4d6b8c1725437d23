import { beforeAll, expect, test } from 'vitest'
import { requestAddressChange } from '@/lib/parties/identity/commands/change-address'
import { erasePerson, erasePersonOf } from '@/lib/parties/identity/commands/erase-person'
import { liftLegalHold, placeLegalHold } from '@/lib/parties/identity/commands/legal-hold'
import { startCodeApp } from '@/lib/parties/identity/commands/manage-second-step'
import { forgetSessions, underLegalHold } from '@/lib/parties/identity/retention'
import { notifyUser } from '@/lib/parties/notifications/notify'
import { forgetNotifications, notificationReactions } from '@/lib/parties/notifications/retention'
import type { Actor } from '@/lib/platform/context'
import { pool, prisma } from '@/lib/platform/db/client'
import { migrateJobs } from '@/lib/platform/jobs/worker'
import { forgetMails } from '@/lib/platform/mail/mail'
import { addToCart } from '@/lib/purchasing/cart/commands/change-cart'
import { toggleFavourite } from '@/lib/purchasing/cart/commands/save-favourite'
import { cartReactions } from '@/lib/purchasing/cart/jobs'
import { placeOrder } from '@/lib/purchasing/orders/commands/place-order'
import { content, join, makeWorld, offerId, publish, type World } from '@/scripts/testing/world'
import { copyOfPersonalData } from './export'
import { personalData } from './register'

let world: World
beforeAll(async () => {
  await migrateJobs()
  world = await makeWorld()
  await publish(world, world.supplier, [content('P-1', '5.00')])
})

/** Somebody who has used everything: a colleague of the buyer's. */
async function user(name: string): Promise<Actor> {
  const { userId, email } = await join(name, 'buyer', ['requester', 'purchaser'])
  await prisma().membership.deleteMany({ where: { userId } })
  await prisma().membership.create({ data: { userId, organizationId: world.buyer.organizationId, roles: ['purchaser'] } })
  const actor = { ...world.buyer, userId, email, userName: name, roles: ['purchaser'] }
  const offer = await offerId(world.supplier, 'P-1')
  const address = await prisma().address.findFirstOrThrow({ where: { organizationId: actor.organizationId } })
  await addToCart({ actor }, { offerId: offer, quantity: '3' })
  await placeOrder({ actor }, { key: crypto.randomUUID(), addressId: address.id, paymentMethod: 'account' })
  await addToCart({ actor }, { offerId: offer, quantity: '1' })
  const { productId } = await prisma().offer.findUniqueOrThrow({ where: { id: offer } })
  await toggleFavourite({ actor }, { productId, list: 'Mine' })
  await startCodeApp({ actor })
  await requestAddressChange({ actor }, { email: `other-${email}` })
  await notifyUser(userId, actor.organizationId, { kind: 'sign_in_guessed', data: {}, href: '/' })
  await prisma().session.create({ data: { userId, expiresAt: new Date(Date.now() + 1e7) } })
  return actor
}

async function copy(actor: Actor): Promise<Record<string, { rows: Record<string, unknown>[] }>> {
  let text = ''
  for await (const part of copyOfPersonalData(actor)) text += part
  return JSON.parse(text)
}

/** Tables of which some row says the text. What is on its way elsewhere goes by its age. */
async function tablesThatSay(text: string): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const found: string[] = []
  for (const { name } of rows.filter((row) => row.name !== 'outbox_event')) {
    const { rowCount } = await pool().query(`select 1 from "${name}" t where position($1 in t::text) > 0 limit 1`, [text])
    if (rowCount) found.push(name)
  }
  return found
}

test('a copy has what is kept about a person, and no key to anything', async () => {
  const actor = await user('Curious Carla')
  const parts = await copy(actor)
  expect(parts['user.id']?.rows).toMatchObject([{ name: 'Curious Carla user', email: actor.email }])
  for (const part of [
    'cart.user_id',
    'favourite_list.user_id',
    'purchase_order.placed_by',
    'session.user_id',
    'mail.to',
    'notification.user_id',
  ])
    expect(parts[part]?.rows.length, part).toBeGreaterThan(0)
  expect(parts['code_app.user_id']?.rows[0]).not.toHaveProperty('seed')
  expect(parts['user.id']?.rows[0]).not.toHaveProperty('password_hash')
  // Of the company's records it says which and when; what stands in them is the company's.
  expect(Object.keys(parts['purchase_order.placed_by']?.rows[0] ?? {})).not.toContain('gross')
  expect(parts['audit_entry.user_id']?.rows[0]).not.toHaveProperty('after')
  expect(JSON.stringify(parts)).not.toContain(world.buyer.email)
})

test('who is erased is named nowhere any more, and the company keeps its documents', async () => {
  const actor = await user('Vanishing Vera')
  const orders = () => prisma().purchaseOrder.count({ where: { buyerId: actor.organizationId } })
  const before = await orders()
  expect((await tablesThatSay(actor.email)).length).toBeGreaterThan(2)
  await erasePerson({ actor })
  for (const reactions of [cartReactions, notificationReactions])
    await reactions['identity.person-erased']?.({ type: 'identity.person-erased', userId: actor.userId })
  expect(await tablesThatSay(actor.email)).toEqual([])
  expect(await tablesThatSay('Vanishing Vera user')).toEqual([])
  expect(await orders()).toBe(before)
  for (const { table, column } of personalData.filter(({ by, becomes }) => by === 'id' && becomes === 'goes')) {
    const { rowCount } = await pool().query(`select 1 from "${table}" where "${column}" = $1`, [actor.userId])
    expect(rowCount, table).toBe(0)
  }
})

test('a company keeps an administrator, and one that is under a legal hold everything', async () => {
  const lead = await join('Lead', 'buyer', ['buyer_admin'])
  const colleague = await join('Colleague', 'buyer', ['buyer_admin'])
  const membership = await prisma().membership.create({
    data: { userId: colleague.userId, organizationId: lead.organizationId, roles: ['requester'] },
  })
  await expect(erasePerson({ actor: lead })).rejects.toMatchObject({ options: { detail: 'last_administrator' } })
  await prisma().membership.delete({ where: { id: membership.id } })
  const { id: holdId } = await placeLegalHold({ actor: lead }, { reason: 'Dispute 17' })
  await expect(erasePersonOf({ email: lead.email })).rejects.toMatchObject({ options: { detail: 'legal_hold' } })
  await expect(liftLegalHold({ actor: colleague }, { holdId })).rejects.toMatchObject({ code: 'not_found' })
  await liftLegalHold({ actor: lead }, { holdId })
  // A company of one ends with that one.
  await erasePersonOf({ email: lead.email })
  await expect(liftLegalHold({ actor: lead }, { holdId })).rejects.toMatchObject({ code: 'not_found' })
})

test('mails, notifications and sessions go by their age, except under a legal hold', async () => {
  const [held, free] = [await join('Held', 'buyer', ['buyer_admin']), await join('Free', 'buyer', ['buyer_admin'])]
  await placeLegalHold({ actor: held }, { reason: 'Dispute 18' })
  const old = new Date('2020-01-01')
  for (const { userId, organizationId, email } of [held, free]) {
    await prisma().mail.create({ data: { to: email, subject: 'x', text: 'x', kind: 'x', createdAt: old } })
    await prisma().notification.create({ data: { userId, organizationId, kind: 'x', data: {}, href: '/', createdAt: old } })
    await prisma().session.create({ data: { userId, expiresAt: old } })
  }
  const now = new Date()
  const underHold = await underLegalHold(prisma())
  const { organizationIds, addresses } = underHold
  await forgetMails(now, addresses)
  await forgetNotifications(now, organizationIds)
  await forgetSessions(now, underHold)
  const left = async ({ userId, email }: Actor) => [
    await prisma().mail.count({ where: { to: email } }),
    await prisma().notification.count({ where: { userId } }),
    await prisma().session.count({ where: { userId } }),
  ]
  expect(await left(held)).toEqual([1, 1, 1])
  expect(await left(free)).toEqual([0, 0, 0])
})

test('every column that names a user stands in the register', async () => {
  const { rows } = await pool().query<{ name: string }>(`
    select c.table_name || '.' || c.column_name as name
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name not like '\\_%'
      and c.data_type = 'uuid'
      and (c.column_name ~ '(^|_)user_id$|_by(_id)?$' or exists (
        select from information_schema.key_column_usage k
        join information_schema.referential_constraints r using (constraint_schema, constraint_name)
        join information_schema.table_constraints u on u.constraint_name = r.unique_constraint_name
        where k.table_name = c.table_name and k.column_name = c.column_name and u.table_name = 'user'))
    order by name`)
  const known = personalData.filter(({ by, table }) => by === 'id' && table !== 'user').map(({ table, column }) => `${table}.${column}`)
  expect(rows.map(({ name }) => name).toSorted()).toEqual(known.toSorted())
})
