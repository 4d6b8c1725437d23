import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { seal } from '@/lib/platform/sealed'
import { join, reading } from '@/scripts/testing/world'
import { loadActor, loadActorBeforeSecondStep } from './actor'
import { codeAt } from './code-app'
import { changeRoles } from './commands/change-roles'
import { confirmCodeApp, removeCodeApp, renewRecoveryCodes, startCodeApp } from './commands/manage-second-step'
import { proveAgain } from './commands/prove-again'
import { resetSecondStep, resetSecondStepOf } from './commands/reset-second-step'
import { setSecurityPolicy } from './commands/set-security-policy'
import { checkCredentials, checkPasskey, openSession } from './commands/sign-in'
import { passkeyToShow } from './passkeys'
import { mySecondStep } from './queries'
import { renewSeeds } from './renew-seeds'
import { hashPassword } from './secrets'

const password = 'correct horse battery staple'
const MINUTE = 60_000

let count = 0
/** Somebody with a company, a password and a session. */
async function person() {
  const joined = await join(`Company ${++count}`, 'buyer', ['buyer_admin'])
  await prisma().user.update({ where: { id: joined.userId }, data: { passwordHash: await hashPassword(password) } })
  const sessionId = await openSession(joined.userId)
  return { email: joined.email, actor: (await loadActor(sessionId)) as Actor, sessionId }
}
type Person = Awaited<ReturnType<typeof person>>

const signIn = ({ email }: Pick<Person, 'email'>, code?: string) => checkCredentials({ email, password, code, from: '192.0.2.1' })

/** Sets a code app up. @returns the seed, the recovery codes and the person in the session to go on in */
async function withCodeApp(who: Person) {
  const { seed } = await startCodeApp({ actor: who.actor })
  const set = await confirmCodeApp({ actor: who.actor }, { code: codeAt(seed, new Date(Date.now() - 30_000)) })
  const actor = (await loadActor(set.sessionId)) as Actor
  return { ...who, actor, sessionId: set.sessionId, seed, codes: set.recoveryCodes as string[] }
}
const now = (seed: string) => codeAt(seed, new Date())

let who: Person
beforeEach(async () => {
  who = await person()
})

test('a code app counts once a code of it was right; from then on the password alone opens nothing', async () => {
  const elsewhere = await openSession(who.actor.userId)
  const { seed } = await startCodeApp({ actor: who.actor })
  expect(await signIn(who)).toMatchObject({ provenBy: 'password' })
  await expect(confirmCodeApp({ actor: who.actor }, { code: '000000' })).rejects.toMatchObject({
    options: { fields: [{ reason: 'wrong_code' }] },
  })
  const set = await confirmCodeApp({ actor: who.actor }, { code: now(seed) })
  expect(set.recoveryCodes).toHaveLength(10)
  // The session goes on as another one; others end.
  expect(await loadActor(who.sessionId)).toBeNull()
  expect(await loadActor(elsewhere)).toBeNull()
  expect(await loadActor(set.sessionId)).toMatchObject({ userId: who.actor.userId })
  await expect(signIn(who)).rejects.toMatchObject({ options: { detail: 'second_step' } })
  await expect(signIn(who, '123456')).rejects.toMatchObject({ options: { detail: 'wrong_code' } })
})

test('a code counts once, whoever says it first, and a recovery code too', async () => {
  const { seed, codes } = await withCodeApp(who)
  const code = now(seed)
  const both = await Promise.allSettled([signIn(who, code), signIn(who, code)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(signIn(who, code)).rejects.toMatchObject({ options: { detail: 'wrong_code' } })
  expect(await signIn(who, codes[0]?.toLowerCase().replaceAll('-', ' '))).toMatchObject({ provenBy: 'recovery_code' })
  await expect(signIn(who, codes[0])).rejects.toMatchObject({ options: { detail: 'wrong_code' } })
  expect(
    await prisma().outboxEvent.count({
      where: { type: 'identity.credentials-changed', payload: { path: ['what'], equals: 'recovery_code_used' } },
    }),
  ).toBe(1)
})

test('codes are not guessed: five wrong ones are the last for a while, the right one among them', async () => {
  const { seed } = await withCodeApp(who)
  for (let attempt = 0; attempt < 5; attempt++)
    await expect(signIn(who, '000000')).rejects.toMatchObject({ options: { detail: 'wrong_code' } })
  await expect(signIn(who, now(seed))).rejects.toMatchObject({ code: 'rate_limited' })
})

test('seeds and recovery codes stand nowhere in clear, a seed is no use in another row, and seeds are sealed anew with a new key', async () => {
  const { seed, codes, actor } = await withCodeApp(who)
  const app = await prisma().codeApp.findUniqueOrThrow({ where: { userId: actor.userId } })
  expect(app.seed).not.toContain(seed)
  const kept = await prisma().recoveryCode.findMany({ where: { userId: actor.userId } })
  expect(kept.map(({ hash }) => hash)).not.toContain(codes[0])
  const other = await withCodeApp(await person())
  await prisma().codeApp.update({ where: { userId: other.actor.userId }, data: { seed: app.seed, lastStep: null } })
  await expect(signIn(other, now(seed))).rejects.toThrow()
  await prisma().codeApp.update({ where: { userId: other.actor.userId }, data: { seed: seal(seed, `code app ${other.actor.userId}`) } })
  expect(await renewSeeds()).toBe(0)
})

test('what weighs most asks again after a quarter of an hour, and goes on in a new session once it was shown', async () => {
  const roles = {
    membershipId: (await prisma().membership.findFirstOrThrow({ where: { userId: who.actor.userId } })).id,
    roles: ['buyer_admin'],
  }
  const later = new Date(Date.now() + 16 * MINUTE)
  await changeRoles({ actor: who.actor }, roles)
  await expect(changeRoles({ actor: who.actor, now: later }, roles)).rejects.toMatchObject({ code: 'proof_needed' })
  await expect(proveAgain({ actor: who.actor }, { password: 'a wrong password' })).rejects.toMatchObject({
    options: { fields: [{ field: 'password' }] },
  })
  await expect(proveAgain({ actor: who.actor }, {})).rejects.toMatchObject({ options: { fields: [{ field: 'password' }] } })
  const sessionId = await proveAgain({ actor: who.actor }, { password })
  expect(await loadActor(who.sessionId)).toBeNull()
  const proven = (await loadActor(sessionId)) as Actor
  await changeRoles({ actor: proven, now: new Date(Date.now() + 14 * MINUTE) }, roles)
  // The session from before gives no second one.
  await expect(proveAgain({ actor: who.actor }, { password })).rejects.toMatchObject({ code: 'not_signed_in' })
})

test('of who has a second step the password alone is no proof', async () => {
  const set = await withCodeApp(who)
  await expect(proveAgain({ actor: set.actor }, { password })).rejects.toMatchObject({ options: { fields: [{ field: 'code' }] } })
  const sessionId = await proveAgain({ actor: set.actor }, { password, code: now(set.seed) })
  expect(await loadActor(sessionId)).toMatchObject({ userId: set.actor.userId })
})

test('where the company asks for a second step, who lacks one may set it up and nothing else; the last one stays', async () => {
  const requester = await openSession((await join(`Colleague ${count}`, 'buyer', ['requester'])).userId)
  await setSecurityPolicy({ actor: who.actor }, { secondFactor: 'privileged', idleMinutes: 480 })
  expect(await loadActor(requester)).not.toBeNull()
  expect(await loadActor(who.sessionId)).toBeNull()
  const before = (await loadActorBeforeSecondStep(who.sessionId)) as Actor
  await expect(setSecurityPolicy({ actor: before }, { secondFactor: 'optional', idleMinutes: 480 })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const set = await withCodeApp({ ...who, actor: before })
  expect(set.actor).toMatchObject({ roles: ['buyer_admin'] })
  expect(await loadActorBeforeSecondStep(set.sessionId)).toBeNull()
  await expect(removeCodeApp({ actor: set.actor })).rejects.toMatchObject({ options: { detail: 'last_factor' } })
  expect(await mySecondStep(reading(set.actor))).toMatchObject({ recoveryCodes: 10 })
  await setSecurityPolicy({ actor: set.actor }, { secondFactor: 'optional', idleMinutes: 480 })
  await removeCodeApp({ actor: set.actor })
  expect(await mySecondStep(reading(set.actor))).toEqual({ passkeys: [], codeAppSince: null, recoveryCodes: 0 })
  await expect(renewRecoveryCodes({ actor: set.actor })).rejects.toMatchObject({ options: { detail: 'no_factor' } })
})

test('a network asks its members for a second step, of who spends, awards or administers', async () => {
  const operator = await join(`Hub ${count}`, 'operator', ['network_operator'])
  const network = await prisma().network.create({ data: { name: 'x', operatorId: operator.organizationId, requiresSecondFactor: true } })
  const { organizationId } = who.actor
  const membership = await prisma().networkMembership.create({
    data: { networkId: network.id, organizationId, state: 'suspended', rights: [] },
  })
  expect(await loadActor(who.sessionId)).not.toBeNull()
  await prisma().networkMembership.update({ where: { id: membership.id }, data: { state: 'active' } })
  expect(await loadActor(who.sessionId)).toBeNull()
  // A company's own service, or a passkey, is more than a password.
  const byPasskey = await openSession(who.actor.userId, { provenBy: 'passkey' })
  expect(await loadActor(byPasskey)).not.toBeNull()
})

test('who lacks the second step that is asked for can show again who they are, and a password is no step back', async () => {
  await setSecurityPolicy({ actor: who.actor }, { secondFactor: 'everybody', idleMinutes: 480 })
  const before = (await loadActorBeforeSecondStep(who.sessionId)) as Actor
  await expect(startCodeApp({ actor: before, now: new Date(Date.now() + 16 * MINUTE) })).rejects.toMatchObject({ code: 'proof_needed' })
  const again = await proveAgain({ actor: before }, { password })
  await startCodeApp({ actor: (await loadActorBeforeSecondStep(again)) as Actor })
  // Who has come by the company's own service and has a password, too, keeps what the service vouches for.
  const byService = (await loadActor(await openSession(who.actor.userId, { provenBy: 'service' }))) as Actor
  expect(await loadActor(await proveAgain({ actor: byService }, { password }))).not.toBeNull()
})

test('a session that began while a second step was added has it, or ends', async () => {
  const { seed } = await startCodeApp({ actor: who.actor })
  const [set, other] = await Promise.allSettled([confirmCodeApp({ actor: who.actor }, { code: now(seed) }), openSession(who.actor.userId)])
  expect(set.status).toBe('fulfilled')
  if (other.status === 'fulfilled') expect(await loadActor(other.value)).toBeNull()
  await expect(openSession(who.actor.userId)).rejects.toMatchObject({ options: { detail: 'second_step' } })
})

test('nobody takes the challenges of others away with an answer that no device gives', async () => {
  const options = await passkeyToShow(prisma(), new Date())
  await prisma().passkey.create({
    data: { id: 'a-passkey', userId: who.actor.userId, name: 'x', publicKey: Buffer.from('x'), counter: 0, transports: [] },
  })
  const client = { type: 'webauthn.get', challenge: { not: '' }, origin: 'http://localhost:3000' }
  const shown = {
    id: 'a-passkey',
    rawId: 'a-passkey',
    type: 'public-key',
    clientExtensionResults: {},
    response: { clientDataJSON: Buffer.from(JSON.stringify(client)).toString('base64url'), authenticatorData: 'AA', signature: 'AA' },
  }
  expect(await checkPasskey({ shown: JSON.stringify(shown), from: '192.0.2.1' })).toBeNull()
  expect(await prisma().passkeyChallenge.count({ where: { challenge: options.challenge } })).toBe(1)
  for (const hostile of ['', '{', 'null', '{"id":"\\u0000","response":{}}', JSON.stringify({ id: 'x'.repeat(9000), response: {} })])
    expect(await checkPasskey({ shown: hostile, from: '192.0.2.1' })).toBeNull()
})

test('a session that nobody uses ends when the company says so', async () => {
  await setSecurityPolicy({ actor: who.actor }, { secondFactor: 'optional', idleMinutes: 30 })
  const idle = (minutes: number) =>
    prisma().session.update({ where: { id: who.sessionId }, data: { lastSeenAt: new Date(Date.now() - minutes * MINUTE) } })
  await idle(29)
  const actor = (await loadActor(who.sessionId)) as Actor
  expect(actor.accessEndsAt?.getTime()).toBeLessThan(Date.now() + 2 * MINUTE)
  await idle(20)
  // Looking whether it lasts does not make it last.
  await loadActor(who.sessionId, 'looks')
  expect((await loadActor(who.sessionId, 'looks'))?.accessEndsAt?.getTime()).toBeLessThan(Date.now() + 11 * MINUTE)
  await loadActor(who.sessionId)
  // That was a use of it.
  expect((await loadActor(who.sessionId))?.accessEndsAt?.getTime()).toBeGreaterThan(Date.now() + 28 * MINUTE)
  await idle(31)
  expect(await loadActor(who.sessionId)).toBeNull()
})

test('an administrator helps who has lost the second step, unless other companies trust it, too', async () => {
  const set = await withCodeApp(who)
  const membershipId = (await prisma().membership.findFirstOrThrow({ where: { userId: who.actor.userId } })).id
  const other = await join(`Other ${count}`, 'buyer', ['buyer_admin'])
  const elsewhere = await prisma().membership.create({
    data: { userId: who.actor.userId, organizationId: other.organizationId, roles: ['requester'] },
  })
  await expect(resetSecondStep({ actor: set.actor }, { membershipId })).rejects.toMatchObject({ options: { detail: 'member_elsewhere' } })
  await prisma().membership.delete({ where: { id: elsewhere.id } })
  await resetSecondStep({ actor: set.actor }, { membershipId })
  expect(await loadActor(set.sessionId)).toBeNull()
  expect(await signIn(who)).toMatchObject({ provenBy: 'password' })
  await expect(resetSecondStepOf({ email: who.email })).rejects.toMatchObject({ options: { detail: 'no_factor' } })
})
