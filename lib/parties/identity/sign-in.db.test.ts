import { beforeAll, expect, test } from 'vitest'
import { identityNotices } from '@/lib/parties/notifications/identity-notices'
import { prisma } from '@/lib/platform/db/client'
import { join } from '@/scripts/testing/world'
import { loadActor } from './actor'
import { changePassword } from './commands/change-password'
import { createFirstOperator, createOperator } from './commands/create-operator'
import { checkCredentials, openSession } from './commands/sign-in'
import { firstRunCode, isFirstRun } from './first-run'
import { deviceCookie, deviceMark, isKnownDevice } from './known-device'
import { hashPassword } from './secrets'

const email = 'thrifty@example.test'
const from = '192.0.2.1'
beforeAll(async () => {
  await join('Thrifty', 'buyer', ['requester'])
  await prisma().user.update({ where: { email }, data: { passwordHash: await hashPassword('the right password') } })
})

test('ten wrong passwords are the last for a while; a right one forgives those before it', async () => {
  const wrong = () => checkCredentials({ email, password: 'a wrong password', from })
  for (let round = 0; round < 2; round++) {
    for (let attempt = 0; attempt < 6; attempt++) expect(await wrong()).toBeNull()
    expect(await checkCredentials({ email, password: 'the right password', from })).toMatchObject({ email })
  }
  for (let attempt = 0; attempt < 10; attempt++) expect(await wrong()).toBeNull()
  await expect(wrong()).rejects.toMatchObject({ code: 'rate_limited' })
  // Not even the right one opens the door now: who guesses must not learn that it was right.
  await expect(checkCredentials({ email, password: 'the right password', from })).rejects.toMatchObject({ code: 'rate_limited' })
})

test('who guesses locks out nobody elsewhere, and does not go on with other accounts', async () => {
  // The account of the test before is locked for `from` alone.
  expect(await checkCredentials({ email, password: 'the right password', from: '192.0.2.2' })).toMatchObject({ email })
  const guesser = '192.0.2.3'
  const guess = (account: number) => checkCredentials({ email: `account-${account}@example.test`, password: 'password1234', from: guesser })
  for (let account = 0; account < 100; account++) expect(await guess(account)).toBeNull()
  await expect(guess(100)).rejects.toMatchObject({ code: 'rate_limited' })
  // Having one right password gives no more tries at others.
  await expect(checkCredentials({ email, password: 'the right password', from: guesser })).rejects.toMatchObject({ code: 'rate_limited' })
  expect(await checkCredentials({ email, password: 'the right password', from: '192.0.2.4' })).toMatchObject({ email })
})

test('who comes to the limit again waits longer, and a right password forgives it', async () => {
  const place = '192.0.2.9'
  const tenWrong = async () => {
    for (let attempt = 0; attempt < 10; attempt++)
      expect(await checkCredentials({ email, password: 'a wrong password', from: place })).toBeNull()
    const refused = await checkCredentials({ email, password: 'the right password', from: place }).catch((error) => error)
    return Math.round(refused.options.data.retryAfter / 60)
  }
  const passes = () => prisma().$executeRaw`delete from rate_limit where key = ${`sign-in:${email} ${place}`}`
  for (const minutes of [15, 30, 60]) {
    expect(await tenWrong()).toBe(minutes)
    await passes()
  }
  expect(await checkCredentials({ email, password: 'the right password', from: place })).toMatchObject({ email })
  expect(await tenWrong()).toBe(15)
})

test('where somebody has signed in before, guesses from elsewhere keep nobody out, until the password is another one', async () => {
  const user = await prisma().user.findUniqueOrThrow({ where: { email } })
  const device = deviceMark(`a=b; ${(await deviceCookie(user.id)).split(';')[0]}`)
  const enter = (password: string, mark: string | undefined) => checkCredentials({ email, password, from: '192.0.2.7', device: mark })
  for (let attempt = 0; attempt < 10; attempt++) expect(await enter('a wrong password', undefined)).toBeNull()
  await expect(enter('the right password', undefined)).rejects.toMatchObject({ code: 'rate_limited' })
  await expect(enter('the right password', `${device?.slice(1)}x`)).rejects.toMatchObject({ code: 'rate_limited' })
  expect(await enter('the right password', device)).toMatchObject({ email })
  for (let attempt = 0; attempt < 10; attempt++) expect(await enter('a wrong password', device)).toBeNull()
  await expect(enter('the right password', device)).rejects.toMatchObject({ code: 'rate_limited' })
  const other = { id: user.id, passwordHash: await hashPassword('another password') }
  expect([isKnownDevice(device, user), isKnownDevice(device, other), isKnownDevice(device, null)]).toEqual([true, false, false])
})

test('the owner of an account is told of ten wrong passwords, whoever has no account of nothing', async () => {
  const told = () => prisma().mail.count({ where: { kind: 'sign_in_guessed' } })
  for (const [address, mails] of [
    ['nobody@example.test', 0],
    ['watched@example.test', 1],
  ] as const) {
    if (mails) await prisma().user.create({ data: { email: address, name: 'Watched', emailVerifiedAt: new Date() } })
    for (let attempt = 0; attempt < 12; attempt++)
      expect(await checkCredentials({ email: address, password: 'a wrong password', from: `198.51.100.${attempt}` })).toBeNull()
    const events = await prisma().outboxEvent.findMany({
      where: { type: 'identity.sign-in-guessed', payload: { path: ['email'], equals: address } },
    })
    expect(events).toHaveLength(1)
    await identityNotices['identity.sign-in-guessed']?.({ type: 'identity.sign-in-guessed', email: address })
    expect(await told()).toBe(mails)
  }
})

test('a new installation is founded by who knows the code from its log, by one of two who try at once, and never again', async () => {
  expect(await isFirstRun()).toBe(true)
  const input = { name: 'Ida', password: 'first password', organization: 'Hub', country: 'DE', currency: 'EUR' }
  const guess = createFirstOperator({ ...input, email: 'guess@example.test', code: '000000-000000-000000-000000' })
  await expect(guess).rejects.toMatchObject({ options: { fields: [{ field: 'code', reason: 'first_run_code' }] } })
  const code = firstRunCode().toUpperCase().replaceAll('-', ' ')
  const both = await Promise.allSettled(
    ['one', 'two'].map((name) => createFirstOperator({ ...input, email: `${name}@example.test`, code })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await prisma().organization.count({ where: { kinds: { has: 'operator' } } })).toBe(1)
  expect(await isFirstRun()).toBe(false)
  await expect(createFirstOperator({ ...input, email: 'late@example.test', code })).rejects.toMatchObject({ code: 'not_possible_now' })
})

test('the first operator signs in at once, and is founded once', async () => {
  const input = { email: 'Hub@Example.test', name: 'Ida', password: 'first password', organization: 'Hub', country: 'DE', currency: 'EUR' }
  await createOperator(input)
  expect(await checkCredentials({ email: 'hub@example.test', password: 'first password', from })).toMatchObject({
    email: 'hub@example.test',
  })
  const membership = await prisma().membership.findFirstOrThrow({
    where: { user: { email: 'hub@example.test' } },
    select: { roles: true, organization: { select: { kinds: true } } },
  })
  expect(membership).toEqual({ roles: ['network_operator'], organization: { kinds: ['operator'] } })
  await expect(createOperator(input)).rejects.toMatchObject({ options: { fields: [{ field: 'email', reason: 'taken' }] } })
})

test('a new password asks for the present one, holds at once, and ends every other session', async () => {
  const own = await join('Careful', 'buyer', ['requester'])
  const passwordHash = await hashPassword('the first password')
  await prisma().user.update({ where: { id: own.userId }, data: { passwordHash } })
  const here = await openSession(own.userId)
  const elsewhere = await openSession(own.userId)
  const as = { actor: { ...own, sessionId: here } }
  const change = (current: string, password: string) => changePassword(as, { current, password })
  await expect(change('a wrong password', 'the second password')).rejects.toMatchObject({
    options: { fields: [{ field: 'current', reason: 'wrong_password' }] },
  })
  await expect(change('the first password', 'short')).rejects.toMatchObject({ options: { fields: [{ field: 'password' }] } })
  await change('the first password', 'the second password')
  expect(await checkCredentials({ email: own.email, password: 'the first password', from })).toBeNull()
  expect(await checkCredentials({ email: own.email, password: 'the second password', from })).toMatchObject({ id: own.userId })
  expect([await loadActor(here), await loadActor(elsewhere)].map((actor) => actor?.userId ?? null)).toEqual([own.userId, null])
})

test('two new passwords at once: one holds, the other is told', async () => {
  const own = await join('Hasty', 'buyer', ['requester'])
  await prisma().user.update({ where: { id: own.userId }, data: { passwordHash: await hashPassword('the first password') } })
  const change = (password: string) => changePassword({ actor: own }, { current: 'the first password', password })
  const tries = await Promise.allSettled([change('the second password'), change('another password')])
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})
