import { expect, test } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import { join } from '@/scripts/testing/world'
import { hashNewPassword, namesOf } from './new-password'
import { password } from './schemas'
import { passwordMatches } from './secrets'

const own = { email: 'petra.mala@ostrava-fasteners.example', names: ['Petra Malá', 'Ostrava Fasteners'] }

test.each([
  ['common', 'iloveyou1234'],
  ['common, with the usual signs', 'Passw0rd!2026'],
  ['a row of keys', 'qwertyuiop12'],
  ['a row of digits', '123456789012'],
  ['one letter', 'aaaaaaaaaaaa'],
  ['one character of another script', '密码密码密码密码密码密码'],
  ['the own name', 'PetraMala2026'],
  ['the own company', 'Ostrava-Fasteners1'],
])('a password that is %s is refused', async (_, chosen) => {
  await expect(hashNewPassword(chosen, own)).rejects.toMatchObject({
    options: { fields: [{ field: 'password', reason: 'password_guessed' }] },
  })
})

test.each([
  'correct horse battery',
  'x7$kqP2vLmN9',
  '我爱北京天安门上太阳升起来',
  'Eleven quokkas measure the tide by lamplight; '.repeat(2),
])('%s is taken', async (chosen) => {
  expect(await passwordMatches(await hashNewPassword(chosen, own), chosen)).toBe(true)
})

test('somebody chooses twenty times in a quarter of an hour at the most', async () => {
  const choose = () => hashNewPassword('aaaaaaaaaaaa', { email: 'busy@example.test', names: [] })
  for (let choice = 0; choice < 20; choice++) await expect(choose()).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(choose()).rejects.toMatchObject({ code: 'rate_limited' })
})

test('a user’s names are those of its companies, too', async () => {
  const { email } = await join('Ostrava', 'supplier', ['supplier_admin'])
  const names = await namesOf(prisma(), email)
  expect(names).toContain('Ostrava')
  await expect(hashNewPassword('Ostrava-2026-x', { email, names })).rejects.toMatchObject({ code: 'invalid_input' })
})

test('a password has 12 to 128 characters', () => {
  const taken = (length: number) => password.safeParse('x'.repeat(length)).success
  expect([11, 12, 128, 129].map(taken)).toEqual([false, true, true, false])
})
