import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { migrateJobs } from '@/lib/platform/jobs/worker'
import { join, reading } from '@/scripts/testing/world'
import { agreeToAddressChange, cancelAddressChange, requestAddressChange } from './commands/change-address'
import { pendingAddress } from './queries'
import { linkSecret } from './tokens'

interface LinkIssued {
  kind: string
  email: string
  tokenId: string
}

/** The secret of the newest link that was sent to a mailbox; null when there is none. */
async function linkTo(email: string): Promise<string | null> {
  const events = await prisma().outboxEvent.findMany({
    where: { type: 'identity.link-issued' },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  const links = events.map(({ payload }) => payload as unknown as LinkIssued)
  const last = links.filter((link) => link.kind === 'change_address' && link.email === email).at(-1)
  return last ? linkSecret(last.tokenId) : null
}
const agree = async (email: string) => agreeToAddressChange({ token: (await linkTo(email)) ?? 'there is no link to that mailbox' })
const addressOf = async ({ userId }: Actor) => (await prisma().user.findUniqueOrThrow({ where: { id: userId } })).email

let count = 0
let actor: Actor
let fresh: string
beforeAll(migrateJobs)
beforeEach(async () => {
  actor = await join(`Mover ${++count}`, 'buyer', ['requester'])
  fresh = `fresh-${count}@example.test`
})

test('an address changes once both mailboxes have agreed, in whatever order', async () => {
  for (const [next, order] of [
    [fresh, (before: string) => [before, fresh]],
    [`again-${fresh}`, (before: string) => [`again-${fresh}`, before]],
  ] as const) {
    const before = await addressOf(actor)
    await requestAddressChange({ actor: { ...actor, email: before } }, { email: next })
    const [first = '', second = ''] = order(before)
    expect(await agree(first)).toEqual({ changed: false })
    expect(await addressOf(actor)).toBe(before)
    await expect(agree(first)).rejects.toMatchObject({ options: { detail: 'link_expired' } })
    expect(await agree(second)).toEqual({ changed: true })
    expect(await addressOf(actor)).toBe(next)
  }
})

test('both at once change it once', async () => {
  await requestAddressChange({ actor }, { email: fresh })
  const results = await Promise.all([agree(actor.email), agree(fresh)])
  expect(results.map(({ changed }) => changed).sort()).toEqual([false, true])
  expect(await addressOf(actor)).toBe(fresh)
})

test('that somebody has the address already, only its mailbox hears', async () => {
  const other = await join(`Owner ${count}`, 'buyer', ['requester'])
  await prisma().user.update({ where: { id: other.userId }, data: { emailVerifiedAt: new Date() } })
  await requestAddressChange({ actor }, { email: other.email })
  expect(await linkTo(other.email)).toBeNull()
  expect(await agree(actor.email)).toEqual({ changed: false })
  expect(await pendingAddress(reading(actor))).toMatchObject({ email: other.email })
  // One that came into being meanwhile keeps its address, too.
  await requestAddressChange({ actor }, { email: fresh })
  await agree(actor.email)
  await prisma().user.update({ where: { id: other.userId }, data: { email: fresh } })
  await expect(agree(fresh)).rejects.toMatchObject({ options: { detail: 'address_taken' } })
  expect(await addressOf(actor)).toBe(actor.email)
})

test('the present address is no other one', async () => {
  await expect(requestAddressChange({ actor }, { email: actor.email })).rejects.toMatchObject({
    options: { fields: [{ reason: 'same_address' }] },
  })
})

test('a request that was taken back or replaced is over, and nobody floods a mailbox', async () => {
  await requestAddressChange({ actor }, { email: fresh })
  await cancelAddressChange({ actor })
  await expect(agree(actor.email)).rejects.toMatchObject({ options: { detail: 'link_expired' } })
  await requestAddressChange({ actor }, { email: fresh })
  const replaced = await linkTo(actor.email)
  await requestAddressChange({ actor }, { email: `other-${fresh}` })
  await expect(agreeToAddressChange({ token: replaced as string })).rejects.toMatchObject({ options: { detail: 'link_expired' } })
  await expect(requestAddressChange({ actor }, { email: fresh })).rejects.toMatchObject({ code: 'rate_limited' })
})
