import { beforeAll, expect, test } from 'vitest'
import { identityNotices } from '@/lib/parties/notifications/identity-notices'
import { listMails } from '@/lib/parties/notifications/queries'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { migrateJobs } from '@/lib/platform/jobs/worker'
import { join, reading } from '@/scripts/testing/world'
import { acceptInvitation } from './commands/accept-invitation'
import { inviteMember } from './commands/invite-member'
import { issueResetLink, requestPasswordReset, resetPassword } from './commands/reset-password'
import { checkCredentials } from './commands/sign-in'
import { openAccount, signUp } from './commands/sign-up'
import { verifyEmail } from './commands/verify-email'
import type { IdentityEvent } from './events'
import { invitationBehind } from './queries'
import { hashPassword } from './secrets'
import { linkSecret } from './tokens'

type LinkIssued = Extract<IdentityEvent, { type: 'identity.link-issued' }>

let host: Actor
beforeAll(async () => {
  await migrateJobs()
  host = await join('Host', 'buyer', ['buyer_admin'])
})

const account = (email: string, organization: string) => ({
  name: 'Somebody',
  email,
  organization,
  kinds: ['buyer' as const],
  country: 'DE',
  currency: 'EUR',
})

const events = (type: string) =>
  prisma().outboxEvent.findMany({ where: { type }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], select: { payload: true } })

/** The newest link of a kind that was sent to an address. */
async function linkTo(email: string, kind: LinkIssued['kind']): Promise<string> {
  const issued = (await events('identity.link-issued')).map(({ payload }) => payload as unknown as LinkIssued)
  const last = issued.filter((event) => event.email === email && event.kind === kind).at(-1)
  return linkSecret((last as LinkIssued).tokenId)
}

const enters = (email: string, password: string) => checkCredentials({ email, password, from: '192.0.2.1' })

test('who signs up with an address of somebody else has nothing once its owner accepts an invitation', async () => {
  const email = 'victim@example.test'
  await openAccount(account(email, 'Of the attacker'))
  const attackersLink = await linkTo(email, 'verify_email')
  // As accounts were made before: with a password that nobody confirmed.
  await prisma().user.update({ where: { email }, data: { passwordHash: await hashPassword('the attackers password') } })
  await inviteMember({ actor: host }, { email, roles: ['requester'] })
  const invitation = await linkTo(email, 'invitation')
  expect(await invitationBehind(invitation, new Date())).toEqual({ email, organization: 'Host', hasAccount: false })

  await expect(acceptInvitation({ token: invitation })).rejects.toMatchObject({ code: 'invalid_input' })
  await acceptInvitation({ token: invitation, name: 'Victim', password: 'the victims password' })

  expect(await enters(email, 'the victims password')).toMatchObject({ email, name: 'Victim' })
  expect(await enters(email, 'the attackers password')).toBeNull()
  await expect(verifyEmail({ token: attackersLink, password: 'the attackers other' })).rejects.toMatchObject({ code: 'not_possible_now' })
  expect(await prisma().organization.count({ where: { name: 'Of the attacker' } })).toBe(0)
  const memberships = await prisma().membership.findMany({
    where: { user: { email } },
    select: { organization: { select: { name: true } } },
  })
  expect(memberships).toEqual([{ organization: { name: 'Host' } }])
})

test('confirming an address is choosing its password; the last who asked is confirmed, and every other link is void', async () => {
  const email = 'founder@example.test'
  await openAccount(account(email, 'First try'))
  const first = await linkTo(email, 'verify_email')
  await openAccount(account(email, 'Second try'))
  const second = await linkTo(email, 'verify_email')
  await expect(verifyEmail({ token: first, password: 'a first password' })).rejects.toMatchObject({ code: 'not_possible_now' })
  await verifyEmail({ token: second, password: 'an enduring password' })
  expect(await enters(email, 'an enduring password')).toMatchObject({ email })
  await expect(verifyEmail({ token: second, password: 'a third password' })).rejects.toMatchObject({ code: 'not_possible_now' })
  expect(await prisma().organization.count({ where: { name: 'First try' } })).toBe(0)
})

test('an address is sent no more than three invitations an hour by one company', async () => {
  const now = new Date()
  const invite = (email: string, minutes: number) =>
    inviteMember({ actor: host, now: new Date(now.getTime() + minutes * 60_000) }, { email, roles: ['requester'] })
  for (const minutes of [0, 1, 2]) await invite('flooded@example.test', minutes)
  await expect(invite('flooded@example.test', 3)).rejects.toMatchObject({ code: 'rate_limited' })
  await invite('another@example.test', 3)
  await invite('flooded@example.test', 61)
})

test('an account that is confirmed joins with the password it has, and none that is typed beside it is taken', async () => {
  const email = 'founder@example.test'
  await inviteMember({ actor: host }, { email, roles: ['requester'] })
  const invitation = await linkTo(email, 'invitation')
  expect(await invitationBehind(invitation, new Date())).toMatchObject({ hasAccount: true })
  const withPassword = acceptInvitation({ token: invitation, name: 'Founder', password: 'another password' })
  await expect(withPassword).rejects.toMatchObject({ options: { fields: [{ field: 'password', reason: 'account_exists' }] } })
  await acceptInvitation({ token: invitation })
  expect(await enters(email, 'an enduring password')).toMatchObject({ email })
  expect(await invitationBehind(invitation, new Date())).toBeNull()
})

test('asking for an account or for a password is the same whether or not the address is known; only its mailbox hears more', async () => {
  for (const email of ['founder@example.test', 'nobody@example.test']) {
    const before = [await prisma().user.count(), await prisma().token.count()]
    expect(await signUp(account(email, 'Asked'))).toBeUndefined()
    expect(await requestPasswordReset({ email })).toBeUndefined()
    expect([await prisma().user.count(), await prisma().token.count()]).toEqual(before)
  }
  const asked = await events('identity.sign-up-requested')
  expect(asked.length).toBe(2)

  const known = await prisma().user.findUniqueOrThrow({ where: { email: 'founder@example.test' } })
  await openAccount(account('founder@example.test', 'Asked'))
  expect(await prisma().user.findUniqueOrThrow({ where: { email: 'founder@example.test' } })).toEqual(known)
  expect((await events('identity.signed-up-again')).length).toBe(1)
})

test('a new password by mail voids every other link that could set one', async () => {
  const email = 'founder@example.test'
  await issueResetLink({ email })
  const first = await linkTo(email, 'reset_password')
  await issueResetLink({ email })
  const second = await linkTo(email, 'reset_password')
  await expect(resetPassword({ token: first, password: 'by the first link' })).rejects.toMatchObject({ code: 'not_possible_now' })
  await resetPassword({ token: second, password: 'by the later letter' })
  expect(await enters(email, 'by the later letter')).toMatchObject({ email })
})

test('the secret of a link is in the mail alone: not in the outbox, in no job, in no kept mail', async () => {
  const email = 'guest@example.test'
  await inviteMember({ actor: host }, { email, roles: ['requester'] })
  const [issued] = (await events('identity.link-issued')).map(({ payload }) => payload as unknown as LinkIssued).slice(-1)
  await identityNotices['identity.link-issued']?.(issued as LinkIssued)
  const secret = await linkTo(email, 'invitation')
  const kept = await prisma().$queryRaw<{ place: string }[]>`
    select 'outbox' as place from outbox_event where payload::text like ${`%${secret}%`}
    union all select 'mail' from mail where text like ${`%${secret}%`}
    union all select 'job' from graphile_worker._private_jobs where payload::text like ${`%${secret}%`}
    union all select 'token' from token where hash = ${secret}`
  expect(kept).toEqual([])
  // The demo's mailbox shows the mail as it would have come.
  expect((await listMails(reading(host), email))[0]?.text).toContain(`/invitation?token=${secret}`)
})
