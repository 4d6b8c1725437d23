import { beforeAll, expect, test } from 'vitest'
import { isPass, makePass } from './peer'

const NOW = 1_700_000_000_000
beforeAll(() => {
  process.env.DATABASE_URL ??= 'postgresql://nobody@localhost/none'
  process.env.NEXTAUTH_SECRET ??= 'a secret that is only there for this test'
})

test('a pass opens the node that it was made for, for half a minute', () => {
  const pass = makePass('one', NOW)
  expect([isPass(pass, 'one', NOW), isPass(pass, 'one', NOW + 29_000), isPass(pass, 'one', NOW - 29_000)]).toEqual([true, true, true])
  expect([isPass(pass, 'two', NOW), isPass(pass, 'one', NOW + 31_000)]).toEqual([false, false])
})

test.each([undefined, null, 42, {}, '', '.', `${NOW}`, `${NOW}.`, `${NOW}.${'A'.repeat(43)}`, 'NaN.x'])('%j is no pass', (pass) =>
  expect(isPass(pass, 'one', NOW)).toBe(false),
)

test('a pass with a later time is no pass', () => {
  const [, signature] = makePass('one', NOW).split('.')
  expect(isPass(`${NOW + 1}.${signature}`, 'one', NOW)).toBe(false)
})
