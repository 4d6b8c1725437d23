import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import { makeWorld, type World } from '@/scripts/testing/world'
import { nextNumber, numberDocuments } from './next-numbers'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  const { organizationId } = world.rival
  await prisma().numberPattern.create({ data: { organizationId, kind: 'order_response', prefix: 'AB', yearly: true, digits: 3 } })
})

const now = new Date('2026-12-31T23:59:59.999Z')
const write = (issuers: string[], at = now) =>
  prisma().$transaction(async (db) => {
    const documents = issuers.map((issuer, index) => ({ issuer, index }))
    return (await numberDocuments({ db, now: at }, 'order_response', documents, ({ issuer }) => issuer)).map(({ number }) => number)
  })

test('documents of several organizations are numbered at once, each by its own pattern, in the order in which they are given', async () => {
  const [a, b] = [world.supplier.organizationId, world.rival.organizationId]
  expect(await write([a, b, a, b, b])).toEqual(['OR-000001', 'AB-2026-001', 'OR-000002', 'AB-2026-002', 'AB-2026-003'])
  expect(await write([b, a], new Date('2027-01-01T00:00:00Z'))).toEqual(['AB-2027-001', 'OR-000003'])
  expect(await write([])).toEqual([])
})

test('what fails gives its numbers back; transactions that name organizations in another order do not wait for each other for ever', async () => {
  const [a, b] = [world.supplier.organizationId, world.buyer.organizationId]
  const failing = prisma().$transaction(async (db) => {
    await nextNumber({ db, now }, b, 'goods_receipt')
    throw new Error('fails')
  })
  await expect(failing).rejects.toThrow('fails')
  expect(await nextNumber({ db: prisma(), now }, b, 'goods_receipt')).toBe('GR-000001')
  const all = await Promise.all(Array.from({ length: 20 }, (_, index) => write(index % 2 === 0 ? [a, b] : [b, a])))
  const ofBuyer = all.flatMap((numbers, index) => numbers[index % 2 === 0 ? 1 : 0])
  expect(ofBuyer.sort()).toEqual(Array.from({ length: 20 }, (_, index) => `OR-${String(index + 1).padStart(6, '0')}`))
})
