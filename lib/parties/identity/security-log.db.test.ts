import { expect, test, vi } from 'vitest'
import type { Actor } from '@/lib/platform/context'
import { pool, prisma } from '@/lib/platform/db/client'
import { withRequestId } from '@/lib/platform/log'
import { chainReader, NO_ORGANIZATION, type SecurityEntry } from '@/lib/platform/security-log/chain'
import { forgetSecurityEvents, noteSecurity, writeSecurityNotes } from '@/lib/platform/security-log/note'
import { join, reading } from '@/scripts/testing/world'
import { loadProgram } from './actor'
import { changeRoles } from './commands/change-roles'
import { createApiToken } from './commands/manage-api-tokens'
import { checkCredentials, closeSession, openSession } from './commands/sign-in'
import { hashPassword } from './secrets'
import { listSecurityEvents, securityLines, verifySecurityChain } from './security-log'

let count = 0
const company = () => join(`Company ${++count}`, 'buyer', ['buyer_admin'])
const kindsOf = async (actor: Actor) => (await listSecurityEvents(reading(actor), {})).events.map(({ kind }) => kind)

test('what happens to accounts and rights stands in the log of the company, with who, whom and from where', async () => {
  const actor = await company()
  await prisma().user.update({ where: { id: actor.userId }, data: { passwordHash: await hashPassword('the right password') } })
  const tried = (email: string) => checkCredentials({ email, password: 'a wrong password', from: '192.0.2.7' })
  await withRequestId('1', () => tried(actor.email), '192.0.2.7')
  // Noted without being waited for.
  await vi.waitFor(async () => expect(await kindsOf(actor)).toEqual(['sign_in_failed']))
  const session = await openSession(actor.userId)
  const member = await prisma().membership.findFirstOrThrow({ where: { userId: actor.userId } })
  await changeRoles({ actor }, { membershipId: member.id, roles: ['buyer_admin', 'purchaser'] })
  const { secret } = await createApiToken({ actor }, { name: 'ERP', scopes: ['auctions:read'], days: 1 })
  await loadProgram({ secret })
  await loadProgram({ secret })
  await expect(changeRoles({ actor: { ...actor, roles: ['requester'] } }, { membershipId: member.id, roles: [] })).rejects.toThrow()
  await closeSession({ sessionId: session })
  expect(await kindsOf(actor)).toEqual(['signed_out', 'denied', 'token_used', 'token_made', 'roles_changed', 'signed_in', 'sign_in_failed'])
  const { events } = await listSecurityEvents(reading(actor), { kind: 'sign_in_failed' })
  expect(events).toMatchObject([{ who: actor.userName, address: '192.0.2.7' }])
  expect((await listSecurityEvents(reading(actor), { kind: 'roles_changed' })).events).toMatchObject([{ whom: actor.userName }])
  // Another company reads none of it, and who guesses at nobody stands in the installation's.
  expect(await kindsOf(await company())).toEqual([])
  await tried('nobody@example.test')
  const atNobody = () => prisma().securityEvent.count({ where: { chain: NO_ORGANIZATION, kind: 'sign_in_failed' } })
  await vi.waitFor(async () => expect(await atNobody()).toBe(1))
})

test('entries that are noted at once follow each other, and the lines that leave can be checked by anybody', async () => {
  const actor = await company()
  const note = (n: number) => noteSecurity({ kind: 'denied', organizationIds: [actor.organizationId, NO_ORGANIZATION], about: { n } })
  await Promise.all(Array.from({ length: 20 }, (_, n) => note(n)))
  const lines: string[] = []
  for await (const line of securityLines(reading(actor))) lines.push(line)
  expect(lines).toHaveLength(20)
  const read = chainReader('')
  for (const line of lines) expect(read(JSON.parse(line) as SecurityEntry & { hash: string })).toBeNull()
  expect(await verifySecurityChain(prisma(), actor.organizationId)).toEqual({ entries: 20, brokenAt: null })
})

test('nothing is changed or taken out, and what was shows', async () => {
  const actor = await company()
  for (let n = 0; n < 5; n++) await noteSecurity({ kind: 'denied', organizationIds: [actor.organizationId], about: { n } })
  const chain = actor.organizationId
  for (const statement of [
    `update security_event set kind = 'signed_in' where chain = '${chain}'`,
    `delete from security_event where chain = '${chain}' and seq = 3`,
    'truncate security_event',
  ])
    await expect(pool().query(statement)).rejects.toThrow('append-only')
  // Whoever owns the database can switch the guard off: the chain tells.
  const tampered = async (statement: string) => {
    const client = await pool().connect()
    try {
      await client.query('begin; alter table security_event disable trigger user')
      await client.query(statement)
      await client.query('alter table security_event enable trigger user; commit')
    } finally {
      client.release()
    }
    return (await verifySecurityChain(prisma(), chain)).brokenAt
  }
  expect(await tampered(`delete from security_event where chain = '${chain}' and seq = 5`)).toBe(5)
  expect(await tampered(`delete from security_event where chain = '${chain}' and seq = 3`)).toBe(3)
  expect(await tampered(`update security_event set kind = 'signed_in' where chain = '${chain}' and seq = 2`)).toBe(2)
})

test('entries go by their age, and what is left can still be checked', async () => {
  const actor = await company()
  const days = (n: number) => new Date(Date.now() + n * 86_400_000)
  const noted = (at: Date) =>
    prisma().$transaction((db) => writeSecurityNotes(db, at, [{ kind: 'denied', organizationIds: [actor.organizationId] }]))
  for (const day of [-402, -401, -1]) await noted(days(day))
  await forgetSecurityEvents(new Date(), [actor.organizationId])
  expect(await verifySecurityChain(prisma(), actor.organizationId)).toEqual({ entries: 3, brokenAt: null })
  await forgetSecurityEvents(new Date(), [])
  expect(await verifySecurityChain(prisma(), actor.organizationId)).toEqual({ entries: 1, brokenAt: null })
  await forgetSecurityEvents(days(400), [])
  expect(await verifySecurityChain(prisma(), actor.organizationId)).toEqual({ entries: 0, brokenAt: null })
  await noted(days(0))
  expect(await verifySecurityChain(prisma(), actor.organizationId)).toEqual({ entries: 1, brokenAt: null })
})
