import { expect, test } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import { demoAccounts } from '@/prisma/demo/accounts'
import { loadDemoOnce } from '@/prisma/demo/load'
import { join } from './testing/world'

test('the demo loads beside what is there, which stays, and loads once', { timeout: 300_000 }, async () => {
  const { organizationId } = await join('Adventurous', 'buyer', ['purchaser'])
  await loadDemoOnce()
  const emails = demoAccounts.map(({ email }) => email)
  expect(await prisma().user.count({ where: { email: { in: emails } } })).toBe(emails.length)
  expect(await prisma().organization.count({ where: { id: organizationId } })).toBe(1)
  const orders = await prisma().purchaseOrder.count()
  await loadDemoOnce()
  expect(await prisma().purchaseOrder.count()).toBe(orders)
  // Cut off, it would have to be started over; that would empty what is not its own.
  await prisma().setting.update({ where: { key: 'demo' }, data: { value: 'loading_beside_others' } })
  await loadDemoOnce()
  expect(await prisma().organization.count({ where: { id: organizationId } })).toBe(1)
})
