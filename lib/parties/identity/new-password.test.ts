import { expect, test } from 'vitest'
import { hashNewPassword } from './new-password'
import { password } from './schemas'
import { passwordMatches } from './secrets'

const own = ['petra.mala@ostrava-fasteners.example', 'Petra Malá', 'Ostrava Fasteners']

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

test('a password has 12 to 128 characters', () => {
  const taken = (length: number) => password.safeParse('x'.repeat(length)).success
  expect([11, 12, 128, 129].map(taken)).toEqual([false, true, true, false])
})
