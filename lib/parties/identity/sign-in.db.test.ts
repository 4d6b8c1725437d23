import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import { join } from '@/scripts/testing/world'
import { loadActor } from './actor'
import { changePassword } from './commands/change-password'
import { createFirstOperator, createOperator } from './commands/create-operator'
import { checkCredentials, openSession } from './commands/sign-in'
import { firstRunCode, isFirstRun } from './first-run'
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
  const here = await openSession(own.userId, null)
  const elsewhere = await openSession(own.userId, null)
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
